def experiment(run, settings, seeds):
    def row(hidden, activation):
        s = sorted(float(run(hidden, activation, seed)) for seed in seeds)
        middle = (s[(len(s) - 1) // 2] + s[len(s) // 2]) / 2
        return [s[0], middle, s[-1]]

    return {name: row(*setting) for name, setting in settings.items()}
