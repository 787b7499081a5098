"""Saves the learner's own networks, and loads them, or the reference where there is none."""

import functools
import json
import os
import tempfile
from pathlib import Path
from typing import Any

from . import COURSE, USER_FOLDER
from .byhand import history_to_csv
from .quiet import keras

REFERENCE_FOLDER = COURSE / "data" / "models"


def load_reference_model(name: str, dataset: str) -> tuple[keras.Model, dict[str, Any]]:
    """Load a network that was trained when the course was made.

    Parameters
    ----------
    name : {"intro", "dropout", "improved"}
        Which network.
    dataset : str
        Name of the data set it was trained on: ``"fashion_mnist"`` or ``"cifar10"``.

    Returns
    -------
    model : keras.Model
        Not compiled; takes pictures of shape (n, 32, 32, 3) with values from 0 to 1.
    record : dict
        How it was trained, by ``data/train_models.py``: ``test_accuracy`` (0 to 1),
        ``history``, ``seed``, ``versions`` and more.

    Raises
    ------
    ValueError
        If there is no such model.
    """
    file = REFERENCE_FOLDER / f"{name}-{dataset}.keras"
    if not file.exists():
        known = sorted(path.stem for path in REFERENCE_FOLDER.glob("*.keras"))
        raise ValueError(f"There is no reference model {file.stem}; there are: {', '.join(known)}.")
    return keras.saving.load_model(file), json.loads(file.with_suffix(".json").read_text())


@functools.cache
def _temporary_outputs() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="tensteps-")


def outputs_folder() -> Path:
    """Find the folder of the learner's own networks, and make it when needed.

    Returns
    -------
    pathlib.Path
        What the environment variable ``TENSTEPS_OUTPUTS`` names, else ``outputs`` in
        `helpers.USER_FOLDER`.
        While nbgrader grades or validates it is a temporary folder, so that networks trained on
        a few pictures do not replace the learner's own.
    """
    folder = Path(os.environ.get("TENSTEPS_OUTPUTS") or USER_FOLDER / "outputs")
    if "NBGRADER_EXECUTION" in os.environ:
        folder = Path(_temporary_outputs().name)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def save_model(
    model: keras.Model,
    name: str,
    dataset: str,
    history: keras.callbacks.History | dict[str, list[float]] | None = None,
) -> Path:
    """Save a network, and its training history beside it, in the outputs folder.

    Parameters
    ----------
    model : keras.Model
        A trained network.
    name : str
        A name for it, such as ``"intro"``.
    dataset : str
        Name of the data set it was trained on, such as ``dataset.name``; part of the file name.
    history : keras.callbacks.History or dict, optional
        What ``fit`` returned; saved as CSV, one row an epoch.

    Returns
    -------
    pathlib.Path
        The file, ``NAME-DATASET.keras``. An older one of this name is replaced.

    Raises
    ------
    ValueError
        If `dataset` is not a plain name.
    """
    if not str(dataset).isidentifier():
        raise ValueError(f"dataset should be a name, as dataset.name is, not {dataset!r}.")
    file = outputs_folder() / f"{name}-{dataset}.keras"
    model.save(file)
    file.with_suffix(".csv").unlink(missing_ok=True)  # of an older network
    if history is not None:
        history_to_csv(getattr(history, "history", history), file.with_suffix(".csv"))
    return file


def load_model_or_reference(name: str, dataset: str) -> keras.Model:
    """Load the learner's own network, or the reference if there is none, and say which.

    Parameters
    ----------
    name : {"intro", "dropout", "improved"}
        Which network.
    dataset : str
        Name of the data set it was trained on: ``"fashion_mnist"`` or ``"cifar10"``. A network
        that was trained on the other one is never taken.

    Returns
    -------
    keras.Model
        Not compiled; takes pictures of shape (n, 32, 32, 3) with values from 0 to 1.

    Raises
    ------
    ValueError
        If there is neither an own network nor a reference.
    """
    file = outputs_folder() / f"{name}-{dataset}.keras"
    why = ""
    if file.exists():
        try:
            model = keras.saving.load_model(file, compile=False)
        except Exception as error:  # damaged, or made of layers that only its notebook knows
            why = f" ({file.name} in the outputs folder cannot be read: {type(error).__name__})"
        else:
            print(f"{name}: your own network, {file.name} in the outputs folder")
            return model
    model, record = load_reference_model(name, dataset)
    print(f"{name}: the reference network for {record['dataset_title']}{why}")
    return model
