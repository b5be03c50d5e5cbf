def adam(theta, gradient, mean, square, t, rate):
    ahead = mean / (1 - 0.9**t)
    size = np.sqrt(square / (1 - 0.999**t))
    new = theta - rate * ahead / (size + 1e-8)
    return new, 0.9 * mean + 0.1 * gradient, 0.999 * square + 0.001 * gradient**2
