# added:
import math


def one(v):
    if v >= 0:
        return 1 / (1 + math.exp(-v))
    return math.exp(v) / (1 + math.exp(v))
# answer:
def sigmoid(z):
    z = np.asarray(z)
    return np.array([one(v) for v in z.ravel()]).reshape(z.shape)
