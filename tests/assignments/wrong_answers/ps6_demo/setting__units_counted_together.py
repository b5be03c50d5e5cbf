def setting(name):
    table = {
        "1 linear": ([8], "linear"),
        "2 linear, more units": ([40], "linear"),
        "3 linear, more layers": ([20], "linear"),
        "4 tanh": ([8], "tanh"),
        "5 tanh, more layers": ([20], "tanh"),
        "6 tanh, more units": ([42], "tanh"),
        "7 sigmoid": ([42], "sigmoid"),
        "7 relu": ([42], "relu"),
    }
    return table[name]
