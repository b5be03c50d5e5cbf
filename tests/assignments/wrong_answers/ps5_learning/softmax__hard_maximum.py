def softmax(logits):
    return (logits == logits.max(axis=1, keepdims=True)) / (logits == logits.max(axis=1, keepdims=True)).sum(1, keepdims=True)
