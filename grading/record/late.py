"""The penalty for a late submission: nbgrader's own reckoning, and its plugin."""

from sqlalchemy import Connection
from traitlets.config import Config


def late_penalty(
    connection: Connection, submission: str, notebook: str, config: Config | None
) -> float | None:
    """Ask nbgrader's plugin what a submission loses; None where it is not late, or loses nothing.

    Parameters
    ----------
    connection : sqlalchemy.Connection
        In whose transaction the grades were written.
    submission, notebook : str
        Their ids in the gradebook.
    config : traitlets.config.Config
        nbgrader's configuration: may name a plugin.
    """
    # Importing nbgrader takes a second: only where something may be late.
    from nbgrader.api import SubmittedAssignment, SubmittedNotebook
    from nbgrader.preprocessors import AssignLatePenalties
    from sqlalchemy.orm import Session

    with Session(connection) as session:
        late = session.get_one(SubmittedAssignment, submission)
        if late.total_seconds_late <= 0:
            return None
        graded = session.get_one(SubmittedNotebook, notebook)
        penalties = AssignLatePenalties(config=config)
        penalties.init_plugin()
        penalty = penalties.plugin_inst.late_submission_penalty(
            late.student_id, graded.score, late.total_seconds_late
        )
        return None if penalty is None else penalties._check_late_penalty(graded, penalty)
