"""Lesson 2: from a picture file to numbers, and from numbers to the name of a class."""

import os
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import ArrayLike


def load_image(path: str | os.PathLike[str], size: tuple[int, int] = (32, 32)) -> np.ndarray:
    """Read a picture file as an array: upright, in colour and resized.

    Parameters
    ----------
    path : path or file object
        A picture file that Pillow can read, such as JPEG or PNG; grey, colour or transparent. The
        photograph of a phone that lies on its side is turned upright.
    size : tuple of int
        Height and width of the result in pixels, in the order of a NumPy shape.

    Returns
    -------
    numpy.ndarray
        The picture, shape (height, width, 3), uint8, from 0 to 255: red, green, blue.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    PIL.UnidentifiedImageError
        If the file is not a picture.
    """
    from PIL import Image, ImageOps

    height, width = size
    with Image.open(path) as picture:
        upright = ImageOps.exif_transpose(picture)
        return np.array(upright.convert("RGB").resize((width, height)))


def normalise(images: ArrayLike) -> np.ndarray:
    """Scale pixels from 0..255 to 0..1.

    Parameters
    ----------
    images : array_like
        One picture or many, any shape, values from 0 to 255.

    Returns
    -------
    numpy.ndarray
        The same shape, float32, from 0 to 1; the pictures given are left as they are.

    Raises
    ------
    ValueError
        If a value lies outside 0 to 255.
    """
    images = np.asarray(images)
    if images.size and (images.min() < 0 or images.max() > 255):
        raise ValueError(
            f"Pixels go from 0 to 255, but these go from {images.min()} to {images.max()}."
        )
    return images.astype("float32") / 255


def one_hot(labels: ArrayLike, classes: int) -> np.ndarray:
    """Turn class numbers into rows that are 1 at the class and 0 elsewhere.

    Parameters
    ----------
    labels : array_like
        Class of each picture, shape (n,) or (n, 1), integers from 0 to ``classes - 1``.
    classes : int
        How many classes there are, also those that no label names.

    Returns
    -------
    numpy.ndarray
        Shape (n, classes), float32.

    Raises
    ------
    ValueError
        If a label is not a whole number from 0 to ``classes - 1``.
    """
    labels = np.asarray(labels).reshape(-1)
    numbers = labels.astype("int64")
    if not np.array_equal(numbers, labels) or np.any((numbers < 0) | (numbers >= classes)):
        raise ValueError(f"Labels must be whole numbers from 0 to {classes - 1}.")
    return np.eye(classes, dtype="float32")[numbers]


def predicted_class(probabilities: ArrayLike, class_names: Sequence[str]) -> str | list[str]:
    """Name the class with the largest probability.

    Parameters
    ----------
    probabilities : array_like
        Scores of one picture, shape (classes,), or of many, shape (n, classes).
    class_names : sequence of str
        Name of each class, in the order of the scores.

    Returns
    -------
    str or list of str
        One name for one picture; a list of n names for many, also where n is 1.

    Raises
    ------
    ValueError
        If there are not as many scores a picture as names.
    """
    probabilities = np.asarray(probabilities)
    if probabilities.ndim not in (1, 2) or probabilities.shape[-1] != len(class_names):
        raise ValueError(
            f"Probabilities of shape {probabilities.shape} do not fit {len(class_names)} "
            "class names; (classes,) or (n, classes) was expected."
        )
    best = probabilities.argmax(axis=-1)
    return class_names[best] if best.ndim == 0 else [class_names[place] for place in best]


def load_batch(
    paths: Iterable[str | os.PathLike[str]], size: tuple[int, int] = (32, 32)
) -> np.ndarray:
    """Read picture files into one batch, as a network takes it.

    Parameters
    ----------
    paths : iterable of path
        Picture files, whatever their sizes.
    size : tuple of int
        Height and width of the result in pixels.

    Returns
    -------
    numpy.ndarray
        The pictures in the order of their files, shape (n, height, width, 3), float32, from 0 to 1.

    Raises
    ------
    FileNotFoundError
        If a file is missing.
    PIL.UnidentifiedImageError
        If a file is not a picture.
    """
    return normalise(np.stack([load_image(path, size) for path in paths]))
