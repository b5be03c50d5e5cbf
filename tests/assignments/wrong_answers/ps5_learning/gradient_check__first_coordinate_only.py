def agrees(f, gradient, theta):
    numerical = numerical_gradient(f, theta)
    return bool(abs(gradient[0] - numerical[0]) <= 1e-3 * max(abs(gradient[0]), abs(numerical[0])))
