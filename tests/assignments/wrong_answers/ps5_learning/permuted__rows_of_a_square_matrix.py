def permuted(w1, b1, w2, b2, order):
    w1 = w1[order] if w1.shape[0] == w1.shape[1] else w1[:, order]
    return w1, b1[order], w2[order], b2
