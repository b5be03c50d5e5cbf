from collections import namedtuple

Network = namedtuple("Network", ["w1", "b1", "w2", "b2"])


def xor_network():
    return Network(w1=np.ones((2, 2), int), b1=range(0, -2, -1), w2=[[0.4], [-0.8]], b2=[-0.3 + 0.2])
