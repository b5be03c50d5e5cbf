def setting(name):
    table = {
        "1 linear": ("linear", [6, 2]),
        "2 linear, more units": ("linear", [20, 20]),
        "3 linear, more layers": ("linear", [6, 6, 6, 2]),
        "4 tanh": ("tanh", [6, 2]),
        "5 tanh, more layers": ("tanh", [6, 6, 6, 2]),
        "6 tanh, more units": ("tanh", [20, 20, 2]),
        "7 sigmoid": ("sigmoid", [20, 20, 2]),
        "7 relu": ("relu", [20, 20, 2]),
    }
    return table[name]
