def forward(x, weights, biases, activation):
    found = [x]
    for layer, (w, b) in enumerate(zip(weights, biases), start=1):
        z = found[-1] @ w + b
        if layer < len(weights):
            z = np.maximum(z, 0)
        found.append(z)
    return found
