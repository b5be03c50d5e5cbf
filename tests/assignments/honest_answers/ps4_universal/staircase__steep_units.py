# added:
def middles(a, b, n):
    return a + (b - a) * (2 * np.arange(n) + 1) / (2 * n)
# answer:
def staircase(f, n, a=0.0, b=1.0):
    jumps = a + (b - a) * np.arange(1, n) / n
    stairs = f(middles(a, b, n))
    return np.full((1, n - 1), 1e3), -1e3 * jumps, np.diff(stairs).reshape(-1, 1), stairs[:1]
