def floor_without_bias(f, x):
    points = np.array([x, -np.asarray(x)], np.float32)
    even = np.mean([f(row) for row in points], axis=0, dtype=np.float32)
    return float(np.sqrt(even @ even / np.float32(even.size)))
