def adam(theta, gradient, mean, square, t, rate):
    mean = 0.999 * mean + 0.001 * gradient
    square = 0.9 * square + 0.1 * gradient**2
    ahead = mean / (1 - 0.99900**t)
    size = np.sqrt(square / (1 - 0.9**t))
    return theta - rate * ahead / (size + 1e-8), mean, square
