def half_plane(x, y):
    best, most = None, -1
    for normal in ([1, 0], [0, 1], [-1, 0], [0, -1]):
        s = np.sort(x @ normal)
        for cut in np.r_[s[0] - 1, (s[1:] + s[:-1]) / 2, s[-1] + 1]:
            right = ((x @ normal > cut) == y).sum()
            if right > most:
                best, most = (np.array(normal), cut), right
    return best
