"""Where learners' code runs: a warm server inside bubblewrap, one kernel after the other.

A kernel in there has no network, sees the system, this environment, `helpers` and `data`, all
read-only, and can write in one folder, and in shared memory, that nobody else has seen. The server
is process 1 of a PID namespace: a kernel can neither kill nor stop it, nor read its memory, and
whatever a kernel has started is killed at its end, before the next one starts.
"""

import asyncio
import contextlib
import math
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from queue import Empty

from helpers import CLONE

import zmq
import zmq.asyncio
from jupyter_client import AsyncKernelClient
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from traitlets import Bool, Instance, Integer, List, Unicode, default
from traitlets.config import LoggingConfigurable

from .kernels import KERNEL, LESSONS, SAFE_BACKENDS, WarmProvisioner, WarmServer, keras_backend

# What is visible beside the environment; /etc as a whole may hold secrets.
SYSTEM = ("/usr", "/bin", "/lib", "/lib64", "/sbin")
SETTINGS = ("alternatives", "fonts", "ld.so.cache", "localtime")
SHARED_MEMORY = "/dev/shm"
# What kernels keep of the grader's environment; joblib and Dask share out the cores by threads.
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")
KEPT = ("KERAS_BACKEND", "LANG", "LC_ALL", "LC_CTYPE", "LD_LIBRARY_PATH", "PATH", "TZ", *THREADS)


def bubblewrap(folder, memory):
    """The command before a command that runs it in the sandbox.

    Only `folder` is writable there, and `memory`, a folder that is seen as /dev/shm.
    """
    command = ["bwrap", "--unshare-all", "--unshare-user", "--disable-userns", "--as-pid-1"]
    command += ["--uid", "1000", "--gid", "1000", "--hostname", "sandbox", "--new-session"]
    for path in map(Path, SYSTEM):
        if path.is_symlink():
            command += ["--symlink", os.readlink(path), str(path)]
        elif path.exists():
            command += ["--ro-bind", str(path), str(path)]
    command += ["--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp"]
    visible = [Path("/etc", name) for name in SETTINGS]
    visible += [Path(sys.base_prefix), Path(sys.prefix)]
    if CLONE:  # from a wheel they are in the environment
        visible += [CLONE / name for name in ("helpers", "data", "grading")]
    for path in visible:
        command += ["--ro-bind-try", str(path), str(path)]
    command += ["--bind", str(folder), str(folder)]
    command += ["--bind", str(memory), SHARED_MEMORY]  # thread pools need it
    # Nothing that is written outside of these could be told from the next kernel's.
    for path in ("/dev", "/tmp", "/"):
        command += ["--remount-ro", path]
    return command


def why_no_sandbox():
    """Say why bubblewrap does not work here; None if it does."""
    if shutil.which("bwrap") is None:
        return "bubblewrap is not installed (sudo apt install bubblewrap)"
    with tempfile.TemporaryDirectory() as folder:
        command = [*bubblewrap(folder, folder), "true"]
        done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        return f"bubblewrap does not work on this system ({done.stderr.strip()})"
    return None


class Sandbox(LoggingConfigurable):
    """Runs one kernel at a time, for one notebook each, within limits."""

    isolated = Bool(True, help="Whether bubblewrap is used; without it only the limits hold.")
    scratch = Unicode(None, allow_none=True, help="Where to make the folder to write in.")
    preload = List(Unicode(), list(LESSONS), help="Modules to import once.").tag(config=True)
    seconds = Integer(300, help="How long a notebook may run.").tag(config=True)
    cpu = Integer(300, help="Seconds that each process may compute.").tag(config=True)
    memory = Integer(4 << 30, help="Bytes of memory beyond what is imported.").tag(config=True)
    processes = Integer(64, help="How many processes may run at a time.").tag(config=True)
    disk = Integer(512 << 20, help="Bytes that may be written to files.").tag(config=True)
    files = Integer(10_000, help="How many files may be written.").tag(config=True)
    output = Integer(64 << 20, help="Bytes of output that cells may send.").tag(config=True)

    def __init__(self, **options):
        super().__init__(**options)
        self.root = make_folder(self.scratch)
        self.folder, self.memory_folder = self.root / "files", self.root / "memory"
        self.renew()
        warm = keras_backend(os.environ) in SAFE_BACKENDS
        self.server = WarmServer(
            [*KERNEL, *(self.preload if warm else [])],
            self.environment(),
            wrapper=bubblewrap(self.folder, self.memory_folder) if self.isolated else (),
            confined=True,
        )

    @property
    def work(self):
        """The working folder of the next kernel."""
        return self.folder / "work"

    def environment(self):
        """The environment of the next kernel."""
        home = self.folder / "home"
        kept = {name: os.environ[name] for name in KEPT if name in os.environ}
        if "OMP_NUM_THREADS" in kept:
            kept["TF_NUM_INTRAOP_THREADS"] = kept["OMP_NUM_THREADS"]
        return kept | {
            "CUDA_VISIBLE_DEVICES": "-1",
            "HOME": str(home),
            "NBGRADER_EXECUTION": "autograde",
            "TMPDIR": str(home),
            "USER": "learner",
        }

    def renew(self):
        """Remove what the last kernel has left, and make an empty folder for the next."""
        for folder in (self.folder, self.memory_folder):  # which stay: the sandbox holds them
            folder.mkdir(exist_ok=True)
            empty(folder)
        self.work.mkdir()
        Path(self.environment()["HOME"]).mkdir()

    def fork(self, arguments):
        """Start a kernel; returns its process."""
        names = ("seconds", "cpu", "memory", "processes", "disk", "files")
        with open(os.devnull, "r+") as nothing:
            return self.server.fork(
                arguments,
                self.environment(),
                str(self.work),
                nothing.fileno(),
                nothing.fileno(),
                {name: getattr(self, name) for name in names},
                [str(self.folder), *([SHARED_MEMORY] if self.isolated else [])],
            )

    def close(self):
        """Stop the server and remove the folder."""
        self.server.close()
        empty(self.root)
        self.root.rmdir()


