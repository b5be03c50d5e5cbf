def setting(name):
    table = {
        "1 linear": ([2, 6], "linear"),
        "2 linear, more units": ([20, 20], "linear"),
        "3 linear, more layers": ([2, 6, 6, 6], "linear"),
        "4 tanh": ([2, 6], "tanh"),
        "5 tanh, more layers": ([2, 6, 6, 6], "tanh"),
        "6 tanh, more units": ([2, 20, 20], "tanh"),
        "7 sigmoid": ([2, 20, 20], "sigmoid"),
        "7 relu": ([2, 20, 20], "relu"),
    }
    return table[name]
