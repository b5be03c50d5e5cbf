def collapse(weights, biases):
    total = weights[0]
    for k in range(1, len(weights)):
        biases[k] += biases[k - 1] @ weights[k]
        total = total @ weights[k]
    return total, biases[-1]
