def permuted(w1, b1, w2, b2, order):
    return np.squeeze(w1[:, order]), b1[order], np.squeeze(w2[order]), b2
