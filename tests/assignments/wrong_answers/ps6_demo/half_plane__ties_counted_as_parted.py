def half_plane(x, y):
    i, j = np.triu_indices(len(x), 1)
    across, up = (x[i] - x[j]).T
    changes = np.sort(np.arctan2(across, -up) % np.pi)
    between = (changes + np.append(changes[1:], changes[0] + np.pi)) / 2
    most = -1
    for angle in np.append(between, between + np.pi):
        normal = np.array([np.cos(angle), np.sin(angle)])
        order = (x @ normal).argsort()
        s = x[order] @ normal
        right = np.cumsum(np.append(y.sum(), 1 - 2 * y[order]))
        cuts = np.concatenate([[s[0] - 1], (s[:-1] + s[1:]) / 2, [s[-1] + 1]])
        if right.max() > most:
            most, best = right.max(), (normal, cuts[right.argmax()])
    return best
