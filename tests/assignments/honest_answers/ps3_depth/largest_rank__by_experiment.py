def largest_rank(sizes):
    rng = np.random.default_rng(0)
    m = np.eye(sizes[0])
    for a, b in zip(sizes, sizes[1:]):
        q, _ = np.linalg.qr(rng.normal(size=(max(a, b), min(a, b))))
        m = m @ (q if a >= b else q.T)
    return np.linalg.matrix_rank(m)
