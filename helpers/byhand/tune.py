"""Lesson 9: trying values of hyperparameters, and choosing."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

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
    test: tuple[ArrayLike, ArrayLike],
) -> tuple[str, float]:
    """Choose a network on validation pictures, and measure it once on test pictures.

    Parameters
    ----------
    candidates : dict
        Trained networks by name, compiled with ``metrics=["accuracy"]`` and no other metric.
    validation, test : pair of array_like
        Pictures and labels, ready to use. Only the chosen network sees those of `test`.

    Returns
    -------
    name : str
        The network with the highest validation accuracy.
    accuracy : float
        Its accuracy on the test pictures, 0 to 1.
    """
    scores = {name: model.evaluate(*validation, verbose=0)[1] for name, model in candidates.items()}
    best = max(scores, key=lambda name: scores[name])
    return best, float(candidates[best].evaluate(*test, verbose=0)[1])
