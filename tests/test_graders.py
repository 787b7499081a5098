"""Do the graders tell right from wrong? On solutions, stubs, single challenges, and a bank of
right and wrong answers in `tests/answers`."""

import subprocess
import sys

import course
import pytest
from nbgrader.utils import determine_grade

EACH = [(lesson, name) for lesson in course.LESSONS for name in course.challenges(lesson)]
BANK = [(lesson, *answer) for lesson in course.LESSONS for answer in course.bank(lesson)]


def with_answers(lesson, answered):
    """The solution's notebook with stubs for all challenges but `answered`."""
    notebook = course.read("solutions", lesson)
    released = {course.grade_id(cell): cell for cell in course.read("lessons", lesson).cells}
    for cell in filter(course.is_answer, notebook.cells):
        if course.grade_id(cell) not in answered:
            cell.source = released[course.grade_id(cell)].source
    return notebook


def points(cells):
    """Points of each test cell."""
    return {course.grade_id(c): determine_grade(c)[0] for c in cells if course.is_test(c)}


@pytest.mark.parametrize(("lesson", "challenge"), EACH)
def test_one_challenge_alone_earns_its_points(lesson, challenge):
    cells = course.run(with_answers(lesson, [challenge]).cells)
    own = {course.grade_id(cell) for cell in course.challenges(lesson)[challenge]}
    for cell in filter(course.is_test, cells):
        expected = cell.metadata.nbgrader.points if course.grade_id(cell) in own else 0
        assert determine_grade(cell)[0] == expected, f"{course.grade_id(cell)}: {course.text(cell)}"
    for cell in cells:
        if cell.cell_type == "code" and not course.grade_id(cell):
            assert "Error" not in course.text(cell), "a cell after it needs an answer"


@pytest.mark.parametrize(
    ("lesson", "kind", "challenge", "title", "source", "expected", "message"),
    BANK,
    ids=[f"{a[0]}-{a[2]}-{a[1]}-{a[3]}" for a in BANK],
)
def test_answer(lesson, kind, challenge, title, source, expected, message):
    notebook = course.read("solutions", lesson)
    needed = [c for c in notebook.cells if c.cell_type == "code" and not course.grade_id(c)]
    setup = [c for c in needed if c["id"] == "setup" or "setup" in c.metadata.get("tags", [])]
    tests = course.challenges(lesson)[challenge]
    answer = next(c for c in notebook.cells if course.grade_id(c) == challenge)
    answer.source = source
    cells = course.run([*setup, answer, *tests])
    earned = sum(points(cells).values())
    printed = "\n".join(course.text(cell) for cell in cells if course.is_test(cell))
    if kind == "right":
        assert earned == sum(cell.metadata.nbgrader.points for cell in tests), printed
    else:
        assert earned == expected, printed
        assert message in printed


def test_every_challenge_is_tried_on_right_and_wrong_answers():
    tried = {(lesson, kind, challenge) for lesson, kind, challenge, *_ in BANK}
    for lesson, challenge in EACH:
        for kind in ("right", "wrong"):
            assert (lesson, kind, challenge) in tried


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
        "half": with_answers(lesson, halves),
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
                elif student == "untouched":
                    assert grade.auto_score == 0, "an untouched written answer earns nothing"
                else:
                    assert grade.needs_manual_grade or student == "half"


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
    assert "Score: 0.0 / 10.0" in html
    assert "Replace this line with your code." in html
