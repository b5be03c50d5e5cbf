"""The penalty in steps, which `course.toml` names: a plugin of nbgrader's."""

from nbgrader.plugins import BasePlugin
from traitlets import Float, List, Tuple

DAY = 24 * 60 * 60


class StepwisePenalty(BasePlugin):
    """Who is late loses a share of the points, by steps; after the last one all."""

    steps = List(
        Tuple(Float(), Float()), help="pairs: up to so many days late, this share is lost"
    ).tag(config=True)

    def late_submission_penalty(
        self, student_id: str, score: float, total_seconds_late: float
    ) -> float | None:
        """Say how many points a submission loses."""
        if total_seconds_late <= 0:
            return None
        late = total_seconds_late / DAY
        return score * next((loses for days, loses in self.steps if late <= days), 1.0)
