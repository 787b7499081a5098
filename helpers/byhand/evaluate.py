"""Lesson 8: where a network is right and where it fails."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike

if TYPE_CHECKING:
    import pandas as pd


def accuracy(truth: ArrayLike, predicted: ArrayLike) -> float:
    """Compute the share of right answers.

    Parameters
    ----------
    truth, predicted : array_like
        Class numbers, shape (n,) or (n, 1), one of each for every picture.

    Returns
    -------
    float
        From 0 to 1.

    Raises
    ------
    ValueError
        If there are not as many predictions as labels.
    """
    truth, predicted = np.ravel(truth), np.ravel(predicted)
    if len(truth) != len(predicted):
        raise ValueError(f"There are {len(truth)} labels but {len(predicted)} predictions.")
    return float(np.mean(truth == predicted))


def confusion_table(
    truth: ArrayLike, predicted: ArrayLike, class_names: Sequence[str]
) -> "pd.DataFrame":
    """Count how often each class was taken for each class.

    Parameters
    ----------
    truth, predicted : array_like
        Class numbers, shape (n,) or (n, 1), integers from 0, one of each for every picture.
    class_names : sequence of str
        Name of each class; also those that do not occur get a row and a column.

    Returns
    -------
    pandas.DataFrame
        Rows are the truth, columns the prediction; both are named so, and have the class names
        in their order.

    Raises
    ------
    ValueError
        If there are not as many predictions as labels.
    """
    import pandas as pd

    truth, predicted = np.ravel(truth), np.ravel(predicted)
    if len(truth) != len(predicted):
        raise ValueError(f"There are {len(truth)} labels but {len(predicted)} predictions.")
    counts = np.zeros((len(class_names), len(class_names)), dtype="int64")
    np.add.at(counts, (truth, predicted), 1)
    rows = pd.Index(class_names, name="truth")
    return pd.DataFrame(counts, index=rows, columns=rows.rename("prediction"))


def most_confused_pair(table: "pd.DataFrame") -> tuple[str, str]:
    """Find the two classes that are taken for each other most often.

    Parameters
    ----------
    table : pandas.DataFrame
        As `confusion_table` gives it.

    Returns
    -------
    tuple of str
        Two names, in the order of the table. Both directions are added up; of several pairs that
        are confused equally often, the first.
    """
    counts = table.to_numpy()
    both = np.triu(counts + counts.T, k=1)
    row, column = np.unravel_index(both.argmax(), both.shape)
    return table.index[row], table.index[column]


def recall_by_class(table: "pd.DataFrame") -> "pd.Series":
    """Compute which share of each class's pictures was found.

    Parameters
    ----------
    table : pandas.DataFrame
        As `confusion_table` gives it. Of the transposed table this function gives the precision.

    Returns
    -------
    pandas.Series
        By class name, from 0 to 1; NaN for a class without pictures.
    """
    found = np.diag(table.to_numpy())
    return found / table.sum(axis=1)


def f1_by_class(table: "pd.DataFrame") -> "pd.Series":
    """Compute the F1 score of each class: the harmonic mean of its recall and its precision.

    Parameters
    ----------
    table : pandas.DataFrame
        As `confusion_table` gives it.

    Returns
    -------
    pandas.Series
        By class name, from 0 to 1: 0 for a class that is never found, NaN for one that is neither
        true nor predicted.
    """
    found = np.diag(table.to_numpy())
    return 2 * found / (table.sum(axis=1) + table.sum(axis=0))


def best_threshold(
    choosing: tuple[ArrayLike, ArrayLike],
    measuring: tuple[ArrayLike, ArrayLike],
    thresholds: Iterable[float],
) -> tuple[float, float]:
    """Choose a threshold on some pictures, and measure it on others.

    Parameters
    ----------
    choosing, measuring : tuple of array_like
        What is true (0 or 1) and the scores for class 1, both of shape (n,). A score that is at
        least as large as the threshold means class 1.
    thresholds : array_like
        Those to choose from, shape (m,).

    Returns
    -------
    threshold : float
        The one with the highest accuracy on the pictures to choose by; of several, the first.
    accuracy : float
        What it scores on the pictures to measure by, from 0 to 1.
    """
    truth, scores = map(np.asarray, choosing)
    best = max(thresholds, key=lambda threshold: np.mean((scores >= threshold) == truth))
    truth, scores = map(np.asarray, measuring)
    return float(best), float(np.mean((scores >= best) == truth))
