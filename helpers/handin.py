"""Hands in a lesson: one file, made of the notebook as it was saved, and what its checks gave.

In a notebook that is `hand_in()`, in a terminal `tensteps handin 04_build`.
"""

import argparse
import os
import re
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from . import CLONE
from .progress import lesson_names, read_cells, read_lesson

FOLDER = "handed_in"
NOT_HERE = (
    "No file was written. This cell writes one only in JupyterLab, and only in your own copy of the "
    "lesson (in `my_lessons`). Elsewhere, save the notebook, and hand in its own file."
)
UNSAVED = (
    "Save with Ctrl+S, then run this cell again. (Your last changes are not in the file yet, so "
    "nothing was handed in.)"
)
# Files that were not saved when a cell asked for them: when they were last saved, and the last cell
# that had run.
_asked: dict[Path, tuple[int, int]] = {}


def find_notebook(shell: Any) -> Path | None:
    """Find the file of the notebook whose cell a person has just run; None if there is none.

    Parameters
    ----------
    shell : IPython.core.interactiveshell.InteractiveShell
        Runs the notebook. Where no page has sent the cell, as with nbconvert, nobody hands in.
    """
    parent = shell.get_parent() if hasattr(shell, "get_parent") else {}
    if "NBGRADER_EXECUTION" in os.environ or not parent.get("metadata", {}).get("cellId"):
        return None
    here = Path.cwd()
    # Jupyter names the file as it was when the kernel started.
    named = [Path(os.environ.get("JPY_SESSION_NAME", "")), here / f"{here.name}.ipynb"]
    return next((file for file in named if file.suffix == ".ipynb" and file.is_file()), None)


def name_lesson(file: Path) -> str | None:
    """Which lesson a notebook is, by its own name or its folder's; None if it is none."""
    return next((n for n in lesson_names() if n in (file.parent.name, file.stem[: len(n)])), None)


def is_saved(file: Path, ran: Sequence[str]) -> bool:
    """Whether a file holds what the kernel has run.

    Parameters
    ----------
    file : pathlib.Path
        The notebook.
    ran : sequence of str
        By execution count, the text of each cell that has run; the last one asks this.
    """
    own = ran[-1]
    last = max((n for n, text in enumerate(ran[:-1]) if text not in ("", own)), default=0)
    time = file.stat().st_mtime_ns
    asked = _asked.get(file)
    if asked and asked[0] != time and asked[1] == last:
        return True  # saved since, and nothing has run in between
    counts = {
        cell["execution_count"]: cell["source"].rstrip("\n")
        for cell in read_cells(file)
        if cell["cell_type"] == "code" and cell["execution_count"]
    }
    differ = [n for n, text in counts.items() if n < len(ran) - 1 and ran[n] not in (text, own)]
    if not differ and (last == 0 or last in counts):
        return True
    _asked[file] = time, last
    return False


def write_file(lesson: str, file: Path, name: str = "") -> str:
    """Write the file to hand in.

    Parameters
    ----------
    lesson : str
        Its name.
    file : pathlib.Path
        The learner's notebook.
    name : str
        The learner's, to stand before the lesson's.

    Returns
    -------
    str
        What was done, and what is to be done with it.

    Raises
    ------
    OSError
        If it cannot be written.
    """
    copy = file.parent.parent if file.parent.name == lesson else file.parent
    learner = "_".join(re.findall(r"[\w.-]+", name))
    target = copy / FOLDER / (f"{learner}_" * bool(learner) + f"{lesson}.ipynb")
    content = file.read_bytes()
    before = target.read_bytes() if target.exists() else None
    done = "Written"
    if before is not None and before != content:
        # What was handed in before stays, away from where files are collected.
        when = datetime.fromtimestamp(target.stat().st_mtime)
        kept = copy / "old" / f"{target.stem}-{when:%Y%m%d-%H%M%S}.ipynb"
        kept.parent.mkdir(exist_ok=True)
        os.replace(target, kept)
        done = f"Written anew (the one from {when:%d %B, %H:%M} is kept in {kept.parent.name})"
    target.parent.mkdir(exist_ok=True)
    part = target.with_name(target.name + ".part")
    part.write_bytes(content)
    os.replace(part, target)
    return (
        f"{done}: {copy.name}/{FOLDER}/{target.name}\n"
        "Upload this file where your course collects it (Moodle, Canvas, mail). In JupyterLab: the "
        f"folder {FOLDER} beside the lessons, right-click, Download."
    )


