def forward(x, weights, biases, activation):
    h = np.asarray(x, np.float32)
    out = [h]
    for w, b in zip(weights[:-1], biases[:-1]):
        h = h @ np.float32(w) + np.float32(b)
        h = np.clip(h, 0, None) if activation == "relu" else np.tanh(h)
        out.append(h)
    return out + [h @ np.float32(weights[-1]) + np.float32(biases[-1])]
