def ceiling(x, y):
    cuts = np.arange(len(x) + 1)[:, None]
    best = 0
    for degrees in np.arange(0, 180, 0.5):
        angle = np.radians(degrees)
        labels = y[np.argsort(x[:, 0] * np.cos(angle) + x[:, 1] * np.sin(angle))]
        shares = np.mean((np.arange(len(x)) >= cuts) == labels, axis=1)
        best = max(best, shares.max(), 1 - shares.min())
    return best
