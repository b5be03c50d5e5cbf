def ceiling(x, y):
    best = 0
    for axis in (0, 1):
        labels = y[np.argsort(x[:, axis])]
        for cut in range(len(x) + 1):
            right = np.mean(np.arange(len(x)) >= cut) * 0 + np.mean((np.arange(len(x)) >= cut) == labels)
            best = max(best, right, 1 - right)
    return best
