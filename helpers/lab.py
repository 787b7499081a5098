"""Opens JupyterLab on a learner's own copy of the lessons, in the folder `my_lessons`.

`python -m helpers.lab` adds lessons that are not in the copy yet and never touches one that is;
where the course has a newer version, it says so. `python -m helpers.lab --update LESSON` takes
the newer version and keeps the old notebook in `my_lessons/old`.
"""

import argparse
import datetime
import hashlib
import json
import os
import shutil
import sys
from pathlib import Path

from . import PROJECT

LESSONS = PROJECT / "lessons"
COPY = PROJECT / "my_lessons"


def _hash(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


class WorkingCopy:
    """A learner's copy of the lessons.

    Parameters
    ----------
    lessons : pathlib.Path
        Folder of the lessons, one folder each.
    copy : pathlib.Path
        Folder of the copy. Its file ``.versions.json`` holds the checksum of each lesson's file
        as it was when it was copied, which tells a newer lesson from a learner's changes.
    """

    def __init__(self, lessons=LESSONS, copy=COPY):
        self.lessons, self.copy = lessons, copy
        self.record = copy / ".versions.json"
        try:
            self.versions = json.loads(self.record.read_text())
        except (FileNotFoundError, json.JSONDecodeError):  # new, or cut short by a full disk
            self.versions = {}

    def _take(self, name):
        """Copy one file of the lessons; a file cut short by a full disk does not stay."""
        target = self.copy / name
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_name(target.name + ".part")
        shutil.copyfile(self.lessons / name, part)
        os.replace(part, target)
        self.versions[name] = _hash(target)
        self.record.write_text(json.dumps(self.versions, indent=1) + "\n")

    def add_missing(self):
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

    def update(self, lesson):
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


def main(arguments=None):
    """Run ``python -m helpers.lab``; returns the exit status once JupyterLab has stopped."""
    parser = argparse.ArgumentParser(prog="python -m helpers.lab", description=__doc__)
    parser.add_argument("--host", default="localhost", help="address to listen on")
    parser.add_argument("--port", type=int, default=8888)
    parser.add_argument("--update", metavar="LESSON", help="take the newest version of a lesson")
    parser.add_argument("--copy-only", action="store_true", help="do not open JupyterLab")
    options, more = parser.parse_known_args(arguments)
    copy = WorkingCopy()
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
            f"{Path(sys.executable).name} -m helpers.lab --update {lesson}"
        )
    print(f"Your copy of the lessons: {COPY}")
    if options.copy_only:
        return 0

    from jupyterlab.labapp import LabApp

    # Holds labconfig/page_config.json, which hides instructors' panels and the news.
    paths = [str(PROJECT / "helpers"), os.environ.get("JUPYTER_CONFIG_PATH")]
    os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join(filter(None, paths))
    os.chdir(PROJECT)  # nbgrader looks for its settings in the current folder
    settings = [
        f"--ServerApp.root_dir={PROJECT}",
        f"--LabApp.default_url=/lab/tree/{COPY.name}",
        f"--ServerApp.ip={options.host}",
        f"--ServerApp.port={options.port}",
    ]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        settings.append("--allow-root")
    LabApp.launch_instance([*settings, *more])
    return 0


if __name__ == "__main__":
    sys.exit(main())
