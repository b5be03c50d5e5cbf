def permuted(w1, b1, w2, b2, order):
    return np.take(w1, order, axis=1), np.take(b1, order), np.take(w2, order, axis=0), b2
