"""What Linux offers and Python does not: namespaces at a fork, mounts, capabilities."""

import contextlib
import ctypes
import os
import platform
import signal

NEW_MOUNTS, NEW_USER, NEW_PIDS = 0x0002_0000, 0x1000_0000, 0x2000_0000  # CLONE_NEW…
_GROUPS, _NAMES, _IPC, _NETWORK = 0x0200_0000, 0x0400_0000, 0x0800_0000, 0x4000_0000

READ_ONLY, NO_SUID, NO_DEVICES, REMOUNT = 1, 2, 4, 32  # MS_…
BIND, MOVE, RECURSIVE, PRIVATE = 4096, 8192, 16384, 1 << 18
DETACH = 2  # MNT_DETACH

_CLONE, _CAPSET = {"x86_64": (56, 126), "aarch64": (220, 91)}.get(platform.machine(), (-1, -1))
_SET_DUMPABLE, _DROP_FROM_BOUNDING_SET, _NO_NEW_PRIVILEGES = 4, 24, 38  # PR_…
_FILTER, _SUBREAPER = (22, 2), 36  # PR_SET_SECCOMP, SECCOMP_MODE_FILTER; PR_SET_CHILD_SUBREAPER
ADMIN, _CAPABILITIES = 21, 41  # CAP_SYS_ADMIN; how many there are
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


def current_core() -> int:
    """Give the core that this process is running on; -1 where the machine does not say it."""
    return int(_libc.sched_getcpu())


def stay_on(core: int) -> None:
    """Run on one core from now on, with all that this process forks.

    Where the machine forbids it, nothing is changed: it is a wish, and no bound.
    """
    with contextlib.suppress(OSError, ValueError):
        os.sched_setaffinity(0, {core})


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


def give_up_capabilities(but: tuple[int, ...] = (ADMIN,)) -> None:
    """Give up all capabilities but some, by default that of making namespaces; and all of programs
    that are started."""
    for number in range(_CAPABILITIES):
        _libc.prctl(_DROP_FROM_BOUNDING_SET, number, 0, 0, 0)  # fails for those unknown here
    header = (ctypes.c_uint32 * 2)(_VERSION, 0)
    low = sum(1 << number for number in but)
    data = (ctypes.c_uint32 * 6)(low, low, 0, 0, 0, 0)  # effective, permitted, inheritable; twice
    _must(_syscall(_CAPSET, header, data))


def enter(process: int) -> None:
    """Enter all namespaces of a process; that of process ids only what is forked from now on does.

    Parameters
    ----------
    process : int
        A descriptor of it, from `os.pidfd_open`.
    """
    everything = NEW_MOUNTS | NEW_USER | NEW_PIDS | _GROUPS | _NAMES | _IPC | _NETWORK
    _must(_libc.setns(process, everything))


def gain_no_privileges() -> None:
    """Let no program that is started have more than this process: a set-uid one, for example."""
    _must(_libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0))


def be_filtered(program: bytes) -> None:
    """Put a filter on this process and all that it starts, for ever.

    Parameters
    ----------
    program : bytes
        As `export_bpf` of `sandbox.seccomp.make_filter` writes it.
    """

    class Program(ctypes.Structure):
        _fields_ = [("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p)]

    _must(_libc.prctl(*_FILTER, ctypes.byref(Program(len(program) // 8, program)), 0, 0))


def adopt_orphans() -> None:
    """Be the parent of what a child leaves behind when it ends."""
    _must(_libc.prctl(_SUBREAPER, 1, 0, 0, 0))


def _must(result: int, place: str | None = None) -> None:
    if result < 0:
        error = ctypes.get_errno()
        raise OSError(error, os.strerror(error), place)
