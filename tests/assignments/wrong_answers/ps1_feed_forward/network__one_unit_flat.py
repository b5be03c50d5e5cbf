def network(x, w1, b1, w2, b2, w3, g1, g2):
    h = np.squeeze(g2(g1(x @ w1 + b1) @ w2 + b2))
    return h @ w3
