def experiment(run, settings, seeds):
    table = {}
    while settings:
        name, (hidden, activation) = settings.popitem()
        found = np.sort([run(hidden, activation, seed) for seed in seeds])
        table[name] = found[0], np.median(found), found[-1]
    return table
