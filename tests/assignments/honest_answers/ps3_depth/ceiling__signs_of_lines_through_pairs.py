def ceiling(x, y):
    x, y = np.asarray(x, float), np.asarray(y)
    n = len(x)
    best = max(np.mean(y == 0), np.mean(y == 1))
    for i in range(n):
        for j in range(i + 1, n):
            normal = np.array([x[i, 1] - x[j, 1], x[j, 0] - x[i, 0]])
            right = ((x - x[i]) @ normal > 0) == y
            right[i] = right[j] = False  # these two may be put on either side
            others = np.count_nonzero(right)
            best = max(best, (others + 2) / n, (n - others) / n)
    return best
