def claim():
    return "tanh", "linear", 0.2
