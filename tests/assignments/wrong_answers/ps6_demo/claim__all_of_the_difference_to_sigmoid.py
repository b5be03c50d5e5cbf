def claim():
    return "5 tanh, more layers", "7 sigmoid", 0.3
