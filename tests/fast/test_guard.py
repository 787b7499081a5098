"""Is what tests rely on as the course made it, whatever a notebook has changed?"""

import types

from grading.guard import Guard
from helpers import byhand, checks

import numpy as np
import pytest


class Traceback:
    mode = "Context"

    def set_mode(self, mode):
        self.mode = mode


@pytest.fixture
def shell():
    names = {"np": np, "checks": checks, "rate": 0.5}
    return types.SimpleNamespace(user_ns=names, InteractiveTB=Traceback())


@pytest.fixture
def guard(shell):
    return Guard(shell)


def always(*_, **__):
    return True


CHANGES = {
    "numpy.allclose": lambda: setattr(np, "allclose", always),
    "numpy.isclose": lambda: setattr(np.isclose.__wrapped__, "__code__", always.__code__),
    "helpers.byhand.mse": lambda: setattr(byhand, "mse", always),
    "helpers.checks.functions.Check.total": lambda: setattr(checks.Check, "total", always),
    "helpers.checks.values.difference": lambda: setattr(checks.values, "difference", always),
    "helpers.checks.values.require": lambda: setattr(
        checks.require.__closure__[0], "cell_contents", always
    ),
    "helpers.checks.values.choose_hint": lambda: setattr(
        checks.choose_hint, "__code__", always.__code__
    ),
    "helpers.checks.functions.Check.__init__": lambda: checks.Check.__init__.__kwdefaults__.update(
        tolerance=1e9
    ),
    "builtins.abs": lambda: __builtins__.update(abs=always),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_was_changed_is_restored_and_told(guard, name):
    CHANGES[name]()
    assert guard.restore([]) == [name]
    assert guard.restore([]) == []


def test_nothing_is_told_where_nothing_was_changed(guard):
    np.own = always  # something new changes nothing
    try:
        assert guard.restore(["np", "checks"]) == []
    finally:
        del np.own


def test_names_that_the_course_has_made_are_bound_anew(shell, guard):
    guard.keep(["np", "rate"])
    shell.user_ns |= {"np": None, "checks": None}
    del shell.user_ns["rate"]
    assert guard.restore(["np", "checks", "rate"]) == ["np", "rate"]
    assert shell.user_ns == {"np": np, "checks": None, "rate": 0.5}


def test_stubs_stand_for_the_answers_for_a_while(shell, guard):
    shell.user_ns["double"] = always
    guard.unanswer(["double", "half"], ["def double(x):\n    return 3", "raise ValueError"])
    assert shell.user_ns["double"](2) == 3
    assert shell.InteractiveTB.mode == "Minimal"
    guard.answer()
    assert shell.user_ns["double"] is always
    assert "half" not in shell.user_ns
    assert shell.InteractiveTB.mode == "Context"
