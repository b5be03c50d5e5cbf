def ceiling(x, y):
    n = len(x)
    d = np.array([x[i] - x[j] for i in range(n) for j in range(i)])
    critical = np.sort(np.mod(np.arctan2(d[:, 0], -d[:, 1]), np.pi))
    angles = (critical + np.append(critical[1:], critical[0] + np.pi)) / 2
    best = 0
    for t in angles:
        order = np.argsort(np.dot(x, [np.cos(t), np.sin(t)]))
        s = np.where(np.array(y)[order] == 1, 1, -1)
        sums = np.concatenate([[0], np.cumsum(s)])
        gain = np.abs(sums[-1] - 2 * sums)
        best = max(best, (n + gain.max()) / 2)
    return best / n
