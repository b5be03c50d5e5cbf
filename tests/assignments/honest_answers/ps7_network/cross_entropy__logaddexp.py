def cross_entropy(logits, labels):
    total = np.logaddexp.reduce(np.asarray(logits, float), axis=1, keepdims=True)
    log_p = logits - total
    d = np.exp(log_p) / len(labels)
    np.subtract.at(d, (range(len(labels)), labels), 1 / len(labels))
    return -np.take_along_axis(log_p, np.reshape(labels, (-1, 1)), 1).mean(), d
