def train(loss_and_gradient, theta):
    v = np.zeros_like(theta)
    for _ in range(1900):
        loss, g = loss_and_gradient(theta)
        if loss < 0.02:
            break
        v = 0.9 * v - 0.1 * g
        theta = theta + v
    return theta
