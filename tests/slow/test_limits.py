"""Do the sandbox's limits hold against code that means harm?"""

import functools
import os
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

from grading import limits, relay, seccomp
from grading.execute import SandboxedExecute
from grading.sandbox import Sandbox

import psutil
import pytest
from nbformat.v4 import new_code_cell, new_notebook

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="grading runs on Linux only"),
    pytest.mark.skipif(shutil.which("bwrap") is None, reason="bubblewrap is not installed"),
]


@pytest.fixture(scope="module")
def sandbox():
    sandbox = Sandbox(preload=[], memory=300 << 20, output=8 << 20, seconds=60)
    yield sandbox
    sandbox.close()


def run_in(sandbox, source):
    """Run a cell; returns its output, and what ended the notebook if anything did."""
    sandbox.renew()
    execute = SandboxedExecute(sandbox=sandbox, shutdown_kernel="immediate", timeout=60)
    notebook = new_notebook(cells=[new_code_cell(source)])
    reason = None
    try:
        execute.preprocess(notebook, {"metadata": {"path": str(sandbox.working_folder)}})
    except Exception as error:
        reason = sandbox.process.reason or str(error)
    outputs = notebook.cells[0].outputs
    return "".join(output.get("text") or output.get("evalue", "") for output in outputs), reason


@pytest.fixture
def run(sandbox):
    return functools.partial(run_in, sandbox)


# Beside each call, the arguments with which an unprivileged process may make it.
CALLS = """
import ctypes, fcntl, mmap, os, socket, sys
call = ctypes.CDLL(None, use_errno=True).syscall
numbers = dict(NUMBERS)
def refused(name, function):
    try:
        status = function()
    except PermissionError:
        return
    if status != -1 or ctypes.get_errno() != 1:
        print(name, "ALLOWED", status)
def system_call(name, *arguments):
    refused(name, lambda: call(numbers[name], *map(ctypes.c_long, arguments)))
file = os.open(__import__("json").__file__, os.O_RDONLY)
refused("lease", lambda: fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_RDLCK))
refused("lease with more bits", lambda: call(numbers["fcntl"], file, ctypes.c_long(1 << 40 | 1024), 0))
refused("nice", lambda: os.nice(1))
refused("idle", lambda: os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0)))
system_call("ioprio_set", 1, 1, 3 << 13)
system_call("keyctl", 0, -4, 1)
system_call("request_key", 0, 0, 0, 0)
system_call("add_key", 0, 0, 0, 0, -4)
system_call("ptrace", 0, 0, 0, 0)
system_call("process_vm_readv", os.getpid(), 0, 0, 0, 0, 0)
system_call("userfaultfd", 1)
system_call("perf_event_open", 0, 0, -1, -1, 0)
system_call("bpf", 0, 0, 0)
system_call("io_uring_setup", 1, 0)
system_call("shmget", 42, 4096, 0o1666)
refused("memory file", lambda: os.memfd_create("x"))
refused("shared memory", lambda: mmap.mmap(-1, 4096).close())
one, other = socket.socketpair()
refused("large buffer", lambda: one.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 20))
print("done")
"""
NAMES = (
    *("fcntl", "ioprio_set", "keyctl", "request_key", "add_key", "ptrace", "process_vm_readv"),
    *("userfaultfd", "perf_event_open", "bpf", "io_uring_setup", "shmget"),
)


def test_system_calls_that_reach_beyond_a_notebook_are_refused(run):
    if seccomp.LIBRARY is None:
        pytest.skip("libseccomp is not installed")
    find = seccomp.LIBRARY.seccomp_syscall_resolve_name
    numbers = {name: find(name.encode()) for name in NAMES}
    assert run(CALLS.replace("NUMBERS", str(numbers))) == ("done\n", None)


def test_without_libseccomp_no_call_is_refused():
    code = """
from grading import seccomp
seccomp.NAME = "libseccomp.so.0"
seccomp.LIBRARY = seccomp.find_library()
seccomp.load_filter()
import os
print(os.nice(1), seccomp.LIBRARY)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout.endswith(" None\n"), done.stderr


SOCKETS = """
import socket, time
kept = []
for _ in range(NUMBER):
    pair = socket.socketpair()
    pair[0].setblocking(False)
    try:
        while True:
            pair[0].send(bytes(1 << 16))
    except BlockingIOError:
        kept.append(pair)
time.sleep(SECONDS)
"""


def test_what_waits_in_sockets_is_memory(run):
    assert "of memory" in run(SOCKETS.replace("NUMBER", "450").replace("SECONDS", "30"))[1]
    assert run(SOCKETS.replace("NUMBER", "50").replace("SECONDS", "0.5"))[1] is None


# Memory whose size no process shows: it is mapped by a process that has never touched it.
SHARED = """
import mmap, os, time
kept = [mmap.mmap(-1, 50 << 20) for _ in range(10)]
for memory in kept:
    memory.write(bytes(len(memory)))
    memory.madvise(mmap.MADV_DONTNEED)
