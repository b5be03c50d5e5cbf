"""Files that are there whole or not at all, whoever else writes them at the same time."""

import contextlib
import glob
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MOST = 40  # characters of a name: with what is added it is no longer than a name may be


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """Give the path of a draft, of this process alone; at the end it takes the place of the file.

    What another process left behind when it was killed is removed.
    """
    name = path.name[:MOST]
    draft = path.with_name(f"{name}.{os.getpid()}.part")
    try:
        yield draft
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
        for left in path.parent.glob(f"{glob.escape(name)}.*.part"):
            _remove_if_left(left)


def _remove_if_left(draft: Path) -> None:
    writer = draft.name.split(".")[-2]
    try:
        os.kill(int(writer), 0)
    except ProcessLookupError:
        with contextlib.suppress(OSError):
            draft.unlink()
    except (ValueError, OSError):
        pass  # no draft of ours, or somebody else's process
