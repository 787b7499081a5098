"""What a learner has reached, read from their notebooks as they were saved.

Points are those that the checks have printed there. Nothing is kept, and nothing is sent anywhere.
"""

import argparse
import html
import json
import os
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from . import COURSE

POINTS = re.compile(r"(?m)^(?:Right|Points): (\S+) of \S+ points?\.$")  # see `checks.print_points`


@dataclass(frozen=True)
class Exercise:
    """A check, or a written answer, and what became of it.

    Attributes
    ----------
    title : str
        Such as ``"4.1: one neuron"``.
    points : float
        Points to reach.
    is_written : bool
        Whether a person reads the answer.
    reached : float or None
        Points by the check; None where it has not run, and for a written answer.
    words : int
        Length of a written answer; 0 while it is as it came.
    """

    title: str
    points: float
    is_written: bool
    reached: float | None = None
    words: int = 0

    @property
    def is_done(self) -> bool:
        """Whether there is nothing left to do."""
        return self.words > 0 if self.is_written else self.reached == self.points

    def __str__(self) -> str:
        unit = "point" if self.points == 1 else "points"
        if self.is_written:
            words = f"{self.words} {'word' if self.words == 1 else 'words'}"
            words = words if self.words else "still empty"
            found = f"{words}; a person gives up to {self.points:g} {unit}"
        elif self.reached is None:
            found = f"not run, {self.points:g} {unit}"
        else:
            found = f"{self.reached:g} of {self.points:g} {unit}"
        return f"{self.title}: {found}"


@dataclass(frozen=True)
class Lesson:
    """A lesson, and what a learner's notebook says of it.

    Attributes
    ----------
    name, title : str
        Such as ``"04_build"`` and ``"4. Build an architecture"``.
    minutes : int
        How long it takes.
    exercises : list of Exercise
        In their order.
    file : pathlib.Path
        The learner's notebook.
    saved : datetime.datetime or None
        When it was saved; None where there is none that can be read.
    """

    name: str
    title: str
    minutes: int
    exercises: list[Exercise]
    file: Path
    saved: datetime | None

    @property
    def is_begun(self) -> bool:
        """Whether a check has run or an answer is written."""
        return any(e.reached is not None or e.words for e in self.exercises)

    @property
    def is_done(self) -> bool:
        """Whether all checks say "Right" and all answers are written."""
        return all(exercise.is_done for exercise in self.exercises)

    def count_points(self) -> str:
        """Tell the points by checks, such as ``"3 of 7"``."""
        checks = [exercise for exercise in self.exercises if not exercise.is_written]
        reached = sum(exercise.reached or 0 for exercise in checks)
        return f"{reached:g} of {sum(exercise.points for exercise in checks):g}"

    def count_written(self) -> str:
        """Tell how many answers are written, such as ``"0 of 1"``; empty where none is asked for."""
        answers = [exercise for exercise in self.exercises if exercise.is_written]
        return f"{sum(answer.is_done for answer in answers)} of {len(answers)}" if answers else ""


def lesson_names() -> list[str]:
    """Names of the course's lessons, in their order."""
    return sorted(path.parent.name for path in (COURSE / "lessons").glob("*/*.ipynb"))


def read_cells(file: Path) -> list[dict[str, Any]]:
    """Read a notebook's cells, with the ``source`` of each as one text.

    Raises
    ------
    OSError, ValueError
        If it cannot be read.
    """
    try:
        cells = json.loads(file.read_bytes())["cells"]
        for cell in cells:
            cell["source"] = "".join(cell["source"])
            cell.setdefault("metadata", {})
        return cells
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError(f"{file} is no notebook") from error


def _find_graded(cells: list[dict]) -> Iterator[tuple[str, dict, dict]]:
    """The cells that earn points: the exercise's title, the cell, and nbgrader's marks of it."""
    heading = ""
    for cell in cells:
        marks = cell["metadata"].get("nbgrader", {})
        if cell["cell_type"] == "markdown":
            text = re.sub(r"(?ms)^```.*?^```", "", cell["source"])
            heading = [heading, *re.findall(r"(?m)^##+ (.*)", text)][-1]
        if marks.get("grade"):
            title = re.fullmatch(r"Exercise:? (.*?)(?: \([^()]*points?\b[^()]*\))?", heading)
            # The capstone's written answers stand below headings of its steps.
            name = marks["grade_id"].removeprefix("test_").replace("_", " ")
            yield title[1] if title else name, cell, marks


def _read_points(cell: dict[str, Any]) -> float | None:
    """The points that a check has printed; 0 if it ended with an error, None if it has not run."""
    outputs = cell.get("outputs", [])
    if any(output["output_type"] == "error" for output in outputs):
        return 0
    printed = "".join("".join(output.get("text", "")) for output in outputs)
    found = POINTS.findall(printed)
    return float(found[-1]) if found else None


