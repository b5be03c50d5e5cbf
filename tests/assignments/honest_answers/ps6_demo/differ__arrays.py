def differ(table):
    names = np.array(list(table))
    rows = np.array([table[name] for name in names])
    better, worse = np.nonzero(rows[:, None, 0] > rows[None, :, 2])
    return np.column_stack([names[better], names[worse]])
