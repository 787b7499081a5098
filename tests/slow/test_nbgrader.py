"""Does nbgrader itself grade copies of each lesson as it should, and give readable feedback?"""

import subprocess
import sys

import course
import pytest


def with_remarks(notebook):
    """The notebook with answers that write to stderr when a test calls them."""
    for cell in filter(course.is_answer, notebook.cells):
        name = course.grade_id(cell)
        if f"def {name}(" in cell.source:
            cell.source += (
                f"\n\ndef remarking(*arguments, answer={name}, **options):"
                "\n    import sys"
                "\n    print('a remark', file=sys.stderr)"
                f"\n    return answer(*arguments, **options)\n\n{name} = remarking"
            )
    return notebook


@pytest.fixture(scope="module")
def graded(request, course_copy):
    """Grade a solved and an untouched copy of a lesson with nbgrader itself.

    Demonstrations are left out: they need no answer (test_demonstrations.py), and nbval runs them.
    """
    lesson = request.param
    copies = {
        "solved": with_remarks(course.read("solutions", lesson)),
        "untouched": course.read("lessons", lesson),
    }
    for student, notebook in copies.items():
        folder = course_copy / "gradebook" / "submitted" / student / lesson
        folder.mkdir(parents=True)
        short = course.without_demonstrations(lesson, notebook)
        course.nbformat.write(short, folder / f"{lesson}.ipynb")
    for command in ("autograde", "generate_feedback"):
        subprocess.run(
            [sys.executable, "-m", "nbgrader", command, lesson],
            cwd=course_copy,
            check=True,
            capture_output=True,
        )
    return lesson, course_copy


@pytest.mark.parametrize("graded", course.LESSONS, indirect=True)
def test_nbgrader_grades_solved_and_untouched(graded):
    from nbgrader.api import Gradebook

    lesson, root = graded
    with Gradebook(f"sqlite:///{root / 'gradebook' / 'gradebook.db'}") as gradebook:
        for student in ("solved", "untouched"):
            grades = gradebook.find_submission_notebook(lesson, lesson, student).grades
            assert [grade for grade in grades if grade.name.startswith("test_")]
            for grade in grades:
                if grade.name.startswith("test_"):
                    earned = grade.max_score if student == "solved" else 0
                    assert grade.auto_score == earned, (student, grade.name)
                elif student == "solved":
                    assert grade.needs_manual_grade
                else:
                    assert grade.auto_score == 0, "an untouched written answer earns nothing"


@pytest.mark.parametrize("graded", course.LESSONS, indirect=True)
def test_feedback_shows_score_and_message(graded):
    lesson, root = graded
    page = root / "gradebook" / "feedback" / "untouched" / lesson / f"{lesson}.html"
    html = page.read_text()
    assert '<p class="total">0 of 10 points</p>' in html
    assert "Replace this line with your code." in html
