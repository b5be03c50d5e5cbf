def train(x, y, hidden, activation, seed, epochs=150):
    net = MLP([2, *hidden, 2], activation, seed=seed)
    fit(net, x, y, Adam(0.02), epochs=epochs, batch_size=64, shuffle=False)
    return net
