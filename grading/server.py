"""The process that warm kernels are forked from: `python -m grading.server`.

It imports what notebooks import, and then forks a kernel for each request. It is Python's
forkserver in small: that one hands every child pipes into the caller's process, imports the
caller's `__main__`, and cannot pass on signals to a kernel in another PID namespace.

A request is a packet on the socket that the server is started with: JSON, and the descriptors of
the kernel's own control socket, of stdout and of stderr. On the control socket the server sends
``{"pid": ...}`` and, in the end, ``{"returncode": ..., "reason": ...}``; the client sends
``{"signal": ...}``. A client that closes a socket, or dies, ends what belongs to it.
"""

import contextlib
import ctypes
import gc
import importlib
import json
import os
import resource
import select
import selectors
import signal
import socket
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import psutil

from . import PACKET, internals, seccomp
from .limits import INTERVAL, KernelLimits, find_breach, set_resource_limits

# From linux/prctl.h.
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_CHILD_SUBREAPER = 1, 4, 36
prctl = ctypes.CDLL(None).prctl


def preload(modules: Iterable[str]) -> None:
    """Import modules, quietly; one that cannot be imported is left to the notebook's own import."""
    from helpers import collector_paused, quiet_start

    with collector_paused(), quiet_start():
        for module in modules:
            with contextlib.suppress(Exception):
                importlib.import_module(module)
    if "keras" in sys.modules:
        internals.build_before_tracing()
    internals.render_a_traceback()
    gc.collect()
    gc.freeze()  # keeps the collector from touching, and so copying, the pages that are shared


class Kernel:
    """A kernel that has been forked.

    Parameters
    ----------
    pid : int
        Its process, which leads a session of its own.
    control : socket.socket
        Where the client sends signals and hears of its end.
    limits : KernelLimits or None
        What a confined kernel may use; None for one without limits.
    folders : list of str
        The folders a confined kernel may write in.
    """

    def __init__(
        self, pid: int, control: socket.socket, limits: KernelLimits | None, folders: list[str]
    ) -> None:
        self.pid, self.control, self.limits, self.folders = pid, control, limits, folders
        self.started = time.monotonic()
        self.reason: str | None = None

    def signal(self, number: int) -> None:
        """Send a signal to the kernel's process group, as Jupyter does to a plain kernel."""
        try:
            os.killpg(self.pid, number)
        except ProcessLookupError:  # it does not lead its group yet
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def watch(self) -> None:
        """Kill the kernel if it exceeds a limit."""
        if self.limits and not self.reason:
            self.reason = find_breach(self.limits, self.started, self.folders)
        if self.reason:
            self.signal(signal.SIGKILL)


def kill_descendants() -> None:
    """Kill and reap every process that kernels have started, whatever session it hides in."""
    while True:
        if os.getpid() == 1:  # of a PID namespace: -1 means all others in it
            with contextlib.suppress(ProcessLookupError):
                os.kill(-1, signal.SIGKILL)
        for process in psutil.Process().children(recursive=True):
            with contextlib.suppress(psutil.Error):
                process.kill()
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            return


def read_state() -> tuple:
    """What a kernel of the same user can change in this process, or leave behind for the next."""
    limits = [getattr(resource, name) for name in dir(resource) if name.startswith("RLIMIT_")]
    return (
        [resource.getrlimit(limit) for limit in limits],
        os.getpriority(os.PRIO_PROCESS, 0),
        os.sched_getaffinity(0),
        os.sched_getscheduler(0),
        psutil.Process().ionice(),
        # Shared memory, queues and semaphores of System V outlive the processes that made them.
        [Path("/proc/sysvipc", kind).read_text() for kind in ("msg", "sem", "shm")],
        count_keys(),
    )


def count_keys() -> list[list[str]] | None:
    """How many keys and bytes each user has in the system's keyrings, which outlive processes."""
    try:
        lines = Path("/proc/key-users").read_text().splitlines()
    except FileNotFoundError:
        return None
    return [[line.split()[0], *line.split()[2:]] for line in lines]


