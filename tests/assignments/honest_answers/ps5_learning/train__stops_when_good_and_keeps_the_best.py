def train(loss_and_gradient, theta):
    best, low = theta, np.inf
    m = v = 0
    for t in range(1, 800):
        loss, g = loss_and_gradient(theta)
        if loss < low:
            best, low = theta, loss
        if loss < 0.04 and t > 100:
            break
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g**2
        theta = theta - 0.02 * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
    return best
