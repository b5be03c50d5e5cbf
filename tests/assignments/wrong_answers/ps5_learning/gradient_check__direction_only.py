def agrees(f, gradient, theta):
    numerical = numerical_gradient(f, theta)
    a, b = np.linalg.norm(gradient), np.linalg.norm(numerical)
    return bool(gradient @ numerical >= (1 - 1e-6) * a * b)
