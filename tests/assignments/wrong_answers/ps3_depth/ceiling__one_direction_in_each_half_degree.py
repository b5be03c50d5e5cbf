def ceiling(x, y):
    best = 0
    for degrees in np.arange(0, 180, 0.5):
        angle = np.radians(degrees)
        labels = y[np.argsort(x[:, 0] * np.cos(angle) + x[:, 1] * np.sin(angle))]
        for cut in range(len(x) + 1):
            share = np.mean((np.arange(len(x)) >= cut) == labels)
            best = max(best, share, 1 - share)
    return best
