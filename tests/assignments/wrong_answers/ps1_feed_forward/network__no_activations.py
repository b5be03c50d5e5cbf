def network(x, w1, b1, w2, b2, w3, g1, g2):
    return ((x @ w1 + b1) @ w2 + b2) @ w3
