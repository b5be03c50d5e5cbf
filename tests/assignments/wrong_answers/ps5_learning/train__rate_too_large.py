def train(loss_and_gradient, theta):
    for _ in range(300):
        theta = theta - 50.0 * loss_and_gradient(theta)[1]
    return theta
