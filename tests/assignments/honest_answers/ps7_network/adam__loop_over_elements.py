def adam(theta, gradient, mean, square, t, rate):
    new = [np.zeros(np.shape(theta)) for _ in range(3)]
    for place in np.ndindex(np.shape(theta)):
        g = float(gradient[place])
        m = 0.9 * mean[place] + 0.1 * g
        s = 0.999 * square[place] + 0.001 * g * g
        step = m / (1 - 0.9**t) / ((s / (1 - 0.999**t)) ** 0.5 + 1e-8)
        for array, value in zip(new, (theta[place] - rate * step, m, s)):
            array[place] = value
    return new
