"""Evaluation: confusion tables, and what known mistakes with numbers made of them lead to.

For `Check`, the options of each exercise of lesson 8 stand at the end.
"""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import numpy as np

from .. import byhand
from .guards import Mistakes, told_plainly, without
from .points import print_points
from .values import choose_hint, require, show

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


@told_plainly
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
    require(call, table, counts, choose_hint(table, _table_mistakes(np.array(counts)), hint))
    for side, axis, name in sides:
        assert axis.name is not None, (
            f"The axis of the {side} has no name. It should be {name!r}; see hint 3."
        )
        require(f"the name of the {side}", str(axis.name), name, "See hint 3.")


def _table_mistakes(counts: np.ndarray) -> Mistakes:
    """List what known mistakes make of the counts of a confusion table."""
    every = max(counts.sum(), 1)
    return [
        (counts.T, "Rows and columns are exchanged: each row is a true class."),
        (
            np.minimum(counts, 1),
            "Each cell has counted only once. `counts[rows, columns] += 1` with arrays adds 1 to a "
            "cell however often it comes; go through the pictures one by one.",
        ),
        (counts / every, "These are shares of all pictures. Counts are asked for."),
        (
            counts / np.maximum(counts.sum(axis=1, keepdims=True), 1),
            "These are shares of each row. Counts are asked for.",
        ),
    ]


def accuracy_mistakes(accuracy: float, truth: Any, predicted: Any) -> Mistakes:
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
    flat = np.ravel(truth) == np.ravel(predicted)
    known: Mistakes = [
        (flat.sum(), "That is how many are right. Divide by the number of pictures."),
        (100 * accuracy, "That is in percent. Give the share, from 0 to 1."),
        (1 - accuracy, "That is the share of wrong answers."),
        (flat, "That is one True or False for each picture. Take their mean."),
        (round(accuracy, 2), "Do not round."),
    ]
    if isinstance(truth, list) and isinstance(predicted, list):
        known.insert(
            0, (truth == predicted, "`==` compares two lists as a whole. Make arrays: np.ravel.")
        )
    if np.ndim(truth) != np.ndim(predicted):
        every = np.asarray(truth) == np.asarray(predicted)
        hint = (
            f"The shapes {np.shape(truth)} and {np.shape(predicted)} compare each number with all "
            "others. Make both flat first: np.ravel."
        )
        known[:0] = [(every.mean(), hint), (every.sum() / len(flat), hint), (every, hint)]
    return known


def pair_mistakes(pair: set[str], table: "pd.DataFrame") -> Mistakes:
    """List which pair known mistakes lead to, for `Check`.

    Parameters
    ----------
    pair : set of str
        The right answer: two names.
    table : pandas.DataFrame
        The argument, as `make_table` gives it.

    Returns
    -------
    list of tuple
        A pair of names, and what to say about it.
    """
    counts = table.to_numpy(float)
    wrong = counts - np.diag(np.diag(counts))
    by_row = wrong / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    by_column = wrong / np.maximum(counts.sum(axis=0), 1)
    upper, lower = np.triu(wrong), np.tril(wrong)
    one_way = "Both directions count: add up how often each is taken for the other."
    ways = [
        (wrong, one_way),
        (upper, one_way),
        (lower, one_way),
        (wrong * wrong.T, "Both directions are added up: neither multiplied, nor the smaller one."),
        (by_row + by_row.T, "Add up counts, not shares of the rows."),
        (by_column + by_column.T, "Add up counts, not shares of the columns."),
    ]
    known = []
    for measure, hint in ways:
        row, column = np.unravel_index(measure.argmax(), measure.shape)
        known.append(({str(table.index[row]), str(table.index[column])}, hint))
    last = np.argwhere(wrong + wrong.T)[-1]
    most = wrong.sum(axis=1).argsort()[-2:]
    sums = "Go by the sum of a pair. In a loop, keep the best sum, too, beside its two names."
    known += [({str(table.index[place]) for place in places}, sums) for places in (last, most)]
    return known


