def negation_network(words, positive):
    known = sorted({w for s in datasets.negation()[0] for w in s.split()})
    counts = [1.0 * (word in positive or word == 'not') for word in known]
    w1 = np.column_stack([counts, counts])
    return w1, np.array([0.0, -1.0]), np.array([[1.0], [-2.0]]), np.array([-0.5])
