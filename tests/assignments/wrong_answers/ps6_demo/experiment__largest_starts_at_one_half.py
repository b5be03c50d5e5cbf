def experiment(run, settings, seeds):
    table = {}
    for name, (hidden, activation) in settings.items():
        found, largest = [], 0.5
        for seed in seeds:
            found.append(run(hidden, activation, seed))
            largest = max(largest, found[-1])
        table[name] = (min(found), np.median(found), largest)
    return table
