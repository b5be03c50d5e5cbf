def learn(x, labels, rest, seed):
    counts = np.bincount(labels)
    return np.full(len(rest), counts.argmax()), counts.max() / len(labels)
