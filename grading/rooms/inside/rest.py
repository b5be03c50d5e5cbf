"""How long a program has been asleep: then it is silent, and not slow."""

LOOK = 0.5  # seconds between two looks
TICKS = 0.05  # seconds of the processor that somebody asleep may take, all told


class Rest:
    """What looks at a program, `LOOK` seconds apart, have seen.

    Who is slow because the machine is busy waits for the processor, and does not sleep. A look
    counts for no more than `LOOK` seconds, so that a machine which stood still hurts nobody.
    """

    def __init__(self) -> None:
        self.seconds = 0.0
        self._used = float("-inf")  # so that the first look begins

    def look(self, asleep: bool, used: float) -> float:
        """Look once more; for how long it has slept.

        Parameters
        ----------
        asleep : bool
            Whether all its processes sleep.
        used : float
            The CPU time that they have taken.
        """
        if asleep and used <= self._used + TICKS:
            self.seconds += LOOK
        else:
            self.seconds, self._used = 0.0, used
        return self.seconds
