def interpolant(f, n, a=0.0, b=1.0):
    h = (b - a) / n
    knots = [a + i * h for i in range(n + 1)]
    values = [float(f(t)) for t in knots]
    w1, b1, w2 = [], [], []
    before = 0.0
    for i in range(n):
        slope = (values[i + 1] - values[i]) / h
        w1.append(1.0)
        b1.append(-knots[i])
        w2.append([slope - before])
        before = slope
    return [w1], b1, w2, [values[0]]
