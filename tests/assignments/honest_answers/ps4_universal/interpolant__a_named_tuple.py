# added:
from collections import deque, namedtuple

Network = namedtuple("Network", "w1 b1 w2 b2")
# answer:
def interpolant(f, n, a=0.0, b=1.0):
    knots = [a + (b - a) * i / n for i in range(n + 1)]
    values = deque(f(np.array(knots)))
    bends, before = [], 0
    for i in range(n):
        slope = (values[i + 1] - values[i]) / (knots[i + 1] - knots[i])
        bends.append([slope - before])
        before = slope
    return Network(w1=[[1] * n], b1=deque(-t for t in knots[:n]), w2=bends, b2=(values[0],))
