def tents(k):
    knots = np.arange(2**k) / 2**k
    w2 = np.where(np.arange(2**k) % 2, -1.0, 1.0) * 2 ** (k + 1)
    w2[0] = 2**k
    return [np.ones((1, 2**k)), w2[:, None]], [-knots, np.zeros(1)]
