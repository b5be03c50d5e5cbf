from collections import deque


def descend(gradient, theta, rate, steps):
    place = deque(float(number) for number in theta)
    for _ in range(steps):
        slope = gradient(np.array(place))
        place = deque(p - rate * s for p, s in zip(place, slope))
    return place
