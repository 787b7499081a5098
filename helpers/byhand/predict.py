"""Lesson 7: answers for pictures, and how far one can trust a probability and an accuracy."""

import os
from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from ..quiet import keras
from .inputs_outputs import load_batch, normalise, predicted_class


def predict_names(images: ArrayLike, model: keras.Model, class_names: Sequence[str]) -> list[str]:
    """Name the likeliest class of each picture.

    Parameters
    ----------
    images : array_like
        Pictures as stored, shape (n, height, width, channels), values from 0 to 255.
    model : keras.Model
        Takes such pictures with values from 0 to 1; gives probabilities of shape (n, classes).
    class_names : sequence of str
        Name of each class, in the order of the probabilities.

    Returns
    -------
    list of str
        One name a picture.

    Raises
    ------
    ValueError
        If a value lies outside 0 to 255, or there are not as many probabilities as names.
    """
    probabilities = model.predict(normalise(images), verbose=0)
    return list(predicted_class(probabilities, class_names))


def classify_image(
    path: str | os.PathLike[str], model: keras.Model, class_names: Sequence[str]
) -> tuple[str, float]:
    """Name the likeliest class of the picture in a file.

    Parameters
    ----------
    path : path or file object
        A picture file that Pillow can read; grey, colour or transparent, of any size.
    model : keras.Model
        Takes pictures of shape (n, height, width, 3) with values from 0 to 1; gives
        probabilities of shape (n, classes). The picture is resized to its height and width.
    class_names : sequence of str
        Name of each class, in the order of the probabilities.

    Returns
    -------
    name : str
        The class.
    probability : float
        From 0 to 1.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    PIL.UnidentifiedImageError
        If the file is not a picture.
    ValueError
        If there are not as many probabilities as names.
    """
    row = model.predict(load_batch([path], model.input_shape[1:3]), verbose=0)[0]
    return str(predicted_class(row, class_names)), float(row.max())


def top_k(probabilities: ArrayLike, class_names: Sequence[str], k: int) -> list[tuple[str, float]]:
    """Find the likeliest classes of one picture.

    Parameters
    ----------
    probabilities : array_like
        Shape (classes,).
    class_names : sequence of str
        Name of each class, in the order of the probabilities.
    k : int
        How many classes to give, from 1 to all.

    Returns
    -------
    list of (str, float)
        Name and probability of each, the likeliest first; of equally likely ones, the first class.

    Raises
    ------
    ValueError
        If there are not as many probabilities as names, or `k` is not from 1 to their number.
    """
    probabilities = np.asarray(probabilities)
    if probabilities.shape != (len(class_names),):
        raise ValueError(
            f"Probabilities of shape {probabilities.shape} do not fit {len(class_names)} class "
            "names; give those of one picture."
        )
    if not 1 <= k <= len(class_names):
        raise ValueError(f"k is {k}; choose a number from 1 to {len(class_names)}.")
    places = np.argsort(-probabilities, kind="stable")[:k]
    return [(class_names[place], float(probabilities[place])) for place in places]


def confidence_interval(accuracy: float, n: int) -> tuple[float, float]:
    """Compute the 95 % confidence interval of an accuracy, by the normal approximation.

    Parameters
    ----------
    accuracy : float
        Share of right answers, from 0 to 1.
    n : int
        How many pictures it was measured on.

    Returns
    -------
    low, high : float
        The accuracy minus and plus 1.96 standard errors, cut off at 0 and 1. Too narrow for
        few pictures and for accuracies near 0 or 1.

    Raises
    ------
    ValueError
        If `accuracy` is not from 0 to 1, or `n` is not positive.
    """
    if not 0 <= accuracy <= 1 or n < 1:
        raise ValueError(f"accuracy is {accuracy} (from 0 to 1?), n is {n} (1 or more?).")
    reach = 1.96 * np.sqrt(accuracy * (1 - accuracy) / n)
    return float(max(0, accuracy - reach)), float(min(1, accuracy + reach))


def confidence_and_accuracy(
    confidence: ArrayLike, right: ArrayLike, low: float, high: float
) -> tuple[float, float]:
    """Compare how sure a network is with how often it is right, where it is about equally sure.

    Parameters
    ----------
    confidence : array_like
        The largest probability of each picture, shape (n,), from 0 to 1.
    right : array_like of bool
        Whether each answer is right, shape (n,).
    low, high : float
        Which pictures count: those with a confidence above `low` and up to `high`.

    Returns
    -------
    mean_confidence, accuracy : float
        Of these pictures, both from 0 to 1. Where they agree, the network is calibrated.

    Raises
    ------
    ValueError
        If there is no such picture, or the two arrays differ in length.
    """
    confidence, right = np.asarray(confidence), np.asarray(right)
    if confidence.shape != right.shape:
        raise ValueError(f"{len(confidence)} confidences do not fit {len(right)} answers.")
    some = (confidence > low) & (confidence <= high)
    if not some.any():
        raise ValueError(f"No picture has a confidence above {low} and up to {high}.")
    return float(confidence[some].mean()), float(right[some].mean())


def compare_pairwise(right_a: ArrayLike, right_b: ArrayLike) -> tuple[int, int, float]:
    """Compare two classifiers on the same pictures, by those where only one of them is right.

    This is McNemar's test.

    Parameters
    ----------
    right_a, right_b : array_like of bool
        Whether each answer is right, shape (n,), for the same pictures in the same order.

    Returns
    -------
    only_a, only_b : int
        How many pictures only the first, or only the second, has right.
    times_luck : float
        Their difference, b minus a, divided by what luck makes of it if both are equally good:
        the root of ``only_a + only_b``. Beyond 2 or -2 it is more than luck. 0 if the two are
        never right on different pictures.

    Raises
    ------
    ValueError
        If the two arrays differ in length.
    """
    right_a, right_b = np.asarray(right_a, dtype=bool), np.asarray(right_b, dtype=bool)
    if right_a.shape != right_b.shape:
        raise ValueError(f"{len(right_a)} and {len(right_b)} answers are not of the same pictures.")
    only_a, only_b = int((right_a & ~right_b).sum()), int((right_b & ~right_a).sum())
    differ = only_a + only_b
    return only_a, only_b, (only_b - only_a) / differ**0.5 if differ else 0.0
