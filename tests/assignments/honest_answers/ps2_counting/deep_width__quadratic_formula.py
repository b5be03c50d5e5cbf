def deep_width(n_in, n_out, depth, budget):
    a = depth - 1
    b = n_in + n_out + depth
    c = n_out - budget
    if a == 0:
        return max((budget - n_out) // (n_in + 1 + n_out), 0)
    if c > 0:
        return 0
    root = int((-b + (b * b - 4 * a * c) ** 0.5) / (2 * a))
    for width in (root + 1, root):
        if a * width * width + b * width + c <= 0:
            return width
    return 0
