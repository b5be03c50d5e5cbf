def sigmoid(z):
    z = np.maximum(z, -600)
    return np.exp(-np.logaddexp(0, -z))
