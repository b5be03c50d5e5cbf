"""nbgrader's configuration for instructors: its commands work from this folder.

`COURSE=/another/folder nbgrader autograde ps2_counting` works on another course directory.
"""

import os
from pathlib import Path

from grading.nbgrader.plugin import install

HERE = Path(__file__).parent

c = get_config()  # noqa: F821
install(c, os.environ.get("COURSE") or HERE / "gradebook")

# The exchange of `make course`. Everyone there is one account, so no file tells who owns it.
c.Exchange.root = str(HERE / ".hub" / "exchange")
c.ExchangeCollect.check_owner = False
