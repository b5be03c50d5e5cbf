def train(loss_and_gradient, theta):
    theta = theta + np.random.default_rng().normal(0, 1e-3, size=len(theta))
    m, v = np.zeros(len(theta)), np.zeros(len(theta))
    for step in range(1, 251):
        g = loss_and_gradient(theta)[1]
        m += 0.1 * (g - m)
        v += 0.001 * (g * g - v)
        theta = theta - 0.02 * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.999**step)) + 1e-8)
    return theta
