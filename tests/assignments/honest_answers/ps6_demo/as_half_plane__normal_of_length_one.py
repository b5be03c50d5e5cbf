# added:
def direction(net, x):
    first, second = net.forward(np.array(x, float))
    return second - first
# answer:
def as_half_plane(net):
    at_zero = direction(net, [0.0, 0.0])
    normal = [direction(net, [1.0, 0.0]) - at_zero, direction(net, [0.0, 1.0]) - at_zero]
    length = np.hypot(*normal)
    return [float(n / length) for n in normal], float(-at_zero / length)
