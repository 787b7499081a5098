"""Chooses the tests of a lesson or of a file, for `make check`; prints them for pytest.

- A lesson, its notebook or its answers: its form, the lesson made from it, its graders on their
  answers, the notebook itself under nbval, and what the instructor's pages say of it.
- A file of tests: the file.
- A document: whether it names what is there, and says what the lessons say.
- A module: the tests named after it, with its folder (`test_plots_curves*.py`) or without, or else
  after its folder (`test_plots*.py`).
"""

import shlex
import sys

import course

# What is tested under another name than its own.
ELSEWHERE = {
    "data/record_results.py": "re[cs]",
    "grading/report.py": "collecting",
    "nbgrader_config.py": "nbgrader",
}


def tests_of(name):
    """Arguments of pytest that run the tests of a lesson or file.

    Raises
    ------
    LookupError
        If there are none.
    """
    path = (course.PROJECT / name).resolve()
    lesson = name if name in course.LESSONS else path.stem
    if name == lesson or path.suffix == ".ipynb" or path.parent.name == "answers":
        if lesson not in course.LESSONS:
            raise LookupError(f"{lesson} is no lesson: {', '.join(course.LESSONS)}")
        graders = ["tests/fast/test_lessons.py", "tests/slow/test_graders.py"]
        pages = "tests/fast/test_teaching.py"
        return ["-k", f"{lesson} or test_teaching", *graders, pages, f"solutions/{lesson}"]
    if not path.is_file():
        raise LookupError(f"There is no file {name}")
    if path.stem.startswith("test_"):
        return [str(path.relative_to(course.PROJECT))]
    if path.suffix == ".md":
        return ["tests/fast/test_documents.py", "tests/fast/test_teaching.py"]
    folder = "" if path.parent == course.PROJECT else path.parent.name
    for subject in (f"{folder}_{path.stem}", ELSEWHERE.get(name, path.stem), folder):
        found = sorted((course.PROJECT / "tests").glob(f"*/test_{subject}*.py")) if subject else []
        if found:
            return [str(file.relative_to(course.PROJECT)) for file in found]
    raise LookupError(f"No tests are named after {name} or its folder")


if __name__ == "__main__":
    try:
        print(shlex.join(tests_of(sys.argv[1])))
    except LookupError as error:
        sys.exit(str(error))