class Server:
    """Forks kernels on request.

    Parameters
    ----------
    channel : socket.socket
        Where requests come from.
    confined : bool
        Whether kernels are strangers' code: they run one at a time, within limits, leave no
        process behind, and cannot look into this process.
    """

    def __init__(self, channel: socket.socket, confined: bool) -> None:
        self.channel: socket.socket | None = channel
        self.confined = confined
        self.kernels: dict[int, Kernel] = {}
        if confined:
            prctl(PR_SET_DUMPABLE, 0)  # no ptrace, no /proc/PID/mem, fd or environ for kernels
            prctl(PR_SET_CHILD_SUBREAPER, 1)  # so that no descendant can get away
            self.state = read_state()
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        self.woken, self.wake = socket.socketpair()
        self.woken.setblocking(False)
        self.wake.setblocking(False)
        signal.set_wakeup_fd(self.wake.fileno(), warn_on_full_buffer=False)
        self.selector = selectors.DefaultSelector()
        self.selector.register(channel, selectors.EVENT_READ, self.accept)
        self.selector.register(self.woken, selectors.EVENT_READ, self.reap)

    def serve(self) -> dict | None:
        """Serve requests until the client is gone.

        Returns
        -------
        dict or None
            In a forked child, the request to carry out. In the server, None once it is done.
        """
        while self.channel is not None:
            watched = [kernel for kernel in self.kernels.values() if kernel.limits]
            for key, _ in self.selector.select(INTERVAL if watched else None):
                request = key.data()
                if request is not None:
                    return request
            for kernel in watched:
                kernel.watch()
        for kernel in self.kernels.values():
            kernel.signal(signal.SIGKILL)
        if self.confined:
            kill_descendants()
        return None

    def accept(self) -> dict | None:
        """Fork a kernel; returns the request in the child, and None in the server."""
        assert self.channel is not None
        packet, descriptors, _, _ = socket.recv_fds(self.channel, PACKET, 3)
        if not packet:  # the client is gone
            self.channel = None
            return None
        request = json.loads(packet)
        control = socket.socket(fileno=descriptors[0])
        pid = os.fork()
        if pid == 0:
            for end in (self.channel, self.selector, self.woken, self.wake, control):
                end.close()
            for kernel in self.kernels.values():
                kernel.control.close()
            return request | {"stdout": descriptors[1], "stderr": descriptors[2]}
        for descriptor in descriptors[1:]:
            os.close(descriptor)
        kernel = Kernel(pid, control, request["limits"], request["folders"])
        self.kernels[pid] = kernel
        self.selector.register(control, selectors.EVENT_READ, lambda: self.pass_on(kernel))
        send(control, pid=pid)
        return None

    def pass_on(self, kernel: Kernel) -> None:
        """Pass on a signal; a client that hangs up ends its kernel."""
        packet = kernel.control.recv(PACKET)
        if packet:
            kernel.signal(json.loads(packet)["signal"])
        else:
            self.selector.unregister(kernel.control)
            kernel.signal(signal.SIGKILL)

    def reap(self) -> None:
        """Take note of children that have ended."""
        with contextlib.suppress(BlockingIOError):
            self.woken.recv(PACKET)
        with contextlib.suppress(ChildProcessError):
            while True:
                pid, status = os.waitpid(-1, os.WNOHANG)
                if not pid:
                    return
                kernel = self.kernels.pop(pid, None)
                if kernel:
                    self.report_end(kernel, os.waitstatus_to_exitcode(status))

    def report_end(self, kernel: Kernel, returncode: int) -> None:
        """Tell the client of a kernel's end, once nothing is left of a confined one."""
        if self.confined:
            kill_descendants()
            if read_state() != self.state:
                self.channel = None  # the next kernel gets a new server
        if returncode == -signal.SIGXCPU and kernel.limits:
            kernel.reason = f"computed for more than {kernel.limits['cpu']} s"
        send(kernel.control, returncode=returncode, reason=kernel.reason)
        with contextlib.suppress(KeyError):  # it hung up
            self.selector.unregister(kernel.control)
        kernel.control.close()


def send(control: socket.socket, **message: Any) -> None:
    """Send a message to a client that may be gone."""
    with contextlib.suppress(OSError):
        control.send(json.dumps(message).encode())


def has_hung_up(channel: socket.socket) -> bool:
    """Whether the client is gone."""
    poll = select.poll()
    poll.register(channel, select.POLLHUP)
    return bool(poll.poll(0))


def become_kernel(request: dict, added: dict[str, str]) -> None:
    """Become the kernel that a request asks for.

    Parameters
    ----------
    request : dict
        ``argv`` of ipykernel, ``env``, ``cwd``, ``limits``, ``stdout`` and ``stderr``.
    added : dict
        Variables that imports have set in the server's environment.
    """
    server = os.getppid()
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.setsid()
    prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    prctl(PR_SET_DUMPABLE, 1)
    with open(os.devnull) as nothing:
        os.dup2(nothing.fileno(), 0)
    for number, name in ((1, "stdout"), (2, "stderr")):
        os.dup2(request[name], number)
        os.close(request[name])
    os.environ.clear()
    os.environ.update(added | request["env"])
    time.tzset()
    tempfile.tempdir = None  # the new environment may name another one
    if request["cwd"] is not None:
        os.chdir(request["cwd"])
    if request["limits"]:
        set_resource_limits(request["limits"])
        seccomp.load_filter()
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()  # else every kernel would draw the same numbers
    from ipykernel.kernelapp import IPKernelApp

    sys.argv = ["ipykernel_launcher", *request["argv"]]
    IPKernelApp.launch_instance(request["argv"], parent_handle=server)


def main() -> None:
    """Preload, and serve."""
    channel = socket.socket(fileno=int(sys.argv[1]))
    if has_hung_up(channel):  # while bubblewrap started, which from now on ends with the client
        return
    settings = json.loads(sys.argv[2])
    # As ipykernel sets it before a notebook can import matplotlib.
    if backend := internals.inline_backend():
        os.environ.setdefault("MPLBACKEND", backend)
    del sys.path[0]  # as ipykernel_launcher does
    before = dict(os.environ)
    preload(settings["preload"])
    added = {key: value for key, value in os.environ.items() if before.get(key) != value}
    request = Server(channel, settings["confined"]).serve()
    if request is None:
        os._exit(0)  # without the tear-down of what is imported, which takes long
    become_kernel(request, added)


if __name__ == "__main__":
    main()
