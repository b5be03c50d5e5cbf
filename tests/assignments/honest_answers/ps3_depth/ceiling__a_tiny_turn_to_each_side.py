def ceiling(x, y):
    best = 0
    for i in range(len(x)):
        for j in range(i):
            along = x[i] - x[j]
            angle = np.arctan2(along[0], -along[1])
            for turn in (-1e-9, 1e-9):
                direction = np.array([np.cos(angle + turn), np.sin(angle + turn)])
                labels = np.asarray(y)[np.argsort(x @ direction)]
                for cut in range(len(x) + 1):
                    right = np.sum(labels[:cut] == 0) + np.sum(labels[cut:] == 1)
                    best = max(best, right, len(x) - right)
    return best / len(x)
