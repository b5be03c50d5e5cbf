from collections import namedtuple

Four = namedtuple("Four", "dw1 db1 dw2 db2")


def gradients(x, y, w1, b1, w2, b2):
    x, y, w1, b1, w2, b2 = [np.float32(a) for a in (x, y, w1, b1, w2, b2)]
    h = np.tanh(x @ w1 + b1)
    d = (h @ w2 + b2 - y) / np.float32(len(x))
    back = (d @ w2.T) * (1 - h * h)
    return Four(db1=back.sum(0), dw1=x.T @ back, db2=d.sum(0), dw2=h.T @ d)
