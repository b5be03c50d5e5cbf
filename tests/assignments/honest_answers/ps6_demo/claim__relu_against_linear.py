def claim():
    return [NAMES[7], NAMES[1], np.float32(0.2)]
