def permuted(w1, b1, w2, b2, order):
    n1, nb, n2 = w1.copy(), b1.copy(), w2.copy()
    for new, old in enumerate(order):
        n1[:, new] = w1[:, old]
        nb[new] = b1[old]
        n2[new] = w2[old]
    return [n1, nb, n2, b2]
