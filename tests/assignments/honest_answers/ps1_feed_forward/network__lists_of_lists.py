def network(x, w1, b1, w2, b2, w3, g1, g2):
    out = []
    for row in x:
        h = [g1(row @ w1[:, k] + b1[k]) for k in range(len(b1))]
        h = [g2(np.dot(h, w2[:, k]) + b2[k]) for k in range(len(b2))]
        out.append([np.dot(h, column) for column in w3.T])
    return out
