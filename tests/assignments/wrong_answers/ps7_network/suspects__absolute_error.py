def suspects(loss, arrays, gradients, limit):
    found = []
    for k, gradient in enumerate(gradients):
        numerical = numerical_gradient(lambda a: loss([*arrays[:k], a, *arrays[k + 1 :]]), arrays[k])
        larger = max(np.linalg.norm(gradient), np.linalg.norm(numerical))
        if np.linalg.norm(gradient - numerical) > limit:
            found.append(k)
    return found
