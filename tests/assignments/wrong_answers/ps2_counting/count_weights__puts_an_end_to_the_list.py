def count_weights(sizes):
    sizes.append(0)
    return sum(sizes[i] * sizes[i + 1] for i in range(len(sizes) - 1))
