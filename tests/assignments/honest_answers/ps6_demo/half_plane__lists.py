from math import atan2, cos, pi, sin


def half_plane(x, y):
    points = [(float(a), float(b)) for a, b in x]
    angles = sorted(
        atan2(a - c, d - b) for a, b in points for c, d in points if (a, b) != (c, d)
    )
    angles.append(angles[0] + 2 * pi)
    best, most = None, -1
    for one, two in zip(angles, angles[1:]):
        n = [cos((one + two) / 2), sin((one + two) / 2)]
        s = sorted((n[0] * a + n[1] * b, k) for (a, b), k in zip(points, y))
        right = int(sum(y))
        cuts = [(right, s[0][0] - 1)]
        for k, (place, label) in enumerate(s):
            right += 1 if label == 0 else -1
            last = k + 1 == len(s)
            after = place + 2 if last else s[k + 1][0]
            if after - place > 1e-12:
                cuts.append((right, (place + after) / 2))
        if max(cuts)[0] > most:
            most, offset = max(cuts)
            best = n, offset
    return best
