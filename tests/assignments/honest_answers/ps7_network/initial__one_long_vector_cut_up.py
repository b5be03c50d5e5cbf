def initial(sizes, activation, seed):
    shapes = list(zip(sizes[:-1], sizes[1:]))
    ends = np.cumsum([a * b for a, b in shapes])
    z = np.random.default_rng(seed).standard_normal(ends[-1])
    gain = 2.0 if activation == "relu" else 1.0
    pieces = np.split(z, ends[:-1])
    return [p.reshape(s) * (gain / s[0]) ** 0.5 for p, s in zip(pieces, shapes)], [[0.0] * b for _, b in shapes]
