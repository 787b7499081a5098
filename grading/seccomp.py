"""System calls that a kernel in the sandbox has to do without, by libseccomp.

They delay others, outlive a process, look into others, or hold memory that no limit counts. No
notebook of the course needs them; one that tries gets an `OSError`.
"""

import ctypes
import errno
import mmap
import socket

PRIORITIES = ("ioprio_set", "nice", "sched_setattr", "sched_setparam", "setpriority")
KEYS = ("add_key", "keyctl", "request_key")
TRACING = (
    *("bpf", "kcmp", "perf_event_open", "pidfd_getfd", "process_madvise", "process_vm_readv"),
    *("process_vm_writev", "ptrace", "userfaultfd"),
)
MEMORY = ("memfd_create", "memfd_secret", "msgget", "semget", "shmget")
UNFILTERED = ("io_uring_setup",)  # makes system calls that no filter sees
NAME = "libseccomp.so.2"
# From seccomp.h.
ALLOW, REFUSE = 0x7FFF0000, 0x00050000 | errno.EPERM
UNEQUAL, EQUAL = 1, 7


class Comparison(ctypes.Structure):
    """A condition on an argument of a system call; `UNEQUAL` has no mask, and its value in it."""

    _fields_ = (
        ("argument", ctypes.c_uint),
        ("operator", ctypes.c_int),
        ("mask", ctypes.c_uint64),
        ("value", ctypes.c_uint64),
    )


SHARED = mmap.MAP_SHARED | mmap.MAP_ANONYMOUS
F_SETLEASE, SCHED_OTHER = 1024, 0  # of Linux only
INT = 0xFFFFFFFF  # it reads 32 bits of these arguments
# System calls, and what is refused of them.
PARTLY = (
    ("fcntl", (1, EQUAL, INT, F_SETLEASE)),
    ("mmap", (3, EQUAL, SHARED, SHARED)),  # how much such memory holds is not to be seen
    # ZeroMQ sets the usual policy in each of its threads.
    ("sched_setscheduler", (1, UNEQUAL, SCHED_OTHER, 0)),
    ("setsockopt", (1, EQUAL, INT, socket.SOL_SOCKET), (2, EQUAL, INT, socket.SO_SNDBUF)),
    ("setsockopt", (1, EQUAL, INT, socket.SOL_SOCKET), (2, EQUAL, INT, socket.SO_RCVBUF)),
)


def find_library() -> ctypes.CDLL | None:
    """libseccomp; None where it is not installed."""
    try:
        library = ctypes.CDLL(NAME)
    except OSError:
        return None
    library.seccomp_init.restype = ctypes.c_void_p
    library.seccomp_rule_add_array.argtypes = (
        *(ctypes.c_void_p, ctypes.c_uint32, ctypes.c_int, ctypes.c_uint),
        ctypes.POINTER(Comparison),
    )
    library.seccomp_load.argtypes = (ctypes.c_void_p,)
    return library


LIBRARY = find_library()


def load_filter() -> None:
    """Refuse these system calls to this thread and all that it will start; without way back.

    Nothing is refused where libseccomp is not installed.

    Raises
    ------
    OSError
        If Linux does not take the filter.
    """
    if LIBRARY is None:
        return
    context = LIBRARY.seccomp_init(ALLOW)
    rules: list = [(name, ()) for name in PRIORITIES + KEYS + TRACING + MEMORY + UNFILTERED]
    rules += [(name, [Comparison(*part) for part in parts]) for name, *parts in PARTLY]
    for name, conditions in rules:
        number = LIBRARY.seccomp_syscall_resolve_name(name.encode())
        if number < 0:  # not on this processor, or newer than the library
            continue
        array = (Comparison * len(conditions))(*conditions)
        check(LIBRARY.seccomp_rule_add_array(context, REFUSE, number, len(array), array), name)
    check(LIBRARY.seccomp_load(context), "seccomp_load")


def check(status: int, what: str) -> None:
    """Raise an `OSError` for a status that tells an error."""
    if status < 0:
        raise OSError(-status, what)
