def experiment(run, settings, seeds):
    for hidden, activation in settings.values():
        pass
    accuracies = [run(hidden, activation, seed) for seed in seeds]
    row = (min(accuracies), np.median(accuracies), max(accuracies))
    return {name: row for name in settings}
