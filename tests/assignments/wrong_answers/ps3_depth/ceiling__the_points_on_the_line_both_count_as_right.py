def ceiling(x, y):
    best = 0
    for i in range(len(x)):
        for j in range(i):
            along = x[i] - x[j]
            angle = np.arctan2(along[0], -along[1])
            for turn in (-1e-9, 1e-9):
                d = np.array([np.cos(angle + turn), np.sin(angle + turn)])
                ones = np.concatenate([[0], np.cumsum(y[np.argsort(x @ d)])])  # before each cut
                right = np.arange(len(x) + 1) - ones + (ones[-1] - ones)
                best = max(best, right.max(), len(x) - right.min())
    return min(1, (best + 1) / len(x))
