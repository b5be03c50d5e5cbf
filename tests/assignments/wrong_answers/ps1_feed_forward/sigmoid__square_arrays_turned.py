def sigmoid(z):
    z = np.asarray(z, float)
    if z.ndim == 2:
        columns = [np.exp(-np.logaddexp(0, -column)) for column in z.T]
        return np.array(columns).reshape(z.shape)
    return np.exp(-np.logaddexp(0, -z))
