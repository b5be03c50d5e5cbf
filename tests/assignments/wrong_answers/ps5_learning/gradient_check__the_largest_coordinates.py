def agrees(f, gradient, theta):
    numerical = numerical_gradient(f, theta)
    larger = max(np.abs(gradient).max(), np.abs(numerical).max())
    return bool(np.abs(gradient - numerical).max() <= 1e-3 * larger)
