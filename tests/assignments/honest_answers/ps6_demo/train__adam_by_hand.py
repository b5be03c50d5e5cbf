def train(x, y, hidden, activation, seed, epochs=150):
    net = MLP([2, *hidden, 2], activation, seed=seed)
    m, s = np.zeros(net.n_parameters), np.zeros(net.n_parameters)
    for t in range(1, epochs + 1):
        _, g = net.loss_and_gradient(x, y)
        m, s = 0.9 * m + 0.1 * g, 0.999 * s + 0.001 * g**2
        net.theta = net.theta - 0.02 * (m / (1 - 0.9**t)) / (np.sqrt(s / (1 - 0.999**t)) + 1e-8)
    return net
