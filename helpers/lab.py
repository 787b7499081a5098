"""Opens JupyterLab on a learner's own copy of the lessons, in the folder `my_lessons`.

`tensteps lab` adds lessons that are not in the copy yet and never touches one that is; where the
course has a newer version, it says so. `tensteps lab --update LESSON` takes the newer version and
keeps the old notebook in `my_lessons/old`.
"""

import argparse
import datetime
import hashlib
import json
import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from . import CLONE, COURSE

# Jupyter's settings for learners: no panels for instructors, no news, how Validate runs.
SETTINGS = Path(__file__).with_name("settings")
RECORD = ".versions.json"


def working_folder() -> Path:
    """Find the folder in which the learner's copy lies, or will lie, as ``my_lessons``.

    Returns
    -------
    pathlib.Path
        The clone; from a wheel the current folder, or its parent if it is such a copy itself.
    """
    here = Path.cwd()
    return CLONE or (here.parent if (here / RECORD).exists() else here)


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
            Name of the lesson's folder.

        Returns
        -------
        pathlib.Path or None
            Folder in which the replaced files are kept; None if there were none.

        Raises
        ------
        ValueError
            If there is no such lesson.
        """
        if not (self.lessons / lesson).is_dir() or not lesson:
            known = ", ".join(sorted(path.name for path in self.lessons.iterdir()))
            raise ValueError(f"There is no lesson {lesson!r}. There are: {known}.")
        old = self.copy / "old" / f"{lesson}-{datetime.datetime.now():%Y%m%d-%H%M%S}"
        kept = None
        for file in sorted((self.lessons / lesson).rglob("*")):
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


def give_learners_settings(folder: Path) -> None:
    """Let Jupyter, and what it starts, find learners' settings.

    Parameters
    ----------
    folder : pathlib.Path
        Where the learner's networks and scoreboard are kept, in `outputs`.
    """
    paths = [str(SETTINGS), os.environ.get("JUPYTER_CONFIG_PATH")]
    os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join(filter(None, paths))
    os.environ.setdefault("TENSTEPS_OUTPUTS", str(folder / "outputs"))


def enter(folder: Path) -> None:
    """Go to the folder in which Jupyter is to be started."""
    # So that `tensteps` is found in JupyterLab's terminals where no environment is activated.
    os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    os.chdir(folder)  # nbgrader looks for a course's settings in the current folder


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

    from jupyterlab.labapp import LabApp

    give_learners_settings(folder)
    enter(folder)
    settings = [
        f"--ServerApp.root_dir={folder}",
        f"--LabApp.default_url=/lab/tree/{copy.copy.name}",
        f"--ServerApp.ip={options.host}",
        f"--ServerApp.port={options.port}",
        "--KernelProvisionerFactory.default_provisioner_name=tensteps-warm",
        # Begins the imports for warm kernels before there is a notebook.
        "--ServerApp.jpserver_extensions={'grading.kernels': True}",
    ]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        settings.append("--allow-root")
    LabApp.launch_instance([*settings, *more])
    return 0


if __name__ == "__main__":
    sys.exit(main())
