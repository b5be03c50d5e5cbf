def train(loss_and_gradient, theta):
    theta = np.array(theta, np.float32)
    m, v = np.zeros_like(theta), np.zeros_like(theta)
    for step in range(1, 251):
        g = np.float32(loss_and_gradient(theta)[1])
        m += np.float32(0.1) * (g - m)
        v += np.float32(0.001) * (g * g - v)
        ahead, size = m / (1 - 0.9**step), np.sqrt(v / (1 - 0.999**step))
        theta = np.float32(theta - 0.02 * ahead / (size + 1e-8))
    return theta
