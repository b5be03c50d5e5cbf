def agrees(f, gradient, theta):
    numerical = numerical_gradient(f, theta)
    larger = max(np.linalg.norm(gradient), np.linalg.norm(numerical))
    return bool(np.linalg.norm(gradient - numerical) <= 2e-3 * larger)
