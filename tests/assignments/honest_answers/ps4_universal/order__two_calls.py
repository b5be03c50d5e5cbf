def order(approximate, f, n, a=0.0, b=1.0):
    def error(m):
        x = np.linspace(a, b, 10_001)
        return max(abs(approximate(m, x) - f(x)))

    return float((np.log(error(n)) - np.log(error(2 * n))) / np.log(2))
