def experiment(run, settings, seeds):
    table = {}
    for name, (hidden, activation) in settings.items():
        table[name] = tuple(
            f([run(hidden, activation, seed) for seed in seeds]) for f in (min, np.median, max)
        )
    return table
