def tents(k):
    column, row = np.array([2.0, -4.0]), np.ones(2)
    between = np.einsum("i,j->ij", column, row)
    weights = [row.reshape(1, 2)]
    weights.extend(between.copy() for _ in range(k - 1))
    weights.append(column.reshape(2, 1))
    return [weights, [np.array([0.0, -0.5]) for _ in range(k)] + [np.array([0.0])]]
