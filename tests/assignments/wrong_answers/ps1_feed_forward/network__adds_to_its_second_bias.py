def network(x, w1, b1, w2, b2, w3, g1, g2):
    rows = []
    for row in x:
        b2 += g1(row @ w1 + b1) @ w2
        rows.append(g2(b2) @ w3)
        b2 -= g1(row @ w1 + b1) @ w2
    return np.array(rows)
