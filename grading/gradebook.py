"""A course as nbgrader knows it: its lessons, who handed in what, and where results are stored.

One process at a time stores results: nbgrader's own preprocessors write grades into its gradebook,
the graded notebook goes to nbgrader's folder `autograded`, and a line into the record beside it.
"""

import contextlib
import fcntl
import json
import os
import re
import tempfile
import warnings
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from textwrap import shorten

import nbformat
from dateutil import parser, tz
from nbformat import NotebookNode
from nbgrader import utils
from nbgrader.api import Assignment, Gradebook
from nbgrader.apps import NbGrader
from nbgrader.converters import Autograde
from nbgrader.coursedir import CourseDirectory
from sqlalchemy import create_engine, select

from . import GradingError
from .internals import split_steps
from .limits import TIMEOUT
from .preprocessors import grade_id, is_test
from .submission import Submission, encode_name, pack
from .worker import Result

TOO_LONG = "took too long"
MESSAGE = 240  # characters of a test's message that the record keeps
# Tables that hold what learners did, not what the course asks for.
LEARNERS = ("student", "submitted_assignment", "submitted_notebook", "grade", "comment")


def load_course() -> "Course":
    """Read nbgrader's settings in the current folder."""
    app = NbGrader(log_level="WARN")
    app.initialize([])
    return Course(app, CourseDirectory(parent=app))


def export_definition(db_url: str) -> bytes:
    """A database file with all of the gradebook but learners' work."""
    schema = Assignment.metadata
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "course.db")
        with Gradebook(db_url) as source:
            engine = create_engine(f"sqlite:///{file}")
            schema.create_all(engine)
            with engine.begin() as target:
                for table in schema.sorted_tables:
                    if table.name in LEARNERS:
                        continue
                    target.execute(table.delete())
                    rows = [dict(row) for row in source.db.execute(select(table)).mappings()]
                    if rows:
                        target.execute(table.insert(), rows)
            engine.dispose()
        return file.read_bytes()


def read_time(content: bytes | None) -> tuple[datetime | None, list[str]]:
    """When something was handed in, from its `timestamp.txt`, in UTC as nbgrader has it.

    Returns
    -------
    time : datetime or None
        The time; None if the file says none.
    remarks : list of str
        That it says none.
    """
    if content is None:
        return None, []
    try:
        text = content.decode().strip()
        before, _, name = text.rpartition(" ")
        zone = tz.gettz(name) if before and name[0].isalpha() else None
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # of a time zone that nobody knows
            time = parser.parse(before).replace(tzinfo=zone) if zone else parser.parse(text)
        return (time.astimezone(UTC).replace(tzinfo=None) if time.tzinfo else time), []
    except Exception:  # anything may stand there
        told = content[:40].decode(errors="replace")
        return None, [f"timestamp.txt tells no time ({told!r}), so nothing counts as late"]


def find_messages(nb: NotebookNode) -> dict[str, str]:
    """The first line of what each test says that did not give all points, by its name."""
    found = {}
    for cell in filter(is_test, nb.cells):
        score, points = utils.determine_grade(cell)
        if score is not None and score < points:
            lines = [line for output in cell.outputs for line in read_lines(output)]
            # A time-out is the reason of the error before it.
            first = TOO_LONG if TOO_LONG in lines else (lines or ["no message"])[0]
            if not first.startswith("NotGraded"):  # which is no message of the test's own
                found[cell.metadata.nbgrader.grade_id] = shorten(first, MESSAGE, placeholder=" ...")
    return found


def read_cells(nb: NotebookNode, code: bool) -> list[tuple[str, dict]]:
    """What a learner may have written: cells that are not locked, and the pictures in texts.

    Without `code`, code that only tests grade is left out.
    """
    return [
        (cell.source, cell.get("attachments", {}))
        for cell in nb.cells
        if not utils.is_locked(cell) and (code or cell.cell_type != "code" or utils.is_grade(cell))
    ]


def read_lines(output: NotebookNode) -> list[str]:
    """The lines of an output, or the first one of an error, that tell something."""
    if output.output_type != "error":
        return output.get("text", "").strip().splitlines()
    if output.ename == TIMEOUT:
        return [TOO_LONG]
    line = (output.evalue.strip().splitlines() or [""])[0]
    return [line if output.ename == "AssertionError" and line else f"{output.ename}: {line}"]