def make_folder(parent=None):
    """Make a temporary folder in `parent`, or where the system has them; returns its path."""
    return Path(tempfile.mkdtemp(prefix="grading-", dir=parent))


@contextlib.contextmanager
def temporary_folder():
    """A folder that is removed at the end, whatever learners' code has made in it."""
    folder = make_folder()
    try:
        yield str(folder)
    finally:
        empty(folder)
        folder.rmdir()


def empty(folder):
    """Remove what is in a folder, also what has no permissions or lies too deep for a path."""

    def files_gone(inside):
        for path in list(inside.iterdir()):
            if path.is_symlink() or not path.is_dir():
                path.unlink()
            else:
                path.chmod(0o700)
                yield path.rename(folder / secrets.token_hex(8))

    folder.chmod(0o700)
    folders = list(files_gone(folder))
    while folders:
        inside = folders.pop()
        folders += files_gone(inside)
        inside.rmdir()


class _Specification(KernelSpecManager):
    """Knows one kernel: Python in the sandbox."""

    def get_kernel_spec(self, kernel_name):
        return KernelSpec(
            argv=[sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"],
            language="python",
            metadata={"kernel_provisioner": {"provisioner_name": "tensteps-sandbox"}},
        )


class SandboxKernelClient(AsyncKernelClient):
    """Talks to a kernel that runs in a sandbox."""

    async def wait_for_ready(self, timeout=None):
        """Wait until the kernel answers and its output arrives; see the base class.

        That one also waits 0.2 s for what may still arrive. Here the last thing to arrive is known.
        """
        end = time.monotonic() + (math.inf if timeout is None else timeout)
        while True:
            request = self.kernel_info()
            try:
                await self.get_shell_msg(timeout=1)
                while True:
                    message = await self.get_iopub_msg(timeout=0.02)
                    idle = message["content"].get("execution_state") == "idle"
                    if idle and message["parent_header"].get("msg_id") == request:
                        return
            except Empty:  # not connected yet: ask again
                if not await self.is_alive():
                    raise RuntimeError("The kernel ended before it answered.") from None
                if time.monotonic() > end:
                    raise RuntimeError(f"The kernel did not answer in {timeout} s.") from None


class SandboxKernelManager(AsyncKernelManager):
    """Manages a kernel that runs in a sandbox."""

    sandbox = Instance(Sandbox)

    @default("client_factory")
    def _client(self):
        return SandboxKernelClient

    @default("kernel_spec_manager")
    def _specification(self):
        return _Specification()

    @default("context")
    def _limited_context(self):
        self._created_context = True
        context = zmq.asyncio.Context()
        context.setsockopt(zmq.MAXMSGSIZE, self.sandbox.output)
        context.setsockopt(zmq.RECONNECT_IVL, 10)  # ms; a warm kernel listens sooner than in 100
        return context


class SandboxProvisioner(WarmProvisioner):
    """Starts kernels in the sandbox of their `SandboxKernelManager`."""

    async def pre_launch(self, **kwargs):
        """Put the connection where both sides see it; see the base class."""
        folder = self.parent.sandbox.folder
        # Sockets in a folder need no network, and no port that another kernel may take.
        self.parent.transport, self.parent.ip = "ipc", str(folder / "kernel")
        self.parent.connection_file = str(folder / "kernel.json")
        return await super().pre_launch(**kwargs)

    async def launch_kernel(self, cmd, **kwargs):
        """Start the kernel; see the base class."""
        sandbox = self.parent.sandbox
        self.process = await asyncio.to_thread(sandbox.fork, cmd[3:])
        self.pid, self.pgid, self.cwd = self.process.pid, None, str(sandbox.work)
        return self.connection_info
