# added:
def bends(values, width):
    slopes = (values[1:] - values[:-1]) / width
    return np.concatenate([slopes[:1], slopes[1:] - slopes[:-1]])
# answer:
def interpolant(f, n, a=0.0, b=1.0):
    width = (b - a) / n
    knots = a + width * np.arange(n + 1)
    values = np.asarray(f(knots))
    w1 = np.full((1, n), 2.0)
    return w1, -2 * knots[:n], bends(values, width).reshape(-1, 1) / 2, np.array([values[0]])
