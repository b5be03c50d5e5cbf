def half_plane(x, y):
    design = np.column_stack([x, np.ones(len(x))])
    w = np.linalg.lstsq(design, 2.0 * y - 1, rcond=None)[0]
    return w[:2], -w[2]
