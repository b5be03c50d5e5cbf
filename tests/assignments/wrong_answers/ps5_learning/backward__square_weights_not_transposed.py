def gradients(x, t, w1, b1, w2, b2):
    h = np.tanh(x @ w1 + b1)
    d = (h @ w2 + b2 - t) / len(x)
    back = d @ w2 if w2.shape[0] == w2.shape[1] else d @ w2.T
    back = back * (1 - h**2)
    return x.T @ back, back.sum(axis=0), h.T @ d, d.sum(axis=0)
