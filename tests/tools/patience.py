"""How long a test waits for what must happen: a backstop, far beyond what a busy machine needs."""

import time

PATIENCE = 600  # seconds
MILLISECONDS = 1000 * PATIENCE


def wait_until(what):
    """Wait until something is true."""
    until = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < until, "it did not happen"
        time.sleep(0.05)
