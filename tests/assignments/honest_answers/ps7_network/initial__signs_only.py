def initial(sizes, activation, seed):
    """Weights of one size and a random sign: mean 0, and the variance is their square."""
    rng = np.random.default_rng(seed)
    net = {"w": [], "b": []}
    for a, b in zip(sizes, sizes[1:]):
        net["w"].append(rng.choice([-1.0, 1.0], size=(a, b)) * np.sqrt((2 if activation == "relu" else 1) / a))
        net["b"].append(np.zeros(b))
    return net["w"], net["b"]
