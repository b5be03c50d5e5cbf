def ceiling(x, y):
    best = 0
    for i in range(len(x)):
        for j in range(i):
            along = x[i] - x[j]
            angle = np.arctan2(along[0], -along[1])
            for turn in (-1e-9, 1e-9):
                direction = np.array([np.cos(angle + turn), np.sin(angle + turn)])
                labels = np.asarray(y)[np.argsort(x @ direction)]
                ones = np.concatenate([[0], np.cumsum(labels)])  # before each cut
                right = np.arange(len(x) + 1) - ones + (ones[-1] - ones)
                best = max(best, right.max(), len(x) - right.min())
    return best / len(x)
