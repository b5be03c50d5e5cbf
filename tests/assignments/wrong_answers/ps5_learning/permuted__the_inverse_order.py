def permuted(w1, b1, w2, b2, order):
    back = np.argsort(order)
    return w1[:, back], b1[back], w2[back], b2
