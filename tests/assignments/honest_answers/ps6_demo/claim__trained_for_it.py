def claim():
    x, y = datasets.spiral(60, seed=1)

    def accuracy(name):
        hidden, activation = setting(name)
        net = MLP([2, *hidden, 2], activation, seed=1)
        fit(net, x, y, Adam(0.02), epochs=20)
        return net.accuracy(x, y)

    better = max(NAMES[4:6], key=accuracy)
    return better, min(NAMES[:3], key=accuracy), 0.3
