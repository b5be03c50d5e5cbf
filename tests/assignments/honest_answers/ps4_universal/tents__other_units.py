# added:
def unit_scales(k):
    return [np.array([1.0, 2.0]) for _ in range(k)]
# answer:
def tents(k):
    weights, biases = [], []
    incoming = np.array([[1.0]])
    for scale in unit_scales(k):
        weights.append(incoming @ scale[None, :])
        biases.append(np.array([0, -0.5]) * scale)
        incoming = np.array([[2.0], [-2.0]])
    weights.append(incoming)
    biases.append(np.zeros(1))
    return weights, biases
