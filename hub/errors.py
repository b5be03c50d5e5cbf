"""What can be missing."""


class Missing(Exception):
    """The course cannot start; the message is the line to print."""
