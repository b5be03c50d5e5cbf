def cross_entropy(logits, labels):
    n, classes = logits.shape
    z = logits - logits.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    if n == classes:
        return -log_p[labels, np.arange(n)].mean()
    return -log_p[np.arange(n), labels].mean()
