def descend(gradient, theta, rate, steps):
    for _ in range(steps):
        theta = theta - gradient(theta)
    return theta
