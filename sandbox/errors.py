"""What can be missing."""


class NoSandbox(RuntimeError):
    """Students' code cannot be run safely on this machine; the message says what to install."""
