def half_plane(x, y):
    best, most = None, -1
    for angle in np.radians(np.arange(0, 360, 4)):
        normal = np.array([np.cos(angle), np.sin(angle)])
        s = np.sort(x @ normal)
        cuts = np.r_[s[0] - 1, (s[1:] + s[:-1]) / 2, s[-1] + 1]
        right = (((x @ normal)[:, None] > cuts) == y[:, None]).sum(axis=0)
        if right.max() > most:
            best, most = (normal, cuts[right.argmax()]), right.max()
    return best
