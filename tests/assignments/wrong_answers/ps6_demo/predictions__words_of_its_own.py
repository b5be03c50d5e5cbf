def predictions():
    return {name: "good" if "tanh" in name else "bad" for name in NAMES}
