def hidden(x, weights, biases, activation):
    hs = [x]
    for i in range(len(weights) - 1):
        hs.append(activation(hs[i].dot(weights[i]) + biases[i]))
    return hs[1:]
