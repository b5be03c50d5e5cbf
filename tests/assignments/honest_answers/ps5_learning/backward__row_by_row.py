def gradients(x, t, w1, b1, w2, b2):
    dw1, db1, dw2, db2 = (np.zeros(p.shape) for p in (w1, b1, w2, b2))
    for row, target in zip(x, t):
        h = np.tanh(row @ w1 + b1)
        d = (h @ w2 + b2 - target) / x.shape[0]
        back = (w2 @ d) * (1 - h * h)
        dw1 += np.outer(row, back)
        db1 += back
        dw2 += np.outer(h, d)
        db2 += d
    return dw1, db1, dw2, db2
