def gradients(x, t, w1, b1, w2, b2):
    def loss(*p):
        return ((np.tanh(x @ p[0] + p[1]) @ p[2] + p[3] - t) ** 2).sum() / (2 * len(x))

    found = []
    for k in range(4):

        def of_one(p, k=k):
            parameters = [w1, b1, w2, b2]
            parameters[k] = p
            return loss(*parameters)

        found.append(numerical_gradient(of_one, (w1, b1, w2, b2)[k]))
    return found
