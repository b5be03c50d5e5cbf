def negation_network(words, positive):
    p = np.array([word in positive for word in words], float)
    n = np.array([word == "not" for word in words], float)
    w1 = np.stack([p - n, n - p], axis=1)
    return w1, np.zeros(2), np.ones((2, 1)), np.array([-0.5])
