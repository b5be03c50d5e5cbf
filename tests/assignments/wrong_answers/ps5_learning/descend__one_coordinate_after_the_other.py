def descend(gradient, theta, rate, steps):
    theta = np.array(theta, float)
    for _ in range(steps):
        for k in range(len(theta)):
            theta[k] -= rate * gradient(theta)[k]
    return theta
