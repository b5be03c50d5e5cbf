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
                for cut in range(len(x) + 1):
                    right = np.sum(labels[:cut] == 0) + np.sum(labels[cut:] == 1)
                    best = max(best, right)
    return best / len(x)
