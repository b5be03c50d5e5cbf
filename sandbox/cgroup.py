"""A control group: what all processes of a box may use together, counted by the kernel.

Root may make one. An ordinary user may where systemd gave a part of the tree away, as it does to
a unit with `Delegate=yes` and to the session of somebody who is signed in.
"""

import shlex
import time
from pathlib import Path

MOUNTED = Path("/sys/fs/cgroup")
PATIENCE = 10  # seconds, for killed processes to end


class Group:
    """A control group of its own for what joins it.

    Parameters
    ----------
    folders : list of Path
        Its folder, or with the first version of control groups one for each thing that is counted.
    """

    def __init__(self, folders: list[Path]) -> None:
        self._folders = folders

    @property
    def doors(self) -> list[Path]:
        """The files into which who joins writes 0."""
        return [folder / "cgroup.procs" for folder in self._folders]

    def join(self) -> None:
        """Put this process into it, and all that it starts from now on."""
        for door in self.doors:
            door.write_text("0")

    def joining(self) -> list[str]:
        """Begin a command that joins it before anything else."""
        places = " ".join(shlex.quote(str(door)) for door in self.doors)
        script = f'for place in {places}; do echo 0 >"$place" || exit; done; exec "$@"'
        return ["/bin/sh", "-c", script, "sh"]

    def remove(self) -> None:
        """Remove it, once what was in it has ended; what does not end for long stays."""
        until = time.monotonic() + PATIENCE
        for folder in self._folders:
            while not _removed(folder) and time.monotonic() < until:
                time.sleep(0.05)


def make_group(name: str, memory_mb: int, processes: int) -> Group | None:
    """Make a group with limits; None where this machine, or this user, cannot.

    Parameters
    ----------
    name : str
        Of its folder, below the group of this process or beside it.
    memory_mb, processes : int
        What all together may use: files in memory count, swap is not given.
    """
    made: list[Path] = []
    try:
        for parent, limits in _places(memory_mb, processes):
            folder = parent / name
            folder.mkdir(exist_ok=True)
            made.append(folder)
            for file, value in limits.items():
                if file != "memory.swap.max" or (folder / file).exists():
                    (folder / file).write_text(str(value))
    except OSError:
        Group(made).remove()
        return None
    return Group(made) if made else None


def _removed(folder: Path) -> bool:
    try:
        folder.rmdir()
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return True


def _places(memory_mb: int, processes: int) -> list[tuple[Path, dict[str, int]]]:
    """Say in which folders a group is made, and which limits are written there."""
    memory = memory_mb << 20
    own = dict(_own())
    if "memory" in own and "pids" in own:
        return [
            (MOUNTED / "memory" / own["memory"], {"memory.limit_in_bytes": memory}),
            (MOUNTED / "pids" / own["pids"], {"pids.max": processes}),
        ]
    # In the second version a group with processes in it has no limits for groups below.
    parent = (MOUNTED / own[""]).parent
    (parent / "cgroup.subtree_control").write_text("+memory +pids")
    return [(parent, {"memory.max": memory, "memory.swap.max": 0, "pids.max": processes})]


def _own() -> list[tuple[str, str]]:
    """Read the groups of this process: what each counts, and its path below the mount."""
    lines = Path("/proc/self/cgroup").read_text().splitlines()
    parts = (line.split(":", 2) for line in lines)
    return [(kind, path.lstrip("/")) for _, kinds, path in parts for kind in kinds.split(",")]
