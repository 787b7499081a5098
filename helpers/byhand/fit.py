"""Lesson 6: reading a training history, and the course's second network."""

from collections.abc import Mapping, Sequence

from ..quiet import keras, layers


def steps_per_epoch(images: int, batch_size: int) -> int:
    """Count the batches, and so the weight updates, of one epoch.

    Parameters
    ----------
    images : int
        How many training pictures there are.
    batch_size : int
        How many pictures a batch holds; the last one may be smaller.

    Returns
    -------
    int

    Raises
    ------
    ValueError
        If `images` or `batch_size` is not positive.
    """
    if images < 1 or batch_size < 1:
        raise ValueError(f"{images} pictures in batches of {batch_size}: both must be positive.")
    return -(-images // batch_size)


def best_epoch(history: Mapping[str, Sequence[float]]) -> int:
    """Find the epoch with the lowest validation loss.

    Parameters
    ----------
    history : dict
        What ``History.history`` holds: under ``"val_loss"`` one number for each epoch.

    Returns
    -------
    int
        Counted from 1, as the progress bar counts; the earliest of several that are equal.

    Raises
    ------
    ValueError
        If there is no validation loss.
    """
    losses = list(history.get("val_loss", []))
    if not losses:
        raise ValueError("There is no val_loss. Was the network fitted with validation_data?")
    return losses.index(min(losses)) + 1


def is_overfitting(history: Mapping[str, Sequence[float]], patience: int = 3) -> bool:
    """Tell whether a network learns its training pictures by heart.

    Parameters
    ----------
    history : dict
        What ``History.history`` holds: under ``"loss"`` and ``"val_loss"`` one number for each
        epoch.
    patience : int
        How many epochs without a new lowest validation loss it takes.

    Returns
    -------
    bool
        True if at least `patience` epochs came after the best one and the training loss of the
        last epoch is lower than that of the best epoch.

    Raises
    ------
    ValueError
        If there is no validation loss.
    """
    best = best_epoch(history)
    loss = history["loss"]
    return bool(len(loss) - best >= patience and loss[-1] < loss[best - 1])


def create_model_dropout(
    input_shape: tuple[int, int, int] = (32, 32, 3), classes: int = 10, dropout_rate: float = 0.5
) -> keras.Model:
    """Build the course's second network: three convolutions, dropout and one dense layer.

    Parameters
    ----------
    input_shape : tuple of int
        Height, width and channels of a picture.
    classes : int
        How many classes to tell apart.
    dropout_rate : float
        Share of values that are dropped while training, from 0 to less than 1.

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
    x = layers.Dropout(dropout_rate)(x)
    x = layers.Flatten()(x)
    outputs = layers.Dense(classes, activation="softmax")(x)
    return keras.Model(inputs, outputs, name="dropout")
