def experiment(run, settings, seeds):
    table = {}
    for name, (hidden, activation) in settings.items():
        accuracies = [run(hidden, activation, seed) for seed in seeds]
        table[name] = (max(accuracies), np.median(accuracies), min(accuracies))
    return table
