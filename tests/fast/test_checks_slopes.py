"""Does each known mistake in losses and slopes get the hint that names it?"""

from helpers import byhand, checks
from helpers.checks import slopes

import numpy as np
import pytest

TRUTH, OUTPUT = [[1, 0, 0], [0, 1, 0]], [[0.7, 0.2, 0.1], [0.3, 1e-9, 0.7]]
X, WANTED, W = np.array([-2.0, 1.0, 3.0]), np.array([-1.5, 0.5, 1.5]), np.array([-0.5, -2.0])


def told(name, wrong, *arguments):
    """What a check says to a function that gives `wrong`."""
    function, mistakes = getattr(byhand, name), getattr(slopes, f"{name}_mistakes")
    check = checks.Check(lambda *_: wrong, "no hint", like=function, mistakes=mistakes, points=1)
    with pytest.raises(AssertionError) as error:
        check(*arguments)
    return str(error.value)


@pytest.mark.parametrize(
    ("name", "arguments", "wrong", "hint"),
    [
        ("sse", ([[5, 1]], [[1, 2]]), 3, "without being squared"),
        ("sse", ([[5, 1]], [[1, 2]]), 9, "Square each difference first"),
        ("mse", ([[5, 1, 0]] * 2, [[1, 2, 1]] * 2), 6, "divided by images and outputs"),
        ("mse", ([[5, 1, 0]] * 2, [[1, 2, 1]] * 2), 36, "Divide the sum"),
        (
            "cross_entropy",
            (TRUTH, OUTPUT),
            -(np.log(0.7) + np.log(1e-9)) / 2,
            "Not only 0 counts as 1e-7",
        ),
        (
            "cross_entropy",
            (TRUTH, OUTPUT),
            -(np.log(0.7 + 1e-7) + np.log(1.01e-7)) / 2,
            "1e-7 is added",
        ),
        ("cross_entropy", (TRUTH, OUTPUT), -8.237386, "The sign is missing"),
        ("descend", (checks.Formula("2 * w"), 8, 0.25, 3), [8, 12, 18, 27], "uphill"),
        ("descend", (checks.Formula("2 * w"), 8, 0.25, 3), [8, 4], "one step only"),
        ("numerical_gradient", (checks.Formula("abs(w[0])"), [0.0]), [1], "from w up only"),
        ("numerical_gradient", (checks.Formula("w[0] * w[1]"), [2, 5]), [7, 7], "at a time"),
        ("neuron_gradient", (3, 0, 0, 1), (0.75, 0.25), "not truth - y"),
        ("neuron_gradient", (3, 0, 0, 1), (-3, -1), "way back through the sigmoid is missing"),
        ("backpropagate", (W, X, WANTED), byhand.backpropagate(W, X, WANTED) * 3, "is a mean over"),
        ("cosine_schedule", (1700, 1000, 0.1), 0.0793893, "comes up again"),
        ("cosine_schedule", (250, 1000, 0.1), 0.075, "straight line"),
        ("sse", ([[5, 1, 2]], [[0, 4, 0]]), 6, "^ is something else"),
        ("sse", ([[1, 0, 0]], [[0.37, 0.5, 0.13]]), 0, "cut to a whole number"),
        ("cross_entropy", (TRUTH, OUTPUT), 5.491591, "divided by the classes"),
        ("numerical_gradient", (checks.Formula("w[0] * w[1]"), [2, 5]), [0, 0], "brackets"),
        (
            "numerical_gradient",
            (checks.Formula("np.sin(1000 * w[0])"), [0.0]),
            [841.470985],
            "Nudge by 1e-5",
        ),
        ("neuron_gradient", (2, 0.5, -1.5, 0.9), (-0.1328635978, -0.0664317989), "b is missing"),
        ("backpropagate", (W, X, WANTED), 3.2240397, "Return both slopes"),
        ("cosine_schedule", (1000, 1000, 0.1), 0.1, "With % the wave begins anew"),
        ("cosine_schedule", (300, 1000, 0.1), 0, "min(step, steps)"),
    ],
)
def test_the_hint_names_the_mistake(name, arguments, wrong, hint):
    message = told(name, wrong, *arguments)
    assert hint in message
    assert "no hint" not in message


def test_other_wrong_answers_get_the_general_hint():
    assert told("sse", 1234.5, [[5, 1]], [[1, 2]]).endswith("no hint")


def test_nudging_is_told_from_the_chain_rule():
    """Where inputs are large, the slope changes within a nudge."""
    w, x, truth = np.array([-1e-6, 2.0]), np.array([1e6]), np.array([0.5])

    def loss(w):
        return np.mean((w[1] * np.tanh(w[0] * x + 1) - truth) ** 2)

    measured = byhand.numerical_gradient(loss, w)
    assert "Go back by the chain rule" in told("backpropagate", measured, w, x, truth)


def test_numbers_that_look_the_same_are_shown_with_more_digits():
    with pytest.raises(AssertionError, match=r"should be 0\.3855.*, not 0\.38551"):
        checks.require("w", np.array(0.38551), 0.3855, "")
    with pytest.raises(AssertionError, match=r"should be \[0\.38\], not \[0\.380005\]"):
        checks.require("w", np.array([0.380005]), [0.38], "")
