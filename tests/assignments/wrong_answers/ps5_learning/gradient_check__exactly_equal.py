def agrees(f, gradient, theta):
    numerical = numerical_gradient(f, theta)
    return bool(np.array_equal(gradient, numerical))
