def tents(k):
    weights, biases = [[[1, 1]]], []
    for layer in range(k):
        biases.append([0, -0.5])
        if layer < k - 1:
            weights.append([[2, 2], [-4, -4]])
    weights.append([[2], [-4]])
    biases.append([0])
    return weights, biases
