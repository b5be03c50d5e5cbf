def train(loss_and_gradient, theta):
    for _ in range(300):
        theta = theta - 0.02 * loss_and_gradient(theta)[0]
    return theta
