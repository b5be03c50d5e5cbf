def ceiling(x, y):
    best = max(np.mean(y), 1 - np.mean(y))
    for i in range(len(x)):
        for j in range(i):
            middle = (x[i] + x[j]) / 2
            share = np.mean(((x - middle) @ (x[i] - x[j]) > 0) == y)
            best = max(best, share, 1 - share)
    return best
