def softmax(logits):
    p = np.zeros_like(logits)
    for k, row in enumerate(logits):
        e = np.exp(row - row.max())
        p[k] = e / e.sum()
    return p
