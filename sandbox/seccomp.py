"""The filter: what the kernel refuses to students' code, whatever else it is allowed.

What numpy, matplotlib, threads and child processes need stays. Refused is what reaches another
process or its memory, what makes namespaces and mounts, what outlives a process, and in grading the
network.
"""

import errno

import pyseccomp

from sandbox.linux import NEW_MOUNTS, NEW_PIDS, NEW_USER

REFUSED = {
    "mounts": "mount umount2 pivot_root chroot open_tree move_mount fsopen fsconfig fsmount fspick "
    "mount_setattr swapon swapoff quotactl name_to_handle_at open_by_handle_at",
    "namespaces": "unshare setns sethostname setdomainname",
    "other processes": "ptrace process_vm_readv process_vm_writev process_madvise kcmp pidfd_open "
    "pidfd_getfd pidfd_send_signal migrate_pages move_pages",
    "shared memory": "shmget shmat shmctl semget semop semtimedop semctl msgget msgsnd msgrcv "
    "msgctl mq_open mq_unlink mq_timedsend mq_timedreceive remap_file_pages",
    "the kernel": "bpf perf_event_open userfaultfd io_uring_setup io_uring_enter io_uring_register "
    "keyctl add_key request_key init_module finit_module delete_module kexec_load reboot syslog "
    "acct settimeofday clock_settime clock_adjtime adjtimex fanotify_init lookup_dcookie",
    "the network": "socket connect bind listen accept accept4",
}
_MAP_SHARED, _TIOCSTI, _TIOCLINUX = 0x01, 0x5412, 0x541C
_SHARED_WITH_PARENT = 0x100, 0x200, 0x400, 0x800  # CLONE_VM, CLONE_FS, CLONE_FILES, CLONE_SIGHAND
_OTHER_NAMESPACES = NEW_MOUNTS, NEW_USER, 0x80, 0x0200_0000, 0x0400_0000, 0x0800_0000, 0x4000_0000


def make_filter(server: bool = False) -> pyseccomp.SyscallFilter:
    """Make the filter; its `load()` puts it on this process and all that it starts, for ever.

    A fork into a new pid namespace, and into nothing else, is allowed to who has the capability.

    Parameters
    ----------
    server : bool
        Whether it is for a student's server, whose sockets lie in a network of its own.
    """
    made = pyseccomp.SyscallFilter(pyseccomp.ALLOW)
    refuse = pyseccomp.ERRNO(errno.EPERM)

    def masked(argument: int, bits: int) -> pyseccomp.Arg:
        return pyseccomp.Arg(argument, pyseccomp.MASKED_EQ, bits, bits)

    for what, names in REFUSED.items():
        if not (server and what == "the network"):
            for name in names.split():
                made.add_rule(refuse, name)
    made.add_rule(pyseccomp.ERRNO(errno.ENOSYS), "clone3")  # its flags lie in memory: ask by clone
    for bits in _OTHER_NAMESPACES:
        made.add_rule(refuse, "clone", masked(0, bits))
    for bits in _SHARED_WITH_PARENT:
        made.add_rule(refuse, "clone", masked(0, NEW_PIDS | bits))
    if not server:  # SQLite, which keeps the history there, maps memory so
        made.add_rule(refuse, "mmap", masked(3, _MAP_SHARED))
    made.add_rule(refuse, "prlimit64", pyseccomp.Arg(0, pyseccomp.NE, 0))
    for request in (_TIOCSTI, _TIOCLINUX):
        made.add_rule(refuse, "ioctl", pyseccomp.Arg(1, pyseccomp.EQ, request))
    return made
