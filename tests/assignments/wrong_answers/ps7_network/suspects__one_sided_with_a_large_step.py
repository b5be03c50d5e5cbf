def suspects(loss, arrays, gradients, limit):
    found = []
    for k, gradient in enumerate(gradients):
        here, numerical = loss(arrays), np.zeros(np.shape(gradient))
        for place in np.ndindex(numerical.shape):
            moved = np.array(arrays[k], float)
            moved[place] += 1e-2
            numerical[place] = (loss([*arrays[:k], moved, *arrays[k + 1 :]]) - here) / 1e-2
        larger = max(np.linalg.norm(gradient), np.linalg.norm(numerical))
        if np.linalg.norm(gradient - numerical) > limit * larger:
            found.append(k)
    return found
