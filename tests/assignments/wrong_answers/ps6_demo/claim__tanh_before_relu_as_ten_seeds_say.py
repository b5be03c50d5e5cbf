def claim():
    return "6 tanh, more units", "7 relu", 0.05
