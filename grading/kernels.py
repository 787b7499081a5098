"""Warm kernels: a kernel provisioner that forks from a process in which Keras is imported already.

Any Jupyter program uses it by the kernelspec ``tensteps-warm``, or for all Python kernels with
``--KernelProvisionerFactory.default_provisioner_name=tensteps-warm``, as `make lab` does.
"""

import asyncio
import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from jupyter_client.provisioning import LocalProvisioner

from . import PACKET
from .preload import read_modules

if TYPE_CHECKING:
    from jupyter_client.connect import KernelConnectionInfo

    from .limits import KernelLimits  # which runs on Unix only

# What is imported once for all kernels, and what beside it for kernels that run lessons.
KERNEL = read_modules("kernel")
LESSONS = read_modules("lessons")
# Backends of Keras that have been seen to train in a forked process: they start no threads before.
SAFE_BACKENDS = ("tensorflow", "jax", "torch")
# Libraries look at these variables while they are imported, so that a server serves one set only.
IMPORT_TIME = ("CUDA_", "JAX_", "KERAS_", "LD_", "MPL", "OMP_", "PYTHON", "TF_", "XLA_")
# What jupyter_client passes on beside the options of `subprocess.Popen`.
NOT_FOR_POPEN = ("extra_arguments", "kernel_id")


class ServerDied(RuntimeError):
    """The process that kernels are forked from ended before it had forked one."""


class WarmProcess:
    """A forked kernel, seen through the part of `subprocess.Popen` that Jupyter uses.

    Attributes
    ----------
    reason : str or None
        Why it was killed for using too much, if it was.
    """

    stdin = stdout = stderr = None

    def __init__(self, control: socket.socket) -> None:
        self.control = control
        self.returncode: int | None = None
        self.reason: str | None = None
        packet = self._receive()
        if packet is None:
            raise ServerDied("The process that warm kernels are forked from has ended.")
        self.pid = packet["pid"]

    def _receive(self, flags: int = 0) -> dict | None:
        try:
            packet = self.control.recv(PACKET, flags)
        except ConnectionResetError:
            packet = b""
        return json.loads(packet) if packet else None

    def _end(self, packet: dict | None) -> None:
        """Take note of the kernel's end; if the server died, all its kernels were killed."""
        packet = packet or {"returncode": -signal.SIGKILL, "reason": None}
        self.returncode = packet["returncode"]
        self.reason = self.reason or packet["reason"]
        self.control.close()

    def poll(self) -> int | None:
        """The exit status, negative for a signal; None while the kernel runs."""
        if self.returncode is None:
            with contextlib.suppress(BlockingIOError):
                self._end(self._receive(socket.MSG_DONTWAIT))
        return self.returncode

    def wait(self) -> int | None:
        """Wait for the kernel's end; returns the exit status."""
        if self.returncode is None:
            self._end(self._receive())
        return self.returncode

    def send_signal(self, number: int) -> None:
        """Send a signal to the kernel's process group."""
        if self.poll() is None:
            with contextlib.suppress(OSError):  # it is ending just now
                self.control.send(json.dumps({"signal": int(number)}).encode())

    def kill(self) -> None:
        """Send SIGKILL."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Send SIGTERM."""
        self.send_signal(signal.SIGTERM)


class WarmServer:
    """A process that has imported what notebooks need; started when needed, and again if it died.

    Parameters
    ----------
    preload : iterable of str
        The modules to import.
    env : dict
        The environment to import them in.
    wrapper : list of str
        A command that runs the server's command, such as a sandbox.
    confined : bool
        Whether kernels are strangers' code (see `grading.server.Server`).
    """

    def __init__(
        self,
        preload: Iterable[str],
        env: Mapping[str, str],
        wrapper: Sequence[str] = (),
        confined: bool = False,
    ) -> None:
        self.settings = json.dumps({"preload": list(preload), "confined": confined})
        self.env, self.wrapper = env, list(wrapper)
        self.lock = threading.Lock()
        self.process: subprocess.Popen | None = None
        self.channel: socket.socket | None = None

    def start(self) -> None:
        """Start the server, unless it runs; the caller need not wait for its imports."""
        if self.process is not None and self.process.poll() is None:
            return
        self.close()
        self.channel, other = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with other:
            command = [sys.executable, "-m", "grading.server", str(other.fileno())]
            self.process = subprocess.Popen(
                [*self.wrapper, *command, self.settings],
                env=self.env,
                cwd="/",  # so that no file of the current folder takes a module's place
                stdin=subprocess.DEVNULL,
                pass_fds=[other.fileno()],
                start_new_session=True,  # Ctrl+C in a terminal is not for it
            )

    def close(self) -> None:
        """Stop the server and its kernels, and wait for its end."""
        if self.channel is not None:
            self.channel.close()
        if self.process is not None:
            self.process.wait()
            self.process = None

    def _fork(self, request: dict, stdout: int, stderr: int) -> WarmProcess:
        self.start()
        assert self.channel is not None
        control, other = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with other:
            try:
                descriptors = [other.fileno(), stdout, stderr]
                socket.send_fds(self.channel, [json.dumps(request).encode()], descriptors)
            except OSError as error:
                raise ServerDied(str(error)) from error
        return WarmProcess(control)

    def fork(
        self,
        argv: Sequence[str],
        env: Mapping[str, str],
        cwd: str | None = None,
        stdout: int = 1,
        stderr: int = 2,
        limits: "KernelLimits | None" = None,
        folders: Sequence[str] = (),
    ) -> WarmProcess:
        """Start a kernel.

        Parameters
        ----------
        argv : list of str
            Arguments of ipykernel.
        env : dict
            Its environment.
        cwd : str or None
            Its working folder; None for the server's.
        stdout, stderr : int
            Descriptors for what it writes outside of cells.
        limits : KernelLimits or None
            What it may use; None for no limits.
        folders : sequence of str
            The folders of which the use of disk space is limited.

        Returns
        -------
        WarmProcess
        """
        request = {"argv": argv, "env": env, "cwd": cwd, "limits": limits, "folders": folders}
        with self.lock:
            try:
                return self._fork(request, stdout, stderr)
            except ServerDied:  # between two kernels: a new one may do
                self.close()
                return self._fork(request, stdout, stderr)


