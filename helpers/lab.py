"""Opens JupyterLab on a learner's own copy of the lessons, in the folder `my_lessons`.

`tensteps lab` adds lessons that are not in the copy yet and never touches one that is; where the
course has a newer version, it says so. `tensteps lab --update LESSON` takes the newer version and
keeps the old notebook in `my_lessons/old`. The first page is `Welcome.ipynb`.
"""

import argparse
import datetime
import errno
import hashlib
import json
import os
import shutil
import sys
import webbrowser
from collections.abc import Sequence
from pathlib import Path

from . import CLONE, COURSE

# Jupyter's settings for learners: no panels for instructors, no news, how notebooks run.
SETTINGS = Path(__file__).with_name("settings")
# And where there is no exchange to hand in by: no panels that need one.
ALONE = SETTINGS / "alone"
RECORD = ".versions.json"
WELCOME = "Welcome.ipynb"
LOCAL = ("localhost", "127.0.0.1", "::1")


def working_folder() -> Path:
    """Find the folder in which the learner's copy lies, or will lie, as ``my_lessons``.

    Returns
    -------
    pathlib.Path
        The clone; from a wheel the current folder, unless it is such a copy itself, or in one.
    """
    here = Path.cwd()
    copies = [folder for folder in (here, here.parent) if (folder / RECORD).exists()]
    return CLONE or (copies[0].parent if copies else here)


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


class WorkingCopy:
    """A learner's copy of the lessons.

    Parameters
    ----------
    lessons : pathlib.Path
        Folder of the lessons, one folder each.
    copy : pathlib.Path
        Folder of the copy. Its file `RECORD` holds the checksum of each lesson's file
        as it was when it was copied, which tells a newer lesson from a learner's changes.
    """

    def __init__(self, lessons: Path, copy: Path) -> None:
        self.lessons, self.copy = lessons, copy
        self.record = copy / RECORD
        try:
            self.versions: dict[str, str] = json.loads(self.record.read_text())
        except (FileNotFoundError, json.JSONDecodeError):  # new, or cut short by a full disk
            self.versions = {}

    def _take(self, name: str) -> None:
        """Copy one file of the lessons; a file cut short by a full disk does not stay."""
        target = self.copy / name
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_name(target.name + ".part")
        shutil.copyfile(self.lessons / name, part)
        os.replace(part, target)
        self.versions[name] = _hash(target)
        self.record.write_text(json.dumps(self.versions, indent=1) + "\n")

    def add_missing(self) -> list[str]:
        """Copy what is not there yet.

        Returns
        -------
        list of str
            Lessons of which the course has a newer version than the copy.
        """
        newer = set()
        for file in sorted(self.lessons.rglob("*")):
            if not file.is_file() or ".ipynb_checkpoints" in file.parts:
                continue
            name = file.relative_to(self.lessons).as_posix()
            if not (self.copy / name).exists():
                self._take(name)
            elif _hash(file) not in (self.versions.get(name), _hash(self.copy / name)):
                newer.add(name.split("/")[0])
        return sorted(newer)

    def update(self, lesson: str) -> Path | None:
        """Take the newest version of a lesson; the files it replaces are kept.

        Parameters
        ----------
        lesson : str
            Name of the lesson's folder, or of a notebook beside the lessons.

        Returns
        -------
        pathlib.Path or None
            Folder in which the replaced files are kept; None if there were none.

        Raises
        ------
        ValueError
            If there is no such lesson.
        """
        if not lesson or not (self.lessons / lesson).exists():
            known = ", ".join(sorted(path.name for path in self.lessons.iterdir()))
            raise ValueError(f"There is no lesson {lesson!r}. There are: {known}.")
        old = self.copy / "old" / f"{lesson}-{datetime.datetime.now():%Y%m%d-%H%M%S}"
        kept = None
        source = self.lessons / lesson
        for file in sorted(source.rglob("*")) if source.is_dir() else [source]:
            name = file.relative_to(self.lessons).as_posix()
            mine = self.copy / name
            if not file.is_file() or (mine.exists() and _hash(mine) == _hash(file)):
                continue
            if mine.exists():
                kept = old
                kept.mkdir(parents=True, exist_ok=True)
                os.replace(mine, kept / mine.name)
            self._take(name)
        return kept


def has_exchange() -> bool:
    """Whether learners can hand in by nbgrader's exchange: a folder that they may write in.

    As nbgrader does, this looks at the settings on Jupyter's path and in the current folder. An
    exchange of another kind than a folder counts where the settings name one.
    """
    from jupyter_core.paths import jupyter_config_path
    from nbgrader.apps import NbGrader
    from nbgrader.exchange.default import Exchange
    from nbgrader.utils import check_directory

    app = NbGrader(log_level="ERROR")  # no settings are no reason for a warning
    app.config_file_paths.append([str(Path.cwd()), *jupyter_config_path()])
    app.load_config_file()
    is_other = "ExchangeFactory" in app.config
    return is_other or check_directory(Exchange(config=app.config).root, write=True, execute=True)


