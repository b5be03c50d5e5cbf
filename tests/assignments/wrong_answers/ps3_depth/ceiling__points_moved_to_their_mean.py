def ceiling(x, y):
    if x.dtype.kind == "f" and x.flags.writeable:
        x -= x.mean(axis=0)
    best = 0
    for i in range(len(x)):
        for j in range(i):
            angle = np.arctan2(x[i, 0] - x[j, 0], x[j, 1] - x[i, 1])
            for turn in (-1e-7, 1e-7):
                labels = y[np.argsort(x @ [np.cos(angle + turn), np.sin(angle + turn)])]
                right = np.sum(labels) + np.append(0, np.cumsum(1 - 2 * labels))
                best = max(best, right.max(), len(x) - right.min())
    return best / len(x)
