def claim():
    found = {"better": "5 tanh, more layers", "worse": "7 sigmoid", "gap": GAPS[1]}
    return tuple(found.values())
