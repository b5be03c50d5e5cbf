def predictions():
    return {name: 0 for name in NAMES}
