def ceiling(x, y):
    angles = np.linspace(0, 2 * np.pi, 3600)
    sides = x @ np.array([np.cos(angles), np.sin(angles)]) > 0
    return np.mean(sides == np.reshape(y, (-1, 1)), axis=0).max()
