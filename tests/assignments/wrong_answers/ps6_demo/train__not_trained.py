def train(x, y, hidden, activation, seed, epochs=150):
    net = MLP([2, *hidden, 2], activation, seed=seed)
    return net
