def order(network, target, n, a=0.0, b=1.0):
    x = np.linspace(a, b, 10_001)
    errors = [np.abs(network(m, x) - target(x)).max() for m in (n, 2 * n)]
    return np.log2(errors[0]) - np.log2(errors[1])
