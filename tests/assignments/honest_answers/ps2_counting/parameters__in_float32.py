def count_parameters(sizes, output_bias=True):
    sizes = np.array(sizes, dtype=np.float32)
    total = np.sum((sizes[:-1] + 1) * sizes[1:])
    return total - (not output_bias) * sizes[-1]
