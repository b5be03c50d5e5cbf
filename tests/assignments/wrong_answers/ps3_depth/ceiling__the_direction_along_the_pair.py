def ceiling(x, y):
    best = 0
    for i in range(len(x)):
        for j in range(i):
            labels = y[np.argsort(x @ (x[i] - x[j]))]
            for cut in range(len(x) + 1):
                right = np.sum(labels[:cut] == 0) + np.sum(labels[cut:] == 1)
                best = max(best, right, len(x) - right)
    return best / len(x)
