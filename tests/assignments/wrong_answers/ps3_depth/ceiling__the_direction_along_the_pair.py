def ceiling(x, y):
    best = 0
    for i in range(len(x)):
        for j in range(i):
            labels = y[np.argsort(x @ (x[i] - x[j]))]
            right = np.sum(labels) + np.append(0, np.cumsum(1 - 2 * labels))
            best = max(best, right.max(), len(x) - right.min())
    return best / len(x)
