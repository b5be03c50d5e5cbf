class Layer:
    def __init__(self, n_in, n_out, bias):
        self.size = n_in * n_out + (n_out if bias else 0)


def count_parameters(sizes, output_bias=True):
    layers = [Layer(a, b, True) for a, b in zip(sizes[:-2], sizes[1:-1])]
    layers.append(Layer(sizes[-2], sizes[-1], output_bias))
    return sum(layer.size for layer in layers)
