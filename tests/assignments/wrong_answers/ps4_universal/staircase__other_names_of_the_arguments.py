def staircase(function, stairs, a=0.0, b=1.0):
    t = np.linspace(a, b, stairs + 1)
    v = function((t[:-1] + t[1:]) / 2)
    return np.ones((1, stairs - 1)), -t[1:-1], np.diff(v)[:, None], v[:1]
