"""Feedback pages: nbgrader makes them; here those that are missing or older than what they tell."""

import glob
import hashlib
import json
import zipfile
from collections.abc import Sequence
from pathlib import Path

from nbgrader.api import Gradebook
from nbgrader.apps.api import NbGraderAPI
from tqdm import tqdm

from . import GradingError
from .gradebook import Course
from .report import NUMBERED
from .schedule import hash_code

TEMPLATE = Path(__file__).with_name("templates") / "tensteps"


def make_feedback(
    course: Course,
    lessons: Sequence[str] = (),
    students: Sequence[str] = (),
    force: bool = False,
) -> tuple[int, dict[tuple[str, str], str]]:
    """Make the pages that are missing, or whose notebook, marks or comments have changed.

    Parameters
    ----------
    course : Course
        The course.
    lessons, students : list of str
        Which ones; all if empty.
    force : bool
        Whether to make also those that are up to date.

    Returns
    -------
    made : int
        How many were made.
    failed : dict of (str, str) to str
        Why a page could not be made, by lesson and student.

    Raises
    ------
    GradingError
        If there is no such lesson.
    """
    wanted = course.choose_lessons(lessons)
    record = course.record.with_name("feedback.json")
    keys = json.loads(record.read_text()) if record.exists() else {}
    pending = {}
    with course.open() as gradebook:
        for lesson, student in sorted(course.graded()):
            if lesson not in wanted or (students and student not in students):
                continue
            file = course.find("autograded_directory", student, lesson) / f"{wanted[lesson]}.ipynb"
            if not file.exists():
                continue
            key = make_key(gradebook, lesson, student, file.read_bytes())
            page = course.find("feedback_directory", student, lesson) / f"{wanted[lesson]}.html"
            if force or not page.exists() or keys.get(f"{lesson}/{student}") != key:
                pending[lesson, student] = key
    api = NbGraderAPI(course.coursedir, parent=course.app)
    failed = {}
    for (lesson, student), key in tqdm(pending.items(), unit="page"):
        # nbgrader takes the name for a pattern.
        done = api.generate_feedback(lesson, glob.escape(student), force=True)
        if done["success"]:
            keys[f"{lesson}/{student}"] = key
            record.write_text(json.dumps(keys))
        else:
            lines = (done.get("error") or done.get("log") or "no reason given").strip().splitlines()
            failed[lesson, student] = lines[-1]
    return len(pending) - len(failed), failed


def pack_for_moodle(course: Course, lessons: Sequence[str], file: str) -> tuple[int, list[str]]:
    """Pack the pages of a lesson into an archive that Moodle takes back.

    It looks for folders that are called as in the archive that it gave: in
    ``mod/assign/feedback/file/importziplib.php``.

    Parameters
    ----------
    course : Course
        The course.
    lessons : list of str
        The one lesson.
    file : str
        The archive to write.

    Returns
    -------
    packed : int
        How many pages are in it.
    left_out : list of str
        Whose page is not, for their names lack Moodle's number.

    Raises
    ------
    GradingError
        If it is not one lesson, or the file cannot be written.
    """
    if len(lessons) != 1:
        raise GradingError("Moodle takes the pages of one lesson at a time: name one.")
    ((lesson, notebook),) = course.choose_lessons(lessons).items()
    pages = {
        student: page
        for name, student in sorted(course.graded())
        if name == lesson
        and (
            page := course.find("feedback_directory", student, lesson) / f"{notebook}.html"
        ).exists()
    }
    numbered = [student for student in pages if NUMBERED.fullmatch(student)]
    try:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for student in numbered:
                page = pages[student]
                archive.write(page, f"{student}_assignsubmission_file/{page.name}")
    except OSError as error:
        raise GradingError(f"{file} cannot be written: {error}") from None
    return len(numbered), sorted(pages.keys() - set(numbered))


def make_key(gradebook: Gradebook, lesson: str, student: str, notebook: bytes) -> str:
    """What a page depends on, as a digest: a page with another key is out of date."""
    parts: list = [hash_code(), *(file.read_text() for file in sorted(TEMPLATE.iterdir()))]
    for submitted in gradebook.find_submission(lesson, student).notebooks:
        parts.append(submitted.late_submission_penalty)
        parts += [(grade.name, grade.score, grade.needs_manual_grade) for grade in submitted.grades]
        parts += [(comment.name, comment.comment) for comment in submitted.comments]
    return hashlib.sha256(str(parts).encode() + notebook).hexdigest()
