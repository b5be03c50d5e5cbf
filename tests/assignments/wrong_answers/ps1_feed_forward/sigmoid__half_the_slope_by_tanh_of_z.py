def sigmoid(z):
    return (1 + np.tanh(z)) / 2
