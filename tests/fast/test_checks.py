"""Do checks tell right from wrong, and say what to look at?"""

import re

from helpers import checks

import keras
import numpy as np
import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from traitlets.config import Config


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
        (("cat", np.str_("dog")), ["cat", "dog"]),
        (np.array(["dog", "cat"]), {"cat", "dog"}),
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
        ([[1], [2]], [[1, 2]], "x should have the shape (1, 2), not (2, 1). Look."),
        (np.zeros((9, 9)), np.zeros((9, 8)), "x should have the shape (9, 8), not (9, 9)"),
        (np.eye(5), np.zeros((5, 5)), "They differ in 5 of 25 numbers, first at [0, 0]"),
        ([3], 3, "x should be 3, not [3]. It should be one number, not an array. Look."),
        (np.nan, 1, "x should be 1, not nan"),
        ([1, 0], [1, np.nan], "x should be [ 1., nan], not [1, 0]"),
        (
            np.ones((2, 2, 2, 2)),
            np.zeros((2, 2, 2, 2)),
            "x is wrong in 16 of 16 numbers, first at [0, 0, 0, 0]: expected 0, got 1. Look.",
        ),
        ("3 cats", 3, "it is a str"),
        (np.array(["1"]), [1], "x should be [1], but it is an array of texts, not of numbers"),
        ("1", 1, "it is a str: '1'. Look."),
        (
            [[1], [2, 3]],
            [1, 2],
            "x should be [1, 2], but it is a list whose rows differ in length. Look.",
        ),
        (Agrees(), 3, "it is a Agrees"),
        (Agrees(), "cat", "it is a Agrees"),
        (Text("dog"), "cat", "x should be 'cat', not 'dog'"),
        (3, "cat", "it is an int"),
        (["dog", "cat"], ["cat", "dog"], "x should be ['cat', 'dog'], not ['dog', 'cat']"),
        ([Text("dog")], ["cat"], "x should be ['cat'], not ['dog']"),
        ("cat", ["cat"], "it is a str: 'cat'"),
        (["cat", "ship"], {"cat", "dog"}, "x should be cat and dog, not cat and ship"),
        (("dog", "dog"), {"cat", "dog"}, "x should be cat and dog, not dog and dog"),
        ((np.int64(0), 1), {"cat", "dog"}, "x should be cat and dog, not 0 and 1"),
        (7, {"cat", "dog"}, "x should be cat and dog, not 7"),
        ("cat and dog", {"cat", "dog"}, "x should be cat and dog, but it is a str: 'cat and dog'"),
    ],
)
def test_wrong_answers_are_described(got, expected, message):
    assert message in checks.difference("x", got, expected, "Look.")
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


def double(values):
    """What helpers would have."""
    return 2 * np.asarray(values)


def check_double(function, **options):
    """A check of two examples, of which the second says what it expects by `like`."""
    check = checks.Check(function, "Multiply by 2.", points=1.5, like=double, **options)
    check([1, 2], gives=[2, 4])
    check([5, 0, 1])
    return check.total()


def test_a_right_function_ends_in_a_line_with_its_points(capsys):
    assert check_double(lambda values: [2 * value for value in values]) is None
    assert capsys.readouterr().out == "Right: 1.5 of 1.5 points.\n"


@pytest.mark.parametrize(
    ("function", "options", "message"),
    [
        (lambda v: v, {}, r"double([1, 2]) should be [2, 4], not [1, 2]. Multiply by 2."),
        (double, {}, "Write it yourself"),
        (lambda v: print(v), {}, "gave nothing (None). Is there a return"),
        (lambda v: np.sum(v, axis=1), {}, "double([1, 2]) stopped: axis 1 is out of bounds"),
        (lambda v: v + 1, {"errors": [(TypeError, "list", "No list.")]}, "No list."),
        (
            lambda v: v * 3,
            {"arrays": True, "mistakes": lambda gives, v: [(3 * v, "That is three times.")]},
            "not [3, 6]. That is three times.",
        ),
        (
            lambda v: 0,
            {"hint": lambda got, gives, v: f"{got} for {len(v)} numbers."},
            "0 for 2 numbers.",
        ),
        (
            lambda v: v.sort(reverse=True) or [2, 4],
            {"unchanged": "Make a new list."},
            "After double([1, 2]) the array that was given should be [1, 2], not [2, 1]. Make a new",
        ),
    ],
)
def test_a_wrong_function_is_told_what_points_to_the_cause(function, options, message):
    hint = options.pop("hint", "Multiply by 2.")
    check = checks.Check(function, hint, points=1, like=double, **options)
    with pytest.raises(AssertionError) as error:
        check([1, 2], gives=[2, 4])
    assert message in str(error.value)


