def train(x, y, hidden, activation, seed, epochs=150):
    sizes = [2]
    for units in [*hidden, 2]:
        if units != sizes[-1] or len(sizes) == 1:
            sizes.append(units)
    net = MLP(sizes, activation, seed=seed)
    fit(net, x, y, Adam(0.02), epochs=epochs)
    return net
