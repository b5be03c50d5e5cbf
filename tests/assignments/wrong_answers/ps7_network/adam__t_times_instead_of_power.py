def adam(theta, gradient, mean, square, t, rate):
    mean = 0.9 * mean + 0.1 * gradient
    square = 0.999 * square + 0.001 * gradient**2
    ahead = mean / (1 - 0.9 / t)
    size = np.sqrt(square / (1 - 0.999 / t))
    return theta - rate * ahead / (size + 1e-8), mean, square
