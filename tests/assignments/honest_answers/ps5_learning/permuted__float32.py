def permuted(w1, b1, w2, b2, order):
    w1, b1, w2, b2 = map(np.float32, (w1, b1, w2, b2))
    return w1.T[order].T, b1[order], w2[order, :], b2
