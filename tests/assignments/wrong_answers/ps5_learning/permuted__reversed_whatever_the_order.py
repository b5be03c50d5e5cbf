def permuted(w1, b1, w2, b2, order):
    return w1[:, ::-1], b1[::-1], w2[::-1], b2
