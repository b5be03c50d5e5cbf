def suspects(loss, arrays, gradients, limit):
    found = []
    for k, gradient in enumerate(gradients):
        numerical = numerical_gradient(lambda a: loss([*arrays[:k], a, *arrays[k + 1 :]]), arrays[k])
        larger = max((gradient**2).sum(), (numerical**2).sum())
        if ((gradient - numerical) ** 2).sum() > limit * larger:
            found.append(k)
    return found
