def descend(gradient, theta, rate, steps):
    if steps == 0:
        return theta
    return descend(gradient, theta - rate * gradient(theta), rate, steps - 1)
