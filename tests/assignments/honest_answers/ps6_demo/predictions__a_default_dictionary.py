from collections import defaultdict


def predictions():
    found = defaultdict(str)
    for name in NAMES:
        found[name] = "stays below the ceiling" if "linear" in name else "depends on the seed"
    return found
