def agrees(f, gradient, theta):
    numerical = []
    for k in range(len(theta)):
        step = np.zeros(len(theta))
        step[k] = 1e-5
        numerical.append((f(theta + step) - f(theta - step)) / 2e-5)
    numerical = np.array(numerical)
    n = np.linalg.norm
    return n(numerical - gradient) <= 0.001 * max(n(numerical), n(gradient))
