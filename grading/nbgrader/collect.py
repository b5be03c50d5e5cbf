"""`nbgrader collect` and formgrader's button, where only so many attempts count."""

from typing import Any

from nbgrader.exchange.default import ExchangeCollect
from traitlets import Int


class LimitedCollect(ExchangeCollect):
    """Collects the newest of the attempts that count: the first ones of each student."""

    attempts = Int(0, help="so many attempts of a student count; all if it is 0").tag(config=True)

    def _sort_by_timestamp(self, records: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Sort what one student has handed in, the newest first, without what is too many."""
        newest_first: list[dict[str, Any]] = super()._sort_by_timestamp(records)
        if 0 < self.attempts < len(records):
            who, many = records[0]["username"], len(records)
            self.log.warning("%s: of %d attempts the first %d count", who, many, self.attempts)
        return newest_first[-self.attempts :]
