def experiment(run, settings, seeds):
    table = {}
    for name, (hidden, activation) in settings.items():
        s = sorted(run(hidden, activation, seed) for seed in seeds)
        table[name] = (s[0], s[len(s) // 2], s[-1])
    return table
