def softmax(logits):
    e = np.exp(logits - np.max(logits, axis=1, keepdims=True))
    return np.maximum(e / e.sum(axis=1, keepdims=True), 1e-20)
