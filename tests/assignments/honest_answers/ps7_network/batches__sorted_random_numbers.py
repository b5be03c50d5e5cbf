def batches(n, size, epochs, seed):
    rng = np.random.default_rng(seed)
    result = []
    for e in range(epochs):
        order, epoch = rng.random(n).argsort(), []
        while len(order):
            epoch.append(order[:size])
            order = order[size:]
        result.append(epoch)
    return result
