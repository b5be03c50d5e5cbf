def collapse(weights, biases):
    def run(x):
        for w, b in zip(weights, biases):
            x = x @ w + b
        return x

    b = run(np.zeros((1, len(weights[0]))))[0]
    return run(np.eye(len(weights[0]))) - b, b
