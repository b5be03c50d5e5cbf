def deep_width(n_in, n_out, depth, budget):
    def cost(h):
        sizes = [n_in, *[h] * depth, n_out]
        return sum((a + 1) * b for a, b in zip(sizes, sizes[1:]))

    low, high = 0, 3000
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if cost(middle) <= budget else (low, middle - 1)
    return low
