"""Are mutants of the solutions what they should be, and does the list of equal ones fit them?"""

import course
import mutants
import pytest


def made(source):
    return {changed.rstrip("\n") for *_, changed in mutants.mutants(source)}


@pytest.mark.parametrize(
    ("source", "changed"),
    [
        ("y = x + 1", "y = (x - 1)"),
        ("y = x * 3", "y = (x / 3)"),
        ("y = x // 3", "y = (x / 3)"),
        ("y = x + 1", "y = x + 2"),
        ("y = x + 1", "y = x + 0"),
        ("y = 0", "y = (-1)"),
        ("y = 0.5", "y = 1.0"),
        ("y = True", "y = False"),
        ("y = -x", "y = (x)"),
        ("y = a < b", "y = (a <= b)"),
        ("y = a < b", "y = (a > b)"),
        ("y = a == b", "y = (a != b)"),
        ("y = a and b", "y = (a or b)"),
        ("y = f(a, b)", "y = f(b, a)"),
        ("y = f(a, b)", "y = f(a)"),
        ("y = f(a, axis=1)", "y = f(a)"),
        ("y = f(a, axis=1)", "y = f(a, axis=0)"),
        ("y = x[1:]", "y = x[:]"),
        ("y = np.argmax(x)", "y = np.argmin(x)"),
        ("y = max(x)", "y = min(x)"),
        ('y = f("relu")', "y = f('sigmoid')"),
        ("y = f(activation=relu)", "y = f(activation=sigmoid)"),
        ("y = history['val_loss']", "y = history['loss']"),
        ("y = height", "y = width"),
        ("y = f(mean=1)", "y = f(sum=1)"),
        ("y = 1\nz = 2", "y = 1\npass"),
        ("def f(a=1):\n    return a", "def f(a=2):\n    return a"),
        ("def f(a, b):\n    return a", "def f(a, b):\n    return b"),
        ("def f(a):\n    return a", "def f(a):\n    pass"),
        ("for i in x:\n    y = i", "pass"),
        ('y = "é", 1', 'y = "é", 2'),
    ],
)
def test_each_kind_of_change_is_made(source, changed):
    assert changed in made(source)


def test_what_is_no_code_stays():
    source = 'def f():\n    """Return 1."""\n    raise ValueError(f"more than {1 + 1}")'
    # Left out: the argument, and the line.
    assert made(source) == {
        source.replace('f"more than {1 + 1}"', ""),
        source.replace('raise ValueError(f"more than {1 + 1}")', "pass"),
    }


def test_arguments_that_may_be_swapped_are_not():
    assert "y = np.maximum(0, x)" not in made("y = np.maximum(x, 0)")


def test_a_mutant_is_told_by_its_lines():
    source = "def f(a):\n    return g(\n        a,\n        axis=0,\n    )"
    told = {(line, mutant) for line, mutant, _ in mutants.mutants(source)}
    assert ("axis=0,", "axis=1,") in told
    assert ("return g( a, axis=0, )", "return g(a)") in told


def test_what_survives_is_told(monkeypatch, capsys):
    monkeypatch.setattr(mutants, "survives", lambda *answer: answer[2] == "y = 2")
    assert mutants.try_exercise("04_build", "neuron", "y = 1", {}) == 1
    assert "y = 1\n    y = 2\n" in capsys.readouterr().out
    equal = {("04_build", "neuron", "y = 1", "y = 2"): "why"}
    assert mutants.try_exercise("04_build", "neuron", "y = 1", equal) == 0
    assert "survives" not in capsys.readouterr().out
    equal = {("04_build", "neuron", "y = 1", "y = 0"): "why"}
    assert mutants.try_exercise("04_build", "neuron", "y = 1", equal) == 2
    assert "does not survive: y = 1 -> y = 0" in capsys.readouterr().out


def test_equal_mutants_are_mutants():
    known = {
        (lesson, exercise, line, mutant)
        for lesson in course.LESSONS
        for exercise, source in mutants.solutions(lesson).items()
        for line, mutant, _ in mutants.mutants(source)
    }
    listed = mutants.equal_mutants()
    assert listed
    assert listed.keys() <= known
    assert all(listed.values())


def test_how_much_is_printed_is_left_alone():
    assert made("y = f(a, verbose=0)") == {"y = f(verbose=0)", "pass"}