def test_lists_in_tuples_are_given_as_arrays_and_shown_as_lists():
    check = checks.Check(lambda pair, one: one, "Look.", points=1, arrays=True)
    with pytest.raises(AssertionError, match=r"\(\(\[1, 2\], \[0.5, 1. \]\), \[3\]\) should be 4"):
        check(([1, 2], [0.5, 1.0]), [3], gives=4)
    checks.Check(lambda pair: pair[0] + pair[1], "Look.", points=1, arrays=True)(
        ([1, 2], [3, 4]), gives=[4, 6]
    )


def test_other_errors_reach_the_learner_as_they_are():
    with pytest.raises(ZeroDivisionError):
        check_double(lambda values: 1 / 0)


def test_an_answer_of_parts_earns_marks(capsys):
    check = checks.Check(abs, "Look.", points=3, parts=["negative", "positive", "zero"])
    check(-1, gives=1)
    check(-2, gives=2, part="negative")
    check(3, gives=4, part="positive")
    check(3, gives=5, part="positive")
    check(0, gives=0, part="zero")
    assert check.total() == 2
    assert capsys.readouterr().out.splitlines() == [
        "abs(3) should be 4, not 3. Look.",
        "abs(3) should be 5, not 3. Look.",
        "Points: 2 of 3 points.",
    ]


def test_no_number_stands_below_right(capsys):
    check = checks.Check(abs, "Look.", points=3, parts=["negative", "positive"])
    check(-1, gives=1, part="negative")
    check(3, gives=3, part="positive")
    assert check.total() is None  # nbgrader gives all points then
    assert capsys.readouterr().out == "Right: 3 of 3 points.\n"


def test_an_example_of_no_part_must_be_right():
    check = checks.Check(str.upper, "Look.", points=3, parts=["one", "two"])
    with pytest.raises(AssertionError, match=r'upper\("a"\) should be .B., not .A.'):
        check("a", gives="B")


def test_a_formula_is_shown_as_it_is_written():
    slope = checks.Formula("2 * w + np.pi", "slope")
    assert slope(1) == 2 + np.pi
    check = checks.Check(lambda function, w: function(w), "Look.", points=1)
    with pytest.raises(AssertionError, match=r"\(slope\(w\) = 2 \* w \+ np.pi, 1\) should be 3"):
        check(slope, 1, gives=3)
    with pytest.raises(TypeError, match="'float' and 'function'"):
        0.1 * slope


def read_cell(source):
    """What a notebook shows of a cell that checks `double`, without colours."""
    shell = InteractiveShell(config=Config({"HistoryManager": {"enabled": False}}))
    shell.run_cell("from helpers import checks", silent=True)
    with capture_output() as shown:
        shell.run_cell(f"{source}\nchecks.Check(double, 'Twice.', points=1)(2, gives=4)")
    return re.sub(r"\x1b\[[\d;]*m", "", shown.stdout)


def test_a_notebook_shows_what_a_check_says_and_no_code():
    said = "AssertionError: double(2) should be 4, not 5. Twice.\n"
    assert read_cell("def double(x):\n    return 5") == said


def test_a_notebook_shows_the_line_of_the_learners_own_error():
    shown = read_cell("def double(x):\n    assert x > 2, 'too small'\n    return 2 * x")
    assert "----> 2     assert x > 2, 'too small'" in shown
    assert shown.endswith("AssertionError: too small\n")


NOTEBOOK = {
    "np": np,
    "truth": np.arange(6),
    "best": keras.Sequential([keras.Input((2,)), keras.layers.Flatten()]),
    "LIMIT": 3,
}


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("return np.mean(truth == predicted)", "could not be broadcast together"),
        ("return len([each for each in truth])", "should be 0.75, not 6. "),
        ("return best", "should be 0.75, but it is a Sequential. "),
    ],
)
def test_a_variable_of_the_notebook_in_a_wrong_answer_is_told(source, told):
    said = run_check_of(f"def accuracy(true, predicted):\n    {source}")
    assert told in said
    name = "best" if "best" in source else "truth"
    assert said.endswith(
        f"Look at {name}: accuracy takes it from the notebook. "
        "It must work with what it is given: true and predicted."
    )


@pytest.mark.parametrize(
    "source",
    [
        "def accuracy(truth, predicted):\n    return LIMIT + np.sum(truth).best",
        "def help():\n    return 3\ndef accuracy(truth, predicted):\n    return help()",
    ],
)
def test_arguments_constants_and_functions_are_no_variables_of_the_notebook(source):
    assert "takes it from the notebook" not in run_check_of(source)


def run_check_of(source):
    """What the check of exercise 8.1 says of an answer in a notebook."""
    notebook = {"__name__": "__main__"} | NOTEBOOK
    exec(source, notebook)
    check = checks.Check(notebook["accuracy"], points=1, **checks.ACCURACY)
    try:
        check([0, 1, 2, 1], [0, 2, 2, 1], gives=0.75)
    except Exception as error:
        return str(error)
    raise AssertionError("a wrong answer has passed")


@pytest.mark.parametrize("name", [name for name in checks.__all__ if name.startswith("try_")])
def test_every_check_is_told_plainly(name):
    assert hasattr(getattr(checks, name), "__wrapped__")
