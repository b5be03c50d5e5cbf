def half_plane(x, y):
    z = np.zeros_like(x)
    z[...] = (x - x.mean(axis=0)) / 1000
    z = z + 0.0
    i, j = np.triu_indices(len(z), 1)
    across, up = (z[i] - z[j]).T
    changes = np.sort(np.arctan2(across, -up) % np.pi)
    between = (changes + np.append(changes[1:], changes[0] + np.pi)) / 2
    best = (-1, None, None)
    for angle in np.append(between, between + np.pi):
        normal = np.array([np.cos(angle), np.sin(angle)])
        s = np.sort(z @ normal)
        for cut in [s[0] - 1, *(s[:-1] + s[1:]) / 2, s[-1] + 1]:
            right = ((z @ normal > cut) == y).sum()
            if right > best[0]:
                best = (right, normal, 1000 * cut + x.mean(axis=0) @ normal)
    return best[1:]
