from collections import namedtuple

Gradients = namedtuple("Gradients", "weights biases")


def backward(representations, d, weights, activation):
    deltas = [d]
    for h, w in zip(representations[-2:0:-1], weights[::-1]):
        derivative = (h > 0).astype(float) if activation == "relu" else 1 - np.square(h)
        deltas.insert(0, deltas[0] @ np.transpose(w) * derivative)
    both = [
        np.hstack([h, np.ones((len(h), 1))]).T @ delta for h, delta in zip(representations, deltas)
    ]
    return Gradients([g[:-1] for g in both], [g[-1] for g in both])
