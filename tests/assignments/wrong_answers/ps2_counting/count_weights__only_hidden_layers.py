def count_weights(sizes):
    return sum(n_in * n_out for n_in, n_out in zip(sizes[1:], sizes[2:]))
