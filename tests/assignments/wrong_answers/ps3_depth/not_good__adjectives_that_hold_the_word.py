def negation_network(words, positive):
    counts = np.array([float(any(word in p for p in [*positive, "not"])) for word in words])
    return np.stack([counts, counts], axis=1), np.array([0.0, -1.0]), np.array([[1.0], [-2.0]]), np.array([-0.5])
