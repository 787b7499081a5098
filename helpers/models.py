"""The networks of the lessons, and the trained ones that come with the course."""

import csv
import functools
import json
import os
import tempfile
from pathlib import Path

from . import PROJECT, quiet_start

with quiet_start():
    import keras
from keras import layers

REFERENCE_FOLDER = PROJECT / "data" / "models"


def create_model_intro(input_shape=(32, 32, 3), classes=10):
    """Build the course's first network: two convolutions and two dense layers.

    Parameters
    ----------
    input_shape : tuple of int
        Height, width and channels of a picture.
    classes : int
        How many classes to tell apart.

    Returns
    -------
    keras.Model
        Not compiled. Takes pictures of shape (n, height, width, channels) with values from 0
        to 1; gives probabilities of shape (n, classes). 79,530 parameters by default.
    """
    inputs = keras.Input(input_shape)
    x = layers.Conv2D(16, 3, activation="relu")(inputs)
    x = layers.MaxPooling2D()(x)
    x = layers.Conv2D(32, 3, activation="relu")(x)
    x = layers.MaxPooling2D()(x)
    x = layers.Flatten()(x)
    x = layers.Dense(64, activation="relu")(x)
    outputs = layers.Dense(classes, activation="softmax")(x)
    return keras.Model(inputs, outputs, name="intro")


def create_model_dropout(input_shape=(32, 32, 3), classes=10):
    """Build the course's second network: three convolutions, dropout and one dense layer.

    Parameters
    ----------
    input_shape : tuple of int
        Height, width and channels of a picture.
    classes : int
        How many classes to tell apart.

    Returns
    -------
    keras.Model
        Not compiled. Takes pictures of shape (n, height, width, channels) with values from 0
        to 1; gives probabilities of shape (n, classes). 33,834 parameters by default.
    """
    inputs = keras.Input(input_shape)
    x = layers.Conv2D(16, 3, activation="relu")(inputs)
    x = layers.MaxPooling2D()(x)
    x = layers.Conv2D(32, 3, activation="relu")(x)
    x = layers.MaxPooling2D()(x)
    x = layers.Conv2D(64, 3, activation="relu")(x)
    x = layers.Dropout(0.5)(x)
    x = layers.Flatten()(x)
    outputs = layers.Dense(classes, activation="softmax")(x)
    return keras.Model(inputs, outputs, name="dropout")


CREATE = {"intro": create_model_intro, "dropout": create_model_dropout}


def load_reference_model(name, dataset):
    """Load a network that was trained when the course was made.

    Parameters
    ----------
    name : {"intro", "dropout"}
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


def restart(model, seed):
    """Give a compiled network new random weights and a fresh optimizer.

    It then is as if it had just been built and compiled, but for the learning rate, which stays.
    Trained so, it starts two seconds sooner than a new network, whose training Keras has to
    prepare first.

    Parameters
    ----------
    model : keras.Model
        A compiled network.
    seed : int
        Seed of the random numbers, for the weights and for what follows.
    """
    keras.utils.set_random_seed(seed)
    for layer in model.layers:
        new = type(layer).from_config(layer.get_config())
        if layer.weights:
            new.build_from_config(layer.get_build_config())
            layer.set_weights(new.get_weights())
        if hasattr(layer, "seed_generator"):
            layer.seed_generator.state.assign(new.seed_generator.state)
    for variable in model.optimizer.variables:
        if variable is not model.optimizer._learning_rate:
            variable.assign(keras.ops.zeros_like(variable))


@functools.cache
def _temporary_outputs(parent):
    return tempfile.TemporaryDirectory(prefix="tensteps-", dir=parent)


def outputs_folder():
    """Find the folder of the learner's own networks, and make it when needed.

    Returns
    -------
    pathlib.Path
        What the environment variable ``TENSTEPS_OUTPUTS`` names, else ``outputs`` in the project.
        While nbgrader grades or validates it is a temporary folder, so that networks trained on
        a few pictures do not replace the learner's own.
    """
    parent = os.environ.get("TENSTEPS_OUTPUTS")
    folder = Path(parent or PROJECT / "outputs")
    if "NBGRADER_EXECUTION" in os.environ:
        folder = Path(_temporary_outputs(parent).name)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def save_model(model, name, dataset, history=None):
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
        values = getattr(history, "history", history)
        with open(file.with_suffix(".csv"), "w", newline="") as table:
            writer = csv.writer(table)
            writer.writerow(["epoch", *values])
            rows = zip(*values.values(), strict=True)
            writer.writerows([epoch, *row] for epoch, row in enumerate(rows, start=1))
    return file


def load_model_or_reference(name, dataset):
    """Load the learner's own network, or the reference if there is none, and say which.

    Parameters
    ----------
    name : {"intro", "dropout"}
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


def nearest_neighbour(train_images, train_labels, images):
    """Give each picture the label of the training picture that is most like it.

    This is a classifier without weights: good for quick measurements, and a baseline.

    Parameters
    ----------
    train_images, images : numpy.ndarray
        Pictures, shape (n, ...), all of the same shape and range. The most similar one has the
        smallest sum of squared differences between pixels.
    train_labels : numpy.ndarray
        Class numbers, shape (n,), or one-hot labels, shape (n, classes).

    Returns
    -------
    numpy.ndarray
        A label for each of `images`, in the form of `train_labels`.
    """
    from sklearn.neighbors import KNeighborsClassifier

    nearest = KNeighborsClassifier(n_neighbors=1)
    nearest.fit(train_images.reshape(len(train_images), -1), train_labels)
    return nearest.predict(images.reshape(len(images), -1))
