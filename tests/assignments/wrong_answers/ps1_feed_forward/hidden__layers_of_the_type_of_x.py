def hidden(x, weights, biases, activation):
    found = [x]
    for w, b in zip(weights[:-1], biases[:-1]):
        found.append(activation(found[-1] @ w + b).astype(x.dtype))
    return found[1:]
