def network(x, w1, b1, w2, b2, w3, g1, g2):
    return g2(g1(x @ w1) @ w2) @ w3
