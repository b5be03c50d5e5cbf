def descend(gradient, theta, rate, steps):
    theta = np.float32(theta)
    for _ in range(steps):
        theta = theta - np.float32(rate) * np.float32(gradient(theta))
    return theta
