def descend(gradient, theta, rate, steps):
    theta = np.array(theta, float)
    for k in range(len(theta)):
        for _ in range(steps):
            theta[k] -= rate * gradient(theta)[k]
    return theta
