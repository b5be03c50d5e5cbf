def predictions():
    guesses = np.array(OUTCOMES)[[0, 0, 0, 1, 1, 1, 2, 2]]
    return dict(zip(reversed(NAMES), reversed(guesses.tolist())))
