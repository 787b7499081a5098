"""Lesson 3: training and validation pictures."""

import os
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from ..quiet import keras
from .inputs_outputs import normalise, one_hot


def prepare_dataset(
    images: ArrayLike, labels: ArrayLike, validation_share: float = 0.2, seed: int = 42
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Scale pictures, one-hot encode labels, and set a part aside for validation.

    Parameters
    ----------
    images : array_like
        Pictures, shape (n, height, width, channels), values from 0 to 255.
    labels : array_like
        Class of each picture, shape (n,) or (n, 1), integers from 0.
    validation_share : float
        Share of the pictures that is set aside, between 0 and 1.
    seed : int
        Seed of the shuffle, so that everybody gets the same split.

    Returns
    -------
    train_images, validation_images : numpy.ndarray
        Pictures, float32, from 0 to 1.
    train_labels, validation_labels : numpy.ndarray
        One-hot labels, shape (n, classes), float32.

    Raises
    ------
    ValueError
        If there are not as many labels as pictures.
    """
    images = np.asarray(images)
    labels = np.asarray(labels).reshape(-1)
    if len(images) != len(labels):
        raise ValueError(f"There are {len(images)} pictures but {len(labels)} labels.")
    from sklearn.model_selection import train_test_split

    return train_test_split(
        normalise(images),
        one_hot(labels, labels.max() + 1),
        test_size=validation_share,
        random_state=seed,
    )


def class_counts(labels: ArrayLike, classes: int) -> np.ndarray:
    """Count the pictures of each class.

    Parameters
    ----------
    labels : array_like
        Class of each picture, shape (n,) or (n, 1), integers from 0 to ``classes - 1``.
    classes : int
        How many classes there are, also those that no label names.

    Returns
    -------
    numpy.ndarray
        Shape (classes,), int64: how many labels are 0, how many are 1, and so on.

    Raises
    ------
    ValueError
        If a label is not a whole number from 0 to ``classes - 1``.
    """
    return one_hot(labels, classes).sum(axis=0, dtype="int64")


def stratified_split(
    labels: ArrayLike, validation_share: float = 0.2, seed: int = 42
) -> tuple[np.ndarray, np.ndarray]:
    """Set a part aside for validation that has the same share of every class.

    Parameters
    ----------
    labels : array_like
        Class of each picture, shape (n,) or (n, 1).
    validation_share : float
        Share of the pictures that is set aside, between 0 and 1.
    seed : int
        Seed of the shuffle, so that everybody gets the same split.

    Returns
    -------
    train, validation : numpy.ndarray
        Places of the pictures in each part, shuffled, int64. Of each class, validation has its
        share to within one picture.

    Raises
    ------
    ValueError
        If a class has only one picture, or a part would have none of some class.
    """
    from sklearn.model_selection import train_test_split

    labels = np.asarray(labels).reshape(-1)
    return tuple(
        train_test_split(
            np.arange(len(labels)), test_size=validation_share, random_state=seed, stratify=labels
        )
    )


def read_folder(
    folder: str | os.PathLike[str], image_size: tuple[int, int], batch_size: int = 8
) -> Any:
    """Read labelled pictures from a folder that has one folder inside for each class.

    Parameters
    ----------
    folder : path
        The folder; names of the folders in it are the classes, in alphabetical order.
    image_size : tuple of int
        Height and width that all pictures get. Of a picture of another shape the middle is taken.
    batch_size : int
        How many pictures come at a time.

    Returns
    -------
    tf.data.Dataset
        Shuffled batches: pictures of shape (n, height, width, 3), float32, from 0 to 255, and their
        one-hot labels of shape (n, classes), float32.

    Raises
    ------
    ValueError
        If there are no pictures.
    """
    return keras.utils.image_dataset_from_directory(
        folder,
        image_size=image_size,
        batch_size=batch_size,
        label_mode="categorical",
        crop_to_aspect_ratio=True,
        seed=42,
    )


def find_leaked(train_images: np.ndarray, validation_images: np.ndarray) -> list[int]:
    """Find the validation pictures that are among the training pictures, too.

    Parameters
    ----------
    train_images, validation_images : array_like
        Pictures, shape (n, ...), all of the same shape and type.

    Returns
    -------
    list of int
        Places in `validation_images`, ascending. Only exact copies are found.
    """
    seen = {image.tobytes() for image in np.asarray(train_images)}
    validation_images = np.asarray(validation_images)
    return [place for place, image in enumerate(validation_images) if image.tobytes() in seen]