class Course:
    """An nbgrader course whose submissions are graded.

    Parameters
    ----------
    app : nbgrader.apps.NbGrader
        Holds nbgrader's settings.
    coursedir : nbgrader.coursedir.CourseDirectory
        Says where everything lies.

    Attributes
    ----------
    record : pathlib.Path
        A file with a line of JSON for each submission that was graded; the last one counts.
    """

    def __init__(self, app: NbGrader, coursedir: CourseDirectory) -> None:
        self.app, self.coursedir = app, coursedir
        self.record = self.find("autograded_directory", ".", ".").parent / "grading.jsonl"

    def find(self, step: str, student: str, lesson: str) -> Path:
        """The folder of a learner's lesson at a step of grading, such as "submitted_directory"."""
        return Path(self.coursedir.format_path(getattr(self.coursedir, step), student, lesson))

    def open(self) -> Gradebook:
        """Open nbgrader's gradebook."""
        return Gradebook(self.coursedir.db_url, self.coursedir.course_id)

    @contextlib.contextmanager
    def lock(self) -> Iterator[None]:
        """Hold the lock that makes this the only process that stores results.

        Raises
        ------
        GradingError
            If another one does.
        """
        self.record.parent.mkdir(parents=True, exist_ok=True)
        with open(self.record.with_suffix(".lock"), "w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise GradingError("Another command of grading is at work.") from None
            yield

    def lessons(self) -> dict[str, str]:
        """Names of the lessons that have been released, each with its notebook's name."""
        with self.open() as gradebook:
            found = {}
            for assignment in gradebook.assignments:
                names = [notebook.name for notebook in assignment.notebooks]
                if len(names) == 1:
                    found[assignment.name] = names[0]
            return found

    def choose_lessons(self, names: Sequence[str] = ()) -> dict[str, str]:
        """Those of `lessons` that are named, or all if none is.

        Raises
        ------
        GradingError
            If there is no such lesson.
        """
        known = self.lessons()
        if unknown := sorted(set(names) - set(known)):
            told = ", ".join(sorted(known)) or "none: run `make lessons`"
            raise GradingError(f"The gradebook has no lesson {', '.join(unknown)}. It has: {told}.")
        return {name: known[name] for name in sorted(names or known)}

    def submissions(self, lesson: str) -> dict[str, Path]:
        """Students who have handed in a lesson, each with the folder."""
        pattern = self.coursedir.format_path(
            self.coursedir.submitted_directory, "(?P<student>[^/]+)", lesson, escape=True
        )
        parent = self.find("submitted_directory", "*", lesson)
        root = Path(*parent.parts[: parent.parts.index("*")])
        found = {}
        for folder in sorted(root.glob(str(parent.relative_to(root)))):
            match = re.fullmatch(pattern, str(folder))
            if match and folder.is_dir():
                found[encode_name(match["student"])] = folder
        return found

    def pack(self, student: str, lesson: str, notebook: str, folder: Path) -> Submission:
        """Read a submission, with the course's own files on top, as nbgrader has it."""
        files, reason = pack(folder)
        source = self.find("source_directory", ".", lesson)
        keep = Autograde(parent=self.app).exclude_overwriting.get(lesson, [])
        ignore = [*self.coursedir.ignore, "*.ipynb"]
        for file in map(Path, utils.find_all_files(str(source), ignore)):
            name = file.relative_to(source).as_posix()
            if name not in keep:
                files[name] = file.read_bytes()
        return Submission(student, lesson, notebook, files, reason)

    def released(self, lesson: str, notebook: str) -> bytes:
        """A lesson's notebook as learners got it; empty if it is not there."""
        try:
            folder = self.find("release_directory", ".", lesson)
            return (folder / f"{notebook}.ipynb").read_bytes()
        except FileNotFoundError:
            return b""

    def outcomes(self) -> dict[tuple[str, str], dict]:
        """The last line of the record about each (lesson, student)."""
        found = {}
        with contextlib.suppress(FileNotFoundError):
            for line in self.record.read_text().splitlines():
                with contextlib.suppress(ValueError):  # cut short when the machine stopped
                    outcome = json.loads(line)
                    found[outcome["lesson"], outcome["student"]] = outcome
        return found

    def graded(self) -> set[tuple[str, str]]:
        """The (lesson, student) pairs that the gradebook knows."""
        with self.open() as gradebook:
            return {
                (submission.assignment.name, submission.student_id)
                for assignment in gradebook.assignments
                for submission in assignment.submissions
            }

    def requirements(self, lesson: str) -> str:
        """What a lesson asks for, as a text that changes when it does."""
        with self.open() as gradebook:
            assignment = gradebook.find_assignment(lesson)
            notebook = assignment.notebooks[0]
            cells = [(cell.name, cell.checksum, cell.source) for cell in notebook.source_cells]
            points = [(cell.name, cell.max_score) for cell in notebook.grade_cells]
            return f"{sorted(cells)}{sorted(points)}{assignment.duedate}"

    def store(self, submission: Submission, result: Result, key: str) -> dict:
        """Store a result: grades, nbgrader's folder, and a line in the record, in this order.

        Parameters
        ----------
        submission : Submission
            What was graded.
        result : Result
            What came out.
        key : str
            What the result depends on (see `grading.schedule.make_key`).

        Returns
        -------
        dict
            The line of the record.

        Raises
        ------
        OSError
            If files cannot be written.
        """
        student, lesson = submission.student, submission.lesson
        nb = nbformat.reads(result.notebook, as_version=4)
        timestamp, about_time = read_time(submission.files.get("timestamp.txt"))
        with self.open() as gradebook:
            gradebook.update_or_create_student(student)
            options = {"timestamp": timestamp} if timestamp else {}
            gradebook.update_or_create_submission(lesson, student, **options)
            marked = self._find_marked(gradebook, submission, nb)
        autograde = Autograde(parent=self.app, coursedir=self.coursedir)
        resources = {
            "nbgrader": {
                "db_url": self.coursedir.db_url,
                "assignment": lesson,
                "notebook": submission.notebook,
                "student": student,
                "marked": marked,
            }
        }
        for step in split_steps(autograde)[1]:
            nb, resources = step(parent=autograde)(nb, resources)
        self._write_files(submission, nbformat.writes(nb).encode())
        autograde.set_permissions(lesson, student)
        outcome = {
            "lesson": lesson,
            "student": student,
            "digest": key,
            "reason": result.reason,
            "unread": result.unread,
            "remarks": result.remarks + about_time,
            "seconds": result.seconds,
            "messages": find_messages(nb),
        }
        with open(self.record, "a") as record:
            record.write(json.dumps(outcome) + "\n")
        return outcome

    def _find_marked(
        self, gradebook: Gradebook, submission: Submission, nb: NotebookNode
    ) -> list[str]:
        """Names of the cells whose marks by a person stand, for the learner changed nothing since.

        What is in any text may be a written answer, so its mark waits anew if one of them has
        changed; a test that a person has looked at waits if any code has changed, too.
        """
        lesson, student, notebook = submission.lesson, submission.student, submission.notebook
        grades = gradebook.find_submission_notebook(notebook, lesson, student).grades
        marked = [
            grade.name
            for grade in grades
            if grade.manual_score is not None and not grade.needs_manual_grade
        ]
        before = self.find("autograded_directory", student, lesson) / f"{notebook}.ipynb"
        if not marked or not before.exists():
            return []
        old = nbformat.read(before, as_version=4)
        same = {code: read_cells(old, code) == read_cells(nb, code) for code in (False, True)}
        tests = {grade_id(cell) for cell in nb.cells if is_test(cell)}
        return [name for name in marked if same[name in tests]]

    def _write_files(self, submission: Submission, notebook: bytes) -> None:
        """Fill nbgrader's folder of graded work, in one go."""
        target = self.find("autograded_directory", submission.student, submission.lesson)
        part = target.with_name(f".{target.name}.part")
        for folder in (part, target):
            if folder.exists():
                utils.rmtree(str(folder))
        files = {name: data for name, data in submission.files.items() if ".ipynb" not in name}
        files[f"{submission.notebook}.ipynb"] = notebook
        for name, data in files.items():
            file = part / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        os.replace(part, target)
