# added:
def errors(labels):
    wrong = [len(labels) - sum(labels)]  # all called 1; then the first is called 0, the second too
    for label in labels:
        wrong.append(wrong[-1] + (1 if label == 1 else -1))
    return min(min(wrong), len(labels) - max(wrong))
# answer:
def ceiling(x, y):
    points = [tuple(map(float, p)) for p in x]
    labels = [int(c) for c in y]
    fewest = len(points)
    for i in range(len(points)):
        for j in range(i):
            dx, dy = points[i][0] - points[j][0], points[i][1] - points[j][1]
            for eps in (-1e-8, 1e-8):
                u, v = -dy + eps * dx, dx + eps * dy
                order = sorted(range(len(points)), key=lambda k: points[k][0] * u + points[k][1] * v)
                fewest = min(fewest, errors([labels[k] for k in order]))
    return 1 - fewest / len(points)
