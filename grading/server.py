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
import errno
import gc
import importlib
import json
import os
import resource
import selectors
import signal
import socket
import stat
import sys
import tempfile
import time
from pathlib import Path

import psutil

from . import PACKET

TICK = 0.1  # seconds between two looks at a confined kernel's use of memory, disk and processes
# From linux/prctl.h.
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_CHILD_SUBREAPER = 1, 4, 36
prctl = ctypes.CDLL(None).prctl


def preload(modules):
    """Import modules, quietly; one that cannot be imported is left to the notebook's own import."""
    from helpers import quiet_start

    with quiet_start():
        for module in modules:
            with contextlib.suppress(Exception):
                importlib.import_module(module)
    if "keras" in sys.modules:
        build_before_tracing()
    # The first traceback looks up the file of each module, for all kernels then.
    from IPython.core.ultratb import FormattedTB

    try:
        raise Exception
    except Exception:
        FormattedTB("Context").structured_traceback(*sys.exc_info())
    gc.collect()
    gc.freeze()  # keeps the collector from touching, and so copying, the pages that are shared


def build_before_tracing():
    """Let Keras build optimizer and metrics before it traces a step, as with JAX and PyTorch.

    With TensorFlow it builds them in the first trace, and has to trace again then: half of what a
    short `fit` takes. The results are the same.
    """
    import keras

    usual = keras.Model._maybe_symbolic_build

    def build(self, iterator=None, data_batch=None):
        usual(self, iterator, data_batch)
        if not self.built or self.run_eagerly:
            return
        # What is wrong here Keras meets again in the trace, and then says it.
        with contextlib.suppress(Exception):
            if iterator is not None:
                data_batch = iterator._distributed_dataset.element_spec
            self._symbolic_build(data_batch=data_batch)

    keras.Model._maybe_symbolic_build = build


class Kernel:
    """A kernel that has been forked.

    Parameters
    ----------
    pid : int
        Its process, which leads a session of its own.
    control : socket.socket
        Where the client sends signals and hears of its end.
    limits : dict or None
        What a confined kernel may use (see `grading.sandbox.Sandbox`); None for one without limits.
    folders : list of str
        The folders a confined kernel may write in.
    """

    def __init__(self, pid, control, limits, folders):
        self.pid, self.control, self.limits, self.folders = pid, control, limits, folders
        self.started = time.monotonic()
        self.reason = None

    def signal(self, number):
        """Send a signal to the kernel's process group, as Jupyter does to a plain kernel."""
        try:
            os.killpg(self.pid, number)
        except ProcessLookupError:  # it does not lead its group yet
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def breach(self):
        """Say which limit the kernel and its descendants exceed; None if they keep them all."""
        limits = self.limits
        if time.monotonic() - self.started > limits["seconds"]:
            return f"ran longer than the {limits['seconds']} s that a notebook may take"
        processes = psutil.Process().children(recursive=True)
        if len(processes) > limits["processes"]:
            return f"started more than {limits['processes']} processes"
        memory, nameless = 0, {}
        for process in processes:
            with contextlib.suppress(psutil.Error):
                used = process.memory_info()
                memory += used.rss - used.shared
                nameless |= nameless_files(process.pid)
        if memory > limits["memory"]:
            return f"used more than {limits['memory'] >> 20} MB of memory"
        if not fits(self.folders, limits["disk"] - sum(nameless.values()), limits["files"]):
            return f"wrote more than {limits['disk'] >> 20} MB or {limits['files']} files"
        return None


def nameless_files(pid):
    """Bytes of the files without a name, or in memory, that a process holds open, by inode."""
    found = {}
    with contextlib.suppress(OSError), os.scandir(f"/proc/{pid}/fd") as entries:
        for entry in entries:
            with contextlib.suppress(OSError):
                status = os.stat(entry.path)
                if stat.S_ISREG(status.st_mode) and status.st_nlink == 0:
                    found[status.st_dev, status.st_ino] = status.st_blocks * 512
    return found


def fits(folders, size, count):
    """Whether the files below some folders take at most `size` bytes and are at most `count`."""
    folders = list(folders)
    while folders and size >= 0 and count >= 0:
        try:
            with os.scandir(folders.pop()) as entries:
                for entry in entries:
                    count -= 1
                    with contextlib.suppress(FileNotFoundError):
                        size -= entry.stat(follow_symlinks=False).st_blocks * 512
                    if entry.is_dir(follow_symlinks=False):
                        folders.append(entry.path)
        except PermissionError as error:  # counted at the next look
            with contextlib.suppress(OSError):
                os.chmod(error.filename, 0o700)
        except OSError as error:
            if error.errno == errno.ENAMETOOLONG:  # too deep to look into, or to be honest work
                return False
    return size >= 0 and count >= 0


def kill_descendants():
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


