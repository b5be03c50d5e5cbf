def adam(theta, gradient, mean, square, t, rate):
    f = np.float32
    g = np.asarray(gradient, f)
    m = f(0.9) * np.asarray(mean, f) + f(0.1) * g
    s = f(0.999) * np.asarray(square, f) + f(0.001) * g * g
    step = m / f(1 - 0.9**t) / (np.sqrt(s / f(1 - 0.999**t)) + f(1e-8))
    return np.asarray(theta, f) - f(rate) * step, m, s
