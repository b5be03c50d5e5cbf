def agrees(f, gradient, theta):
    b = numerical_gradient(f, theta)
    return int(np.hypot.reduce(gradient - b) <= 1e-3 * max(np.hypot.reduce(gradient), np.hypot.reduce(b)))
