def claim():
    return "3 linear, more layers", "1 linear", 0.05
