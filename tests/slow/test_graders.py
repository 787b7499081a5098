"""Do the graders tell right from wrong? On solutions, stubs, single challenges, and a bank of
right and wrong answers in `tests/answers`."""

import inspect
import re

from helpers import byhand

import course
import pytest
from nbgrader.utils import determine_grade

EACH = [(lesson, name) for lesson in course.LESSONS for name in course.challenges(lesson)]
TAUGHT = dict(inspect.getmembers(byhand, inspect.isfunction))
BANK = [(lesson, *answer) for lesson in course.LESSONS for answer in course.bank(lesson)]


@pytest.mark.parametrize(("lesson", "challenge"), EACH)
def test_one_challenge_alone_earns_its_points(lesson, challenge):
    """Demonstrations are left out: they need no answer (test_demonstrations.py), and nbval runs them."""
    notebook = course.with_answers(lesson, [challenge])
    graded = [cell for cell in notebook.cells if course.is_answer(cell) or course.is_test(cell)]
    cells = course.run(graded, course.setup_cells(lesson))
    own = {course.grade_id(cell) for cell in course.challenges(lesson)[challenge]}
    for cell in filter(course.is_test, cells):
        expected = cell.metadata.nbgrader.points if course.grade_id(cell) in own else 0
        assert determine_grade(cell)[0] == expected, f"{course.grade_id(cell)}: {course.text(cell)}"


@pytest.mark.parametrize(
    ("lesson", "kind", "challenge", "title", "source", "expected", "message"),
    BANK,
    ids=[f"{a[0]}-{a[2]}-{a[1]}-{a[3]}" for a in BANK],
)
def test_answer(lesson, kind, challenge, title, source, expected, message):
    tests = course.run_answer(lesson, challenge, source)
    earned = sum(determine_grade(cell)[0] for cell in tests)
    printed = "\n".join(map(course.text, tests))
    if kind == "right":
        assert earned == sum(cell.metadata.nbgrader.points for cell in tests), printed
    else:
        assert earned == expected, printed
        assert message in printed


def defined(lesson, challenge):
    """Names of the functions that an exercise asks for."""
    cells = course.read("solutions", lesson).cells
    answer = next(cell for cell in cells if course.grade_id(cell) == challenge)
    return re.findall(r"(?m)^def (\w+)", answer.source)


TAUGHT_IN = [(*each, defined(*each)) for each in EACH if TAUGHT.keys() >= set(defined(*each))]


@pytest.mark.parametrize(("lesson", "challenge", "names"), TAUGHT_IN)
def test_helpers_pass_the_exercise_that_taught_them(lesson, challenge, names):
    pieces = [f"from {TAUGHT[name].__module__} import *" for name in names]
    pieces += [inspect.getsource(TAUGHT[name]) for name in names]
    for cell in course.run_answer(lesson, challenge, "\n\n".join(pieces)):
        assert determine_grade(cell)[0] == cell.metadata.nbgrader.points, course.text(cell)


def test_every_function_by_hand_is_taught():
    assert TAUGHT.keys() == {name for *_, names in TAUGHT_IN for name in names}


def test_every_challenge_is_tried_on_right_and_wrong_answers():
    tried = {(lesson, kind, challenge) for lesson, kind, challenge, *_ in BANK}
    for lesson, challenge in EACH:
        for kind in ("right", "wrong"):
            assert (lesson, kind, challenge) in tried
