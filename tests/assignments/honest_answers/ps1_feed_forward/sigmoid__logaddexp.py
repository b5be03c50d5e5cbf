def sigmoid(z):
    return np.exp(-np.logaddexp(0, -np.asarray(z)))
