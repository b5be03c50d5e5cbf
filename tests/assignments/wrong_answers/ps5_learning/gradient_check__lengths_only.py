def agrees(f, gradient, theta):
    numerical = numerical_gradient(f, theta)
    a, b = np.linalg.norm(gradient), np.linalg.norm(numerical)
    return bool(abs(a - b) <= 1e-3 * max(a, b))
