def descend(gradient, theta, rate, steps):
    place = theta.copy()
    for _ in range(steps):
        place[:] = place - rate * gradient(place)
    return place
