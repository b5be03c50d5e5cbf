def negation_network(words, positive):
    w1 = np.zeros((len(words), 2))
    for k, word in enumerate(words):
        if word == "not" or word in positive:
            w1[k] = 1
    return w1, np.array([0, -1.0]), np.array([[1.0], [-2.0]]), np.array([-0.5])
