class Adam:
    def __init__(self, n, rate=0.02):
        self.m, self.v, self.t, self.rate = np.zeros(n), np.zeros(n), 0, rate

    def step(self, theta, g):
        self.t += 1
        self.m += 0.1 * (g - self.m)
        self.v += 0.001 * (g * g - self.v)
        m, v = self.m / (1 - 0.9**self.t), self.v / (1 - 0.999**self.t)
        return theta - self.rate * m / (np.sqrt(v) + 1e-8)


def train(loss_and_gradient, theta):
    adam = Adam(len(theta))
    for _ in range(1000):
        loss, g = loss_and_gradient(theta)
        if loss < 0.04:
            break
        theta = adam.step(theta, g)
    return theta
