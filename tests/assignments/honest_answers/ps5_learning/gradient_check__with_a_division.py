def agrees(f, gradient, theta):
    b = numerical_gradient(f, theta)
    larger = max(np.sqrt((gradient**2).sum()), np.sqrt((b**2).sum()))
    if larger == 0:
        return True
    return bool(np.sqrt(((gradient - b) ** 2).sum()) / larger <= 1e-3)