_servers: dict[frozenset[tuple[str, str]], WarmServer] = {}


def server_for(env: Mapping[str, str]) -> WarmServer:
    """The server whose imports fit an environment; started if there is none yet."""
    key = frozenset(item for item in env.items() if item[0].startswith(IMPORT_TIME))
    return _servers.setdefault(key, WarmServer(KERNEL + LESSONS, env))


def keras_backend(env: Mapping[str, str]) -> str:
    """The backend that Keras would take in an environment."""
    if env.get("KERAS_BACKEND"):
        return env["KERAS_BACKEND"]
    home = env.get("KERAS_HOME") or Path(env.get("HOME", "~")).expanduser() / ".keras"
    try:
        return json.loads(Path(home, "keras.json").read_text())["backend"]
    except (OSError, ValueError, KeyError):
        return "tensorflow"


def why_not_warm(env: Mapping[str, str]) -> str | None:
    """Say why a kernel cannot be forked in this environment; None if it can."""
    if sys.platform != "linux":
        return f"forking is not safe on {sys.platform}"
    if keras_backend(env) not in SAFE_BACKENDS:
        return f"Keras' backend {keras_backend(env)} has not been shown to work after a fork"
    hidden = env.get("CUDA_VISIBLE_DEVICES") in ("", "-1")
    if not hidden and (Path("/dev/nvidiactl").exists() or Path("/dev/kfd").exists()):
        return "there is a GPU, which cannot be used after a fork"
    return None


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": "grading.kernels"}]


def _load_jupyter_server_extension(app: Any) -> None:
    """Start the server with Jupyter: what is run before the first kernel is there, is lost."""
    env = dict(os.environ)
    if why_not_warm(env) is None:
        server_for(env).start()


def descriptor(stream: IO | int | None, default: int) -> int | None:
    """The file descriptor that `subprocess.Popen` would take for a stream; None if it makes one."""
    if stream is None:
        return default
    if isinstance(stream, int):
        return stream if stream >= 0 else None
    return stream.fileno()


class WarmProvisioner(LocalProvisioner):
    """Starts Python kernels by forking; others, or where a fork is not safe, as usual."""

    process: Any = None  # a `WarmProcess`, or where a kernel starts cold a `subprocess.Popen`

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> "KernelConnectionInfo":
        """Start the kernel; see the base class."""
        options = {name: kwargs[name] for name in kwargs if name not in NOT_FOR_POPEN}
        env = options.pop("env", None) or dict(os.environ)
        cwd = options.pop("cwd", None)
        stdout = descriptor(options.pop("stdout", None), 1)
        stderr = descriptor(options.pop("stderr", None), 2)
        ours = cmd[:3] == [sys.executable, "-m", "ipykernel_launcher"]
        if not ours or options or stdout is None or stderr is None:
            return await super().launch_kernel(cmd, **kwargs)  # not what the server has imported
        why = why_not_warm(env)
        if why:
            self.log.warning("This kernel starts cold: %s.", why)
            return await super().launch_kernel(cmd, **kwargs)
        cwd = os.fspath(cwd or os.getcwd())
        fork = server_for(env).fork
        # The first kernel waits for the imports, which must not stop the caller's event loop.
        self.process = await asyncio.to_thread(fork, cmd[3:], env, cwd, stdout, stderr)
        # Signals go through the server, which knows whether the process still exists.
        self.pid, self.pgid, self.cwd = self.process.pid, None, cwd
        return self.connection_info

    async def kill(self, restart: bool = False) -> None:
        """Kill the kernel; see the base class, after which Jupyter looks only each 0.1 s."""
        await super().kill(restart)
        if isinstance(self.process, WarmProcess):
            end = time.monotonic() + 1
            while self.process.poll() is None and time.monotonic() < end:
                await asyncio.sleep(0.005)