def describe_lesson(lesson: str, file: Path) -> str:
    """Tell what a lesson's visible checks have given, and what is still open.

    Parameters
    ----------
    lesson : str
        Its name.
    file : pathlib.Path
        The learner's notebook.
    """
    found = read_lesson(lesson, file)
    not_run = sum(e.reached is None and not e.is_written for e in found.exercises)
    empty = sum(e.is_written and not e.words for e in found.exercises)
    lines = [f"{found.title}, saved {found.saved:%d %B %Y, %H:%M:%S}"]
    lines += [f"  {exercise}" for exercise in found.exercises]
    lines += [f"Checks: {found.count_points()} points." + f" Not run: {not_run}." * bool(not_run)]
    lines += ["A written answer is still empty."] * bool(empty)
    return "\n".join(lines)


def hand_in(name: str = "") -> None:
    """Write the file to hand in, from a lesson's last cell, and say what its checks gave.

    Parameters
    ----------
    name : str
        The learner's, to stand in the file's name where the course collects by mail or in a folder.
    """
    from IPython import get_ipython

    shell = get_ipython()
    file = find_notebook(shell)
    lesson = name_lesson(file) if file else None
    if file is None or lesson is None or _is_the_courses(file):
        print(NOT_HERE)
    elif not is_saved(file, shell.history_manager.input_hist_raw):
        print(UNSAVED)
    elif _report(lesson, file, name):
        # The kernel knows what has run, but not what has only been written.
        print("Have you changed anything since it was saved? Then save, and run this cell again.")


def _is_the_courses(file: Path) -> bool:
    """Whether a notebook is the course's own, in a clone."""
    parts = [CLONE / name for name in ("lessons", "solutions")] if CLONE else []
    return any(file.resolve().is_relative_to(part) for part in parts)


def _report(lesson: str, file: Path, name: str) -> bool:
    """Print what the checks gave, write the file, and say where it is; or say why it cannot be."""
    try:
        read_cells(file)
        found = f"{describe_lesson(lesson, file)}\n{write_file(lesson, file, name)}"
    except OSError as error:
        print(
            f"Nothing was handed in: {error.filename} cannot be written ({error.strerror}). "
            f"Download the notebook itself, {file.name}, and upload that."
        )
    except ValueError as error:
        print(f"Nothing was handed in: {error}.")
    else:
        print(found)
        return True
    return False


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``tensteps handin``.

    Parameters
    ----------
    arguments : sequence of str, optional
        Options; those of the command line by default.

    Returns
    -------
    int
        The exit status: 1 if nothing was handed in.
    """
    from .lab import working_folder

    parser = argparse.ArgumentParser(
        prog="tensteps handin",
        description="Write the file to hand in for a lesson, and say what its checks gave.",
    )
    parser.add_argument("lesson", choices=lesson_names(), metavar="LESSON", help="as in 04_build")
    parser.add_argument("--name", default="", help="yours, to stand in the file's name")
    options = parser.parse_args(arguments)
    file = working_folder() / "my_lessons" / options.lesson / f"{options.lesson}.ipynb"
    if not file.is_file():
        print(f"There is no {file}. Run: tensteps lab", file=sys.stderr)
        return 1
    if not _report(options.lesson, file, options.name):
        return 1
    print(f"The folder is {file.parent.parent / FOLDER}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
