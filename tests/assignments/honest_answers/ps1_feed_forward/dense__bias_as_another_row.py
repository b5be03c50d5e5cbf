def dense(x, w, b):
    ones = np.ones((len(x), 1))
    return np.hstack([x, ones]) @ np.vstack([w, b])
