def weight_shapes(sizes):
    found = []
    while len(sizes) > 1:
        found.append((sizes.pop(0), sizes[0]))
    return found
