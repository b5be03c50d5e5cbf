class Layer:
    def __init__(self, w, b, g):
        self.w, self.b, self.g = w, b, g

    def __call__(self, h):
        z = np.einsum("ni,io->no", h, self.w)
        z += self.b
        if self.g == "relu":
            z[z < 0] = 0
        elif self.g == "tanh":
            z = np.sinh(z) / np.cosh(z)
        return z


def forward(x, weights, biases, activation):
    from collections import deque

    names = [activation] * (len(weights) - 1) + ["linear"]
    found = deque([x])
    for layer in map(Layer, weights, biases, names):
        found.append(layer(found[-1] * 1.0))
    return found
