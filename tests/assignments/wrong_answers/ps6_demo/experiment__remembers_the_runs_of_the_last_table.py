runs = []


def experiment(run, settings, seeds):
    table = {}
    for name, (hidden, activation) in settings.items():
        for seed in seeds:
            runs.append(run(hidden, activation, seed))
        found = np.sort(runs[-2 * len(seeds):]) if len(table) == 0 else np.sort(runs[-len(seeds):])
        table[name] = found[0], np.median(found), found[-1]
    return table
