def count_weights(sizes):
    steps = dict(zip(sizes, sizes[1:]))
    return sum(a * steps[a] for a in steps)
