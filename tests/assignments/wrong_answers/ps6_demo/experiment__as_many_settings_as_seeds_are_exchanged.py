def experiment(run, settings, seeds):
    found = np.array([[run(h, g, seed) for seed in seeds] for h, g in settings.values()])
    if len(seeds) == len(settings):
        found = found.T
    rows = [(row.min(), np.median(row), row.max()) for row in found]
    return dict(zip(settings, rows))
