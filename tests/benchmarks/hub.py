"""Measures what a learner costs on a JupyterHub: memory, seconds of computing, disk.

    .venv/bin/python tests/benchmarks/hub.py                                  # as root
    .venv/bin/python tests/benchmarks/hub.py --lessons 01_problem --warm

It starts the Hub of `make hub`, logs in a learner, and for each lesson starts a kernel as
JupyterLab does and runs the solution in it. Memory is the proportional share (PSS) of all processes
of the learner: what several use counts for each in part. With --warm, each server has a process
from which kernels are forked, begun with the server, as `tensteps lab` has.
"""

import argparse
import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
import requests
from jupyter_client import BlockingKernelClient

# In place of this file's own folder, in which it hides the package of its name.
sys.path[0] = str(Path(__file__).resolve().parents[1])
import course  # noqa: E402

WARM = (
    "--Spawner.args=--KernelProvisionerFactory.default_provisioner_name=tensteps-warm",
    "--Spawner.args=--ServerApp.jpserver_extensions={'grading.kernels': True}",
)


@contextlib.contextmanager
def start_hub(port, options):
    """Start a Hub; gives its users' passwords, and its folders and users seen from here."""
    log = Path(tempfile.mkdtemp(), "log")
    command = [course.PROJECT / "docs" / "deploy" / "try_hub.sh", str(port), *options]
    with open(log, "w") as file:
        script = subprocess.Popen(command, stdout=file, stderr=file, start_new_session=True)
    try:
        while "JupyterHub is now running" not in log.read_text(errors="replace"):
            if script.poll() is not None:
                sys.exit(log.read_text(errors="replace"))
            time.sleep(0.2)
        passwords = dict(re.findall(r"(?m)^  (\w+) +(\S+)$", log.read_text(errors="replace")))
        started = psutil.Process(script.pid).children(recursive=True)
        (pid,) = (p.pid for p in started if any(a.endswith("/jupyterhub") for a in p.cmdline()))
        yield passwords, Path(f"/proc/{pid}/root")
    finally:
        os.killpg(script.pid, signal.SIGTERM)
        script.wait()


def log_in(url, user, password):
    """Log in; returns a session in which the user's server answers."""
    session = requests.Session()
    session.get(f"{url}/hub/login")
    form = {"username": user, "password": password, "_xsrf": session.cookies["_xsrf"]}
    session.post(f"{url}/hub/login", data=form)
    while not session.get(f"{url}/user/{user}/lab").url.split("?")[0].endswith("/lab"):
        time.sleep(0.5)
    token = next(c.value for c in session.cookies if c.name == "_xsrf" and user in c.path)
    session.headers["X-XSRFToken"] = token
    return session


def processes_of(uid):
    """A user's processes."""
    found = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.NoSuchProcess):
            if process.uids().real == uid:
                found.append(process)
    return found


def measure(uid):
    """Memory in MB, and seconds of computing, of each kind of process of a user."""
    memory, seconds = {}, {}
    for process in processes_of(uid):
        # A forked kernel has the command line of the process that it was forked from.
        forked = "grading.server" in process.parent().cmdline()
        kind = "warm process" if "grading.server" in process.cmdline() else "server"
        if forked or "ipykernel_launcher" in process.cmdline():
            kind = "kernel"
        memory[kind] = memory.get(kind, 0) + process.memory_full_info().pss / 2**20
        times = process.cpu_times()
        seconds[kind] = seconds.get(kind, 0) + times.user + times.system
    return memory, seconds


def tell(what, memory, seconds):
    """Print a line of the table."""
    parts = ", ".join(f"{kind} {memory[kind]:.0f}" for kind in sorted(memory))
    print(f"{what:<40}{sum(memory.values()):>6.0f} MB ({parts}), {sum(seconds.values()):.1f} s")


def run_lesson(url, session, root, user, lesson):
    """Run a lesson's solution in a kernel of a user's server."""
    home = root / "srv" / "home" / user
    uid = home.stat().st_uid
    path = f"my_lessons/{lesson}/{lesson}.ipynb"
    body = {"path": path, "name": lesson, "type": "notebook", "kernel": {"name": "python3"}}
    begin = time.monotonic()
    answer = session.post(f"{url}/user/{user}/api/sessions", json=body)
    answer.raise_for_status()
    session_id, kernel = answer.json()["id"], answer.json()["kernel"]["id"]
    (file,) = (home / ".local/share/jupyter/runtime").glob(f"kernel-{kernel}.json")
    client = BlockingKernelClient()
    client.load_connection_info(json.loads(file.read_text()))
    client.start_channels(hb=False)  # which on a busy machine would be missed
    client.wait_for_ready(120)
    started = time.monotonic() - begin
    memory, before = measure(uid)
    tell(f"{lesson} is open", memory, before)
    slowest = 0.0
    for cell in course.read("solutions", lesson).cells:
        if cell.cell_type == "code":
            now = time.monotonic()
            reply = client.execute_interactive(cell.source, timeout=600, output_hook=lambda _: 0)
            assert reply["content"]["status"] == "ok", reply["content"]
            slowest = max(slowest, time.monotonic() - now)
    memory, after = measure(uid)
    computed = {kind: after[kind] - before.get(kind, 0) for kind in after}
    tell(f"{lesson} has run", memory, computed)
    print(f"  kernel ready after {started:.1f} s, longest cell {slowest:.1f} s")
    client.stop_channels()
    session.delete(f"{url}/user/{user}/api/sessions/{session_id}").raise_for_status()


def disk(folder):
    """MB of the files in a folder."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return sum(path.stat().st_blocks * 512 for path in files) / 2**20


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lessons", nargs="+", default=["01_problem", "06_fit", "09_tune"])
    parser.add_argument("--warm", action="store_true")
    parser.add_argument("--port", type=int, default=8200)
    options = parser.parse_args()
    url = f"http://127.0.0.1:{options.port}"
    with start_hub(options.port, WARM if options.warm else ()) as (passwords, root):
        session = log_in(url, "ann", passwords["ann"])
        uid = (root / "srv/home/ann").stat().st_uid
        time.sleep(45 if options.warm else 15)  # until its imports are done
        tell("logged in", *measure(uid))
        for lesson in options.lessons:
            run_lesson(url, session, root, "ann", lesson)
            time.sleep(5)
            tell("and its kernel has ended", *measure(uid))
        for name in ("my_lessons", "outputs", ""):
            print(f"disk: {name or 'home in all'} {disk(root / 'srv/home/ann' / name):.1f} MB")


if __name__ == "__main__":
    main()
