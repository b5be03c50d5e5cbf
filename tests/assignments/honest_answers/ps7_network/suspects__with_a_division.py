def suspects(loss, arrays, gradients, limit):
    def error(k):
        f = lambda a: loss(arrays=[a if j == k else b for j, b in enumerate(arrays)])
        n = numerical_gradient(f, arrays[k], step=1e-5)
        size = max(np.linalg.norm(n), np.linalg.norm(gradients[k]))
        return 0.0 if size == 0 else np.linalg.norm(n - gradients[k]) / size

    return np.flatnonzero([error(k) > limit for k in range(len(arrays))])
