def setting(name):
    table = {
        "1 linear": ([6, 2], "linear"),
        "2 linear, more units": ([20, 20], "linear"),
        "3 linear, more layers": ([6, 6, 2], "linear"),
        "4 tanh": ([6, 2], "tanh"),
        "5 tanh, more layers": ([6, 6, 2], "tanh"),
        "6 tanh, more units": ([20, 20, 2], "tanh"),
        "7 sigmoid": ([20, 20, 2], "sigmoid"),
        "7 relu": ([20, 20, 2], "relu"),
    }
    return table[name]
