# added:
from collections import OrderedDict, defaultdict
# answer:
def negation_network(words, positive):
    weight = defaultdict(float, {word: 1.0 for word in positive}, **{"not": 1.0})
    parts = OrderedDict(w1=np.array([[weight[word], weight[word]] for word in words], np.float32))
    parts["b1"], parts["w2"] = np.array([0, -1], np.float32), np.array([[3], [-6]], np.float32)
    parts["b2"] = np.array([-1], np.float32)
    return parts.values()
