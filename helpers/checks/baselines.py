"""Tries a function that measures the majority-class baseline."""

from collections.abc import Callable, Iterable

import numpy as np
from numpy.typing import ArrayLike

from .functions import Check
from .guards import Mistakes, told_plainly
from .values import difference

_FLAT = "np.ravel makes a flat array of a list, and of an array of shape (n, 1)."
_PAIR = (
    "Compare with one class. Counter's most_common(1) is a list of one pair, (class, count): the "
    "class is most_common(1)[0][0]."
)
_ERRORS = (
    [
        (kind, piece, f"Labels come in three forms. {_FLAT}")
        for kind, piece in [
            (TypeError, "unhashable"),  # rows of one number, counted
            (ValueError, "too deep"),  # the same, by np.bincount
            (ValueError, "1-dimensional"),
            (IndexError, "too many indices"),  # a column taken of what has none
            (TypeError, "list indices must be"),  # the same, of a list
            (AttributeError, "'bool'"),  # a list, compared with a number
            (AttributeError, "'list'"),
        ]
    ]
    + [
        (
            AttributeError,
            "'numpy.ndarray'",
            "An array has no method of this name. np.ravel(labels).tolist() makes a list, and "
            "(labels == c).sum() counts.",
        ),
        (AttributeError, "module 'numpy'", "NumPy has no function of this name: see the hints."),
    ]
    + [(ValueError, piece, _PAIR) for piece in ("broadcast", "to unpack")]
)
_NONE_RIGHT = (
    "No new label equalled your class. Print the class: is it a count, an index or a mean? Does it "
    "come from train_labels, or from our own data? Is new_labels an array when you compare? Note "
    "also that // drops the fraction."
)


@told_plainly
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


def _slips(share: float, train_labels: ArrayLike, new_labels: ArrayLike) -> Mistakes:
    """List what known slips make of a baseline, and what to say about each."""
    train, new = np.ravel(train_labels), np.ravel(new_labels)
    classes, counts = np.unique(train, return_counts=True)
    commonest = classes[counts.argmax()]
    of_new = np.bincount(new).argmax()
    slips = [
        (100 * share, "That is in percent. Give the share, from 0 to 1."),
        (
            np.mean(new == of_new),
            f"That is the share of {of_new}, which is commonest in new_labels. The lazy program knows "
            "only train_labels. Find the class there, by counting all labels that are equal.",
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
            np.mean(train == of_new),
            "Have the two lists changed places? train_labels come first.",
        ),
        (1 / len(classes), "That is the chance level, 1 divided by the number of classes."),
        (0.1, "That is the chance level of ten classes."),
        (1 - share, "That is the share of wrong answers."),
        (commonest, "That is the commonest class. Return the share of new_labels that equal it."),
        (np.array([share]), f"Labels may have the shape (n, 1). {_FLAT}"),
        *((round(share, digits), "Do not round the share.") for digits in (1, 2, 3)),
        *_other_labels(train, new),
    ]
    told = [(0, _NONE_RIGHT)]
    for value, _ in slips:  # where several slips lead to one value, each is named
        texts = [text for other, text in slips if difference("", other, value, "") is None]
        told.append((value, " Or: ".join(dict.fromkeys(texts))))
    return told


def _other_labels(train: np.ndarray, new: np.ndarray) -> Mistakes:
    """List the shares of what is taken for the commonest class, and what to say about each."""
    classes, counts = np.unique(train, return_counts=True)
    numbers = {
        "the largest class number": classes[-1],
        "the smallest class number": classes[0],
        "the first training label": train[0],
        "the last training label": train[-1],
        "the rarest class": classes[counts.argmin()],
        "the largest count": counts.max(),
        "the mean": round(train.mean()),
        "the median": np.median(train),
        "the number of classes": len(classes),
        "the index of the largest class": classes.argmax(),
        "the index of the largest count (the class is in `classes`, at this index)": counts.argmax(),
        "the commonest of the classes 0 to 9 (there may be more)": np.bincount(train, minlength=10)[
            :10
        ].argmax(),
    }
    names: dict[float, list[str]] = {}
    for name, number in numbers.items():
        names.setdefault(np.mean(new == number), []).append(name)
    return [
        (share, f"Did you take {' or '.join(several)}? Take the class that occurs most often.")
        for share, several in names.items()
    ]
