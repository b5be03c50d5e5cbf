def agrees(f, gradient, theta):
    numerical = numerical_gradient(f, theta)
    return bool(abs(gradient.sum() - numerical.sum()) <= 1e-3 * abs(numerical.sum()))
