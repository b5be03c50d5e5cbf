def train(x, y, hidden, activation, seed, epochs=150):
    net = MLP([2, *hidden, 1], activation, seed=seed)
    fit(net, x, y[:, None], Adam(0.02), epochs=epochs, loss="squared_error")
    return net
