"""What a kernel in the sandbox may use, and how that is watched.

`Limits` are the settings. The server (`grading.server`) sets those that Linux keeps itself
(`set_resource_limits`) and looks at the others ten times a second (`find_breach`).
"""

import contextlib
import errno
import os
import re
import resource
import stat
import time
from collections.abc import Iterable
from pathlib import Path
from typing import TypedDict

import psutil
from traitlets import Integer
from traitlets.config import LoggingConfigurable

# Lines of /proc/PID/status: memory of its own and shared, swapped out, and page tables.
USED = re.compile(r"^(?:RssAnon|RssShmem|VmSwap|VmPTE):\s*(\d+) kB", re.MULTILINE)
INTERVAL = 0.1  # seconds between two looks at a kernel's use of memory, disk and processes
# Bytes of a cell's output that are kept; what a cell prints beyond is dropped.
KEPT_OUTPUT = 1 << 20
TIMEOUT = "CellTimeoutError"  # the error of a cell that took too long
OPEN_FILES = 1024  # of a process, with sockets and pipes, each of which holds memory


class Limits(LoggingConfigurable):
    """What one notebook may use; `nbgrader_config.py` sets them as ``c.Sandbox.NAME``."""

    seconds = Integer(300, help="How long a notebook may run.").tag(config=True)
    cpu = Integer(300, help="Seconds that each process may compute.").tag(config=True)
    memory = Integer(4 << 30, help="Bytes of memory beyond what is imported.").tag(config=True)
    processes = Integer(64, help="How many processes may run at a time.").tag(config=True)
    disk = Integer(512 << 20, help="Bytes that may be written to files.").tag(config=True)
    files = Integer(10_000, help="How many files may be written.").tag(config=True)
    output = Integer(64 << 20, help="Bytes of output that cells may send.").tag(config=True)

    def for_kernel(self) -> "KernelLimits":
        """Those that the server watches, as a message to it."""
        return KernelLimits(
            seconds=self.seconds,
            cpu=self.cpu,
            memory=self.memory,
            processes=self.processes,
            disk=self.disk,
            files=self.files,
        )


class KernelLimits(TypedDict):
    """The limits of one kernel; see `Limits` for what they mean."""

    seconds: int
    cpu: int
    memory: int
    processes: int
    disk: int
    files: int


def set_resource_limits(limits: KernelLimits) -> None:
    """Let Linux limit this process and those it will start."""
    data = int(Path("/proc/self/status").read_text().split("VmData:")[1].split()[0]) << 10
    for name, value in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_CPU, limits["cpu"]),
        (resource.RLIMIT_DATA, data + limits["memory"]),
        (resource.RLIMIT_FSIZE, limits["disk"]),
        (resource.RLIMIT_MSGQUEUE, 0),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
    ):
        # One second more lets the signal for too much CPU time come before the kill.
        resource.setrlimit(name, (value, value + (name == resource.RLIMIT_CPU)))


def find_breach(limits: KernelLimits, started: float, folders: Iterable[str]) -> str | None:
    """Say which limit is exceeded by this process' children and their descendants.

    Parameters
    ----------
    limits : KernelLimits
        What they may use.
    started : float
        When the kernel was forked, by `time.monotonic`.
    folders : iterable of str
        Where they may write.

    Returns
    -------
    str or None
        The limit, in words that end a sentence; None if all are kept.
    """
    if time.monotonic() - started > limits["seconds"]:
        return f"ran longer than the {limits['seconds']} s that a notebook may take"
    processes = psutil.Process().children(recursive=True)
    if len(processes) > limits["processes"]:
        return f"started more than {limits['processes']} processes"
    memory = socket_memory() if os.getpid() == 1 else 0  # of a sandbox, with its own network
    nameless: dict[tuple[int, int], int] = {}
    for process in processes:
        memory += process_memory(process.pid)
        nameless |= nameless_files(process.pid)
    if memory > limits["memory"]:
        return f"used more than {limits['memory'] >> 20} MB of memory"
    if not fits(folders, limits["disk"] - sum(nameless.values()), limits["files"]):
        return f"wrote more than {limits['disk'] >> 20} MB or {limits['files']} files"
    return None


def process_memory(pid: int) -> int:
    """Bytes that a process uses: its own and shared memory, swapped out or not, and page tables."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:  # it has ended
        return 0
    return sum(int(size) << 10 for size in USED.findall(status))


def socket_memory() -> int:
    """Bytes that may wait in the sockets of this network, as many as Linux lets into each."""
    counts = Path("/proc/net/sockstat").read_text()
    if Path("/proc/net/sockstat6").exists():
        counts += Path("/proc/net/sockstat6").read_text()
    used = sum(map(int, re.findall(r"sockets: used (\d+)", counts)))
    tcp = sum(map(int, re.findall(r"TCP6?: inuse (\d+)", counts)))
    return used * sum(SOCKET) + tcp * sum(TCP)


def read_maximum(setting: str, default: int) -> int:
    """The last number of a setting of Linux's network, which older versions do not show here."""
    try:
        return int(Path("/proc/sys/net", setting).read_text().split()[-1])
    except FileNotFoundError:
        return default


# Bytes that a socket may hold, to send and to receive; Linux lets TCP take more than the default.
SOCKET = [read_maximum(f"core/{kind}mem_default", 212_992) for kind in "rw"]
TCP = [read_maximum(f"ipv4/tcp_{kind}mem", 6 << 20) for kind in "rw"]


def nameless_files(pid: int) -> dict[tuple[int, int], int]:
    """Bytes of the files without a name, or in memory, that a process holds open, by inode."""
    found = {}
    with contextlib.suppress(OSError), os.scandir(f"/proc/{pid}/fd") as entries:
        for entry in entries:
            with contextlib.suppress(OSError):
                status = os.stat(entry.path)
                if stat.S_ISREG(status.st_mode) and status.st_nlink == 0:
                    found[status.st_dev, status.st_ino] = status.st_blocks * 512
    return found


def fits(folders: Iterable[str], size: int, count: int) -> bool:
    """Whether the files below some folders take at most `size` bytes and are at most `count`."""
    left = list(folders)
    while left and size >= 0 and count >= 0:
        try:
            with os.scandir(left.pop()) as entries:
                for entry in entries:
                    count -= 1
                    with contextlib.suppress(FileNotFoundError):
                        size -= entry.stat(follow_symlinks=False).st_blocks * 512
                    if entry.is_dir(follow_symlinks=False):
                        left.append(entry.path)
        except PermissionError as error:  # counted at the next look
            with contextlib.suppress(OSError):
                os.chmod(error.filename, 0o700)
        except OSError as error:
            if error.errno == errno.ENAMETOOLONG:  # too deep to look into, or to be honest work
                return False
    return size >= 0 and count >= 0
