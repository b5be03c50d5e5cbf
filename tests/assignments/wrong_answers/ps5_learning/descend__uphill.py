def descend(gradient, theta, rate, steps):
    for _ in range(steps):
        theta = theta + rate * gradient(theta)
    return theta
