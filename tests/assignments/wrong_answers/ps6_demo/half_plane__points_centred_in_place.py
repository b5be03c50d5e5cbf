def half_plane(x, y):
    middle = x.mean(axis=0)
    x -= middle
    best = (-1, None, None)
    for a in x:
        for b in x:
            across = np.array([b[1] - a[1], a[0] - b[0]])
            for normal in (across + 1e-7 * (b - a), across - 1e-7 * (b - a)):
                s = np.sort(x @ normal)
                for cut in [s[0] - 1, *(s[:-1] + s[1:]) / 2, s[-1] + 1]:
                    right = ((x @ normal > cut) == y).sum()
                    if right > best[0]:
                        best = (right, normal, cut)
    x += middle
    right, normal, cut = best
    return normal, cut + middle @ normal
