def predictions():
    return {
        "7 relu": "clears it with every seed",
        "7 sigmoid": "depends on the seed",
        "6 tanh, more units": "clears it with every seed",
        "5 tanh, more layers": "clears it with every seed",
        "4 tanh": "clears it with every seed",
        "3 linear, more layers": "depends on the seed",
        "2 linear, more units": "stays below the ceiling",
        "1 linear": "stays below the ceiling",
    }
