def claim():
    return "2 linear, more units", "1 linear", 0.1
