class Table:
    def __init__(self):
        self.rows = {}

    def add(self, name, values):
        values = np.sort(np.asarray(values, float))
        self.rows[name] = (values[0], np.median(values), values[-1])


def experiment(run, settings, seeds):
    table = Table()
    for name, setting in settings.items():
        table.add(name, [run(setting[0], setting[1], seed) for seed in seeds])
    return table.rows
