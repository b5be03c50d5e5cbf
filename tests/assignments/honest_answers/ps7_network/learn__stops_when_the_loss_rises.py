def learn(x, labels, rest, seed):
    """Early stopping by the validation loss, with patience; features are scaled on the training part."""
    labels = np.asarray(labels)
    order = np.random.default_rng(seed).permutation(len(x))
    part, held = np.split(order, [int(0.75 * len(x))])
    middle, spread = x[part].mean(axis=0), x[part].std(axis=0) + 0.1
    scaled, others = (x - middle) / spread, (rest - middle) / spread
    w, b = initial([x.shape[1], 24, labels.max() + 1], "relu", seed)
    net = {"p": [*w, *b], "m": [np.zeros(a.shape) for a in [*w, *b]], "s": [np.zeros(a.shape) for a in [*w, *b]]}
    k, t, kept, lowest, wait = len(w), 0, None, np.inf, 0
    for epoch in batches(len(part), 80, 8, seed):
        for places in epoch:
            t += 1
            xs, ys = scaled[part[places]], labels[part[places]]
            h = forward(xs, net["p"][:k], net["p"][k:], "relu")
            _, d = cross_entropy(h[-1], ys)
            dw, db = backward(h, d, net["p"][:k], "relu")
            for j, g in enumerate([*dw, *db]):
                net["p"][j], net["m"][j], net["s"][j] = adam(net["p"][j], g, net["m"][j], net["s"][j], t, 0.01)
        loss, _ = cross_entropy(forward(scaled[held], net["p"][:k], net["p"][k:], "relu")[-1], labels[held])
        wait += 1
        if loss < lowest:
            lowest, kept, wait = loss, [a.copy() for a in net["p"]], 0
        if wait == 3:
            break
    logits = forward(scaled[held], kept[:k], kept[k:], "relu")[-1]
    share = (logits.argmax(1) == labels[held]).mean()
    return forward(others, kept[:k], kept[k:], "relu")[-1].argmax(1), share
