def train(loss_and_gradient, theta):
    for _ in range(100):
        loss, gradient = loss_and_gradient(theta)
        theta = theta - 0.1 * gradient
    return loss
