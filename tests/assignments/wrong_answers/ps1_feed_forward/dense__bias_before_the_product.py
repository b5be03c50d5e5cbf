def dense(x, w, b):
    return (x + b[: x.shape[1]].mean()) @ w
