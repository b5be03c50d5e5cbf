def descend(gradient, theta, rate, steps):
    for _ in range(steps + 1):
        theta = theta - rate * gradient(theta)
    return theta
