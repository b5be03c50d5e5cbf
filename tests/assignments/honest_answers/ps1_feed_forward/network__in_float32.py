def network(x, w1, b1, w2, b2, w3, g1, g2):
    x, w1, b1, w2, b2, w3 = map(np.float32, (x, w1, b1, w2, b2, w3))
    h1 = np.float32(g1(x @ w1 + b1))
    h2 = np.float32(g2(h1 @ w2 + b2))
    return h2 @ w3
