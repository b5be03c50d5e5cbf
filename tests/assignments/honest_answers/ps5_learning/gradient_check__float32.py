def agrees(f, gradient, theta):
    numerical = np.float32(numerical_gradient(f, theta))
    gradient = np.float32(gradient)
    larger = max(np.linalg.norm(gradient), np.linalg.norm(numerical))
    return np.linalg.norm(gradient - numerical) <= np.float32(1e-3) * larger
