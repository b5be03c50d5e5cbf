from collections import defaultdict


def experiment(run, settings, seeds):
    table = defaultdict(list)
    for name, (hidden, activation) in settings.items():
        found = np.float32([run(seed=k, activation=activation, hidden=hidden) for k in seeds])
        table[name] += [float(found.min()), float(np.median(found)), float(found.max())]
    return table
