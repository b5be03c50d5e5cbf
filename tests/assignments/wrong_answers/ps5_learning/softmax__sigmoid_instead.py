def softmax(logits):
    return 1 / (1 + np.exp(-logits))
