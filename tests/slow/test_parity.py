"""Are grades the same with demonstrations skipped, with every cell run, and by nbgrader itself?

A small part of what `tests/benchmarks/parity.py` compares.
"""

import shutil
import sys

import pytest
from benchmarks import parity

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="grading runs on Linux only"),
    pytest.mark.skipif(shutil.which("bwrap") is None, reason="bubblewrap is not installed"),
]


def test_grades_are_the_same_each_way():
    lesson = "02_inputs_outputs"
    made = [*parity.make_mix(lesson, 1), list(parity.make_bank(lesson))[-1]]
    counts, different = parity.compare(lesson, made, list(parity.WAYS), stock=1, jobs=2)
    assert different == []
    tests = sum(map(len, parity.course.challenges(lesson).values()))
    assert [count[:2] for count in counts.values()] == [(n, n * tests) for n in (2, 2, 1)]


def test_a_difference_is_told(monkeypatch):
    lesson = "02_inputs_outputs"
    grades = iter([{(0, "test_normalise"): 2.0}, {(0, "test_normalise"): 1.0}])
    monkeypatch.setattr(parity, "run", lambda *_: None)
    monkeypatch.setattr(parity, "read_grades", lambda _: next(grades))
    made = [(parity.course.read("lessons", lesson), {"normalise": 2.0})]
    _, different = parity.compare(lesson, made, ["skipping", "nbgrader"], stock=1, jobs=1)
    assert different == [
        f"{lesson} 0 test_normalise: 2.0, but nbgrader gives 1.0",
        f"{lesson} 0 normalise: 2.0 in the bank, but nbgrader gives [1.0]",
    ]
