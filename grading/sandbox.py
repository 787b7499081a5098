"""Where learners' code runs: a warm server inside bubblewrap, one kernel after the other.

A kernel in there has no network, sees the system, this environment, `helpers` and `data`, all
read-only, and can write in one folder, and in shared memory, that nobody else has seen. The server
is process 1 of a PID namespace: a kernel can neither kill nor stop it, nor read its memory, and
whatever a kernel has started is killed at its end, before the next one starts.
"""

import asyncio
import contextlib
import json
import math
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from queue import Empty
from typing import TYPE_CHECKING, Any

import helpers

import zmq
import zmq.asyncio
from jupyter_client import AsyncKernelClient
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.session import Session
from traitlets import Bool, Instance, List, Unicode, default

from . import GradingError
from .kernels import (
    KERNEL,
    LESSONS,
    SAFE_BACKENDS,
    WarmProcess,
    WarmProvisioner,
    WarmServer,
    keras_backend,
)
from .limits import Limits
from .relay import Relay

if TYPE_CHECKING:
    from jupyter_client.connect import KernelConnectionInfo

# What is visible beside the environment; /etc as a whole may hold secrets.
SYSTEM = ("/usr", "/bin", "/lib", "/lib64", "/sbin")
SETTINGS = ("alternatives", "fonts", "ld.so.cache", "localtime")
SHARED_MEMORY = "/dev/shm"
KERNEL_SOCKET, CONNECTION = "kernel", "kernel.json"  # how the names of its sockets begin
# What kernels keep of the grader's environment; joblib and Dask share out the cores by threads.
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")
KEPT = ("KERAS_BACKEND", "LANG", "LC_ALL", "LC_CTYPE", "LD_LIBRARY_PATH", "PATH", "TZ", *THREADS)
# What systemd is found by, and allowed beside the limits: bytes, and threads for each process.
SYSTEMD = ("DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR")
IMPORTED, THREADS_EACH = 2 << 30, 64


def bubblewrap(folder: Path | str, memory: Path | str) -> list[str]:
    """The command before a command that runs it in the sandbox.

    Only `folder` is writable there, and `memory`, a folder that is seen as /dev/shm.
    """
    command = ["bwrap", "--unshare-all", "--unshare-user", "--disable-userns", "--as-pid-1"]
    command += ["--uid", "1000", "--gid", "1000", "--hostname", "sandbox", "--new-session"]
    command.append("--die-with-parent")
    for path in map(Path, SYSTEM):
        if path.is_symlink():
            command += ["--symlink", os.readlink(path), str(path)]
        elif path.exists():
            command += ["--ro-bind", str(path), str(path)]
    command += ["--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp"]
    visible = [Path("/etc", name) for name in SETTINGS]
    visible += [Path(sys.base_prefix), Path(sys.prefix)]
    visible += [Path(helpers.__file__).parent, Path(__file__).parent, helpers.COURSE / "data"]
    for place in map(str, visible):
        command += ["--ro-bind-try", place, place]
    command += ["--bind", str(folder), str(folder)]
    command += ["--bind", str(memory), SHARED_MEMORY]  # thread pools need it
    # Nothing that is written outside of these could be told from the next kernel's.
    for place in ("/dev", "/tmp", "/"):
        command += ["--remount-ro", place]
    return command


def systemd_scope(limits: Limits) -> list[str]:
    """The command before a command that lets Linux limit it, by a control group that systemd makes.

    Empty where systemd does not; then the limits that the server watches have to do.
    """
    command = ["systemd-run", "--scope", "--quiet", "--collect"]
    if os.getuid():
        command.append("--user")
    command += [f"--property=MemoryMax={limits.memory + IMPORTED}", "--property=MemorySwapMax=0"]
    command += [f"--property=TasksMax={limits.processes * THREADS_EACH}"]
    try:
        done = subprocess.run([*command, "true"], capture_output=True, timeout=10)
    except (OSError, subprocess.TimeoutExpired):
        return []
    return [] if done.returncode else command


def why_no_sandbox() -> str | None:
    """Say why bubblewrap does not work here; None if it does."""
    if shutil.which("bwrap") is None:
        return "bubblewrap is not installed (sudo apt install bubblewrap)"
    with tempfile.TemporaryDirectory() as folder:
        command = [*bubblewrap(folder, folder), "true"]
        done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        return f"bubblewrap does not work on this system ({done.stderr.strip()})"
    return None


def require_sandbox() -> None:
    """Make sure that bubblewrap works.

    Raises
    ------
    GradingError
        If it does not.
    """
    if why := why_no_sandbox():
        raise GradingError(
            f"There is no sandbox here: {why}. With --no-sandbox, learners' code runs as you: it "
            "can read solutions, the gradebook and your files, change them, and use the network."
        )


