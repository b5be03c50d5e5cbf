def backward(representations, d, weights, activation):
    hs = [np.float32(h) for h in representations]
    d, gw, gb = np.float32(d), [], []
    for h, w in list(zip(hs, weights))[::-1]:
        gw.append(h.T @ d)
        gb.append(np.ones(len(d), np.float32) @ d)
        d = d @ np.float32(w).T
        d *= np.sign(h) if activation == "relu" else np.float32(1) - h * h
        if h is hs[0]:
            break
    return gw[::-1], gb[::-1]
