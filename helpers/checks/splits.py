"""Tries functions that split pictures into training and validation, and that find leaked ones."""

from collections.abc import Callable, Iterable
from typing import Any
from unittest import mock

import numpy as np

from .. import byhand
from .guards import errors_explained, told_plainly, without
from .points import Marks, print_points
from .values import require

_SHAPE = (4, 5, 3)
# What Python's max gives of a column of labels is an array of one number.
_COLUMN = "Labels may have the shape (n, 1), too. Their largest is np.max(labels), one number."
_PREPARATION_ERRORS = [
    (TypeError, "0-dimensional", _COLUMN),
    (TypeError, "unhashable", _COLUMN),
    (
        TypeError,
        "required positional argument: 'classes'",
        "byhand.one_hot wants the number of classes, too: np.max(labels) + 1.",
    ),
]
_NOT_LABELS = [
    (ValueError, piece, "The option stratify wants the labels.")
    for piece in ("least populated class", "'stratify' parameter")
]
_MANY_ANSWERS = (
    ValueError,
    "truth value of an array",
    "Two pictures, one against one: np.array_equal(a, b). One against all training pictures: "
    "(train_images == image).all(axis=(1, 2, 3)).any().",
)


def number_pictures(count: int) -> np.ndarray:
    """Make pictures that hold their own number: how many values are white, less 1.

    So it can be read also where a picture was flipped.

    Parameters
    ----------
    count : int
        How many, at most 59.

    Returns
    -------
    numpy.ndarray
        Shape (count, 4, 5, 3), uint8, 0 or 255.
    """
    white = np.arange(60) <= np.arange(count)[:, None]
    return (255 * white).reshape(count, *_SHAPE).astype("uint8")


def read_numbers(pictures: np.ndarray, count: int) -> np.ndarray:
    """Read the numbers in pictures of `number_pictures`, however the pixels were scaled."""
    pixels = np.nan_to_num(pictures.reshape(len(pictures), -1))
    white = pixels > (pixels.max(axis=1) + pixels.min(axis=1))[:, None] / 2
    return np.clip(white.sum(axis=1) - 1, 0, count - 1)


def _sort_pixels(pictures: np.ndarray) -> np.ndarray:
    """The values of each picture in ascending order, shape (n, values)."""
    return np.sort(pictures.reshape(len(pictures), -1))


def _one_hot(labels: Any, classes: int) -> np.ndarray:
    """One-hot rows as `byhand.one_hot` gives, but of 0 only where a label has no column.

    So too few columns cost the labels' mark, and do not keep the other parts from counting.
    """
    return np.equal.outer(np.ravel(labels), np.arange(classes)).astype("float32")


def _are_among(pictures: np.ndarray, others: np.ndarray) -> bool:
    """Whether each picture equals one of the others."""
    others = others.reshape(len(others), -1)
    return all(np.isclose(others, p.ravel(), atol=1e-5).all(axis=1).any() for p in pictures)


