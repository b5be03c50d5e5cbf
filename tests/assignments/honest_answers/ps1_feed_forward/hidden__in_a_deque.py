# added:
from collections import deque
# answer:
def hidden(x, weights, biases, activation):
    layers = deque([x])
    for w, b in zip(weights, biases):
        layers.append(activation(layers[-1] @ w + b))
    layers.popleft()
    layers.pop()
    return layers
