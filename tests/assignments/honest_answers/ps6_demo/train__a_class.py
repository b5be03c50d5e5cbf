# added:
import course_lib


class Run:
    def __init__(self, sizes, activation, seed):
        names = [activation] * (len(sizes) - 2)
        self.net = course_lib.MLP(sizes, names, seed=seed)
        self.optimizer = course_lib.Adam(2e-2)

    def train(self, x, y, epochs):
        course_lib.fit(self.net, x, y, self.optimizer, epochs=epochs, shuffle=False)
        return self.net
# answer:
def train(x, y, hidden, activation, seed, epochs=150):
    return Run([2, *hidden, 2], activation, seed).train(x, y, epochs)
