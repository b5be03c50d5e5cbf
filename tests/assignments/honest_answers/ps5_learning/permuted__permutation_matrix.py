def permuted(w1, b1, w2, b2, order):
    p = np.eye(len(b1))[:, order]
    return w1 @ p, b1 @ p, p.T @ w2, b2.copy()
