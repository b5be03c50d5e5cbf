def descend(gradient, theta, rate, steps):
    for _ in range(steps):
        theta = theta - rate * np.sign(gradient(theta))
    return theta
