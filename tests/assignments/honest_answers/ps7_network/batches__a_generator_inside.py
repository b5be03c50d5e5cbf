from collections import deque


def batches(n, size, epochs, seed):
    np.random.seed(seed % 2**32)

    def cut(order):
        for start in range(0, len(order), size):
            yield order[start : min(start + size, n)]

    return deque(list(cut(np.random.permutation(n))) for _ in range(epochs))
