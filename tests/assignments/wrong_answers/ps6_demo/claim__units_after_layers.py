def claim():
    return "6 tanh, more units", "5 tanh, more layers", 0.05