time.sleep(1)
"""


def test_shared_memory_is_limited(run):
    text, reason = run(SHARED)
    assert "not permitted" in text or "of memory" in reason


def test_shared_memory_counts_also_without_libseccomp():
    code = (
        "import mmap; kept = mmap.mmap(-1, 50 << 20); kept.write(bytes(50 << 20)); print(); input()"
    )
    options = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen([sys.executable, "-c", code], **options) as process:
        process.stdout.readline()
        assert 50 << 20 < limits.process_memory(process.pid) < 80 << 20
        process.communicate(b"\n")
    assert limits.process_memory(process.pid) == 0


# A table of 4 KB for each page that is read, though all of them are the same page of zeros.
TABLES = """
import mmap, time
memory = mmap.mmap(-1, 400 << 30, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS, prot=mmap.PROT_READ)
for place in range(0, len(memory), 2 << 20):
    memory[place]
time.sleep(30)
"""


def test_page_tables_are_memory(run):
    assert "of memory" in run(TABLES)[1]


SEND = """
import time
kernel = get_ipython().kernel
parent = kernel.get_parent()
stranger = {**parent, "header": {**parent["header"], "msg_id": "other"}}
def send(content=(("name", "stdout"), ("text", "")), parent=parent, **options):
    kernel.session.send(kernel.iopub_socket, "stream", dict(content), parent=parent, **options)
def flood():
    CODE
for _ in range(60):
    flood()
    time.sleep(0.1)  # or what waits to be sent may be too much memory, on a busy machine
time.sleep(30)
"""
LARGE = '"x" * (4 << 20)'
FLOODS = {
    "another parent": f"send([('name', 'stdout'), ('text', {LARGE})], stranger)",
    "metadata": f"send(metadata=dict(x={LARGE}))",
    "header": f"send(header=dict(kernel.session.msg_header('stream'), x={LARGE}))",
    "parent": f"send(parent=dict(header=dict(parent['header'], x={LARGE})))",
    "buffers": "send(buffers=[bytes(1 << 20)] * 4)",
    "empty parts": "kernel.iopub_thread.socket.send_multipart([b''] * 100_000)",
    "reply": f"kernel.shell.payload_manager.write_payload(dict(source='x', text={LARGE} * 3))\n"
    "    raise Exception",
}


def largest_size():
    """The most memory that this process has had, in KB."""
    return int(re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())[1])


@pytest.mark.parametrize("code", FLOODS.values(), ids=FLOODS)
def test_whatever_a_kernel_sends_counts_and_the_grader_stays_small(run, code):
    Path("/proc/self/clear_refs").write_text("5")  # the largest size is forgotten
    before = largest_size()
    assert run(SEND.replace("CODE", code))[1] == "printed more than 8 MB"
    assert largest_size() - before < 100 << 10


def test_a_message_of_too_many_values_is_not_read():
    assert relay.unpack(b'{"text": "1, 2, [3]"}') == {"text": "1, 2, [3]"}
    with pytest.raises(ValueError, match="values"):
        relay.unpack(b"[" + b"[]," * (1 << 22) + b"[]]")


REPLACE = """
import os
for number in range(1, 6):
    path = f"FOLDER/kernel-{number}"
    os.remove(path)
    os.symlink("TARGET", path)
kernel = get_ipython().kernel
if CLOSE:
    kernel.iopub_thread.socket.close()
else:
    os._exit(1)
"""


@pytest.mark.parametrize("close", [True, False])
def test_a_replaced_socket_is_not_connected_to(run, sandbox, tmp_path, close):
    with socket.socket(socket.AF_UNIX) as target:
        path = os.path.relpath(tmp_path / "target")
        target.bind(path)
        target.listen()
        target.settimeout(1)
        code = REPLACE.replace("FOLDER", str(sandbox.folder)).replace(
            "TARGET", str(tmp_path / "target")
        )
        assert run(code.replace("CLOSE", str(close)))[1]
        with pytest.raises(TimeoutError):
            target.accept()


def test_a_server_of_another_priority_is_replaced(run, sandbox):
    """Where no filter refuses to change it."""
    run("")
    before = sandbox.server.process.pid
    (server,) = psutil.Process(before).children()
    server.ionice(psutil.IOPRIO_CLASS_IDLE)
    run("")  # after which it is seen
    run("")
    assert sandbox.server.process.pid != before


SYSTEMD = """#!/bin/sh
echo "$@" >> LOG
while [ "${1#--}" != "$1" ]; do shift; done
STATUS
exec "$@"
"""


@pytest.mark.parametrize("status", ["", "exit 1"])
def test_systemd_limits_the_sandbox_where_it_can(tmp_path, monkeypatch, status):
    """With a program in systemd's place: what it is asked for, and that all runs without it."""
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin" / "systemd-run"
    program.write_text(SYSTEMD.replace("LOG", str(tmp_path / "log")).replace("STATUS", status))
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:{os.environ['PATH']}")
    sandbox = Sandbox(preload=[], memory=300 << 20)
    try:
        assert run_in(sandbox, "print(6 * 7)") == ("42\n", None)
    finally:
        sandbox.close()
    probe, *started = (tmp_path / "log").read_text().splitlines()
    assert f"--property=MemoryMax={(300 << 20) + (2 << 30)}" in probe
    assert [line.split(" bwrap")[0] + " true" for line in started] == ([] if status else [probe])
