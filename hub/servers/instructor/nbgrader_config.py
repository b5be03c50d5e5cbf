"""nbgrader in the instructor's server: the project's own settings, in this run's folders."""

import os

c = get_config()  # noqa: F821

load_subconfig("nbgrader_config.py", path=os.environ["COURSE_CHECKOUT"])  # noqa: F821

# $COURSE has told them the course directory.
c.Exchange.root = os.environ["COURSE_EXCHANGE"]
# No list of settings on formgrader's first page.
c.FormgradeExtension.debug = False
# Validate starts a kernel itself.
c.ConnectionFileMixin.transport = "ipc"
