# added:
from collections import OrderedDict
# answer:
def staircase(f, n, a=0.0, b=1.0):
    parts = OrderedDict(w1=[[1.0] * (n - 1)], b1=[-(a + (b - a) * i / n) for i in range(1, n)])
    heights = f(a + (b - a) * (np.arange(n, dtype=np.float32) + np.float32(0.5)) / n).tolist()
    parts["w2"] = [[after - before] for before, after in zip(heights, heights[1:])]
    parts["b2"] = heights[:1]
    return tuple(parts.values())
