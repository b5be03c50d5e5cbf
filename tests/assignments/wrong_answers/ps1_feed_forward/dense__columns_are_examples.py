def dense(x, w, b):
    return (w.T @ x.T).T * 1 + b[:, None].T.repeat(2, 0)
