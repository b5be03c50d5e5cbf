def count_parameters(sizes, output_bias=True):
    sizes = np.array(sizes, np.int16)
    return int(((sizes[:-1] + 1) * sizes[1:]).sum()) - (0 if output_bias else sizes[-1])
