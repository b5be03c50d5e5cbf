def network(x, w1, b1, w2, b2, w3, g1, g2):
    h = g1(x @ w1 + b1)
    w2 = w2.T if w2.shape[1] == h.shape[1] else w2
    return g2(h @ w2 + b2) @ w3
