def dense(x, w, b):
    out = x @ w + b
    return out.ravel() if len(b) == 1 else out
