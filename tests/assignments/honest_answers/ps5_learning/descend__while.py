def descend(gradient, theta, rate, steps):
    place = np.array(theta, dtype=float)
    while steps > 0:
        place = np.subtract(place, np.multiply(rate, gradient(place)))
        steps -= 1
    return place
