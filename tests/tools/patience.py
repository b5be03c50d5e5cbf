"""How long a test waits for what must happen: a backstop, far beyond what a busy machine needs."""

PATIENCE = 600  # seconds
MILLISECONDS = 1000 * PATIENCE
