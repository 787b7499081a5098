"""Lesson 10: what goes with a network that others shall use."""

import csv
import os
from collections.abc import Mapping, Sequence

from numpy.typing import ArrayLike

from ..quiet import keras, layers
from .evaluate import accuracy
from .inputs_outputs import normalise
from .predict import confidence_interval


def accuracy_with_interval(
    model: keras.Model, images: ArrayLike, labels: ArrayLike
) -> tuple[float, float, float]:
    """Measure a network on labelled pictures, and say how exact the number is.

    Parameters
    ----------
    model : keras.Model
        Takes pictures of shape (n, height, width, channels) with values from 0 to 1; gives
        probabilities of shape (n, classes).
    images : array_like
        Pictures as stored, values from 0 to 255.
    labels : array_like of int
        Class of each picture, shape (n,).

    Returns
    -------
    accuracy, low, high : float
        Share of right answers, and the ends of its 95 % interval, from 0 to 1.

    Raises
    ------
    ValueError
        If there are not as many labels as pictures, or none.
    """
    predicted = model.predict(normalise(images), verbose=0).argmax(axis=1)
    share = accuracy(labels, predicted)
    return share, *confidence_interval(share, len(predicted))


def history_to_csv(history: Mapping[str, Sequence[float]], file: str | os.PathLike[str]) -> None:
    """Write a training history as a table, one row an epoch.

    Parameters
    ----------
    history : dict
        What ``History.history`` holds: by name a list with one number for each epoch.
    file : path
        The CSV file to write. Its first column is ``epoch``, from 1.
    """
    with open(file, "w", newline="") as table:
        writer = csv.writer(table)
        writer.writerow(["epoch", *history])
        rows = zip(*history.values(), strict=True)
        writer.writerows([epoch, *row] for epoch, row in enumerate(rows, start=1))


def history_from_csv(file: str | os.PathLike[str]) -> dict[str, list[float]]:
    """Read a training history that `history_to_csv` wrote.

    Parameters
    ----------
    file : path
        A CSV file with one row an epoch, and its number under ``epoch``.

    Returns
    -------
    dict
        By the column's name, without ``epoch``: a list of float, one for each epoch.
    """
    with open(file, newline="") as table:
        rows = list(csv.DictReader(table))
    return {name: [float(row[name]) for row in rows] for name in rows[0] if name != "epoch"}


def with_preprocessing(model: keras.Model) -> keras.Model:
    """Put the scaling of pixels into a network.

    Parameters
    ----------
    model : keras.Model
        Takes pictures of shape (n, height, width, channels) with values from 0 to 1.

    Returns
    -------
    keras.Model
        Not compiled. Takes the same pictures with values from 0 to 255, uint8 or float, and
        shares its layers and weights with `model`.
    """
    inputs = keras.Input(model.input_shape[1:])
    scaled = layers.Rescaling(1 / 255)(inputs)
    return keras.Model(inputs, model(scaled), name=f"{model.name}_with_preprocessing")


CARD_FIELDS = ("data", "metrics", "intended use", "limits", "licence")


def model_card(title: str, facts: Mapping[str, str]) -> str:
    """Write a model card, as Markdown.

    Parameters
    ----------
    title : str
        Name of the network.
    facts : dict
        By field: a text. Those in `CARD_FIELDS` are required.

    Returns
    -------
    str
        The title as a heading, and then a section for each of the facts.

    Raises
    ------
    ValueError
        If a required field is missing or has no text.
    """
    missing = [field for field in CARD_FIELDS if not facts.get(field, "").strip()]
    if missing:
        raise ValueError(f"The model card lacks: {', '.join(missing)}.")
    sections = [f"## {field.capitalize()}\n\n{text}" for field, text in facts.items()]
    return "\n\n".join([f"# {title}", *sections]) + "\n"


def freeze_convolutions(model: keras.Model, classes: int) -> keras.Model:
    """Build a network for a new task on the frozen convolutions of a trained one.

    Parameters
    ----------
    model : keras.Model
        A network with one Flatten layer, as all networks of the course have.
    classes : int
        How many classes the new task has.

    Returns
    -------
    keras.Model
        Not compiled. Up to the Flatten layer it has the layers of `model`, which are frozen (also
        in `model`, for they are the same); then comes a new dense layer with `classes` outputs and
        softmax.

    Raises
    ------
    ValueError
        If there is no Flatten layer.
    """
    flatten = [layer for layer in model.layers if isinstance(layer, layers.Flatten)]
    if not flatten:
        raise ValueError(f"The network {model.name} has no Flatten layer.")
    base = keras.Model(model.inputs[0], flatten[0].output)
    base.trainable = False
    return keras.Model(base.inputs[0], layers.Dense(classes, activation="softmax")(base.output))
