# added:
from functools import reduce
# answer:
def collapse(weights, biases):
    def block(w, b):
        m = np.zeros((w.shape[0] + 1, w.shape[1] + 1))
        m[:-1, :-1], m[-1, :-1], m[-1, -1] = w, b, 1
        return m

    m = reduce(np.matmul, [block(w, b) for w, b in zip(weights, biases)])
    return [m[:-1, :-1], m[-1, :-1]]
