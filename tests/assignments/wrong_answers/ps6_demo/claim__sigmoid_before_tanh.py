def claim():
    return "7 sigmoid", "6 tanh, more units", 0.1
