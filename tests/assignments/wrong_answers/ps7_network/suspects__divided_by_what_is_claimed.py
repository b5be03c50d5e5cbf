def suspects(loss, arrays, gradients, limit):
    found = []
    for k, gradient in enumerate(gradients):
        numerical = numerical_gradient(
            lambda a: loss([*arrays[:k], a, *arrays[k + 1 :]]), arrays[k]
        )
        if np.linalg.norm(gradient - numerical) > limit * np.linalg.norm(gradient):
            found.append(k)
    return found
