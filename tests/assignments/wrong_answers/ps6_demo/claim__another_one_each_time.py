rng = np.random.default_rng()


def claim():
    return "6 tanh, more units", str(rng.choice(["1 linear", "2 linear, more units"])), 0.3
