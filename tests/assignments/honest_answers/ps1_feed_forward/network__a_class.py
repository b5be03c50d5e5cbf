class Layer:
    def __init__(self, w, b=0, g=lambda z: z):
        self.w, self.b, self.g = w, b, g

    def __call__(self, x):
        return self.g(x @ self.w + self.b)


def network(x, w1, b1, w2, b2, w3, g1, g2):
    return Layer(w3)(Layer(w2, b2, g2)(Layer(w1, b1, g1)(x)))
