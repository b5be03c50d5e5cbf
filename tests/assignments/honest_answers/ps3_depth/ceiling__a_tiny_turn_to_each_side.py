def ceiling(x, y):
    n, best = len(x), 0
    for i in range(n):
        for j in range(i):
            along = x[i] - x[j]
            angles = np.arctan2(along[0], -along[1]) + np.array([-1e-9, 1e-9])
            labels = np.asarray(y)[np.argsort(x @ [np.cos(angles), np.sin(angles)], axis=0)]
            right = labels.sum(axis=0) + np.cumsum(1 - 2 * labels, axis=0)  # after each cut
            best = max(best, right.max(), n - right.min())
    return best / n
