def ceiling(x, y):
    angles = np.radians(np.arange(0, 180, 0.5))
    labels = y[np.argsort(x @ [np.cos(angles), np.sin(angles)], axis=0)]
    right = np.sum(y) + np.cumsum(1 - 2 * labels, axis=0)  # after each cut
    return max(right.max(), len(x) - right.min()) / len(x)
