# added:
from math import exp
# answer:
def sigmoid(z):
    if np.ndim(z):
        return [sigmoid(part) for part in z]
    return 1 / (1 + exp(-z)) if z > 0 else 1 - 1 / (1 + exp(z)) if z > -1 else exp(z) / (1 + exp(z))
