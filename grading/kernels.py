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
from pathlib import Path

from jupyter_client.provisioning import LocalProvisioner

from . import PACKET

# What every kernel imports, most of it late.
KERNEL = (
    "IPython.core.completerlib",
    "IPython.core.debugger",
    "IPython.core.logger",
    "IPython.core.oinspect",
    "IPython.extensions.storemagic",
    "ipykernel.debugger",
    "ipykernel.ipkernel",
    "ipykernel.kernelapp",
    "sqlite3",
    "tornado.platform.asyncio",
    "tornado.queues",
)
# What lessons import.
LESSONS = (
    "IPython.core.pylabtools",
    "PIL.BmpImagePlugin",
    "PIL.GifImagePlugin",
    "PIL.ImageOps",
    "PIL.JpegImagePlugin",
    "PIL.PpmImagePlugin",
    "contourpy",
    "helpers.byhand",
    "helpers.checks",
    "helpers.data",
    "helpers.doctor",
    "helpers.hardware",
    "helpers.models",
    "helpers.plots",
    "helpers.storage",
    "imageio.plugins.pillow",
    "imageio.v3",
    "ipywidgets",
    "matplotlib.backends.backend_agg",
    "pandas.io.formats.html",
    "scikeras.wrappers",
    "seaborn",
    "skimage.color.colorlabel",
    "skimage.data._fetchers",
    "skimage.filters.thresholding",
    "skimage.io",
    "skimage.measure._regionprops",
    "skimage.morphology.isotropic",
    "sklearn.datasets",
    "sklearn.dummy",
    "sklearn.neighbors",
    "sklearn.neural_network",
    "tifffile",
    "tqdm.auto",
)
# Backends of Keras that have been seen to train in a forked process.
SAFE_BACKENDS = ("tensorflow",)
# Libraries look at these variables while they are imported, so that a server serves one set only.
IMPORT_TIME = ("CUDA_", "JAX_", "KERAS_", "LD_", "MPL", "OMP_", "PYTHON", "TF_", "XLA_")


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

    def __init__(self, control):
        self.control = control
        self.returncode = self.reason = None
        packet = self._receive()
        if packet is None:
            raise ServerDied("The process that warm kernels are forked from has ended.")
        self.pid = packet["pid"]

    def _receive(self, flags=0):
        try:
            packet = self.control.recv(PACKET, flags)
        except ConnectionResetError:
            packet = b""
        return json.loads(packet) if packet else None

    def _end(self, packet):
        """Take note of the kernel's end; if the server died, all its kernels were killed."""
        packet = packet or {"returncode": -signal.SIGKILL, "reason": None}
        self.returncode = packet["returncode"]
        self.reason = self.reason or packet["reason"]
        self.control.close()

    def poll(self):
        """The exit status, negative for a signal; None while the kernel runs."""
        if self.returncode is None:
            with contextlib.suppress(BlockingIOError):
                self._end(self._receive(socket.MSG_DONTWAIT))
        return self.returncode

    def wait(self):
        """Wait for the kernel's end; returns the exit status."""
        if self.returncode is None:
            self._end(self._receive())
        return self.returncode

    def send_signal(self, number):
        """Send a signal to the kernel's process group."""
        if self.poll() is None:
            with contextlib.suppress(OSError):  # it is ending just now
                self.control.send(json.dumps({"signal": int(number)}).encode())

    def kill(self):
        """Send SIGKILL."""
        self.send_signal(signal.SIGKILL)

    def terminate(self):
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

    def __init__(self, preload, env, wrapper=(), confined=False):
        self.settings = json.dumps({"preload": list(preload), "confined": confined})
        self.env, self.wrapper = env, list(wrapper)
        self.lock = threading.Lock()
        self.process = self.channel = None

    def start(self):
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

    def close(self):
        """Stop the server and its kernels, and wait for its end."""
        if self.process is not None:
            self.channel.close()
            self.process.wait()
            self.process = None

    def _fork(self, request, stdout, stderr):
        self.start()
        control, other = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with other:
            try:
                descriptors = [other.fileno(), stdout, stderr]
                socket.send_fds(self.channel, [json.dumps(request).encode()], descriptors)
            except OSError as error:
                raise ServerDied(str(error)) from error
        return WarmProcess(control)

    def fork(self, argv, env, cwd=None, stdout=1, stderr=2, limits=None, folders=()):
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
        limits : dict or None
            What it may use.
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


_servers = {}


def server_for(env):
    """The server whose imports fit an environment; started if there is none yet."""
    key = frozenset(item for item in env.items() if item[0].startswith(IMPORT_TIME))
    return _servers.setdefault(key, WarmServer(KERNEL + LESSONS, env))


def keras_backend(env):
    """The backend that Keras would take in an environment."""
    if env.get("KERAS_BACKEND"):
        return env["KERAS_BACKEND"]
    home = env.get("KERAS_HOME") or Path(env.get("HOME", "~")).expanduser() / ".keras"
    try:
        return json.loads(Path(home, "keras.json").read_text())["backend"]
    except (OSError, ValueError, KeyError):
        return "tensorflow"


def why_not_warm(env):
    """Say why a kernel cannot be forked in this environment; None if it can."""
    if sys.platform != "linux":
        return f"forking is not safe on {sys.platform}"
    if keras_backend(env) not in SAFE_BACKENDS:
        return f"Keras' backend {keras_backend(env)} has not been shown to work after a fork"
    hidden = env.get("CUDA_VISIBLE_DEVICES") in ("", "-1")
    if not hidden and (Path("/dev/nvidiactl").exists() or Path("/dev/kfd").exists()):
        return "there is a GPU, which cannot be used after a fork"
    return None


def _jupyter_server_extension_points():
    return [{"module": "grading.kernels"}]


def _load_jupyter_server_extension(app):
    """Start the server with Jupyter: what is run before the first kernel is there, is lost."""
    env = dict(os.environ)
    if why_not_warm(env) is None:
        server_for(env).start()


def descriptor(stream, default):
    """The file descriptor that `subprocess.Popen` would take for a stream; None if it makes one."""
    if stream is None:
        return default
    if isinstance(stream, int):
        return stream if stream >= 0 else None
    return stream.fileno()


class WarmProvisioner(LocalProvisioner):
    """Starts Python kernels by forking; others, or where a fork is not safe, as usual."""

    async def launch_kernel(self, cmd, **kwargs):
        """Start the kernel; see the base class."""
        options = self._scrub_kwargs(kwargs)
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

    async def kill(self, restart=False):
        """Kill the kernel; see the base class, after which Jupyter looks only each 0.1 s."""
        await super().kill(restart)
        if isinstance(self.process, WarmProcess):
            end = time.monotonic() + 1
            while self.process.poll() is None and time.monotonic() < end:
                await asyncio.sleep(0.005)
