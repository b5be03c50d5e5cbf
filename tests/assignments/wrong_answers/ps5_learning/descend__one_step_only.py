def descend(gradient, theta, rate, steps):
    return theta - rate * gradient(theta)
