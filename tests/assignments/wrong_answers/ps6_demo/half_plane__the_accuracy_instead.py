def half_plane(x, y):
    best, most = None, -1
    for i in range(len(x)):
        for j in range(i):
            across, up = x[i] - x[j]
            for turn in (-1e-7, 1e-7):
                angle = np.arctan2(across, -up) + turn
                for sign in (1, -1):
                    normal = sign * np.array([np.cos(angle), np.sin(angle)])
                    s = np.sort(x @ normal)
                    cuts = np.r_[s[0] - 1, (s[1:] + s[:-1]) / 2, s[-1] + 1]
                    right = (((x @ normal)[:, None] > cuts) == y[:, None]).sum(axis=0)
                    k = right.argmax()
                    if right[k] > most:
                        best, most = (normal, cuts[k]), right[k]
    return most / len(y)
