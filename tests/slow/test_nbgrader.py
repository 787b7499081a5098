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
    """Grade a solved, an untouched and a half solved copy of a lesson with nbgrader itself."""
    lesson = request.param
    halves = [*course.challenges(lesson)][::2]
    copies = {
        "solved": with_remarks(course.read("solutions", lesson)),
        "untouched": course.read("lessons", lesson),
        "half": course.with_answers(lesson, halves),
    }
    for student, notebook in copies.items():
        folder = course_copy / "gradebook" / "submitted" / student / lesson
        folder.mkdir(parents=True)
        course.nbformat.write(notebook, folder / f"{lesson}.ipynb")
    for command in ("autograde", "generate_feedback"):
        subprocess.run(
            [sys.executable, "-m", "nbgrader", command, lesson],
            cwd=course_copy,
            check=True,
            capture_output=True,
        )
    return lesson, halves, course_copy


@pytest.mark.parametrize("graded", course.LESSONS, indirect=True)
def test_nbgrader_grades_solved_untouched_and_half_solved(graded):
    from nbgrader.api import Gradebook

    lesson, halves, root = graded
    expected = {"solved": [*course.challenges(lesson)], "untouched": [], "half": halves}
    with Gradebook(f"sqlite:///{root / 'gradebook' / 'gradebook.db'}") as gradebook:
        for student, answered in expected.items():
            grades = gradebook.find_submission_notebook(lesson, lesson, student).grades
            tests = course.challenges(lesson)
            full = {
                course.grade_id(c): c.metadata.nbgrader.points for n in answered for c in tests[n]
            }
            for grade in grades:
                if grade.name.startswith("test_"):
                    assert grade.auto_score == full.get(grade.name, 0), (student, grade.name)
                elif student == "solved":
                    assert grade.needs_manual_grade
                else:
                    assert grade.auto_score == 0, "an untouched written answer earns nothing"


@pytest.mark.parametrize("graded", course.LESSONS, indirect=True)
def test_only_exercises_fail_in_an_untouched_lesson(graded):
    lesson, _, root = graded
    path = root / "gradebook" / "autograded" / "untouched" / lesson / f"{lesson}.ipynb"
    for cell in course.nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "code" and not course.grade_id(cell):
            assert "Error" not in course.text(cell)


@pytest.mark.parametrize("graded", course.LESSONS, indirect=True)
def test_feedback_shows_score_and_message(graded):
    lesson, _, root = graded
    page = root / "gradebook" / "feedback" / "untouched" / lesson / f"{lesson}.html"
    html = page.read_text()
    assert '<p class="total">0 of 10 points</p>' in html
    assert "Replace this line with your code." in html
