"""Evaluation: confusion tables, and what known mistakes with accuracies and thresholds lead to."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import numpy as np

from .. import byhand
from .guards import without
from .points import print_points
from .values import require, show

if TYPE_CHECKING:
    import pandas as pd


def make_table(names: str, counts: Any) -> "pd.DataFrame":
    """Make a confusion table of given counts.

    Parameters
    ----------
    names : str
        The classes, with spaces between them.
    counts : array_like
        How often each class (row) was taken for each class (column), shape (classes, classes).

    Returns
    -------
    pandas.DataFrame
        As `byhand.confusion_table` gives it.
    """
    import pandas as pd

    table = pd.DataFrame(counts, index=names.split(), columns=names.split())
    return table.rename_axis(index="truth", columns="prediction")


def try_confusion_table(
    function: Callable, cases: Iterable[tuple[Any, Any, str, Any]], points: float
) -> None:
    """Check a learner's `confusion_table`: labels and names of both axes, and the counts.

    Parameters
    ----------
    function : callable
        The learner's function.
    cases : iterable of tuple
        True and predicted class numbers, names of the classes with spaces between them, and the
        counts that are right.
    points : float
        What the exercise is worth.

    Raises
    ------
    AssertionError
        If an answer is wrong.
    """
    __tracebackhide__ = True  # the learner sees the test cell, not this file
    for truth, predicted, names, counts in cases:
        _try_one_table(function, np.array(truth), np.array(predicted), names.split(), counts)
    print_points(points, points)


def _try_one_table(
    function: Callable, truth: np.ndarray, predicted: np.ndarray, names: list[str], counts: Any
) -> None:
    import pandas as pd

    __tracebackhide__ = True
    call = f"confusion_table({show(truth)}, {show(predicted)}, {names})"
    try:
        with without(byhand.confusion_table):
            table = function(truth, predicted, list(names))
    except ValueError as error:
        raise AssertionError(
            f"{call} stopped: {error}. Does a class that is neither true nor predicted get its row "
            "and column? For confusion_matrix, `labels` must name all."
        ) from None
    assert table is not None, "confusion_table gave nothing (None). Return the table."
    assert isinstance(table, pd.DataFrame), (
        f"confusion_table should return a pandas DataFrame, not a {type(table).__name__}."
    )
    sides = [("rows", table.index, "truth"), ("columns", table.columns, "prediction")]
    for side, axis, _ in sides:
        assert list(map(str, axis)) == names, (
            f"The {side} should be labelled {names}, not {list(axis)}. "
            "All class names, in their order, also of classes that do not occur."
        )
    hint = "Each picture adds 1 in the row of its truth and the column of its prediction."
    require(call, table, counts, hint)
    for side, axis, name in sides:
        assert axis.name is not None, (
            f"The axis of the {side} has no name. It should be {name!r}; see hint 3."
        )
        require(f"the name of the {side}", str(axis.name), name, "See hint 3.")


def accuracy_mistakes(accuracy: float, truth: Any, predicted: Any) -> list[tuple[float, str]]:
    """List what known mistakes make of an accuracy, for `Check`.

    Parameters
    ----------
    accuracy : float
        The right answer, from 0 to 1.
    truth, predicted : array_like
        The arguments: one class number for each picture.

    Returns
    -------
    list of tuple
        A value, and what to say about it.
    """
    return [
        (
            accuracy * np.size(truth),
            "That is how many are right. Divide by the number of pictures.",
        ),
        (100 * accuracy, "That is in percent. Give the share, from 0 to 1."),
        (1 - accuracy, "That is the share of wrong answers."),
    ]


def threshold_mistakes(
    right: tuple[float, float],
    validation: tuple[np.ndarray, np.ndarray],
    test: tuple[np.ndarray, np.ndarray],
    thresholds: np.ndarray,
) -> list[tuple[Any, str]]:
    """List what known mistakes make of the choice of a threshold, for `Check`.

    Parameters
    ----------
    right : tuple of float
        The right answer: a threshold, and its accuracy on the test pictures.
    validation, test : tuple of numpy.ndarray
        The arguments: what is true (0 or 1) and the scores for class 1, both of shape (n,).
    thresholds : numpy.ndarray
        Those to choose from, shape (m,).

    Returns
    -------
    list of tuple
        A value (two numbers, or one), and what to say about it.
    """

    def measure(
        pair: tuple[np.ndarray, np.ndarray],
        tried: Any = thresholds,
        means_1: Callable = np.greater_equal,
    ) -> np.ndarray:
        truth, scores = pair
        return np.array([np.mean(means_1(scores, threshold) == truth) for threshold in tried])

    def choose(by: np.ndarray, measured: np.ndarray) -> tuple[float, float]:
        return thresholds[by.argmax()], measured[by.argmax()]

    best, reached = right
    chosen, tested = measure(validation), measure(test)
    place, equals = chosen.argmax(), np.flatnonzero(chosen == chosen.max())
    chosen_swapped, tested_swapped = measure(validation[::-1]), measure(test[::-1])
    chosen_above = measure(validation, means_1=np.greater)
    tested_above = measure(test, means_1=np.greater)
    values: dict[str, list[Any]] = {
        "The accuracy is that on validation. Measure with test.": [choose(chosen, chosen)],
        "The threshold must come from validation, not from test, nor be 0.5 always.": [
            choose(tested, tested),
            (0.5, measure(test, [0.5])[0]),
        ],
        "Are truth and scores mixed up? Each pair is (truth, scores), in this order.": [
            choose(chosen_swapped, tested_swapped),
            choose(chosen_swapped, tested),
            choose(chosen, tested_swapped),
        ],
        "That is the place of the threshold. thresholds[place] is the threshold.": [
            (place, reached),
            (place, measure(test, [place])[0]),
        ],
        "Return two numbers: the threshold, and its accuracy on the test pictures.": [
            best,
            reached,
        ],
        "The threshold comes first, then the accuracy.": [(reached, best)],
        "A score equal to the threshold means class 1: use >=, for both pairs.": [
            choose(chosen_above, tested_above),
            choose(chosen_above, tested),
            choose(chosen, tested_above),
        ],
        "Several thresholds are equally good on validation: take the first in the array.": [
            (thresholds[equal], tested[equal]) for equal in equals
        ],
    }
    return [(value, hint) for hint, given in values.items() for value in given]
