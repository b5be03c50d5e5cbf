def softmax(logits):
    rows = []
    for z in logits:
        e = np.exp(z - z.max())
        rows.append(e / e.sum())
    return np.array(rows).reshape(np.shape(logits))
