from collections import namedtuple

Setting = namedtuple("Setting", "hidden activation")
HIDDEN = {"1": (6, 2), "2": (20, 20), "3": (6, 6, 6, 2), "4": (6, 2), "5": (6, 6, 6, 2)}


def setting(name):
    units = np.array(HIDDEN.get(name[0], (20, 20, 2)))
    return Setting(activation=name[2:].split(",")[0], hidden=units)
