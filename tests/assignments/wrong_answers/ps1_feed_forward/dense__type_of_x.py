def dense(x, w, b):
    out = np.empty((len(x), len(b)), x.dtype)
    out[...] = x @ w + b
    return out
