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


def points(cells):
    """Points of each test cell."""
    return {course.grade_id(c): determine_grade(c)[0] for c in cells if course.is_test(c)}


@pytest.mark.parametrize(("lesson", "challenge"), EACH)
def test_one_challenge_alone_earns_its_points(lesson, challenge):
    cells = course.run(course.with_answers(lesson, [challenge]).cells)
    own = {course.grade_id(cell) for cell in course.challenges(lesson)[challenge]}
    for cell in filter(course.is_test, cells):
        expected = cell.metadata.nbgrader.points if course.grade_id(cell) in own else 0
        assert determine_grade(cell)[0] == expected, f"{course.grade_id(cell)}: {course.text(cell)}"
    for cell in cells:
        if cell.cell_type == "code" and not course.grade_id(cell):
            assert "Error" not in course.text(cell), "a cell after it needs an answer"


def challenge_cells(lesson, challenge, source):
    """The set-up of a lesson, an answer to one challenge, and that challenge's tests."""
    notebook = course.read("solutions", lesson)
    needed = [c for c in notebook.cells if c.cell_type == "code" and not course.grade_id(c)]
    setup = [c for c in needed if c["id"] == "setup" or "setup" in c.metadata.get("tags", [])]
    answer = next(c for c in notebook.cells if course.grade_id(c) == challenge)
    answer.source = source
    return [*setup, answer, *course.challenges(lesson)[challenge]]


@pytest.mark.parametrize(
    ("lesson", "kind", "challenge", "title", "source", "expected", "message"),
    BANK,
    ids=[f"{a[0]}-{a[2]}-{a[1]}-{a[3]}" for a in BANK],
)
def test_answer(lesson, kind, challenge, title, source, expected, message):
    cells = course.run(challenge_cells(lesson, challenge, source))
    tests = course.challenges(lesson)[challenge]
    earned = sum(points(cells).values())
    printed = "\n".join(course.text(cell) for cell in cells if course.is_test(cell))
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
    cells = course.run(challenge_cells(lesson, challenge, "\n\n".join(pieces)))
    for cell in filter(course.is_test, cells):
        assert determine_grade(cell)[0] == cell.metadata.nbgrader.points, course.text(cell)


def test_every_function_by_hand_is_taught():
    assert TAUGHT.keys() == {name for *_, names in TAUGHT_IN for name in names}


def test_every_challenge_is_tried_on_right_and_wrong_answers():
    tried = {(lesson, kind, challenge) for lesson, kind, challenge, *_ in BANK}
    for lesson, challenge in EACH:
        for kind in ("right", "wrong"):
            assert (lesson, kind, challenge) in tried
