"""nbgrader in a student's server: who hands in what, and where. Nothing of the checkout."""

import os

c = get_config()  # noqa: F821

c.CourseDirectory.course_id = os.environ["COURSE_ID"]
# All accounts share one operating-system account, so the name comes from the hub.
c.CourseDirectory.student_id = os.environ["JUPYTERHUB_USER"]
for kind, name in {
    "exchange": "Exchange",
    "list": "List",
    "fetch_assignment": "FetchAssignment",
    "fetch_feedback": "FetchFeedback",
    "submit": "Submit",
}.items():
    c.ExchangeFactory[kind] = f"hub.submissions.inside.exchange.{name}"
