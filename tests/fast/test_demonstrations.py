"""Which cells does grading leave out?"""

from grading.demonstrations import Names, find_demonstrations, is_setup

import course
import pytest
from nbformat.v4 import new_code_cell

ALL = ["train", "look", "both"]


def _code(source, name, **marks):
    metadata = {"nbgrader": {"grade_id": name} | marks} if marks else {}
    return new_code_cell(source, id=name, metadata=metadata)


def _lesson(answer="def double(x):\n    return 2 * x", test="assert double(2) == 4"):
    return [
        _code("import math\nnumbers = [1, 2]\ndef show(x): print(x)", "setup"),
        _code("model = list(numbers)\nmodel.append(3)\nshow(model)", "train"),
        _code("history = 6\nfor i in (1, 2):\n    print(i, math.pi)", "look"),
        _code("summary = sum(model)", "both"),
        _code(answer, "double", solution=True, grade=False),
        _code(test, "test-double", solution=False, grade=True),
    ]


def skipped(cells):
    return [cell.id for cell in find_demonstrations(cells, _lesson())]


def test_what_nothing_depends_on_is_skipped():
    assert skipped(_lesson()) == ALL


@pytest.mark.parametrize(
    ("answer", "left"),
    [
        ("def double(x):\n    return x + len(model)", ["look"]),  # which both others may change
        ("print(summary)", ["look"]),  # made of what the first makes
        ("print(history)", ["train", "both"]),
        ("total = 0\nfor n in numbers:\n    total += n", ["look", "both"]),
        ("i += 1", ["train", "both"]),
        ("history = 1\nprint(history)", ALL),
        ("for i in range(3):\n    print(i)", ALL),
        ("with open('x') as i:\n    i.read()", ALL),
        ("if math.pi > 3:\n    i = 1\nprint(i)", ["train", "both"]),
        ("if math.pi > 3:\n    i = 1\nelse:\n    i = 2\nprint(i)", ALL),
        ("try:\n    i = 1\nexcept ValueError:\n    pass\nprint(i)", ["train", "both"]),
        ("i = 1\ndel i\nprint(i)", ["train", "both"]),
        ("class A:\n    size = i", ["train", "both"]),
        ("[i for i in range(3)]", ALL),
        ("def f(i):\n    return i + math.pi, show", ALL),
        ("def f():\n    global i\n    return i", ["train", "both"]),
        ("globals()['history']", []),
        ("import sys\nsys.modules", []),
        ("_", []),
        ("!ls", []),
        ("%time 1", []),
        ("def f(:", []),
    ],
)
def test_what_an_answer_may_read_runs(answer, left):
    assert skipped(_lesson(answer)) == left


def test_what_a_test_or_an_added_cell_reads_runs():
    assert skipped(_lesson(test="assert history == 6")) == ["train", "both"]
    assert skipped(_lesson(test="assert sum(numbers) == 3")) == ALL  # the course's own tests know
    assert skipped([*_lesson(), _code("print(history)", "added")]) == ["train", "both"]


def test_a_changed_demonstration_is_a_learners_cell():
    cells = _lesson()
    cells[2].source += "\nprint(model)"
    assert skipped(cells) == []  # both others use the model


def test_a_demonstration_that_changes_a_module_runs_where_it_is_read():
    released = _lesson()
    released[2].source = "math.pi = 3"
    cells = _lesson("math.pi")
    cells[2].source = "math.pi = 3"
    assert [cell.id for cell in find_demonstrations(cells, released)] == ["train", "both"]


def test_without_the_released_lesson_all_runs():
    assert find_demonstrations(_lesson(), []) == []


@pytest.mark.parametrize("lesson", course.LESSONS)
def test_tests_and_solutions_need_no_demonstration(lesson):
    solution, released = course.read("solutions", lesson), course.read("lessons", lesson)
    left = {cell.id for cell in find_demonstrations(solution.cells, released.cells)}
    needed = [
        cell.id
        for cell in released.cells
        if cell.cell_type == "code"
        and not course.grade_id(cell)
        and not is_setup(cell)
        and cell.id not in left
    ]
    assert needed == [], "tag these `setup`, or give them other names"


@pytest.mark.parametrize("lesson", course.LESSONS)
def test_no_demonstration_needs_an_answer(lesson):
    """So whoever leaves out an exercise can go on, and sees what the solution shows."""
    asked, needing = set(), []
    for cell in course.read("solutions", lesson).cells:
        if cell.cell_type == "code" and not course.is_test(cell):
            names = Names(cell.source)
            if course.is_answer(cell):
                asked |= names.made
            else:
                if names.read & asked:
                    needing.append((cell["id"], names.read & asked))
                asked -= names.made
    assert needing == []


def test_names():
    names = Names("import os.path\nx = y\nx.z[0] = 1\ndef f():\n    return w")
    assert names.made == {"os", "x", "f"}
    assert names.defined == {"os", "f"}
    assert names.read == {"y", "w"}
    assert names.changed == {"x"}
