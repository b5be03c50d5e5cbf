def descend(gradient, theta, rate, steps):
    theta = theta.copy()
    for _ in range(steps):
        theta -= rate * gradient(theta)
    return theta
