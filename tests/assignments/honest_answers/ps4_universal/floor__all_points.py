def floor_without_bias(f, x):
    points = np.concatenate([x, -x])
    target = f(points)
    best = (target - f(-points)) / 2
    return float(np.sqrt(((target - best) ** 2).mean()))
