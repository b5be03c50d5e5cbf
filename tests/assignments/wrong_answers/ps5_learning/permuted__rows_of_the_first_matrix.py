def permuted(w1, b1, w2, b2, order):
    k = np.asarray(order) % len(w1)
    return w1[k][: len(w1)], b1[order], w2[order], b2
