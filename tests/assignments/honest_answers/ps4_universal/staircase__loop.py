def staircase(f, n, a=0.0, b=1.0):
    width = (b - a) / n
    heights = [float(f(a + (i + 0.5) * width)) for i in range(n)]
    b1, w2 = np.zeros(n - 1), np.zeros((n - 1, 1))
    for i in range(1, n):
        b1[i - 1] = -(a + i * width)
        w2[i - 1, 0] = heights[i] - heights[i - 1]
    return np.ones((1, n - 1)), b1, w2, [heights[0]]
