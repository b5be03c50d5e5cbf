def setting(name):
    table = {
        "1 linear": ([6, 2], ["linear", "linear"]),
        "2 linear, more units": ([20, 20], ["linear", "linear"]),
        "3 linear, more layers": ([6, 6, 6, 2], ["linear", "linear", "linear", "linear"]),
        "4 tanh": ([6, 2], ["tanh", "tanh"]),
        "5 tanh, more layers": ([6, 6, 6, 2], ["tanh", "tanh", "tanh", "tanh"]),
        "6 tanh, more units": ([20, 20, 2], ["tanh", "tanh", "tanh"]),
        "7 sigmoid": ([20, 20, 2], ["sigmoid", "sigmoid", "sigmoid"]),
        "7 relu": ([20, 20, 2], ["relu", "relu", "relu"]),
    }
    return table[name]