def find_server(port: int, folder: Path) -> str | None:
    """The address of a Jupyter server that already runs on this port and folder, with its token."""
    from jupyter_server.serverapp import list_running_servers

    for server in list_running_servers():
        if server["port"] == port and Path(server["root_dir"]) == folder:
            token = f"?token={server['token']}" if server["token"] else ""
            return f"{server['url']}lab/tree/my_lessons/{WELCOME}{token}"
    return None


def why_not_listen(host: str, port: int) -> OSError | None:
    """The system's error if this address cannot be listened on; None if it can."""
    from tornado.netutil import bind_sockets

    try:
        for listener in bind_sockets(port, host):
            listener.close()
    except OSError as error:
        return error
    return None


def enter(folder: Path) -> None:
    """Go to the folder in which Jupyter is to be started."""
    # So that `tensteps` is found in JupyterLab's terminals where no environment is activated.
    os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    os.chdir(folder)  # nbgrader looks for a course's settings in the current folder


def give_learners_settings(folder: Path) -> None:
    """Let Jupyter, once it is started from the folder, find learners' settings.

    Parameters
    ----------
    folder : pathlib.Path
        Where the learner's networks and scoreboard are kept, in `outputs`.
    """
    paths = [SETTINGS] if has_exchange() else [SETTINGS, ALONE]
    given = filter(None, [os.environ.get("JUPYTER_CONFIG_PATH")])
    os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join([*map(str, paths), *given])
    os.environ.setdefault("TENSTEPS_OUTPUTS", str(folder / "outputs"))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``tensteps lab``.

    Parameters
    ----------
    arguments : sequence of str, optional
        Options; those of the command line by default. What is unknown here is JupyterLab's.

    Returns
    -------
    int
        The exit status, once JupyterLab has stopped.
    """
    parser = argparse.ArgumentParser(prog="tensteps lab", description=__doc__)
    parser.add_argument("--host", default="localhost", help="address to listen on")
    parser.add_argument("--port", type=int, default=8888)
    parser.add_argument("--update", metavar="LESSON", help="take the newest version of a lesson")
    parser.add_argument("--copy-only", action="store_true", help="do not open JupyterLab")
    options, more = parser.parse_known_args(arguments)
    folder = working_folder()
    copy = WorkingCopy(COURSE / "lessons", folder / "my_lessons")
    if options.update:
        try:
            kept = copy.update(options.update)
        except ValueError as error:
            print(error, file=sys.stderr)
            return 1
        print(f"{options.update} is the newest.", f"Yours is kept in {kept}." if kept else "")
        return 0
    for lesson in copy.add_missing():
        print(
            f"There is a newer version of {lesson}. To take it and keep yours beside it, run: "
            f"tensteps lab --update {lesson}"
        )
    print(f"Your copy of the lessons: {copy.copy}")
    if options.copy_only:
        return 0
    problem = why_not_listen(options.host, options.port)
    is_taken = problem is not None and problem.errno == errno.EADDRINUSE
    if is_taken and (address := find_server(options.port, folder)):
        print(f"JupyterLab runs here already: {address}")
        if "--no-browser" not in more:
            webbrowser.open(address)
        return 0
    if problem is not None:
        another = options.port + 1
        why = "is in use" if is_taken else f"cannot be used: {problem.strerror}"
        print(
            f"Port {options.port} on {options.host} {why}. Take another: tensteps lab --port "
            f"{another} (in a clone: make lab PORT={another})",
            file=sys.stderr,
        )
        return 1
    if options.host not in LOCAL:
        print(
            f"With --host {options.host}, whoever reaches this machine and has the address with its "
            "token can read, change and run everything that you can, in one place for all. It is "
            "sent over plain HTTP, which others on the network can read. For a group, use "
            "JupyterHub: docs/deploy in the course's repository.",
            file=sys.stderr,
        )

    from jupyterlab.labapp import LabApp

    enter(folder)
    give_learners_settings(folder)
    settings = [
        f"--ServerApp.root_dir={folder}",
        f"--LabApp.default_url=/lab/tree/{copy.copy.name}/{WELCOME}",
        f"--ServerApp.ip={options.host}",
        f"--ServerApp.port={options.port}",
        "--ServerApp.port_retries=0",
        "--KernelProvisionerFactory.default_provisioner_name=tensteps-warm",
        # Which makes it the same as tensteps-warm: one of them is enough to choose from.
        "--KernelSpecManager.allowed_kernelspecs={'python3'}",
        # Begins the imports for warm kernels before there is a notebook.
        "--ServerApp.jpserver_extensions={'grading.kernels': True}",
    ]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        settings.append("--allow-root")
    LabApp.launch_instance([*settings, *more])
    return 0


if __name__ == "__main__":
    sys.exit(main())
