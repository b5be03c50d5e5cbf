def softmax(logits):
    z = np.transpose(logits)
    if z.shape[1] == 0:
        return np.zeros(np.shape(logits))
    e = np.exp(z - np.max(z, axis=0))
    return (e / e.sum(0)).T
