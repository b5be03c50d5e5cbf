def experiment(run, settings, seeds):
    table = {}
    for name in settings:
        hidden, activation = settings[name]
        accuracies = np.array([run(hidden, activation, s) for s in seeds], np.float32)
        table[name] = np.quantile(accuracies, [0, 0.5, 1])
    return table
