def predictions():
    return dict.fromkeys(NAMES, OUTCOMES[0])
