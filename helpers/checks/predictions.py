"""Tries functions that predict: on networks whose answers are known, and on small pictures."""

import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from .. import byhand
from ..quiet import keras, layers
from .guards import without
from .points import print_points
from .values import require

_ALL_ROWS = "Without an axis, argmax() counts through all rows. Use argmax(axis=1)."
_ONE_PLACE = "A list takes one place at a time: [class_names[place] for place in places]."
# A piece of an error's text, and what to say about it.
_INDEX_ERRORS = {
    "out of range": _ALL_ROWS,
    "out of bounds": _ALL_ROWS,
    "scalar ind": _ONE_PLACE,
    "scalar arrays": _ONE_PLACE,
}
_MODES = {"colour": "RGB", "grey": "L", "transparent": "RGBA"}


def _brightness_network(centres: Sequence[float], size: tuple[int, int]) -> keras.Model:
    """Build a network for pixels from 0 to 1: its class is the nearest of these brightnesses."""
    inputs = keras.Input((*size, 3))
    means = layers.GlobalAveragePooling2D()(inputs)
    dense = layers.Dense(len(centres), activation="softmax")
    network = keras.Model(inputs, dense(means))
    middle = np.array(centres)
    dense.set_weights([np.tile(40 * middle / 3, (3, 1)), -20 * middle**2])
    network.run_eagerly = True  # a quicker start
    return network


def _colour_network(size: tuple[int, int]) -> keras.Model:
    """Build a network for pixels from 0 to 1: red, green or blue, with a liking for green."""
    height, width = size
    inputs, dense = keras.Input((height, width, 3)), layers.Dense(3, activation="softmax")
    network = keras.Model(inputs, dense(layers.Flatten()(inputs)))
    each = np.tile(np.eye(3), (height * width, 1))
    dense.set_weights([4 * each / (height * width), np.array([0, 0.5, 0])])
    network.run_eagerly = True  # a quicker start
    return network


def try_predict_names(
    predict_names: Callable,
    cases: Iterable[tuple[dict[str, float], tuple[int, int], list[int], list[str]]],
    *,
    points: float,
) -> None:
    """Let a function name pictures with a network that tells them by their mean brightness.

    Parameters
    ----------
    predict_names : callable
        The learner's function: takes pictures from 0 to 255, a network, and names of classes.
    cases : iterable of tuple
        Name and brightness, from 0 to 1, of each class; height and width of the pictures; the
        value, from 0 to 255, of all pixels of each picture; and the names that are right.
    points : float
        What the exercise is worth.

    Raises
    ------
    AssertionError
        If a name is wrong.
    """
    __tracebackhide__ = True  # the learner sees the test cell, not this file
    for classes, size, brightness, names in cases:
        network = _brightness_network(list(classes.values()), size)
        images = np.tile(np.array(brightness, "uint8")[:, None, None, None], (1, *size, 3))
        call = f"predict_names of pictures with all pixels {', '.join(map(str, brightness))}"
        try:
            with without(byhand.predict_names):
                answer = predict_names(images, network, tuple(classes))
        except (IndexError, TypeError) as error:
            advice = [text for piece, text in _INDEX_ERRORS.items() if piece in str(error)]
            if not advice:
                raise
            raise AssertionError(f"{call} stopped: {error}. {advice[0]}") from None
        _require_names(call, answer, names)
    print_points(points, points)


def _require_names(call: str, answer: Any, names: list[str]) -> None:
    __tracebackhide__ = True
    if answer is not None:
        found = np.asarray(answer)
        # NumPy cuts long lists.
        shown = " ".join(np.array2string(found, threshold=12, separator=", ").split())
        assert found.dtype.kind not in "iuf", (
            f"{call} gave {shown}: numbers, not names. Look them up in class_names."
        )
        assert found.shape == (len(names),), (
            f"{call} should be {names}, not {shown}. "
            "Each picture needs one name: take argmax(axis=1), the largest of each row."
        )
        answer = ", ".join(map(str, found))
    hint = "Scale the pixels as in training, by 255, and take the largest probability of each row."
    require(call, answer, ", ".join(names), hint)


