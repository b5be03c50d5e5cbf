def learn(x, labels, rest, seed):
    x, rest = np.asarray(x, np.float32), np.asarray(rest, np.float32)
    order = np.random.default_rng(seed).permutation(len(x))
    held, part = order[::4], np.delete(order, np.s_[::4])
    w, b = initial([x.shape[1], 32, int(labels.max()) + 1], "relu", seed)
    p = [np.float32(a) for a in w + b]
    m, s = [np.zeros_like(a) for a in p], [np.zeros_like(a) for a in p]
    k, t, history = len(w), 0, []
    for epoch in batches(len(part), 80, 9, seed):
        for places in epoch:
            t, rows = t + 1, part[places]
            h = forward(x[rows], p[:k], p[k:], "relu")
            _, d = cross_entropy(h[-1], labels[rows])
            dw, db = backward(h, np.float32(d), p[:k], "relu")
            steps = [adam(*four, t, 0.01) for four in zip(p, dw + db, m, s)]
            p, m, s = ([np.float32(a) for a in three] for three in zip(*steps))
        share = np.mean(forward(x[held], p[:k], p[k:], "relu")[-1].argmax(axis=1) == labels[held])
        history.append((share, p))
    share, p = max(history, key=lambda pair: pair[0])
    return np.float32(forward(rest, p[:k], p[k:], "relu")[-1].argmax(axis=1)), np.float32(share)
