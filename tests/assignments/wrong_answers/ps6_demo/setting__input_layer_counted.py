def setting(name):
    table = {
        "1 linear": ([2, 6, 2], "linear"),
        "2 linear, more units": ([2, 20, 20], "linear"),
        "3 linear, more layers": ([2, 6, 6, 6, 2], "linear"),
        "4 tanh": ([2, 6, 2], "tanh"),
        "5 tanh, more layers": ([2, 6, 6, 6, 2], "tanh"),
        "6 tanh, more units": ([2, 20, 20, 2], "tanh"),
        "7 sigmoid": ([2, 20, 20, 2], "sigmoid"),
        "7 relu": ([2, 20, 20, 2], "relu"),
    }
    return table[name]
