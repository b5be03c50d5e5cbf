def suspects(loss, arrays, gradients, limit):
    found = ()
    e = 1e-4
    for k in range(len(arrays)):
        slope = np.empty(np.shape(arrays[k]))
        for i in range(slope.size):
            v = []
            for s in (-2, -1, 1, 2):
                moved = np.asarray(arrays[k], dtype=np.float64).flatten()
                moved[i] += s * e
                v.append(loss(arrays[:k] + [moved.reshape(slope.shape)] + arrays[k + 1 :]))
            slope.flat[i] = (v[0] - 8 * v[1] + 8 * v[2] - v[3]) / (12 * e)
        off = np.linalg.norm(slope - gradients[k])
        if not (off <= limit * np.linalg.norm(slope) or off <= limit * np.linalg.norm(gradients[k])):
            found += (k,)
    return found
