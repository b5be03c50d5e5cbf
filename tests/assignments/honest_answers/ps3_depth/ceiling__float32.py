def ceiling(x, y):
    x = np.asarray(x, np.float32)
    n = len(x)
    best = np.float32(max(np.mean(y), 1 - np.mean(y)))
    for i in range(n):
        for j in range(i):
            u, v = x[i] - x[j]
            side = (x[:, 0] - x[j, 0]) * -v + (x[:, 1] - x[j, 1]) * u
            for pair in ((1, 1), (1, -1), (-1, 1), (-1, -1)):
                side[i], side[j] = pair
                share = np.float32(np.count_nonzero((side > 0) == (y == 1)) / n)
                best = max(best, share, 1 - share)
    return best
