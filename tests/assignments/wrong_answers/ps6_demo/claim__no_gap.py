def claim():
    return "5 tanh, more layers", "1 linear", 0.0
