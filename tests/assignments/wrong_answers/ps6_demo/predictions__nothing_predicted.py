def predictions():
    return {}