class Sandbox(Limits):
    """Runs one kernel at a time, for one notebook each, within limits.

    Attributes
    ----------
    process : WarmProcess or None
        The last kernel's, which knows what it died of.
    context : zmq.asyncio.Context
        Of the connections to kernels; a part of a message larger than all output closes one.
    """

    isolated = Bool(True, help="Whether bubblewrap is used; without it only the limits hold.")
    scratch = Unicode(None, allow_none=True, help="Where to make the folder to write in.")
    preload = List(Unicode(), list(LESSONS), help="Modules to import once.").tag(config=True)

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.process: WarmProcess | None = None
        self.context = zmq.asyncio.Context()
        self.context.setsockopt(zmq.MAXMSGSIZE, self.output)
        self.root = make_folder(self.scratch)
        self.folder, self.memory_folder = self.root / "files", self.root / "memory"
        self.relays = self.root / "relays"  # the sockets here, which no kernel sees
        self.relays.mkdir()
        self.renew()
        warm = keras_backend(os.environ) in SAFE_BACKENDS
        wrapper, environment = [], self.environment()
        if self.isolated:
            wrapper = systemd_scope(self) + bubblewrap(self.folder, self.memory_folder)
            environment |= {name: os.environ[name] for name in SYSTEMD if name in os.environ}
        self.server = WarmServer(
            [*KERNEL, *(self.preload if warm else [])],
            environment,
            wrapper=wrapper,
            confined=True,
        )

    @property
    def working_folder(self) -> Path:
        """The working folder of the next kernel."""
        return self.folder / "work"

    def environment(self) -> dict[str, str]:
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

    def renew(self) -> None:
        """Remove what the last kernel has left, and make an empty folder for the next."""
        for folder in (self.folder, self.memory_folder):  # which stay: the sandbox holds them
            folder.mkdir(exist_ok=True)
            empty(folder)
        self.working_folder.mkdir()
        Path(self.environment()["HOME"]).mkdir()
        self.process = None

    def fork(self, arguments: list[str]) -> WarmProcess:
        """Start a kernel; returns its process.

        Raises
        ------
        ServerDied
            If the server ends before it has forked one.
        """
        with open(os.devnull, "r+") as nothing:
            self.process = self.server.fork(
                arguments,
                self.environment(),
                str(self.working_folder),
                nothing.fileno(),
                nothing.fileno(),
                self.for_kernel(),
                [str(self.folder), *([SHARED_MEMORY] if self.isolated else [])],
            )
        return self.process

    def end_output(self) -> None:
        """End the kernel, which has sent too much."""
        if self.process is not None:
            self.process.reason = f"printed more than {self.output >> 20} MB"
            self.process.kill()

    def close(self) -> None:
        """Stop the server and remove the folder."""
        self.server.close()
        self.context.destroy(linger=0)
        empty(self.root)
        self.root.rmdir()


def make_folder(parent: str | None = None) -> Path:
    """Make a temporary folder in `parent`, or where the system has them; returns its path."""
    return Path(tempfile.mkdtemp(prefix="grading-", dir=parent))


@contextlib.contextmanager
def temporary_folder() -> Iterator[str]:
    """A folder that is removed at the end, whatever learners' code has made in it."""
    folder = make_folder()
    try:
        yield str(folder)
    finally:
        empty(folder)
        folder.rmdir()


def empty(folder: Path) -> None:
    """Remove what is in a folder, also what has no permissions or lies too deep for a path."""

    def delete_files(inside: Path) -> Iterator[Path]:
        for path in list(inside.iterdir()):
            if path.is_symlink() or not path.is_dir():
                path.unlink()
            else:
                path.chmod(0o700)
                yield path.rename(folder / secrets.token_hex(8))

    folder.chmod(0o700)
    folders = list(delete_files(folder))
    while folders:
        inside = folders.pop()
        folders += delete_files(inside)
        inside.rmdir()


class SandboxSpecManager(KernelSpecManager):
    """Knows one kernel: Python in the sandbox."""

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        """Say how the kernel is started; see the base class."""
        return KernelSpec(
            argv=[sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"],
            language="python",
            metadata={"kernel_provisioner": {"provisioner_name": "tensteps-sandbox"}},
        )


class SandboxKernelClient(AsyncKernelClient):
    """Talks to a kernel that runs in a sandbox."""

    async def wait_for_ready(self, timeout: float | None = None) -> None:
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
    def _make_client(self) -> type[AsyncKernelClient]:
        return SandboxKernelClient

    @default("kernel_spec_manager")
    def _make_spec_manager(self) -> KernelSpecManager:
        return SandboxSpecManager()

    @default("context")
    def _share_context(self) -> zmq.asyncio.Context:
        return self.sandbox.context

    @default("session")
    def _make_session(self) -> Session:
        return Session(parent=self, unpacker="grading.relay.unpack")


class SandboxProvisioner(WarmProvisioner):
    """Starts kernels in the sandbox of their `SandboxKernelManager`."""

    parent: Any
    relay: Relay | None = None

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:
        """Put the connection where no kernel sees it; see the base class."""
        relays = self.parent.sandbox.relays
        # Sockets in a folder need no network, and no port that another kernel may take.
        self.parent.transport, self.parent.ip = "ipc", str(relays / KERNEL_SOCKET)
        self.parent.connection_file = str(relays / CONNECTION)
        return await super().pre_launch(**kwargs)

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> "KernelConnectionInfo":
        """Start the kernel, and the relay to it; see the base class."""
        sandbox = self.parent.sandbox
        here, there = sandbox.relays, sandbox.folder
        connection = json.loads((here / CONNECTION).read_text())
        connection["ip"] = str(there / KERNEL_SOCKET)
        (there / CONNECTION).write_text(json.dumps(connection))
        arguments = [part.replace(str(here), str(there)) for part in cmd[3:]]
        sandbox.server.start()  # from the thread that stays: the server ends with it
        self.process = await asyncio.to_thread(sandbox.fork, arguments)
        self.pid, self.pgid, self.cwd = self.process.pid, None, str(sandbox.working_folder)
        self.relay = Relay(sandbox.output, sandbox.end_output)
        for port in self.parent.ports:
            name = f"{KERNEL_SOCKET}-{port}"
            await self.relay.open(here / name, there / name)
        return self.connection_info

    async def cleanup(self, restart: bool = False) -> None:
        """Close the connections; see the base class."""
        if self.relay is not None:
            self.relay.close()
        await super().cleanup(restart)