class _Preparation:
    """One example for `try_prepare_dataset`."""

    def __init__(
        self,
        prepare_dataset: Callable[..., Any],
        like: Callable[..., Any],
        marks: Marks,
        case: tuple[int, int, tuple, dict, int],
    ) -> None:
        __tracebackhide__ = True
        self.prepare_dataset, self.like, self.marks = prepare_dataset, like, marks
        self.count, self.classes, self.label_shape, self.options, self.aside = case
        shown = "".join(f", {name}={value}" for name, value in self.options.items())
        self.call = f"prepare_dataset({self.count} pictures{shown})"
        labels = np.arange(self.count) * self.classes // self.count
        labels[labels == 1] = 0  # class 1 does not occur
        self.labels = labels
        self.parts = self.prepare(number_pictures(self.count), labels, **self.options)
        self.train = read_numbers(self.parts[0], self.count)
        self.validation = read_numbers(self.parts[1], self.count)

    def prepare(self, images: np.ndarray, labels: np.ndarray, **options: Any) -> list[np.ndarray]:
        """Call the learner's function."""
        __tracebackhide__ = True
        labels = labels.reshape(self.label_shape)
        with (
            errors_explained(self.call, _PREPARATION_ERRORS),
            without(self.like),
            mock.patch.object(byhand, "one_hot", _one_hot),
        ):
            answer = self.prepare_dataset(images.copy(), labels.copy(), **options)
        assert len(answer if isinstance(answer, (tuple, list)) else ()) == 4, (
            f"{self.call} should return four arrays. Is there a return in the function?"
        )
        parts = [np.array(part, dtype="float64") for part in answer]
        assert parts[0].ndim == parts[1].ndim == 4, (
            f"{self.call} should return pictures, pictures, labels, labels, in this order, but the "
            f"shapes are {', '.join(str(part.shape) for part in parts)}."
        )
        return parts

    def try_shape(self) -> bool:
        """Look whether the pictures kept their shape; if not, their numbers cannot be read."""
        for name, part in zip(("training", "validation"), self.parts, strict=False):
            hint = "Height, width and channels stay as they are."
            what = f"the shape of one of the {name} pictures of {self.call}"
            if not self.marks.require("pictures", what, part.shape[1:], _SHAPE, hint):
                return False
        return True

    def try_split(self) -> None:
        """Look at the draw, the lengths, and that each picture is in one part."""
        __tracebackhide__ = True
        data = number_pictures(self.count), self.labels
        again, other, usual = (
            read_numbers(self.prepare(*data, **options)[1], self.count)
            for options in (
                self.options,
                {**self.options, "seed": 99},
                {"seed": 42, **self.options},
            )
        )
        problem, advice = "", "Give random_state=seed to train_test_split."
        if np.ptp(self.validation) == self.aside - 1:
            problem = "is not shuffled"
            advice = advice[:-1] + ", and leave out shuffle=False."
        elif set(again) != set(self.validation):
            problem = "changes from call to call"
        elif set(other) == set(self.validation):
            problem = "is the same for another seed"
        elif set(usual) != set(self.validation):
            problem = "is not the one for seed=42"
            advice = "Leave seed=42 in the line with def."
        if problem:
            self.marks.fail("split", f"The split of {self.call} {problem}. {advice}")
            return
        lengths = [len(part) for part in self.parts]
        right = self.marks.require(
            "split",
            f"the lengths of what {self.call} returns",
            lengths,
            [self.count - self.aside, self.aside] * 2,
            f"Validation gets validation_share of the pictures, here {self.aside} of {self.count}, "
            "and training all others.",
        )
        if right:
            self.marks.require(
                "split",
                f"the pictures in both parts of {self.call}",
                np.sort([*self.train, *self.validation]),
                np.arange(self.count),
                "Each picture should be in one part, once.",
            )

    def try_pictures(self) -> None:
        """Look at the pixels."""
        __tracebackhide__ = True
        images = np.random.default_rng(self.count).integers(0, 251, (self.count, *_SHAPE))
        images = images.astype("uint8")
        images[:, 0, 0, 0], images[:, 3, 3, 2] = 0, 251  # not 255
        scaled = images / 255
        parts = zip(
            ("training", "validation"),
            self.prepare(images, self.labels, **self.options)[:2],
            strict=True,
        )
        for name, found in parts:
            if _are_among(found, scaled):
                continue
            if _are_among(_sort_pixels(found), _sort_pixels(scaled)):
                problem = (
                    "have the right values, but at other places. Is a picture flipped or turned, "
                    "or its channels exchanged? It should stay as it was."
                )
            else:
                problem = (
                    f"should go from 0 to {251 / 255:.3f}; yours go from {found.min():.3f} to "
                    f"{found.max():.3f}. Is every pixel divided by 255, once, and otherwise unchanged?"
                )
            self.marks.fail("pictures", f"The {name} pictures of {self.call} {problem}")
            return

    def try_labels(self) -> None:
        """Look at the labels, and that they belong to their pictures."""
        for name, numbers, found in (
            ("training", self.train, self.parts[2]),
            ("validation", self.validation, self.parts[3]),
        ):
            hint = "Are they one-hot, and shuffled together with their pictures?"
            if found.shape[1:] != (self.classes,):
                hint = (
                    "They need one column for each class from 0 to the largest, here "
                    f"{self.classes - 1}. A class between may not occur, so their number is "
                    "np.max(labels) + 1."
                )
                if found.ndim == 1:
                    hint = "These are class numbers. byhand.one_hot(labels, classes) makes rows."
            expected = np.eye(self.classes)[self.labels[numbers]]
            what = f"the {name} labels of {self.call}"
            if not self.marks.require("labels", what, found, expected, hint):
                return
        self.try_columns()

    def try_columns(self) -> None:
        """Look at the columns where the largest class is in one of the two parts only."""
        __tracebackhide__ = True
        hint = (
            "Both parts need a column for each class from 0 to the largest of all labels. Encode "
            "the labels before you split them."
        )
        for name, numbers in (("training", self.train), ("validation", self.validation)):
            labels = np.arange(self.count) % (self.classes - 1)
            labels[numbers[:2]] = self.classes - 1
            what = f"{self.call}, where class {self.classes - 1} is in {name} only,"
            try:
                found = self.prepare(number_pictures(self.count), labels, **self.options)[2:]
            except IndexError as error:  # a row has no place for its label
                self.marks.fail("labels", f"{what} stopped: {error}. {hint}")
                return
            columns = [part.shape[1:] for part in found]
            what = f"The columns of training and validation labels from {what}"
            if not self.marks.require("labels", what, columns, [(self.classes,)] * 2, hint):
                return


