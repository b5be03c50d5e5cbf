from collections import deque


def collapse(weights, biases):
    left = deque(zip(weights, biases))
    w, b = left.popleft()
    while left:
        m, c = left.popleft()
        w, b = np.einsum("ij,jk->ik", w, m), np.einsum("j,jk->k", b, m) + c
    return deque([w, b])
