def suspects(loss, arrays, gradients, limit):
    shapes = [np.shape(a) for a in arrays]
    ends = np.cumsum([int(np.prod(s)) for s in shapes])
    flat = np.concatenate([np.ravel(a) for a in arrays]).astype(float)

    def f(theta):
        return float(loss([p.reshape(s) for p, s in zip(np.split(theta, ends[:-1]), shapes)]))

    eye = 1e-5 * np.eye(len(flat))
    numerical = np.array([(f(flat + e) - f(flat - e)) / 2e-5 for e in eye])
    bad = set()
    for k, (n, g) in enumerate(zip(np.split(numerical, ends[:-1]), gradients)):
        g = np.ravel(g)
        if np.linalg.norm(n - g) > limit * max(np.linalg.norm(n), np.linalg.norm(g)):
            bad.add(k)
    return sorted(bad)