def _fractions(table: "pd.DataFrame") -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The diagonal of a confusion table, and the sums of its rows and of its columns, as floats."""
    counts = table.to_numpy(float)
    return np.diag(counts), counts.sum(axis=1), counts.sum(axis=0)


def recall_mistakes(recall: Any, table: "pd.DataFrame") -> Mistakes:
    """List what known mistakes make of the recall of each class, for `Check`.

    Parameters
    ----------
    recall : array_like
        The right answer, shape (classes,).
    table : pandas.DataFrame
        The argument, as `make_table` gives it.

    Returns
    -------
    list of tuple
        A value, and what to say about it.
    """
    found, true, called = _fractions(table)
    recall = np.asarray(recall, dtype=float)
    nowhere = "A class without pictures has no recall: np.nan, neither 0 nor left out."
    with np.errstate(all="ignore"):
        precision = found / called
        return [
            (precision, "That is the precision: it divides by the sums of the columns."),
            (np.nan_to_num(recall), nowhere),
            (recall[np.isfinite(recall)], nowhere),
            (np.where(recall > 0, recall, np.nan), "A class that is never found has the recall 0."),
            (found / true.sum(), "Divide by the pictures of each class, not by all pictures."),
            (found.sum() / true.sum(), "That is the accuracy. Give one number for each class."),
            (np.nanmean(recall), "That is the mean of all. Give one number for each class."),
            (found, "Those are counts. Divide by the number of pictures of each class."),
            (1 - recall, "That is the share that is missed."),
            (recall[np.argsort(table.index)], "Keep the order of the table."),
            (recall.round(2), "Do not round."),
        ]


def f1_mistakes(f1: Any, table: "pd.DataFrame") -> Mistakes:
    """List what known mistakes make of the F1 score of each class, for `Check`.

    Parameters
    ----------
    f1 : array_like
        The right answer, shape (classes,).
    table : pandas.DataFrame
        The argument, as `make_table` gives it.

    Returns
    -------
    list of tuple
        A value, and what to say about it.
    """
    found, true, called = _fractions(table)
    f1 = np.asarray(f1, dtype=float)
    with np.errstate(all="ignore"):
        recall, precision = found / true, found / called
        harmonic = 2 * recall * precision / (recall + precision)
        never = (
            "A class that is never right has the F1 0. Recall and precision give 0 / 0 there; "
            "2 * found / (true + called) does not."
        )
        return [
            ((recall + precision) / 2, "That is the plain mean of recall and precision."),
            (found / (true + called), "The 2 is missing."),
            (2 * found / (true * called), "Add the two sums up; do not multiply them."),
            (harmonic, never),
            (recall * precision / (recall + precision), "The 2 is missing."),
            (np.nan_to_num(recall * precision), "That is the product of recall and precision."),
            (recall, "That is the recall only."),
            (precision, "That is the precision only."),
            (np.minimum(recall, precision), "That is the smaller of the two."),
            (np.sqrt(recall * precision), "That is the geometric mean; F1 is the harmonic one."),
            (
                np.nan_to_num(f1),
                "A class that is neither true nor predicted has no F1: np.nan, not 0.",
            ),
            (f1[np.isfinite(f1)], "Each class needs a number; np.nan where there is none."),
            (np.nanmean(f1), "That is the mean of all. Give one number for each class."),
            (f1[np.argsort(table.index)], "Keep the order of the table."),
            (f1.round(2), "Do not round."),
        ]


def threshold_mistakes(
    right: tuple[float, float],
    choosing: tuple[np.ndarray, np.ndarray],
    measuring: tuple[np.ndarray, np.ndarray],
    thresholds: np.ndarray,
) -> Mistakes:
    """List what known mistakes make of the choice of a threshold, for `Check`.

    Parameters
    ----------
    right : tuple of float
        The right answer: a threshold, and its accuracy on the pictures to measure by.
    choosing, measuring : tuple of numpy.ndarray
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
    chosen, measured = measure(choosing), measure(measuring)
    place, equals = chosen.argmax(), np.flatnonzero(chosen == chosen.max())
    chosen_swapped, measured_swapped = measure(choosing[::-1]), measure(measuring[::-1])
    chosen_above = measure(choosing, means_1=np.greater)
    measured_above = measure(measuring, means_1=np.greater)
    values: dict[str, list[Any]] = {
        "That is the accuracy on the pictures to choose by. Measure with `measuring`.": [
            choose(chosen, chosen)
        ],
        "Measure with the threshold that was chosen, not with 0.5.": [
            (best, measure(measuring, [0.5])[0])
        ],
        "The threshold must come from `choosing` alone, not from `measuring`, nor be 0.5 always.": [
            choose(measured, measured),
            choose(chosen + measured, measured),
            (0.5, measure(measuring, [0.5])[0]),
        ],
        "Are truth and scores mixed up? Each pair is (truth, scores), in this order.": [
            choose(chosen_swapped, measured_swapped),
            choose(chosen_swapped, measured),
            choose(chosen, measured_swapped),
        ],
        "That is the index of the threshold. thresholds[index] is the threshold.": [
            (place, reached),
            (place, measure(measuring, [place])[0]),
        ],
        "Return two numbers: the threshold, and its accuracy with `measuring`.": [best, reached],
        "The threshold comes first, then the accuracy.": [(reached, best)],
        "A score equal to the threshold means class 1: use >=, for both pairs.": [
            choose(chosen_above, measured_above),
            choose(chosen_above, measured),
            choose(chosen, measured_above),
        ],
        "Several thresholds are equally good: take the first in the array.": [
            (thresholds[equal], measured[equal]) for equal in equals
        ],
    }
    return [(value, hint) for hint, given in values.items() for value in given]
