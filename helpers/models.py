"""The networks of the lessons, and the trained ones that come with the course."""

import csv
import functools
import json
import logging
import os
import tempfile
import time
from pathlib import Path

from . import PROJECT, quiet_start

with quiet_start():
    import keras
import numpy as np
from keras import layers

# TensorFlow remarks on stderr that training many small networks is slow. Here it is meant.
logging.getLogger("tensorflow").setLevel(logging.ERROR)

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


def create_model_dropout_vary(dropout_rate):
    """Build the course's second network with another rate of dropout.

    Parameters
    ----------
    dropout_rate : float
        Share of values that are dropped while training, from 0 to less than 1.

    Returns
    -------
    keras.Model
        Not compiled; else as `create_model_dropout` has it.
    """
    inputs = keras.Input((32, 32, 3))
    x = layers.Conv2D(16, 3, activation="relu")(inputs)
    x = layers.MaxPooling2D()(x)
    x = layers.Conv2D(32, 3, activation="relu")(x)
    x = layers.MaxPooling2D()(x)
    x = layers.Conv2D(64, 3, activation="relu")(x)
    x = layers.Dropout(dropout_rate)(x)
    x = layers.Flatten()(x)
    outputs = layers.Dense(10, activation="softmax")(x)
    return keras.Model(inputs, outputs, name="dropout_vary")


def create_model_act(activation):
    """Build the course's first network with another activation in its hidden layers.

    Parameters
    ----------
    activation : str
        Keras's name of the activation, such as ``"tanh"``. The output layer keeps softmax.

    Returns
    -------
    keras.Model
        Not compiled; else as `create_model_intro` has it.
    """
    inputs = keras.Input((32, 32, 3))
    x = layers.Conv2D(16, 3, activation=activation)(inputs)
    x = layers.MaxPooling2D()(x)
    x = layers.Conv2D(32, 3, activation=activation)(x)
    x = layers.MaxPooling2D()(x)
    x = layers.Flatten()(x)
    x = layers.Dense(64, activation=activation)(x)
    outputs = layers.Dense(10, activation="softmax")(x)
    return keras.Model(inputs, outputs, name="act")


def create_model_improved(input_shape=(32, 32, 3), classes=10):
    """Build the course's third network: four normalised convolutions, and no hidden dense layer.

    Its first layer cuts a margin of 4 pixels off, so that pictures can be shifted while it learns
    (see `AugmentedBatches`), and fewer pixels have to be computed. Its last convolution sees
    all that is left of a picture at once: 3 x 3 places, of which it makes one.

    Parameters
    ----------
    input_shape : tuple of int
        Height and width, at least 32, and channels of a picture.
    classes : int
        How many classes to tell apart.

    Returns
    -------
    keras.Model
        Not compiled. Takes pictures of shape (n, height, width, channels) with values from 0
        to 1; gives probabilities of shape (n, classes). 392,426 parameters by default.
    """
    inputs = keras.Input(input_shape)
    x = layers.Cropping2D(4)(inputs)
    for filters in (32, 64, 128, 256):
        last = filters == 256
        x = layers.Conv2D(filters, 3, padding="valid" if last else "same", use_bias=False)(x)
        if not last:
            x = layers.MaxPooling2D()(x)
        x = layers.BatchNormalization(momentum=0.9)(x)
        x = layers.Activation("relu")(x)
    x = layers.Flatten()(x)
    outputs = layers.Dense(classes, activation="softmax")(x)
    return keras.Model(inputs, outputs, name="improved")


CREATE = {
    "intro": create_model_intro,
    "dropout": create_model_dropout,
    "improved": create_model_improved,
}


