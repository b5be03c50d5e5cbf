def sigmoid(z):
    e = np.exp(-np.abs(z))
    out = np.where(np.asarray(z) < 0, e, 1) / (1 + e)
    return out.item() if out.size == 1 else out
