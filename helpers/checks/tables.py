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
            f"{call} stopped: {error}. Each name in class_names gets a row and a column, also that of a "
            "class that is neither true nor predicted. For confusion_matrix, `labels` must name all "
            "class numbers: range(len(class_names))."
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
            "Each cell has counted only once. Go through the pictures one by one, and add 1 for each: "
            "`= 1` does not add, and `counts[rows, columns] += 1` with arrays adds 1 to a cell however "
            "often it comes.",
        ),
        (
            0 * counts,
            "Nothing is counted. In pandas, table[column][row] += 1 changes a copy; "
            "table.loc[row, column] += 1 changes the table.",
        ),
        (
            np.where(counts.any(axis=1, keepdims=True) & counts.any(axis=0), counts, np.nan),
            "A class that does not occur has zeros, not nan.",
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
        (
            1 - accuracy,
            "That is the share of wrong answers. (A loop that ends with the first picture can give the "
            "same number.)"
            if np.isclose(flat[0] / len(flat), 1 - accuracy)
            else "That is the share of wrong answers.",
        ),
        (flat, "That is one True or False for each picture. Take their mean."),
        *((round(accuracy, digits), "Do not round.") for digits in (1, 2, 3, 4)),
    ]
    if isinstance(truth, list) and isinstance(predicted, list):
        # What `//` and int leave of a share looks the same, and so does all() of the comparisons.
        whole = (
            "`==` compares two lists as a whole, and // or int() cut the share off. Make arrays with "
            "np.ravel, compare these, and divide with /."
        )
        known.insert(0, (truth == predicted, whole))
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
    both_ways = (
        "Add up both directions, for every pair: neither multiply them, nor take the smaller one."
    )
    ways = [
        (wrong, one_way),
        (upper, one_way),
        (lower, one_way),
        (wrong * wrong.T, both_ways),
        (by_row + by_row.T, "Add up counts, not shares of the rows."),
        (by_column + by_column.T, "Add up counts, not shares of the columns."),
    ]
    sums = "Go by the sum of a pair. In a loop, keep the best sum, too, beside its two names."
    places = [(np.unravel_index(way.argmax(), way.shape), hint) for way, hint in ways]
    places += [(np.argwhere(wrong + wrong.T)[-1], sums), (wrong.sum(axis=1).argsort()[-2:], sums)]

    def count(one: Any, other: Any) -> str:
        """Say how often two classes are taken for each other: true whatever the cause is."""
        names = f"{table.index[one]} and {table.index[other]}"
        return f"{names} are confused {wrong[one, other]:g} + {wrong[other, one]:g} times"

    best = count(*(list(table.index).index(name) for name in sorted(pair)))
    return [
        (
            {str(table.index[place]) for place in two},
            f"{count(*sorted(two))}, and {best}. {hint}",
        )
        for two, hint in places
    ]


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
            (
                1 - recall,
                # In the example of the text, both give the same.
                "That is the share that is missed, or the recalls are sorted: keep the table's order."
                if np.allclose(np.sort(recall), np.sort(1 - recall), equal_nan=True)
                else "That is the share that is missed.",
            ),
            (recall[np.argsort(table.index)], "Keep the order of the table."),
            (np.sort(recall), "Keep the order of the table."),
            *((recall.round(digits), "Do not round.") for digits in (1, 2, 3, 4)),
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
            (recall, "That is the recall only. Is `called` the sum of each column, axis=0?"),
            (precision, "That is the precision only. Is `true` the sum of each row, axis=1?"),
            (np.minimum(recall, precision), "That is the smaller of the two."),
            (np.sqrt(recall * precision), "That is the geometric mean; F1 is the harmonic one."),
            (
                np.nan_to_num(f1),
                "A class that is neither true nor predicted has no F1: np.nan, not 0.",
            ),
            (f1[np.isfinite(f1)], "Each class needs a number; np.nan where there is none."),
            (np.nanmean(f1), "That is the mean of all. Give one number for each class."),
            (f1[np.argsort(table.index)], "Keep the order of the table."),
            *((f1.round(digits), "Do not round.") for digits in (1, 2, 3, 4)),
        ]


def threshold_hint(
    got: Any,
    right: tuple[float, float],
    choosing: tuple[np.ndarray, np.ndarray],
    measuring: tuple[np.ndarray, np.ndarray],
    thresholds: np.ndarray,
) -> str:
    """Say what holds for any wrong choice of a threshold, for `Check`.

    Parameters
    ----------
    got : object
        The learner's answer.
    right, choosing, measuring, thresholds
        As for `threshold_mistakes`.

    Returns
    -------
    str
    """
    try:
        threshold, _ = map(float, got)
    except (TypeError, ValueError):
        return "Return two numbers: the threshold, and its accuracy with `measuring`."
    if np.isclose(threshold, right[0]):
        return (
            "The threshold is right, its accuracy is not. It is the share of right answers in "
            "`measuring`, from 0 to 1, where score >= threshold means class 1."
        )
    if not np.isclose(threshold, thresholds).any():
        return "The threshold should be one of `thresholds`, as it stands there."
    told = _compare_thresholds(threshold, right[0], choosing)
    return f"{told} The highest accuracy there decides, and of equals the first in the array."


def _compare_thresholds(
    threshold: float, best: float, choosing: tuple[np.ndarray, np.ndarray]
) -> str:
    """Say which accuracies a threshold and the best one have: true whatever the cause is."""
    truth, scores = choosing
    own, most = (np.mean((scores >= each) == truth) for each in (threshold, best))
    return (
        f"With `choosing`, {threshold:g} has the accuracy {own:.3g}, and {best:g} has {most:.3g}."
    )


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
        "Measure with the threshold that was chosen, and with no other.": [
            (best, measure(measuring, [0.5])[0]),
            (best, measured.max()),
        ],
        "Take the highest accuracy with `choosing` alone, not with `measuring`, nor 0.5 always.": [
            choose(measured, measured),
            choose(chosen + measured, measured),
            (0.5, measure(measuring, [0.5])[0]),
        ],
        "Are truth and scores mixed up? Each pair is (truth, scores), in this order. If not, look "
        "where the loop ends.": [
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
        "Several thresholds are equally good: take the first in the array, as it is given.": [
            (thresholds[equal], measured[equal]) for equal in equals
        ],
    }
    known: Mistakes = []
    for hint, given in values.items():
        for value in given:
            worse = (
                np.size(value) == 2
                and value[0] in thresholds
                and value[0] not in thresholds[equals]
                and f"{_compare_thresholds(value[0], best, choosing)} "
            )
            known.append((value, f"{worse or ''}{hint}"))
    return known
