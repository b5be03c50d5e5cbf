# added:
def parameters_of(sizes):
    return sum((a + 1) * b for a, b in zip(sizes, sizes[1:]))
# answer:
def deep_width(n_in, n_out, depth, budget):
    low, high = 0, budget + 1
    while high - low > 1:
        middle = (low + high) // 2
        if parameters_of([n_in] + [middle] * depth + [n_out]) <= budget:
            low = middle
        else:
            high = middle
    return low
