"""Tries functions that read and describe pictures."""

import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from ..byhand import load_image as load_image_of_helpers
from .guards import without
from .points import Marks, print_points
from .values import choose_hint, require

# What to look at, by the name of an answer.
_DESCRIPTION = {
    "pictures": "Look at the first number of images.shape.",
    "picture_shape": "Look at images.shape without its first number.",
    "pixel_type": "Look at images.dtype.",
    "lowest": "Look at images.min().",
    "highest": "Look at images.max().",
    "classes": "Look at np.unique(labels) and its length.",
}
_MODES = {"colour": "RGB", "grey": "L", "transparent": "RGBA"}


def try_describe(
    describe: Callable[..., Any],
    cases: Iterable[tuple[str, np.ndarray, np.ndarray, Sequence]],
    points: float,
) -> float:
    """Check a function that describes a data set; each of its six answers earns its part.

    Parameters
    ----------
    describe : callable
        The learner's; takes pictures and labels, and gives a dictionary.
    cases : iterable of tuple
        A name for messages, pictures, labels, and the right answers: number of pictures, shape of
        one, type of the pixels, lowest and highest value, number of classes.
    points : float
        What the exercise is worth.

    Returns
    -------
    float
        The points reached, which are printed, too.

    Raises
    ------
    AssertionError
        If the result is no dictionary.
    """
    __tracebackhide__ = True  # the learner sees the test cell, not this file
    marks = Marks(_DESCRIPTION, points)
    for name, images, labels, expected in cases:
        answer = describe(images, labels)
        assert isinstance(answer, dict), f"describe should return a dictionary, not {answer!r}."
        slips = _describe_slips(images, labels)
        for (key, hint), value in zip(_DESCRIPTION.items(), expected, strict=True):
            got = dict.get(answer, key, "no such key in the dictionary")
            if key == "pixel_type" and isinstance(got, (type, np.dtype)):
                got = np.dtype(got).name
            hint = choose_hint(got, slips.get(key, ()), hint)
            marks.require(key, f'"{key}" of {name}', got, value, hint)
    return marks.total()


def _describe_slips(images: np.ndarray, labels: np.ndarray) -> dict[str, list[tuple[Any, str]]]:
    """By answer: what known slips make of it, and what to say about each."""
    first = "That is of the first picture alone. Take all pictures."
    largest = "Class numbers may have gaps. Count the different ones: np.unique(labels)."
    return {
        "pictures": [(images.size, "That counts every number. Count the pictures.")],
        "lowest": [(images[0].min(), first)],
        "highest": [(images[0].max(), first)],
        "classes": [
            (np.unique(labels), "Those are the classes. How many are there?"),
            (len(labels), "That is the number of labels. Count the different ones."),
            (labels.max() + 1, largest),
            (labels.max(), largest),
        ],
    }


def _write_blocks(file: Path, kind: str) -> np.ndarray:
    """Write a file of four blocks of colour, 60 wide and 40 high; return its pixels in colour."""
    blocks = [[[200, 100, 50], [50, 200, 100]], [[100, 50, 200], [240, 240, 60]]]
    pixels = np.array(blocks, "uint8").repeat(20, axis=0).repeat(30, axis=1)
    Image.fromarray(pixels).convert(_MODES[kind]).save(file)
    return np.array(Image.open(file).convert("RGB"))


def try_load_image(
    load_image: Callable[..., Any],
    cases: Iterable[tuple[str, tuple[int, int], str]],
    points: float,
) -> None:
    """Check a function that reads a picture file, on files with four blocks of colour.

    Parameters
    ----------
    load_image : callable
        The learner's; takes a path and a size.
    cases : iterable of tuple
        Kind of picture (``"colour"``, ``"grey"`` or ``"transparent"``), height and width that are
        asked for, and the format of the file, such as ``"png"``.
    points : float
        What the exercise is worth.

    Raises
    ------
    AssertionError
        If the shape or the colours are wrong.
    """
    __tracebackhide__ = True
    corners = [0, 0, -1, -1], [0, -1, 0, -1]
    for kind, size, extension in cases:
        call = f"load_image of a {kind} picture 60 wide and 40 high, size={size}"
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / f"blocks.{extension}"
            pixels = _write_blocks(file, kind)
            with without(load_image_of_helpers):
                answer = load_image(file, size)
        assert not isinstance(answer, Image.Image), (
            "load_image should return an array, not a Pillow picture. Put np.array(...) around it."
        )
        assert answer is not None, (
            f"{call} gave nothing (None). Is there a return? If so, what is resized? An array's own "
            "resize gives None back: resize the Pillow picture first, then make an array of it."
        )
        if not isinstance(answer, str):
            require(
                f"The shape from {call}",
                np.shape(answer),
                (*size, 3),
                "The array's shape is (height, width, channels), with three channels, and Pillow's "
                "resize wants (width, height).",
            )
            answer = np.asarray(answer)[corners]
        require(
            f"The four corners, top left to bottom right, from {call}",
            answer,
            pixels[corners],
            "The colours stay as they are in the file, from 0 to 255: red, green, blue.",
            0.02,
        )
    print_points(points, points)


def try_predicted_class(
    predicted_class: Callable[..., Any],
    cases: Iterable[tuple[Sequence, Sequence[str], str | list[str]]],
    like: Callable[..., Any],
    points: float,
) -> None:
    """Check a function that names the class with the largest score.

    Parameters
    ----------
    predicted_class : callable
        The learner's; takes scores and names of classes.
    cases : iterable of tuple
        A row of scores or a batch of rows, names of the classes, and the name, or names, expected.
    like : callable
        The course's, out of reach while the learner's runs.
    points : float
        What the exercise is worth.

    Raises
    ------
    AssertionError
        If an answer is wrong, or a number, or a list where a name is asked for.
    """
    __tracebackhide__ = True
    for rows, names, expected in cases:
        call = f"predicted_class({rows}, {names})"
        one = isinstance(expected, str)
        hint = (
            "One row needs one name, the one in the place of its largest number."
            if one
            else "A batch needs a list with a name for each row, so find the largest number of each "
            "row."
        )
        try:
            with without(like):
                answer = predicted_class(np.array(rows), names)
        except (IndexError, TypeError) as error:
            raise AssertionError(f"{call} stopped: {error}. {hint}") from None
        if answer is not None:
            found = np.asarray(answer)
            assert found.dtype.kind not in "iuf", (
                f"{call} gave {found.tolist()}: a place, not a name. Look it up in class_names."
            )
            assert (found.ndim == 0) == one, (
                f"{call} should be {expected!r}, not {found.tolist()!r}. {hint}"
            )
            answer = found.item() if one else found.ravel().tolist()
        require(call, answer, expected, hint)
    print_points(points, points)
