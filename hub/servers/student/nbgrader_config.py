"""nbgrader in a student's server: who hands in what, and where. Nothing of the checkout."""

import os

c = get_config()  # noqa: F821

c.CourseDirectory.course_id = os.environ["COURSE_ID"]
# All accounts share one operating-system account, so the name comes from the hub.
c.CourseDirectory.student_id = os.environ["JUPYTERHUB_USER"]
c.Exchange.root = "/srv/exchange"
