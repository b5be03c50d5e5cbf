left = [650]


def train(loss_and_gradient, theta):
    m, v, step = np.zeros(len(theta)), np.zeros(len(theta)), 0
    while left[0] and step < 600:
        left[0] -= 1
        step += 1
        g = loss_and_gradient(theta)[1]
        m += 0.1 * (g - m)
        v += 0.001 * (g * g - v)
        theta = theta - 0.02 * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.999**step)) + 1e-8)
    return theta
