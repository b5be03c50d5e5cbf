def agrees(f, gradient, theta):
    numerical = numerical_gradient(f, theta)
    return bool(np.linalg.norm(gradient - numerical) <= 1e-3)
