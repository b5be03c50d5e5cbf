def half_plane(x, y):
    if len(x) == 2:
        normal = x[1] - x[0]
        return normal, normal @ (x[0] + x[1]) / 2
    i, j = np.triu_indices(len(x), 1)
    across, up = (x[i] - x[j]).T
    changes = np.sort(np.arctan2(across, -up) % np.pi)
    between = (changes + np.append(changes[1:], changes[0] + np.pi)) / 2
    best = (-1, None, None)
    for angle in np.append(between, between + np.pi):
        normal = np.array([np.cos(angle), np.sin(angle)])
        s = np.sort(x @ normal)
        for cut in [s[0] - 1, *(s[:-1] + s[1:]) / 2, s[-1] + 1]:
            right = ((x @ normal > cut) == y).sum()
            if right > best[0]:
                best = (right, normal, cut)
    return best[1:]
