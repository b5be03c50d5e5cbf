def count_weights(sizes):
    return sum(sizes)
