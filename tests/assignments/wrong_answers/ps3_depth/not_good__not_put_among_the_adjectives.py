def negation_network(words, positive):
    positive.append("not")
    counts = np.array([[float(word in positive)] * 2 for word in words])
    return counts, np.array([0.0, -1.0]), np.array([[1.0], [-2.0]]), np.array([-0.5])
