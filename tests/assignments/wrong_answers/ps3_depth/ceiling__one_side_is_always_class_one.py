def ceiling(x, y):
    best = 0
    for i in range(len(x)):
        for j in range(i):
            along = x[i] - x[j]
            angle = np.arctan2(along[0], -along[1])
            angle = angle % np.pi
            for turn in (-1e-9, 1e-9):
                d = np.array([np.cos(angle + turn), np.sin(angle + turn)])
                labels = y[np.argsort(x @ d)]
                right = np.sum(labels) + np.append(0, np.cumsum(1 - 2 * labels))
                best = max(best, right.max())
    return best / len(x)
