def descend(gradient, theta, rate, steps):
    slope = gradient(theta)
    for _ in range(steps):
        theta = theta - rate * slope
    return theta