def try_classify_image(
    classify_image: Callable,
    cases: Iterable[
        tuple[str, tuple[int, int], tuple[int, int, int], tuple[int, int], Sequence[str]]
    ],
    *,
    points: float,
) -> None:
    """Let a function classify files of one colour, with a network that sees which is strongest.

    Parameters
    ----------
    classify_image : callable
        The learner's function: takes a path, a network, and names of classes.
    cases : iterable of tuple
        Kind of the file, ``"colour"``, ``"grey"`` or ``"transparent"``; its width and height; its
        colour, three numbers from 0 to 255; height and width that the network takes; and the
        names of its classes red, green and blue.
    points : float
        What the exercise is worth.

    Raises
    ------
    AssertionError
        If a name or a probability is wrong.
    """
    __tracebackhide__ = True  # the learner sees the test cell, not this file
    for kind, file_size, colour, size, class_names in cases:
        width, height = file_size
        what = f"classify_image ({kind} file {width} wide and {height} high, colour {colour})"
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "picture.png"
            Image.new("RGB", file_size, colour).convert(_MODES[kind]).save(file)
            pixel = np.array(Image.open(file).convert("RGB"))[0, 0] / 255
            answer = _classify(classify_image, file, size, class_names, kind, what)
        chances = np.exp(4 * pixel + [0, 0.5, 0])
        chances /= chances.sum()
        _require_pair(what, answer, class_names[chances.argmax()], chances.max())
    print_points(points, points)


def _classify(
    classify_image: Callable,
    file: Path,
    size: tuple[int, int],
    class_names: Sequence[str],
    kind: str,
    what: str,
) -> object:
    """Call the learner's function; explain why a network refuses a batch."""
    __tracebackhide__ = True
    try:
        with without(byhand.classify_image):
            return classify_image(file, _colour_network(size), class_names)
    except ValueError as error:
        _, refused, shapes = str(error).replace("Expected", "expected").partition("expected shape")
        if not refused:
            raise
        hint = "Did you resize to model.input_shape[1:3]?"
        if kind != "colour":
            hint = f'Did you turn the {kind} picture into a colour one, by convert("RGB")?'
        raise AssertionError(
            f"{what} stopped: {refused}{shapes.splitlines()[0]}. The network takes a batch of "
            f"one, of shape {(1, *size, 3)}. {hint}"
        ) from None


def _require_pair(what: str, answer: Any, name: str, probability: float) -> None:
    __tracebackhide__ = True
    assert answer is not None, f"{what} gave nothing (None). Is there a return?"
    pair = isinstance(answer, (tuple, list)) and len(answer) == 2
    assert pair, f"{what} should return a pair, (name, probability), not {answer!r}."
    hint = (
        "A text, one of class_names. byhand.predicted_class of a batch gives a list: take its [0]."
    )
    require(f"{what}: the name", answer[0], name, hint)
    hint = "The largest number of the only row. Is the picture normalised, as in training?"
    if isinstance(answer[1], (float, np.number)) and answer[1] > 1.5:
        hint = "A probability goes from 0 to 1, not to 100: leave out the factor of 100."
    require(f"{what}: the probability", answer[1], probability, hint, tolerance=0.02)


def try_top_k(
    top_k: Callable,
    cases: Iterable[tuple[list[float], Sequence[str], int, list[tuple[str, float]]]],
    *,
    points: float,
) -> None:
    """Let a function find the likeliest classes: names first, then probabilities.

    Parameters
    ----------
    top_k : callable
        The learner's function.
    cases : iterable of tuple
        Probabilities of the classes, their names, how many are asked for, and the pairs (name,
        probability) that are right.
    points : float
        What the exercise is worth.

    Raises
    ------
    AssertionError
        If a pair is wrong, or the array that was given is changed.
    """
    __tracebackhide__ = True  # the learner sees the test cell, not this file
    hint = "The largest probability comes first, and each keeps its own name."
    for probabilities, class_names, k, expected in cases:
        given = np.array(probabilities)
        call = f"top_k({probabilities}, {list(class_names)}, {k})"
        with without(byhand.top_k):
            answer = top_k(given, class_names, k)
        assert answer is not None, f"{call} gave nothing (None). Is there a return?"
        wanted = f"{call} should be {expected}, a list of pairs (name, probability)"
        try:
            pairs = [(str(name), float(chance)) for name, chance in answer]
        except (TypeError, ValueError):
            raise AssertionError(f"{wanted}, not {answer!r}.") from None
        assert len(pairs) == k, f"{wanted}, not {pairs}. Keep k of them."
        names, chances = zip(*pairs, strict=True)
        right_names, right_chances = zip(*expected, strict=True)
        what = f"{call}: the names, first to last,"
        require(what, ", ".join(names), ", ".join(right_names), hint)
        what = f"{call}: the probabilities, first to last,"
        require(what, chances, right_chances, hint, tolerance=1e-4)
        what = f"After {call} the array that was given"
        require(what, given, probabilities, "Do not sort in place.")
    print_points(points, points)
