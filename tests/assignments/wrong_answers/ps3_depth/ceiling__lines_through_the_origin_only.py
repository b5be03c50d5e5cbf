def ceiling(x, y):
    best = 0
    for angle in np.linspace(0, 2 * np.pi, 3600):
        side = x @ np.array([np.cos(angle), np.sin(angle)]) > 0
        best = max(best, np.mean(side == y))
    return best
