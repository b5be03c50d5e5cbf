def xor_network():
    f = np.float32
    return np.full((2, 2), 10, f), np.array([0, -10], f), np.array([[10], [-20]], f), np.array([-50], f)
