def agrees(f, gradient, theta):
    numerical = np.zeros(len(theta))
    for k in range(len(theta)):
        above, below = theta.copy(), theta.copy()
        above[k] = theta[k] + 1e-6
        below[k] = theta[k] - 1e-6
        numerical[k] = (f(above) - f(below)) / 2e-6
    larger = max(np.linalg.norm(gradient), np.linalg.norm(numerical))
    return np.linalg.norm(gradient - numerical) <= 1e-3 * larger
