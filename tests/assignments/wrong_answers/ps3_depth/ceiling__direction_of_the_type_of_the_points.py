def ceiling(x, y):
    best = 0
    direction = np.zeros(2, dtype=x.dtype)
    for i in range(len(x)):
        for j in range(i):
            angle = np.arctan2(x[i, 0] - x[j, 0], x[j, 1] - x[i, 1])
            for turn in (-1e-8, 1e-8):
                direction[0] = np.cos(angle + turn)
                direction[1] = np.sin(angle + turn)
                labels = y[np.argsort(x @ direction)]
                right = np.sum(labels) + np.append(0, np.cumsum(1 - 2 * labels))
                best = max(best, right.max(), len(x) - right.min())
    return best / len(x)
