def network(x, w1, b1, w2, b2, w3, g1, g2):
    h = x
    for w, b, g in ((w1, b1, g1), (w2, b2, g2)):
        z = np.zeros((len(x), len(b)), x.dtype)
        z[...] = g(h @ w + b)
        h = z
    return h @ w3