@told_plainly
def try_prepare_dataset(
    prepare_dataset: Callable[..., Any],
    cases: Iterable[tuple[int, int, tuple, dict, int]],
    like: Callable[..., Any],
    points: float,
) -> float | None:
    """Check a function that prepares pictures: split, pictures and labels earn a part each.

    Parameters
    ----------
    prepare_dataset : callable
        The learner's; takes pictures and labels, and by name a share and a seed.
    cases : iterable of tuple
        Number of pictures, of classes, shape of the labels, options by name, and how many pictures
        belong into validation.
    like : callable
        The course's, out of reach while the learner's runs.
    points : float
        What the exercise is worth.

    Returns
    -------
    float or None
        The points reached, if some are missing; they are printed, too.

    Raises
    ------
    AssertionError
        If the result is not four arrays, pictures before labels.
    """
    __tracebackhide__ = True
    marks = Marks(["split", "pictures", "labels"], points)
    for case in cases:
        example = _Preparation(prepare_dataset, like, marks, case)
        if example.try_shape():
            example.try_split()
            example.try_pictures()
            example.try_labels()
    return marks.total()


def _read_places(places: Any, call: str) -> np.ndarray:
    """Turn one part of a split into an array of places.

    Raises
    ------
    AssertionError
        If it is a mask, or pieces that were not joined.
    """
    __tracebackhide__ = True
    try:
        found = np.array(places)
    except ValueError:  # pieces of several lengths
        found = np.empty((0, 0))
    assert found.dtype != bool, (
        f"{call} gave True or False for each picture. Return the places, not True/False: "
        "np.flatnonzero(mask)."
    )
    assert found.ndim == 1, (
        f"{call}: each part should be one flat list of places. Join the pieces of the classes with "
        "extend, not append, or with np.concatenate."
    )
    return found.astype("float64")


@told_plainly
def try_stratified_split(
    stratified_split: Callable[..., Any],
    cases: Iterable[tuple[np.ndarray, float]],
    like: Callable[..., Any],
    points: float,
) -> None:
    """Check a function that splits every class by itself: no overlap, equal shares, a random draw.

    Parameters
    ----------
    stratified_split : callable
        The learner's; takes labels, a share and a seed.
    cases : iterable of tuple
        Labels, and the share for validation.
    like : callable
        The course's, out of reach while the learner's runs.
    points : float
        What the exercise is worth.

    Raises
    ------
    AssertionError
        If a part is wrong, or the seed does not decide on it.
    """
    __tracebackhide__ = True
    for labels, share in cases:
        call = f"stratified_split([{', '.join(map(str, labels[:5]))}, ...], {share})"

        def split(
            *given: Any, labels: np.ndarray = labels, share: float = share, call: str = call
        ) -> np.ndarray:
            __tracebackhide__ = True
            handed_over = labels.copy()
            with errors_explained(call, _NOT_LABELS), without(like):
                answer = stratified_split(handed_over, *given)
            assert np.array_equal(handed_over, labels), (
                f"{call} changes the labels that it is given, so its places do not fit them any more. "
                "Leave labels as it is, or work on a copy: labels.copy()."
            )
            kind = type(answer).__name__
            assert isinstance(answer, (tuple, list)), (
                f"{call} should return two arrays of places, not a {kind}: return train, validation."
            )
            assert len(answer) == 2, (
                f"{call} should return two arrays of places, training and validation, but the {kind} "
                f"that it returned holds {len(answer)}."
            )
            train, validation = (_read_places(places, call) for places in answer)
            classes, sizes = np.unique(labels, return_counts=True)
            both = np.sort(np.concatenate([train, validation]))
            hint = "Each place from 0 to n - 1 belongs into one of the two parts, once."
            if np.array_equal(both, np.sort(labels)):
                hint = "These are labels. Return places: split np.arange(len(labels))."
            elif np.array_equal(both, np.sort(np.concatenate(list(map(np.arange, sizes))))):
                hint = (
                    "These places are counted within each class. Count them in labels, as "
                    "np.flatnonzero(labels == c) does."
                )
            require(f"{call}, both parts together and sorted", both, np.arange(len(labels)), hint)
            wanted = share * len(labels)
            kept = np.array([np.sum(labels[validation.astype(int)] == c) for c in classes])
            # Every class has the same share, and only then is it the share that is wrong.
            alike = np.all(np.abs(kept - sizes * len(validation) / len(labels)) <= 1)
            advice = (
                "Are the two parts swapped, or is the share given to train_size? Training comes "
                "first, and validation_share belongs to test_size."
                if abs(len(train) - wanted) <= len(classes)
                else "Is validation_share used? The folds of k-fold give shares of 1/k only."
            )
            assert not alike or abs(len(validation) - wanted) <= len(classes), (
                f"{call}: validation should have about {wanted:g} places, not {len(validation)}. "
                f"{advice}"
            )
            validation = validation.astype(int)
            advice = "Split every class by itself, or use the option stratify."
            in_order = np.sort(labels)[validation]
            if all(
                abs(np.sum(in_order == c) - share * n) <= 1
                for c, n in zip(classes, sizes, strict=True)
            ):
                advice = (
                    "These places fit sorted labels. Find those of each class in labels as given."
                )
            for label, found, expected in zip(classes, kept, share * sizes, strict=True):
                assert abs(found - expected) <= 1, (
                    f"{call}: validation has {found} pictures of class {label}; it should have "
                    f"{expected:g} to within one picture. {advice}"
                )
            return validation

        validation = split(share, 42)
        assert set(split(share, 42)) == set(validation), (
            f"{call} gives another split at each call. Use the seed for all that is random."
        )
        assert set(split(share, 7)) != set(validation), (
            f"{call} gives the same split for the seeds 42 and 7. Draw the pictures with the seed."
        )
    with without(like):
        default, usual = (
            set(stratified_split(labels.copy(), *given)[1]) for given in ((), (0.2, 42))
        )
    assert default == usual, (
        "stratified_split(labels) should give the same as stratified_split(labels, 0.2, 42). Leave "
        "validation_share=0.2 and seed=42 in the line with def."
    )
    print_points(points, points)


