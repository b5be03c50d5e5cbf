def order(approximate, f, n, a=0.0, b=1.0):
    from math import log2

    x = a + (b - a) * np.arange(5001) / 5000
    errors = []
    for m in [n, n * 2]:
        d = np.array(approximate(m, x)) - np.array(f(x))
        errors.append(max(d.max(), -d.min()))
    return log2(errors[0]) - log2(errors[1])
