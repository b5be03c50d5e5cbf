from collections import namedtuple

HalfPlane = namedtuple("HalfPlane", "normal offset")


def half_plane(x, y):
    best, most = None, -1
    ends = np.arctan2(x[:, None, 0] - x[:, 0], x[:, 1] - x[:, None, 1])
    ends = np.sort(ends[~np.eye(len(x), dtype=bool)])
    for angle in (ends + np.append(ends[1:], ends[0] + 2 * np.pi)) / 2:
        normal = np.array([np.cos(angle), np.sin(angle)])
        order = np.argsort(x @ normal)
        place = (x @ normal)[order]
        right = np.append(0, np.cumsum(1 - 2 * y[order])) + y.sum()
        cuts = np.concatenate([place[:1] - 1, (place[1:] + place[:-1]) / 2, place[-1:] + 1])
        if right.max() > most:
            most, best = right.max(), HalfPlane(normal.tolist(), cuts[right.argmax()])
    return best
