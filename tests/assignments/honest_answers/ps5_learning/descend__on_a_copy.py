def descend(gradient, theta, rate, steps):
    theta = np.array(theta, float)
    for _ in range(steps):
        theta -= rate * gradient(theta)
    return theta
