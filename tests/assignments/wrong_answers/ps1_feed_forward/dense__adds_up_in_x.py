def dense(x, w, b):
    out = np.empty((len(x), len(b)))
    for j in range(len(b)):
        out[:, j] = x @ w[:, j] + b[j]
    x[...] = 0
    return out
