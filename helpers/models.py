"""The networks of the course that no exercise asks for, and how they are trained."""

from typing import Any

import numpy as np

from .byhand import create_model_dropout, create_model_intro
from .quiet import keras, layers

MARGIN = 2  # pixels that a picture is shifted by at most while the third network learns


def create_model_improved(
    input_shape: tuple[int, int, int] = (32, 32, 3), classes: int = 10, dropout_rate: float = 0
) -> keras.Model:
    """Build the course's third network: four normalised convolutions, and no hidden dense layer.

    Its first layer cuts a margin of 2 pixels off, so that pictures can be shifted while it learns
    (see `AugmentedBatches`), and fewer pixels have to be computed. Its last convolution sees
    all that is left of a picture at once: 3 x 3 places, of which it makes one.

    Parameters
    ----------
    input_shape : tuple of int
        Height and width, at least 32, and channels of a picture.
    classes : int
        How many classes to tell apart.
    dropout_rate : float
        Share of values that are dropped before the last layer while training; 0 for no dropout.

    Returns
    -------
    keras.Model
        Not compiled. Takes pictures of shape (n, height, width, channels) with values from 0
        to 1; gives probabilities of shape (n, classes). 221,746 parameters by default.
    """
    inputs = keras.Input(input_shape)
    x = layers.Cropping2D(MARGIN)(inputs)
    for filters in (24, 48, 96, 192):
        last = filters == 192
        x = layers.Conv2D(filters, 3, padding="valid" if last else "same", use_bias=False)(x)
        if not last:
            x = layers.MaxPooling2D()(x)
        x = layers.BatchNormalization(momentum=0.9)(x)
        x = layers.Activation("relu")(x)
    x = layers.Flatten()(x)
    if dropout_rate:
        x = layers.Dropout(dropout_rate)(x)
    outputs = layers.Dense(classes, activation="softmax")(x)
    return keras.Model(inputs, outputs, name="improved")


CREATE = {
    "intro": create_model_intro,
    "dropout": create_model_dropout,
    "improved": create_model_improved,
}


class AugmentedBatches(keras.utils.PyDataset):
    """Batches of pictures for `fit`, in another order each epoch, shifted and flipped at random.

    A batch is shifted by up to 2 pixels each way, and mirrored left to right or not. What leaves
    the picture on one side comes back on the other; a network that begins by cutting a margin of
    2 pixels off never sees it.

    Parameters
    ----------
    images : numpy.ndarray
        Pictures, shape (n, height, width, channels).
    labels : numpy.ndarray
        One-hot labels, shape (n, classes).
    batch_size : int
        Pictures in a batch. A last batch that is not full is left out.
    seed : int
        Seed of the random numbers.
    """

    def __init__(
        self, images: np.ndarray, labels: np.ndarray, batch_size: int, seed: int = 42
    ) -> None:
        super().__init__()
        self.images, self.labels, self.batch_size = images, labels, batch_size
        self.random = np.random.default_rng(seed)
        self.on_epoch_end()

    def __len__(self) -> int:
        return len(self.images) // self.batch_size

    def __getitem__(self, index: int) -> tuple[np.ndarray, np.ndarray]:
        rows = self.order[index * self.batch_size : (index + 1) * self.batch_size]
        shift = self.random.integers(-MARGIN, MARGIN + 1, size=2)
        images = np.roll(self.images[rows], shift, axis=(1, 2))
        if self.random.random() < 0.5:
            images = images[:, :, ::-1]
        return images, self.labels[rows]

    def on_epoch_end(self) -> None:
        self.order = self.random.permutation(len(self.images))


def fit_improved(
    model: keras.Model,
    train: tuple[np.ndarray, np.ndarray],
    epochs: int = 12,
    batch_size: int = 64,
    seed: int = 42,
    rate: float = 3e-3,
    **settings: Any,
) -> keras.callbacks.History:
    """Compile and train a network by the recipe of the course's third network.

    Batches are larger and augmented; the learning rate rises over the first fifth of the updates,
    and then falls along a cosine. Only the middle of a picture stays the same when batches are
    shifted, so the network should begin by cutting a margin off, as `create_model_improved` does.

    Parameters
    ----------
    model : keras.Model
        A network for pictures with values from 0 to 1 and one-hot labels.
    train : pair of numpy.ndarray
        Pictures, shape (n, height, width, channels), and one-hot labels, shape (n, classes).
    epochs, batch_size : int
        Passes through the pictures, and pictures for each update.
    seed : int
        Seed of the order, the shifts and the flips.
    rate : float
        The highest learning rate for batches of 64; for others it is in proportion.
    **settings
        Passed on to ``fit``, for example ``validation_data`` and ``verbose``.

    Returns
    -------
    keras.callbacks.History
        What ``fit`` returned.
    """
    batches = AugmentedBatches(train[0], train[1], batch_size, seed)
    updates = epochs * len(batches)
    warm_up = updates // 5
    highest = rate * batch_size / 64
    schedule = keras.optimizers.schedules.CosineDecay(
        highest / 10, updates - warm_up, warmup_target=highest, warmup_steps=warm_up
    )
    usual = {"loss": "categorical_crossentropy", "metrics": ["accuracy"]}
    # Ten updates without a look back into Python, which PyTorch cannot do.
    together = 1 if keras.backend.backend() == "torch" else 10
    model.compile(keras.optimizers.Adam(schedule), **usual, steps_per_execution=together)
    history = model.fit(batches, epochs=epochs, **settings)
    # Else its file would say ten, and PyTorch could not use a network that TensorFlow has saved.
    model.compile(model.optimizer, **usual)
    return history


def restart(model: keras.Model, seed: int | None = None) -> None:
    """Give a compiled network new random weights and a fresh optimizer.

    It then is as if it had just been built and compiled, but for the learning rate, which stays.
    Trained so, it starts two seconds sooner than a new network, whose training Keras has to
    prepare first. Frozen layers keep their weights.

    Parameters
    ----------
    model : keras.Model
        A compiled network.
    seed : int, optional
        Seed of all random numbers, for the weights and for what follows. Without it the weights
        and the dropout get new seeds by chance, which is faster.
    """
    if seed is not None:
        keras.utils.set_random_seed(seed)
    for layer in model.layers:
        new = type(layer).from_config(layer.get_config())
        if layer.weights and layer.trainable:
            new.build_from_config(layer.get_build_config())
            layer.set_weights(new.get_weights())
        if hasattr(layer, "seed_generator"):
            layer.seed_generator.state.assign(new.seed_generator.state)
    for variable in model.optimizer.variables:
        if variable.name != "learning_rate":
            variable.assign(keras.ops.zeros(variable.shape, variable.dtype))


def nearest_neighbour(
    train_images: np.ndarray, train_labels: np.ndarray, images: np.ndarray
) -> np.ndarray:
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
