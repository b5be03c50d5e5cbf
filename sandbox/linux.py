"""What Linux offers and Python does not: namespaces at a fork, mounts, capabilities."""

import contextlib
import ctypes
import os
import platform
import signal

NEW_MOUNTS, NEW_USER, NEW_PIDS = 0x0002_0000, 0x1000_0000, 0x2000_0000  # CLONE_NEW…

READ_ONLY, NO_SUID, NO_DEVICES, REMOUNT = 1, 2, 4, 32  # MS_…
BIND, MOVE, RECURSIVE, PRIVATE = 4096, 8192, 16384, 1 << 18
DETACH = 2  # MNT_DETACH

_CLONE, _CAPSET = {"x86_64": (56, 126), "aarch64": (220, 91)}.get(platform.machine(), (-1, -1))
_SET_DUMPABLE, _DROP_FROM_BOUNDING_SET = 4, 24  # PR_…
_ADMIN, _CAPABILITIES = 21, 41  # CAP_SYS_ADMIN; how many there are
_VERSION = 0x2008_0522  # _LINUX_CAPABILITY_VERSION_3

_libc = ctypes.CDLL(None, use_errno=True)
_syscall = ctypes.PyDLL(None, use_errno=True).syscall  # no other thread runs meanwhile


def fork_into(namespaces: int) -> int:
    """Fork as `os.fork`, the child in new namespaces: a sum of `NEW_…`.

    Raises
    ------
    OSError
        If the kernel refuses.
    """
    python = ctypes.pythonapi
    python.PyOS_BeforeFork()
    pid = int(_syscall(_CLONE, namespaces | signal.SIGCHLD, 0, 0, 0, 0))
    if pid == 0:
        python.PyOS_AfterFork_Child()
        return 0
    error = ctypes.get_errno()
    python.PyOS_AfterFork_Parent()
    if pid < 0:
        raise OSError(error, os.strerror(error))
    return pid


def keep_ids() -> None:
    """Stay who we are in a new user namespace, where at first everyone is nobody."""
    user, group = os.getuid(), os.getgid()
    for name, text in {
        "uid_map": f"{user} {user} 1",
        "setgroups": "deny",
        "gid_map": f"{group} {group} 1",
    }.items():
        with open(f"/proc/self/{name}", "w") as file:
            file.write(text)


def mount(what: str, place: str, kind: str | None = None, flags: int = 0, data: str = "") -> None:
    """Mount a file system, or change a mount: mount(2)."""
    texts = [None if text is None else text.encode() for text in (what, place, kind)]
    _must(_libc.mount(*texts, ctypes.c_ulong(flags), data.encode() or None), place)


def unmount(place: str) -> None:
    """Take a mount away, at once, also where somebody is still using it."""
    _must(_libc.umount2(place.encode(), DETACH), place)


def be_readable() -> None:
    """Let the processes of the same user look into /proc at what this one has open."""
    _must(_libc.prctl(_SET_DUMPABLE, 1, 0, 0, 0))


def be_unreadable() -> None:
    """Let no process of the same user look into this one."""
    _must(_libc.prctl(_SET_DUMPABLE, 0, 0, 0, 0))


def be_ended_first(proc: int) -> None:
    """Be the first to be ended, with all that this process forks, where memory runs out.

    Where the machine forbids to say so, nothing is changed: it is a wish, and no bound.

    Parameters
    ----------
    proc : int
        A descriptor of /proc.
    """
    with contextlib.suppress(OSError):
        file = os.open("self/oom_score_adj", os.O_WRONLY, dir_fd=proc)
        try:
            os.write(file, b"1000")
        finally:
            os.close(file)


def give_up_capabilities() -> None:
    """Give up all capabilities but that of making namespaces, and all of programs started."""
    for number in range(_CAPABILITIES):
        _libc.prctl(_DROP_FROM_BOUNDING_SET, number, 0, 0, 0)  # fails for those unknown here
    header = (ctypes.c_uint32 * 2)(_VERSION, 0)
    low = 1 << _ADMIN
    data = (ctypes.c_uint32 * 6)(low, low, 0, 0, 0, 0)  # effective, permitted, inheritable; twice
    _must(_syscall(_CAPSET, header, data))


def _must(result: int, place: str | None = None) -> None:
    if result < 0:
        error = ctypes.get_errno()
        raise OSError(error, os.strerror(error), place)