@told_plainly
def try_find_leaked(
    find_leaked: Callable[..., Any],
    cases: Iterable[tuple[str, np.ndarray, np.ndarray, list[int]]],
    like: Callable[..., Any],
    points: float,
) -> None:
    """Check a function that finds validation pictures which are training pictures, too.

    Parameters
    ----------
    find_leaked : callable
        The learner's; takes training and validation pictures.
    cases : iterable of tuple
        A name for messages, training pictures, validation pictures, and the places expected.
    like : callable
        The course's, out of reach while the learner's runs.
    points : float
        What the exercise is worth.

    Raises
    ------
    AssertionError
        If an answer is wrong.
    """
    __tracebackhide__ = True
    for name, train, validation, expected in cases:
        call = f"find_leaked(...) for {name}"
        with errors_explained(call, [_MANY_ANSWERS]), without(like):
            got = find_leaked(train.copy(), validation.copy())
        items = list(got) if isinstance(got, (list, tuple)) or getattr(got, "ndim", 0) == 1 else []
        assert not any(isinstance(item, (bool, np.bool_)) for item in items), (
            f"{call} gave True or False for each picture. Return the places, not True/False."
        )
        assert len(items) <= 12 or np.ndim(items[0]), (
            f"{call} should give {len(expected)} places, not {len(items)}. A picture has leaked only "
            "if all its pixels equal those of one training picture."
        )
        hint = (
            "Give the places in validation_images, from 0, of pictures that are also in "
            "train_images: all pixels have to be the same, in all channels."
        )
        places = {item for item in items if isinstance(item, (int, np.integer))}
        if places and places < set(expected):
            missing = sorted(set(expected) - places)
            hint = f"{missing} is missing. Is every picture compared with every other, to the last?"
        if expected and len(items) > len(expected) and places == set(expected):
            hint = "Give each place once, also where its picture is in training twice."
        if isinstance(got, tuple) and len(got) == 1 and np.ndim(got[0]):
            hint = "np.where and np.nonzero give a tuple. np.flatnonzero(mask) gives a flat array."
        elif isinstance(got, np.ndarray) and got.ndim > 1 and got.size == len(expected):
            hint = "Give one flat array: np.flatnonzero(mask)."
        elif places == set(expected) and len(items) == len(expected):
            hint = "These are the right places. Give them in ascending order."
        require(call, got, expected, hint)
    print_points(points, points)
