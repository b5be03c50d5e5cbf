"""The tables of nbgrader's gradebook, as far as they are read and written here.

nbgrader makes them, and a test compares. They are named once more because importing nbgrader takes
longer than grading a submission.
"""

from sqlalchemy import Boolean, DateTime, Float, Interval, column, table

course = table("course", column("id"))
student = table("student", column("id"))
assignment = table(
    "assignment", column("id"), column("name"), column("duedate", DateTime), column("course_id")
)
notebook = table("notebook", column("id"), column("name"), column("assignment_id"))
cell = table("base_cell", column("id"), column("name"), column("notebook_id"), column("type"))
grade_cell = table("grade_cells", column("id"), column("max_score", Float), column("cell_type"))
submitted_assignment = table(
    "submitted_assignment",
    column("id"),
    column("assignment_id"),
    column("student_id"),
    column("timestamp", DateTime),
    column("extension", Interval),
)
submitted_notebook = table(
    "submitted_notebook",
    column("id"),
    column("assignment_id"),  # of the submitted one
    column("notebook_id"),
    column("flagged", Boolean),
    column("late_submission_penalty", Float),
)
grade = table(
    "grade",
    column("id"),
    column("notebook_id"),  # of the submitted one
    column("cell_id"),
    column("auto_score", Float),
    column("manual_score", Float),
    column("extra_credit", Float),
    column("needs_manual_grade", Boolean),
)
comment = table(
    "comment", column("id"), column("notebook_id"), column("cell_id"), column("auto_comment")
)
