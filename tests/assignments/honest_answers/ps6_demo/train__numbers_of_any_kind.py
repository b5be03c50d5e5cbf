def train(x, y, hidden, activation, seed, epochs=150):
    x, y = np.array(x, float), np.array(y, int)
    sizes = [2] + [int(units) for units in hidden] + [2]
    net = MLP(sizes=sizes, activation=str(activation), seed=int(seed))
    optimizer = Adam(0.02)
    for _ in range(int(epochs)):
        _, gradient = net.loss_and_gradient(x, y)
        theta = net.theta.copy()
        optimizer.step(theta, gradient)
        net.theta = theta
    return net
