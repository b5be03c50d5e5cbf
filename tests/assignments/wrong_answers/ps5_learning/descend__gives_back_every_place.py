def descend(gradient, theta, rate, steps):
    places = [theta]
    for _ in range(steps):
        places.append(places[-1] - rate * gradient(places[-1]))
    return np.array(places)