def read_lesson(name: str, file: Path) -> Lesson:
    """Read how far a learner is in a lesson.

    Parameters
    ----------
    name : str
        The lesson, one of `lesson_names`.
    file : pathlib.Path
        The learner's notebook. What it has lost or marked otherwise counts as in the course's.
    """
    released = read_cells(COURSE / "lessons" / name / f"{name}.ipynb")
    try:
        cells = read_cells(file)
        saved = datetime.fromtimestamp(file.stat().st_mtime)
    except (OSError, ValueError):
        cells, saved = [], None
    mine = {cell["metadata"].get("nbgrader", {}).get("grade_id"): cell for cell in cells}
    exercises: dict[tuple[str, bool], Exercise] = {}
    for heading, cell, marks in _find_graded(released):
        own, points, is_written = (
            mine.get(marks["grade_id"], {}),
            marks["points"],
            marks["solution"],
        )
        reached, words = None, 0
        if is_written:
            came = cell["source"].splitlines()
            lines = [line for line in own.get("source", "").splitlines() if line not in came]
            words = len(" ".join(lines).split())
        else:
            reached = _read_points(own)
        if before := exercises.get((heading, is_written)):  # an answer may have two checks
            points += before.points
            words += before.words
            parts = [part for part in (before.reached, reached) if part is not None]
            reached = sum(parts) if parts else None
        exercises[heading, is_written] = Exercise(heading, points, is_written, reached, words)
    first = released[0]["source"]
    time = re.search(r"\*\*Time:\*\*.*?(\d+) minutes", first)
    return Lesson(
        name=name,
        title=first.splitlines()[0].lstrip("# "),
        minutes=int(time[1]) if time else 0,
        exercises=list(exercises.values()),
        file=file,
        saved=saved,
    )


def read_lessons(copy: Path) -> list[Lesson]:
    """Read how far a learner is in each lesson.

    Parameters
    ----------
    copy : pathlib.Path
        The learner's copy of the lessons, ``my_lessons``.
    """
    return [read_lesson(name, copy / name / f"{name}.ipynb") for name in lesson_names()]


def choose_next(lessons: Sequence[Lesson]) -> tuple[str, Lesson | None]:
    """Choose the lesson to open: the last one that was begun, or if it is done the one after it.

    Returns
    -------
    advice : str
        What to do with it.
    lesson : Lesson or None
        None if nothing is left.
    """
    begun = [place for place, lesson in enumerate(lessons) if lesson.is_begun]
    last = begun[-1] if begun else 0
    if begun and not lessons[last].is_done:
        return "Go on with", lessons[last]
    open_ones = [lesson for lesson in [*lessons[last:], *lessons[:last]] if not lesson.is_done]
    advice = "Next" if begun else "Start with"
    return (advice, open_ones[0]) if open_ones else ("All is done.", None)


def describe(lessons: Sequence[Lesson]) -> str:
    """Tell how far a learner is, in plain text."""
    lines = ["points by checks, written answers, lesson"]
    for lesson in lessons:
        damaged = ", which cannot be read" if lesson.saved is None and lesson.file.exists() else ""
        points, written = lesson.count_points(), lesson.count_written()
        lines.append(f"{points:>16}  {written:>15}  {lesson.title}{damaged}")
    advice, lesson_now = choose_next(lessons)
    return "\n".join([*lines, f"{advice}: {lesson_now.title}" if lesson_now else advice])


def make_table(lessons: Sequence[Lesson]) -> str:
    """Tell how far a learner is as an HTML table, with links from the current folder."""

    def link(lesson: Lesson) -> str:
        address = Path(os.path.relpath(lesson.file)).as_posix()
        return f'<a href="{html.escape(address)}">{html.escape(lesson.title)}</a>'

    rows = "".join(
        f'<tr><th scope="row" style="text-align: left">{link(lesson)}</th>'
        f"<td>{lesson.minutes}</td><td>{lesson.count_points()}</td>"
        f"<td>{lesson.count_written() or 'none asked'}</td></tr>"
        for lesson in lessons
    )
    advice, lesson_now = choose_next(lessons)
    return (
        "<table><caption>How far you are, as your notebooks were last saved</caption>"
        '<thead><tr><th scope="col" style="text-align: left">Lesson</th>'
        '<th scope="col">Minutes</th><th scope="col">Points by checks</th><th scope="col">Answers written</th></tr></thead>'
        f"<tbody>{rows}</tbody></table>"
        f"<p>{advice}{f': {link(lesson_now)}' if lesson_now else ''}</p>"
    )


def show() -> None:
    """Show how far the learner is whose lessons lie in the current folder, and their board."""
    from IPython.display import display

    lessons = read_lessons(Path.cwd())
    data = {"text/html": make_table(lessons), "text/plain": describe(lessons)}
    display(data, raw=True)
    from . import board, storage  # after the table, which need not wait for Keras

    last = max([int(lesson.name[:2]) for lesson in lessons if lesson.is_begun], default=0)
    for file in sorted(storage.outputs_folder().glob("board-*.json")):
        board.Board(file.stem.removeprefix("board-"), lesson=min(last, 10)).show()


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``tensteps progress``.

    Parameters
    ----------
    arguments : sequence of str, optional
        There are no options but ``--help``; those of the command line by default.

    Returns
    -------
    int
        The exit status.
    """
    from .lab import working_folder

    argparse.ArgumentParser(prog="tensteps progress", description=__doc__).parse_args(arguments)
    print(describe(read_lessons(working_folder() / "my_lessons")))
    return 0


if __name__ == "__main__":
    sys.exit(main())
