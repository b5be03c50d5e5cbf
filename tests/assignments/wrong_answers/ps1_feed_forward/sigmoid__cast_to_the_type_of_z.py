def sigmoid(z):
    z = np.asarray(z)
    e = np.exp(-np.abs(z))
    return (np.where(z < 0, e, 1) / (1 + e)).astype(z.dtype)
