"""Tries a function that reads a folder of pictures."""

import contextlib
import io
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from ..quiet import keras
from .guards import Explained, errors_explained, told_plainly, without
from .points import print_points
from .values import require

_A_PAIR = "image_size is a pair already, (height, width): write image_size=image_size."
_ERRORS: list[Explained] = [
    (TypeError, "Only integers, slices", _A_PAIR),
    (ValueError, "1-D Tensor of 2 elements", _A_PAIR),
    (
        AttributeError,
        "'str' object has no attribute 'name'",
        "folder is a path: write folder, without .name.",
    ),
]
_SIZES = ((90, 30), (30, 90), (40, 40))  # width and height


def write_class_folders(folder: Path, classes: Iterable[str]) -> int:
    """Write three pictures for each class: wide, tall and square, each of colours of its own.

    Parameters
    ----------
    folder : pathlib.Path
        An existing folder.
    classes : iterable of str
        Names of the folders that are made in it.

    Returns
    -------
    int
        How many pictures there are.
    """
    random = np.random.default_rng(1)
    count = 0
    for name in classes:
        (folder / name).mkdir()
        for size in _SIZES:
            blocks = random.integers(30, 226, (3, 3, 3)).astype("uint8")
            picture = Image.fromarray(blocks).resize(size, Image.Resampling.NEAREST)
            picture.save(folder / name / f"{count:02}.png")
            count += 1
    return count


def _sorted_batches(batches: Iterable) -> tuple[list[int], np.ndarray, np.ndarray]:
    """Sizes of the batches, and all pictures and labels, in an order that shuffling leaves alone."""
    pairs = [[np.asarray(part) for part in batch] for batch in batches]
    images, labels = (np.concatenate(parts).astype("float64") for parts in zip(*pairs, strict=True))
    order = np.argsort(images.mean(axis=(1, 2, 3)))
    return [len(pair[0]) for pair in pairs], images[order], labels[order]


def _choose_advice(found: np.ndarray, read: Callable[..., Any]) -> str:
    """Say what pictures of the right shape, but with other pixels, point to."""
    if found.max() <= 1:
        return "They go from 0 to 1 only. Leave them from 0 to 255: dividing comes later."
    for options, advice in (
        ({}, "They are squeezed. Give crop_to_aspect_ratio=True."),
        ({"pad_to_aspect_ratio": True}, "They are padded with black. Crop them instead."),
    ):
        other = _sorted_batches(read(**options))[1]
        if np.allclose(found, other, atol=2):
            return advice
    return "Their pixels should be those of image_dataset_from_directory, unchanged."


@told_plainly
def try_read_folder(
    read_folder: Callable[..., Any],
    cases: Iterable[tuple[list[str], tuple[int, int], int | None]],
    like: Callable[..., Any],
    points: float,
) -> None:
    """Check a function that reads a folder of pictures in batches, cropped to one size.

    Parameters
    ----------
    read_folder : callable
        The learner's; takes a folder, a size (height, width) and the pictures in a batch.
    cases : iterable of tuple
        Names of the classes, size, and pictures in a batch; None tries the default of 8.
    like : callable
        The course's, out of reach while the learner's runs.
    points : float
        What the exercise is worth.

    Raises
    ------
    AssertionError
        If batches, labels or pixels are wrong.
    """
    __tracebackhide__ = True  # the learner sees the test cell, not this file
    for classes, size, batch_size in cases:
        given = () if batch_size is None else (batch_size,)
        words = ", ".join([f"a folder with {len(classes)} classes", *map(str, (size, *given))])
        call = f"read_folder({words})"
        with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()):
            count = write_class_folders(Path(folder), classes)

            def read(folder: str = folder, size: tuple = size, **options: Any) -> Any:
                return keras.utils.image_dataset_from_directory(
                    folder, image_size=size, label_mode="categorical", verbose=False, **options
                )

            with errors_explained(call, _ERRORS), without(like):
                answer = read_folder(folder, size, *given)
            assert answer is not None, (
                f"{call} gave nothing (None). Is there a return in the function?"
            )
            try:
                batches, images, labels = _sorted_batches(answer)
            except Exception:  # a learner's object may fail in any way when it is gone through
                raise AssertionError(
                    f"{call} should return batches, each with pictures and labels, as "
                    f"image_dataset_from_directory does, but it is a {type(answer).__name__}. Look at "
                    'batch_size=batch_size and label_mode="categorical".'
                ) from None
            _, cropped, rows = _sorted_batches(read(crop_to_aspect_ratio=True))
            require(
                f"The labels' shape from {call}",
                labels.shape,
                rows.shape,
                'One-hot labels need label_mode="categorical".'
                if len(labels) == count
                else f"All {count} pictures of the folder should come.",
            )
            require(
                f"The pictures' shape from {call}",
                images.shape,
                cropped.shape,
                "Height, width, and three channels: give image_size=image_size, and no color_mode.",
            )
            assert np.allclose(images, cropped, atol=2), (
                f"The pictures from {call} are not as expected. {_choose_advice(images, read)}"
            )
            require(
                f"The labels from {call}, in the order of how bright their pictures are,",
                labels,
                rows,
                "Each picture has the label of its own folder. Their order is alphabetical: label 0 "
                "is the first name. Leave out class_names.",
            )
            each = batch_size or 8
            full, rest = divmod(count, each)
            require(
                f"The pictures in each batch of {call}",
                batches,
                [each] * full + [rest] * (rest > 0),
                "Give batch_size=batch_size, and leave batch_size=8 in the def line.",
            )
    print_points(points, points)
