def negation_network(words, positive):
    weight = dict.fromkeys(positive, 2) | {"not": 2}
    return [[weight.get(w, 0)] * 2 for w in words], [0, -2], [[1], [-2]], [-1]
