"""A standard output that is cut while it is made."""


class Output:
    """A standard output that keeps the first `limit` characters."""

    encoding = "utf-8"

    def __init__(self, limit: int) -> None:
        self._parts: list[str] = []
        self.left = limit

    def write(self, text: object) -> int:
        text = str(text)
        if self.left > 0:
            self._parts.append(text[: self.left])
            self.left -= len(text)
            if self.left <= 0:
                self._parts.append("\n[more output was left out]\n")
        return len(text)

    def flush(self) -> None:
        pass

    def isatty(self) -> bool:
        return False

    @property
    def text(self) -> str:
        """All that was kept."""
        return "".join(self._parts)
