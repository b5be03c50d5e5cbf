def count_weights(sizes):
    total = 0
    while len(sizes) > 1:
        total += sizes.pop() * sizes[-1]
    return total
