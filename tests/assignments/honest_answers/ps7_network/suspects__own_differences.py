def suspects(loss, arrays, gradients, limit):
    places = []
    theta = [np.array(a, float) for a in arrays]
    for k, claimed in enumerate(gradients):
        slopes = np.zeros(theta[k].shape)
        for place in np.ndindex(slopes.shape):
            here = theta[k][place]
            theta[k][place] = here + 1e-5
            above = loss(theta)
            theta[k][place] = here - 1e-5
            below = loss(theta)
            theta[k][place] = here
            slopes[place] = (above - below) / 2e-5
        a, b = np.sqrt((np.asarray(claimed, float) ** 2).sum()), np.sqrt((slopes**2).sum())
        if np.sqrt(((claimed - slopes) ** 2).sum()) > limit * max(a, b):
            places.append(k)
    return places
