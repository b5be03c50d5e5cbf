def predictions():
    return {OUTCOMES[0]: NAMES[:3], OUTCOMES[1]: NAMES[3:]}
