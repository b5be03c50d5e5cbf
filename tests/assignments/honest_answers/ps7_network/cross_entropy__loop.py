def cross_entropy(logits, labels):
    n, classes = np.shape(logits)
    loss, d = 0, np.zeros((n, classes))
    for i in range(n):
        z = [float(a) for a in logits[i]]
        largest = max(z)
        e = [np.exp(a - largest) for a in z]
        loss += (np.log(sum(e)) + largest - z[labels[i]]) / n
        for j in range(classes):
            d[i][j] = (e[j] / sum(e) - (j == labels[i])) / n
    return loss, d
