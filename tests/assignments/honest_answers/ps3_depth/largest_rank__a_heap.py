import heapq


def largest_rank(sizes):
    heap = list(sizes)
    heapq.heapify(heap)
    return np.array(heap[0])
