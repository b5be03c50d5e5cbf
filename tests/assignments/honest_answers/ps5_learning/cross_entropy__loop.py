def cross_entropy(logits, labels):
    total = 0.0
    for z, k in zip(logits, labels):
        total += np.log(np.exp(z - z.max()).sum()) + z.max() - z[k]
    return total / len(labels)
