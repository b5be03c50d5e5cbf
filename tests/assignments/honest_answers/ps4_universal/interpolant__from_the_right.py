class Knot:
    def __init__(self, place, weight):
        self.place, self.weight = place, weight


def interpolant(f, n, a=0.0, b=1.0):
    knots = np.linspace(a, b, n + 1)
    values = f(knots)
    slopes = np.diff(values) / np.diff(knots)
    units = [Knot(knots[n], -slopes[n - 1])]
    for i in range(n - 1, 0, -1):
        units.append(Knot(knots[i], slopes[i] - slopes[i - 1]))
    b1 = np.array([u.place for u in units])
    w2 = np.array([[u.weight] for u in units])
    return -np.ones((1, n)), b1, w2, np.array([values[-1]])
