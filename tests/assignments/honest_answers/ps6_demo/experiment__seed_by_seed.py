# added:
from statistics import median
# answer:
def experiment(run, settings, seeds):
    found = {name: [] for name in settings}
    for seed in seeds:
        for name, (hidden, activation) in settings.items():
            found[name].append(run(hidden, activation, seed))
    return {name: (min(a), median(a), max(a)) for name, a in found.items()}
