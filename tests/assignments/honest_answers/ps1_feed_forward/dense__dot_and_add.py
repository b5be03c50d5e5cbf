def dense(x, w, b):
    return np.add(np.dot(x, w), b)
