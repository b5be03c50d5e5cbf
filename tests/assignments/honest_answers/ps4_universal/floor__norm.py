# added:
from numpy.linalg import norm


class Even:
    def __init__(self, f):
        self.f = f

    def __call__(self, x):
        return 0.5 * (self.f(x) + self.f(-x))
# answer:
def floor_without_bias(f, x):
    return norm(Even(f)(x)) / np.sqrt(x.size)
