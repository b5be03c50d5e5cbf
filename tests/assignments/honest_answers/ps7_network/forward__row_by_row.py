def forward(x, weights, biases, activation):
    found = [np.array(x)]
    for k in range(len(weights)):
        n, units = len(x), weights[k].shape[1]
        h = np.zeros((n, units))
        for i in range(n):
            for j in range(units):
                z = (found[-1][i] * weights[k][:, j]).sum() + biases[k][j]
                if k != len(weights) - 1:
                    z = max(z, 0) if activation == "relu" else np.tanh(z)
                h[i, j] = z
        found.append(h)
    return found
