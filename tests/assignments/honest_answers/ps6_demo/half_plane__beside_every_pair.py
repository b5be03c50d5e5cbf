# added:
def right(normal, offset, x, y):
    return np.count_nonzero((x @ normal > offset) == y)
# answer:
def half_plane(x, y):
    found = [(np.zeros(2), 0.5), (np.zeros(2), -0.5)]
    for i in range(len(x)):
        for j in range(len(x)):
            if i == j:
                continue
            line = x[j] - x[i]
            normal = np.array([-line[1], line[0]])
            little = 1e-8 * (line @ line)
            for way in (normal + 1e-8 * line, normal - 1e-8 * line):  # part the two
                found.append((way, way @ (x[i] + x[j]) / 2))
            for shift in (-little, little):  # both on one side
                found.append((normal, normal @ x[i] + shift))
    return max(found, key=lambda h: right(*h, x, y))
