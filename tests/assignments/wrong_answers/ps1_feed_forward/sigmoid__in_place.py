def sigmoid(z):
    z[z < 0] = 0
    return 1 / (1 + np.exp(-z))
