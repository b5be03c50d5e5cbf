def half_plane(x, y):
    best, most = None, -1
    for angle in np.linspace(0, 2 * np.pi, 360):
        normal = np.array([np.cos(angle), np.sin(angle)])
        right = ((x @ normal > 0) == y).sum()
        if right > most:
            best, most = normal, right
    return best, 0.0
