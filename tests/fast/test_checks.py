"""Do checks tell right from wrong, and say what to look at?"""

from helpers import checks

import keras
import numpy as np
import pytest


class Agrees:
    """Claims to equal everything."""

    def __eq__(self, other):
        return True

    def __array__(self, *_, **__):
        raise RuntimeError("no array")


class Text(str):
    """A text that claims to equal every text."""

    __slots__ = ()
    __hash__ = str.__hash__

    def __eq__(self, other):
        return True


@pytest.mark.parametrize(
    ("got", "expected"),
    [
        (3, 3.0),
        (np.float32(0.1), 0.1),
        ([1, 2], (1, 2)),
        (np.array([[1.0]]), [[1]]),
        (keras.ops.convert_to_tensor([1.0, 2.0]), [1, 2]),
        ("cat", "cat"),
        (np.str_("cat"), "cat"),
        (True, 1),
    ],
)
def test_right_answers_pass(got, expected):
    assert checks.difference("x", got, expected, "hint") is None


@pytest.mark.parametrize(
    ("got", "expected", "message"),
    [
        (None, 3, "Is there a return"),
        (4, 3, "x should be 3, not 4. Look."),
        ([1, 2], [1, 3], "x should be [1, 3], not [1, 2]. Look."),
        ([1, 2, 3], [1, 2], "x should be [1, 2], not [1, 2, 3]. Look."),
        (np.zeros((9, 9)), np.zeros((9, 8)), "x should have the shape (9, 8), not (9, 9)"),
        (np.eye(5), np.zeros((5, 5)), "They differ in 5 of 25 numbers, first at [0, 0]"),
        ([3], 3, "x should be 3, not [3]. It should be one number, not an array. Look."),
        (np.nan, 1, "x should be 1, not nan"),
        ([1, 0], [1, np.nan], "x should be [ 1., nan], not [1, 0]"),
        ("3 cats", 3, "it is a str"),
        (Agrees(), 3, "it is a Agrees"),
        (Agrees(), "cat", "it is a Agrees"),
        (Text("dog"), "cat", "x should be 'cat', not 'dog'"),
        (3, "cat", "it is a int"),
    ],
)
def test_wrong_answers_are_described(got, expected, message, capsys):
    assert message in checks.difference("x", got, expected, "Look.")
    assert not checks.passes("x", got, expected, "Look.")
    assert message in capsys.readouterr().out
    with pytest.raises(AssertionError):
        checks.require("x", got, expected, "Look.")


@pytest.mark.parametrize(
    ("got", "hint"),
    [(np.float32(3), "count"), ((0.5, 1), "pair"), (2, "other"), ("cat", "other"), (None, "other")],
)
def test_hint_fits_the_mistake(got, hint):
    assert checks.choose_hint(got, [(3, "count"), ([0.5, 1], "pair")], "other") == hint


def test_without_puts_a_function_out_of_reach_under_every_name():
    also = checks.difference

    def answer():
        return also("x", 1, 1, hint="")

    with (
        checks.without(checks.difference),
        pytest.raises(AssertionError, match="Write it yourself"),
    ):
        answer()
    assert answer() is None


def test_a_wrong_axis_is_explained():
    with (
        pytest.raises(AssertionError, match="axis 1 is out of bounds.*axis 1 the second"),
        checks.axis_explained(),
    ):
        np.sum([1, 2], axis=1)
