"""Tries a function that measures the majority-class baseline."""

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from .functions import Check

_FLAT = "np.ravel makes a flat array of a list, and of an array of shape (n, 1)."
_ERRORS = [
    (kind, piece, f"Labels come in three forms. {_FLAT}")
    for kind, piece in [
        (TypeError, "unhashable"),  # rows of one number, counted
        (ValueError, "too deep"),  # the same, by np.bincount
        (ValueError, "1-dimensional"),
        (AttributeError, "has no attribute"),  # a list, or its comparison with a number
    ]
]


def try_majority_baseline(
    function: Callable, cases: Iterable[tuple[ArrayLike, ArrayLike, float]], points: float
) -> None:
    """Check a learner's `majority_baseline`, and name the slip behind a wrong share.

    Parameters
    ----------
    function : callable
        The learner's; takes training labels and new labels, and gives a share from 0 to 1.
    cases : iterable of tuple
        Training labels, new labels, and the share of right answers.
    points : float
        What the exercise is worth.

    Raises
    ------
    AssertionError
        If an answer is wrong.
    """
    __tracebackhide__ = True  # the learner sees the test cell, not this file
    check = Check(
        function,
        "Find the class that is commonest in train_labels; give the share of new_labels that equal it.",
        points=points,
        errors=_ERRORS,
        mistakes=_slips,
    )
    for train, new, share in cases:
        check(train, new, gives=share)
    check.total()


def _slips(share: float, train_labels: ArrayLike, new_labels: ArrayLike) -> list[tuple[Any, str]]:
    """List what known slips make of a baseline, and what to say about each."""
    train, new = np.ravel(train_labels), np.ravel(new_labels)
    classes, counts = np.unique(train, return_counts=True)
    commonest = classes[counts.argmax()]
    return [
        (100 * share, "That is in percent. Give the share, from 0 to 1."),
        (
            np.unique(new, return_counts=True)[1].max() / len(new),
            "That is the share of the class that is commonest in new_labels. The lazy program knows "
            "only train_labels.",
        ),
        (
            counts.max() / len(train),
            "That is the share among train_labels. Count among new_labels.",
        ),
        (
            np.sum(new == commonest),
            "That is how many answers are right. Divide by the number of new labels.",
        ),
        (
            np.sum(new == commonest) / len(train),
            "Divide by the number of new labels, not of training labels.",
        ),
        (
            np.mean(train == np.bincount(new).argmax()),
            "Have the two lists changed places? train_labels come first.",
        ),
        (1 / len(classes), "That is the chance level, 1 divided by the number of classes."),
        (1 - share, "That is the share of wrong answers."),
        (
            np.mean(new == counts.argmax()),
            "Did you take the largest count, or its index, for the class? The class is in `classes`, "
            "at this index.",
        ),
        (commonest, "That is the commonest class. Return the share of new_labels that equal it."),
        (
            np.mean(new == classes[-1]),
            "Did you take the largest class number, or the rarest class? The commonest class is the "
            "one that occurs most often.",
        ),
    ]
