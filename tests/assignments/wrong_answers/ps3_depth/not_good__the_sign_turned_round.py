def negation_network(words, positive):
    counts = [1.0 * (word in positive or word == 'not') for word in words]
    w1 = np.column_stack([counts, counts])
    return w1, np.array([0.0, -1.0]), np.array([[-1.0], [2.0]]), np.array([0.5])