class AugmentedBatches(keras.utils.PyDataset):
    """Batches of pictures for `fit`, in another order each epoch, shifted and flipped at random.

    A batch is shifted by up to 4 pixels each way, and mirrored left to right or not. What leaves
    the picture on one side comes back on the other; a network that begins by cutting a margin of
    4 pixels off never sees it.

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

    def __init__(self, images, labels, batch_size, seed=42):
        super().__init__()
        self.images, self.labels, self.batch_size = images, labels, batch_size
        self.random = np.random.default_rng(seed)
        self.on_epoch_end()

    def __len__(self):
        return len(self.images) // self.batch_size

    def __getitem__(self, index):
        rows = self.order[index * self.batch_size : (index + 1) * self.batch_size]
        images = np.roll(self.images[rows], self.random.integers(-4, 5, size=2), axis=(1, 2))
        if self.random.random() < 0.5:
            images = images[:, :, ::-1]
        return images, self.labels[rows]

    def on_epoch_end(self):
        self.order = self.random.permutation(len(self.images))


def fit_improved(model, train, epochs=6, batch_size=128, seed=42, **settings):
    """Compile and train a network by the recipe of lesson 9.

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
    **settings
        Passed on to ``fit``, for example ``validation_data`` and ``verbose``.

    Returns
    -------
    keras.callbacks.History
        What ``fit`` returned.
    """
    batches = AugmentedBatches(*train, batch_size, seed)
    updates = epochs * len(batches)
    warm_up = updates // 5
    rate = keras.optimizers.schedules.CosineDecay(
        6e-4, updates - warm_up, warmup_target=6e-3, warmup_steps=warm_up
    )
    model.compile(
        optimizer=keras.optimizers.Adam(rate),
        loss="categorical_crossentropy",
        metrics=["accuracy"],
        steps_per_execution=10,  # ten updates without a look back into Python
        jit_compile=False,  # on a CPU, XLA makes convolutions of this size slower
    )
    return model.fit(batches, epochs=epochs, **settings)


def load_reference_model(name, dataset):
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


def restart(model, seed=None):
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
        history_to_csv(getattr(history, "history", history), file.with_suffix(".csv"))
    return file


def history_to_csv(history, file):
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


def history_from_csv(file):
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


def with_preprocessing(model):
    """Put the scaling of pixels into a network.

    Parameters
    ----------
    model : keras.Model
        Takes pictures of shape (n, height, width, channels) with values from 0 to 1.

    Returns
    -------
    keras.Model
        Not compiled. Takes the same pictures as uint8 from 0 to 255, and shares its layers and
        weights with `model`.
    """
    inputs = keras.Input(model.input_shape[1:], dtype="uint8")
    scaled = layers.Rescaling(1 / 255)(inputs)
    return keras.Model(inputs, model(scaled), name=f"{model.name}_with_preprocessing")


CARD_FIELDS = ("data", "metrics", "intended use", "limits", "licence")


def model_card(title, facts):
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


def freeze_convolutions(model, classes):
    """Build a network for a new task on the frozen convolutions of a trained one.

    Parameters
    ----------
    model : keras.Model
        A network with one Flatten layer, such as the intro or the dropout network.
    classes : int
        How many classes the new task has.

    Returns
    -------
    keras.Model
        Not compiled. Up to the Flatten layer it has the layers of `model`, which are frozen (also
        in `model`, for they are the same); then come a dense layer with 64 units and relu, and
        one with `classes` outputs and softmax, both new.
    """
    flatten = next(layer for layer in model.layers if isinstance(layer, layers.Flatten))
    base = keras.Model(model.inputs[0], flatten.output)
    base.trainable = False
    x = layers.Dense(64, activation="relu")(base.output)
    return keras.Model(base.inputs[0], layers.Dense(classes, activation="softmax")(x))


def find_devices():
    """Find what Keras can compute on.

    Returns
    -------
    list of str
        Names for `keras.device`: ``"cpu:0"``, or ``"cpu"`` on PyTorch, and one for each GPU, such
        as ``"gpu:0"``.
    """
    if keras.backend.backend() == "torch":
        import torch

        return ["cpu", *(f"gpu:{number}" for number in range(torch.cuda.device_count()))]
    try:
        return ["cpu:0", *keras.distribution.list_devices("gpu")]
    except RuntimeError:  # JAX, where there is none
        return ["cpu:0"]


def milliseconds(work, *inputs):
    """Time a function: the quickest of ten calls, after one that does not count.

    Parameters
    ----------
    work : callable
        What to time. The first call often takes longer, since Keras prepares it then.
    *inputs
        What it is called with.

    Returns
    -------
    float
        Wall time in milliseconds.
    """
    work(*inputs)
    times = []
    for _ in range(10):
        start = time.perf_counter()
        work(*inputs)
        times.append(time.perf_counter() - start)
    return 1000 * min(times)


def load_model_or_reference(name, dataset):
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
