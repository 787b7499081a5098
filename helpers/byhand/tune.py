"""Lesson 9: trying values of hyperparameters, and choosing."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from ..quiet import keras


def sweep(
    create: Callable[[Any], keras.Model],
    values: Iterable[Any],
    train: tuple[ArrayLike, ArrayLike],
    validation: tuple[ArrayLike, ArrayLike],
    epochs: int,
) -> dict[Any, float]:
    """Train one network for each value of a hyperparameter.

    Parameters
    ----------
    create : callable
        Takes a value and gives a new network, compiled with ``metrics=["accuracy"]``.
    values : sequence
        What to try.
    train, validation : pair of array_like
        Pictures and labels, ready to use.
    epochs : int
        Passes through the training pictures.

    Returns
    -------
    dict
        The validation accuracy after the last epoch (0 to 1), by value.
    """
    scores = {}
    for value in values:
        model = create(value)
        history = model.fit(*train, epochs=epochs, validation_data=validation, verbose=0)
        scores[value] = history.history["val_accuracy"][-1]
    return scores


def next_rates(scores: Mapping[float, float], count: int = 5) -> list[float]:
    """Choose the learning rates of a finer search around the best one.

    Parameters
    ----------
    scores : dict
        Accuracy (0 to 1) by learning rate, in any order; rates are positive.
    count : int
        How many rates to try next.

    Returns
    -------
    list of float
        From the tried rate below the best one to the one above it, both included, in equal steps
        on a log scale. Where the best is at the edge, a tenth of it or ten times as much takes the
        place of the missing one.

    Raises
    ------
    ValueError
        If there is no rate, or one is not positive.
    """
    rates = sorted(scores)
    if not rates or rates[0] <= 0:
        raise ValueError(f"There should be positive learning rates, not {rates}.")
    best = max(rates, key=lambda rate: scores[rate])
    place = rates.index(best)
    below = rates[place - 1] if place > 0 else best / 10
    above = rates[place + 1] if place + 1 < len(rates) else best * 10
    return np.geomspace(below, above, count).tolist()


def draw_rates(low: float, high: float, count: int, seed: int) -> np.ndarray:
    """Draw learning rates at random, evenly on a log scale.

    Parameters
    ----------
    low, high : float
        Smallest and largest rate, both positive.
    count : int
        How many.
    seed : int
        Seed of the random numbers.

    Returns
    -------
    numpy.ndarray
        Shape (count,), float64.

    Raises
    ------
    ValueError
        Unless 0 < `low` < `high`.
    """
    if not 0 < low < high:
        raise ValueError(f"Rates from {low} to {high}: low should be above 0 and below high.")
    exponents = np.random.default_rng(seed).uniform(np.log10(low), np.log10(high), count)
    return 10**exponents


def fit_by_name(
    candidates: Mapping[str, keras.Model],
    train: tuple[ArrayLike, ArrayLike],
    validation: tuple[ArrayLike, ArrayLike],
    epochs: int,
) -> dict[str, dict[str, list[float]]]:
    """Train several networks and keep every history.

    Parameters
    ----------
    candidates : dict
        Compiled networks by name.
    train, validation : pair of array_like
        Pictures and labels, ready to use.
    epochs : int
        Passes through the training pictures.

    Returns
    -------
    dict
        By name: what ``History.history`` holds, a dictionary of lists with one number an epoch.
    """
    histories = {}
    for name, model in candidates.items():
        fitted = model.fit(*train, epochs=epochs, validation_data=validation, verbose=0)
        histories[name] = fitted.history
    return histories


def pick_and_evaluate(
    candidates: Mapping[str, keras.Model],
    validation: tuple[ArrayLike, ArrayLike],
    unseen: tuple[ArrayLike, ArrayLike],
) -> tuple[str, float]:
    """Choose a network on validation pictures, and measure it once on pictures not chosen by.

    Parameters
    ----------
    candidates : dict
        Trained networks by name, compiled with ``metrics=["accuracy"]`` and no other metric.
    validation, unseen : pair of array_like
        Pictures and labels, ready to use. Only the chosen network sees those of `unseen`.

    Returns
    -------
    name : str
        The network with the highest validation accuracy.
    accuracy : float
        Its accuracy on the unseen pictures, 0 to 1.
    """
    scores = {name: model.evaluate(*validation, verbose=0)[1] for name, model in candidates.items()}
    best = max(scores, key=lambda name: scores[name])
    return best, float(candidates[best].evaluate(*unseen, verbose=0)[1])
