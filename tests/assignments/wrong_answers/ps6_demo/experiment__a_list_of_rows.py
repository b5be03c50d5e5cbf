def experiment(run, settings, seeds):
    table = {}
    for name, (hidden, activation) in settings.items():
        accuracies = [run(hidden, activation, seed) for seed in seeds]
        table[name] = (min(accuracies), np.median(accuracies), max(accuracies))
    return list(table.values())
