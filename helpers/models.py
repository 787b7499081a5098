"""The networks of the lessons, and the trained ones that come with the course."""

import json

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


CREATE = {"intro": create_model_intro}


def load_reference_model(name, dataset):
    """Load a network that was trained when the course was made.

    Parameters
    ----------
    name : {"intro"}
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
