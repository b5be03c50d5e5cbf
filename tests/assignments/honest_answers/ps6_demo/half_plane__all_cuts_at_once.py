def half_plane(x, y):
    i, j = np.where(~np.eye(len(x), dtype=bool))
    d = x[i] - x[j]
    angles = np.sort(np.arctan2(d[:, 0], -d[:, 1]))
    angles = np.append(angles, angles[0] + 2 * np.pi)
    middles = 0.5 * (angles[1:] + angles[:-1])
    normals = np.array([np.cos(middles), np.sin(middles)])
    place = np.einsum("nk,km->nm", x, normals)
    ordered = np.sort(place, axis=0)
    cuts = np.vstack([ordered[:1] - 1, (ordered[1:] + ordered[:-1]) / 2, ordered[-1:] + 1])
    right = ((place[:, None, :] > cuts[None]) == (y == 1)[:, None, None]).sum(axis=0)
    k, m = np.unravel_index(right.argmax(), right.shape)
    return normals[:, m], cuts[k, m]
