def tents(k):
    between = np.array([[2, 2], [-4, -4]], np.float32)
    weights = [np.ones((1, 2), np.float32)] + [between for _ in range(k - 1)]
    weights.append(between[:, :1])
    biases = [np.array([0, -0.5], np.float32)] * k + [np.zeros(1, np.float32)]
    return tuple(weights), tuple(biases)
