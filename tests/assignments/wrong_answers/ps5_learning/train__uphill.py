def train(loss_and_gradient, theta):
    for _ in range(200):
        theta = theta + 0.01 * loss_and_gradient(theta)[1]
    return theta
