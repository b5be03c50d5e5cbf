def order(approximate, f, n, a=0.0, b=1.0):
    x = np.linspace(start=a, stop=b, num=10_001)
    target = f(x)
    coarse = np.linalg.norm(approximate(n=n, x=x) - target, ord=np.inf)
    fine = np.linalg.norm(approximate(x=x, n=2 * n) - target, ord=np.inf)
    return np.array(np.log2(coarse / fine))
