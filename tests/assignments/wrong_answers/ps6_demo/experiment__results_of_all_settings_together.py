def experiment(run, settings, seeds):
    table, accuracies = {}, []
    for name, (hidden, activation) in settings.items():
        for seed in seeds:
            accuracies.append(run(hidden, activation, seed))
        table[name] = (min(accuracies), np.median(accuracies), max(accuracies))
    return table
