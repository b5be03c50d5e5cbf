def softmax(logits):
    z = logits - logits.min(axis=1, keepdims=True) + 1
    return z / z.sum(axis=1, keepdims=True)
