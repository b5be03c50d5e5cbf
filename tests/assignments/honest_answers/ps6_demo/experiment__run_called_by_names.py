from collections import OrderedDict, namedtuple
from functools import partial

Row = namedtuple("Row", "smallest median largest")


def experiment(run, settings, seeds):
    table = OrderedDict()
    for name, (hidden, activation) in settings.items():
        once = partial(run, hidden=hidden, activation=activation)
        found = [once(seed=seed) for seed in seeds]
        table[name] = Row(np.min(found), np.median(found), np.max(found))
    return table
