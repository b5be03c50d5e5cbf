def count_weights(sizes):
    return sum(a * b for a, b in set(zip(sizes, sizes[1:])))
