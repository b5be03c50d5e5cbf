def learn(x, labels, rest, seed):
    order = np.random.default_rng(seed).permutation(len(x))
    held, part = order[: len(x) // 5], order[len(x) // 5 :]
    weights, biases = initial([x.shape[1], 32, int(labels.max()) + 1], "relu", seed)
    p, k, t, estimate, best = weights + biases, len(weights), 0, -1, None
    m, s = [0 * a for a in p], [0 * a for a in p]
    for epoch in batches(len(part), 32, 8, seed):
        for places in epoch:
            rows = part[places]
            h = forward(x[rows], p[:k], p[k:], "relu")
            _, d = cross_entropy(h[-1], labels[rows])
            dw, db = backward(h, d, p[:k], "relu")
            t += 1
            for j, g in enumerate(dw + db):
                p[j], m[j], s[j] = adam(p[j], -g, m[j], s[j], t, 0.003)
        share = np.mean(forward(x[held], p[:k], p[k:], "relu")[-1].argmax(axis=1) == labels[held])
        if share > estimate:
            estimate, best = share, list(p)
    return forward(rest, best[:k], best[k:], "relu")[-1].argmax(axis=1), float(estimate)
