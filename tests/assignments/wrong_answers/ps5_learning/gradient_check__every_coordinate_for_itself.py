def agrees(f, gradient, theta):
    numerical = numerical_gradient(f, theta)
    larger = np.maximum(np.abs(gradient), np.abs(numerical))
    return bool(np.all(np.abs(gradient - numerical) <= 1e-3 * larger))
