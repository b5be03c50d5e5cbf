"""What the kernel of a notebook finds otherwise here than it expects."""

import sys
import types
from typing import Any


def prepare() -> None:
    """Let IPython do without SQLite and Jedi, a megabyte that it would use for little.

    It would keep what was typed in a database, which ends with the page; and it completes names
    from what is there as well, and faster.
    """
    database: Any = types.ModuleType("sqlite3")
    database.Connection = object
    database.DatabaseError = database.OperationalError = database.IntegrityError = RuntimeError
    sys.modules.setdefault("sqlite3", database)
    from IPython.core.completer import IPCompleter

    completer: Any = IPCompleter
    completer.use_jedi = property(lambda self: False, lambda self, wish: None)
