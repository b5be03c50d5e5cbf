def dense(x, w, b):
    return x[:1] @ w + b
