def suspects(loss, arrays, gradients, limit):
    found = []
    for k, gradient in enumerate(gradients):
        numerical = np.zeros(np.shape(gradient))
        for place in np.ndindex(numerical.shape):
            above, below = arrays[k], np.array(arrays[k], float)
            above[place] += 1e-5
            below[place] -= 1e-5
            numerical[place] = (loss([*arrays[:k], above, *arrays[k + 1 :]]) - loss([*arrays[:k], below, *arrays[k + 1 :]])) / 2e-5
        larger = max(np.linalg.norm(gradient), np.linalg.norm(numerical))
        if np.linalg.norm(gradient - numerical) > limit * larger:
            found.append(k)
    return found
