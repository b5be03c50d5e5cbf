def agrees(f, gradient, theta):
    return True
