def train(loss_and_gradient, theta):
    for _ in range(20):
        theta = theta - 0.1 * loss_and_gradient(theta)[1]
    return theta
