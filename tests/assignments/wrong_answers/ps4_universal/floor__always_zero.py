def floor_without_bias(f, x):
    return 0.0
