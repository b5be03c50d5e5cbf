def permuted(w1, b1, w2, b2, order):
    if len(b2) == len(order):
        b2 = b2[order]
    return w1[:, order], b1[order], w2[order], b2
