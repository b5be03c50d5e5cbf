def permuted(w1, b1, w2, b2, order):
    w1[:] = w1[:, order]
    b1[:] = b1[order]
    w2[:] = w2[order]
    return w1, b1, w2, b2
