def learn(x, labels, rest, seed):
    rng = np.random.default_rng(seed)
    held = rng.random(len(x)) < 0.2
    best = None
    for units in (4, 12, 32):
        w, b = initial([x.shape[1], units, max(labels) + 1], "tanh", seed + units)
        xs, ys, t = x[~held], labels[~held], 0
        m, s = [0 * p for p in (*w, *b)], [0 * p for p in (*w, *b)]
        for epoch in batches(len(xs), 80, 5, seed):
            for rows in epoch:
                t += 1
                h = forward(xs[rows], w, b, "tanh")
                dw, db = backward(h, cross_entropy(h[-1], ys[rows])[1], w, "tanh")
                for j in range(2):
                    w[j], m[j], s[j] = adam(w[j], dw[j], m[j], s[j], t, 0.02)
                    b[j], m[j + 2], s[j + 2] = adam(b[j], db[j], m[j + 2], s[j + 2], t, 0.02)
        right = (forward(x[held], w, b, "tanh")[-1].argmax(axis=1) == labels[held]).mean()
        if best is None or right > best[0]:
            best = right, forward(rest, w, b, "tanh")[-1].argmax(axis=1).tolist()
    return best[1], best[0]
