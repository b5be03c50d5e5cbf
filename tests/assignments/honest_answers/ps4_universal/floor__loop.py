def floor_without_bias(f, x):
    total = 0.0
    for point in x:
        even = (f(point) + f(-point)) / 2
        total += even * even
    return (total / len(x)) ** 0.5
