def hidden(x, weights, biases, activation):
    h, out = x, ()
    for w, b in list(zip(weights, biases))[:-1]:
        h = activation(np.einsum('ni,io->no', h, w) + b)
        out += (h,)
    return out
