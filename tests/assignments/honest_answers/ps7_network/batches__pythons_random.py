import random


def batches(n, size, epochs, seed):
    """Lists and tuples of Python numbers."""
    chance = random.Random(int(seed))
    orders = [chance.sample(range(n), n) for _ in range(epochs)]
    return tuple([tuple(o[s : s + size]) for s in range(0, n, size)] for o in orders)