def state():
    """What a kernel of the same user can change in this process, or leave behind for the next."""
    limits = [getattr(resource, name) for name in dir(resource) if name.startswith("RLIMIT_")]
    return (
        [resource.getrlimit(limit) for limit in limits],
        os.getpriority(os.PRIO_PROCESS, 0),
        os.sched_getaffinity(0),
        os.sched_getscheduler(0),
        # Shared memory, queues and semaphores of System V outlive the processes that made them.
        [Path("/proc/sysvipc", kind).read_text() for kind in ("msg", "sem", "shm")],
        keys(),
    )


def keys():
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

    def __init__(self, channel, confined):
        self.channel, self.confined = channel, confined
        self.kernels = {}
        if confined:
            prctl(PR_SET_DUMPABLE, 0)  # no ptrace, no /proc/PID/mem, fd or environ for kernels
            prctl(PR_SET_CHILD_SUBREAPER, 1)  # so that no descendant can get away
            self.state = state()
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        self.woken, self.wake = socket.socketpair()
        self.woken.setblocking(False)
        self.wake.setblocking(False)
        signal.set_wakeup_fd(self.wake.fileno(), warn_on_full_buffer=False)
        self.selector = selectors.DefaultSelector()
        self.selector.register(channel, selectors.EVENT_READ, self.accept)
        self.selector.register(self.woken, selectors.EVENT_READ, self.reap)

    def serve(self):
        """Serve requests until the client is gone.

        Returns
        -------
        dict or None
            In a forked child, the request to carry out. In the server, None once it is done.
        """
        while self.channel is not None:
            watched = [kernel for kernel in self.kernels.values() if kernel.limits]
            for key, _ in self.selector.select(TICK if watched else None):
                request = key.data()
                if request is not None:
                    return request
            for kernel in watched:
                kernel.reason = kernel.reason or kernel.breach()
                if kernel.reason:
                    kernel.signal(signal.SIGKILL)
        for kernel in self.kernels.values():
            kernel.signal(signal.SIGKILL)
        if self.confined:
            kill_descendants()
        return None

    def accept(self):
        """Fork a kernel; returns the request in the child, and None in the server."""
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
        self.selector.register(control, selectors.EVENT_READ, lambda: self.hear(kernel))
        tell(control, pid=pid)
        return None

    def hear(self, kernel):
        """Pass on a signal; a client that hangs up ends its kernel."""
        packet = kernel.control.recv(PACKET)
        if packet:
            kernel.signal(json.loads(packet)["signal"])
        else:
            self.selector.unregister(kernel.control)
            kernel.signal(signal.SIGKILL)

    def reap(self):
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
                    self.bury(kernel, os.waitstatus_to_exitcode(status))

    def bury(self, kernel, returncode):
        """Tell the client of a kernel's end, once nothing is left of a confined one."""
        if self.confined:
            kill_descendants()
            if state() != self.state:
                self.channel = None  # the next kernel gets a new server
        if returncode == -signal.SIGXCPU and kernel.limits:
            kernel.reason = f"computed for more than {kernel.limits['cpu']} s"
        tell(kernel.control, returncode=returncode, reason=kernel.reason)
        with contextlib.suppress(KeyError):  # it hung up
            self.selector.unregister(kernel.control)
        kernel.control.close()


def tell(control, **message):
    """Send a message to a client that may be gone."""
    with contextlib.suppress(OSError):
        control.send(json.dumps(message).encode())


def limit(limits):
    """Limit this process and those it will start."""
    data = int(Path("/proc/self/status").read_text().split("VmData:")[1].split()[0]) << 10
    for name, value in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_CPU, limits["cpu"]),
        (resource.RLIMIT_DATA, data + limits["memory"]),
        (resource.RLIMIT_FSIZE, limits["disk"]),
        (resource.RLIMIT_MSGQUEUE, 0),
    ):
        # One second more lets the signal for too much CPU time come before the kill.
        resource.setrlimit(name, (value, value + (name == resource.RLIMIT_CPU)))


def run(request, added):
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
        limit(request["limits"])
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()  # else every kernel would draw the same numbers
    from ipykernel.kernelapp import IPKernelApp

    sys.argv = ["ipykernel_launcher", *request["argv"]]
    IPKernelApp.launch_instance(request["argv"], parent_handle=server)


def main():
    """Preload, and serve."""
    channel = socket.socket(fileno=int(sys.argv[1]))
    settings = json.loads(sys.argv[2])
    # As ipykernel sets it before a notebook can import matplotlib.
    os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")
    del sys.path[0]  # as ipykernel_launcher does
    before = dict(os.environ)
    preload(settings["preload"])
    added = {key: value for key, value in os.environ.items() if before.get(key) != value}
    request = Server(channel, settings["confined"]).serve()
    if request is None:
        os._exit(0)  # without the tear-down of what is imported, which takes long
    run(request, added)


if __name__ == "__main__":
    main()
