def train(x, y, hidden, activation, seed, epochs=150):
    net = MLP([2, *hidden, 2], activation, seed=seed, dtype=np.float32)
    fit(net, np.float32(x), y, Adam(0.02), epochs=epochs)
    return net
