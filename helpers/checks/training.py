"""Checks of functions that train networks: on what, how often, and what they measure.

They hand over tiny networks and then look at these, so that nothing hangs on the luck of a training
run.
"""

import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.special import softmax

from ..byhand import best_epoch, cross_entropy, steps_per_epoch
from ..quiet import keras, layers
from .guards import errors_explained, told_plainly, without
from .networks import compute
from .points import print_points
from .values import require

Pair = tuple[np.ndarray, np.ndarray]
# Of tiny networks: all pictures get class 0.
FIRST_WEIGHTS, FIRST_BIASES = np.zeros((4, 4)), np.array([1.0, 0, 0, 0])
# Errors that a known slip in a call of fit leads to, and what to say about them.
FIT_SLIPS = (
    (NameError, "____", "Fill in all blanks."),
    (TypeError, "'validation'", "The argument of fit is validation_data."),
    (ValueError, "NoneType", "Give fit images and labels, one after the other, not the pair."),
    (ValueError, "same rank", "Give fit the labels as they are, one-hot."),
)
COMPARE_SLIPS = (
    *FIT_SLIPS,
    (ValueError, "unpack", "There can be any number of candidates."),
    (
        KeyError,
        "'val",
        'The list is called "val_accuracy", and is there if fit gets validation_data=validation.',
    ),
    (KeyError, "", "Take the names from candidates: they can be any."),
    (
        TypeError,
        "'History'",
        'fit returns a History. Its numbers are in history.history["val_accuracy"].',
    ),
)


def create_tiny_network(rate: float) -> keras.Model:
    """Build a network of 4 inputs and 4 classes that at first always answers with class 0.

    Parameters
    ----------
    rate : float
        Learning rate; with 0 it stays as it is.

    Returns
    -------
    keras.Model
        Compiled, with the accuracy as metric.
    """
    dense = layers.Dense(4, activation="softmax", kernel_initializer="zeros")
    network = keras.Sequential([keras.Input((4,)), dense])
    network.set_weights([FIRST_WEIGHTS, FIRST_BIASES])
    sgd = keras.optimizers.SGD(rate)
    # run_eagerly: slower steps, but a quicker start
    network.compile(sgd, "categorical_crossentropy", metrics=["accuracy"], run_eagerly=True)
    return network


def one_picture_a_class(*classes: int) -> Pair:
    """Pictures for `create_tiny_network`, one of each class, with labels.

    Parameters
    ----------
    *classes : int
        The labels, 0 to 3, in place of the true ones.

    Returns
    -------
    pictures, labels : numpy.ndarray
        Shapes (n, 4) and, one-hot, (n, 4).
    """
    return np.eye(4)[: len(classes)] if classes else np.eye(4), np.eye(4)[[*classes] or range(4)]


def require_training(
    what: str, network: keras.Model, rate: float, train: Pair, epochs: int
) -> None:
    """Require that a tiny network is trained on a pair, once, for so many epochs of one batch.

    Parameters
    ----------
    what : str
        Which network it is, for messages.
    network : keras.Model
        From `create_tiny_network`.
    rate : float
        Its learning rate.
    train : pair of numpy.ndarray
        Pictures and labels.
    epochs : int
        Passes through them.

    Raises
    ------
    AssertionError
        If its weights were updated more or less often, or on other pictures.
    """
    __tracebackhide__ = True
    require_updates(
        f"updates of {what}, in {epochs} epochs of one batch",
        network,
        epochs,
        "Fit each network once, on the pair train, with epochs=epochs.",
    )
    pictures, labels = train
    require(
        f"what {what} answers to the training pictures, once trained,",
        compute(network, pictures),
        _train_by_hand(pictures, labels, FIRST_WEIGHTS, FIRST_BIASES, epochs, rate),
        "Fit it on the pair train, and leave its optimizer as it is.",
        1e-4,
    )


def _train_by_hand(
    rows: np.ndarray,
    labels: np.ndarray,
    weights: np.ndarray,
    biases: np.ndarray,
    epochs: int,
    rate: float = 0.01,
) -> np.ndarray:
    """What a network of one softmax layer answers after SGD with full batches; 0.01 is Keras' rate."""
    for _ in range(epochs):
        error = (softmax(rows @ weights + biases, axis=1) - labels) / len(rows)
        weights, biases = weights - rate * rows.T @ error, biases - rate * error.sum(axis=0)
    return softmax(rows @ weights + biases, axis=1)


def require_updates(what: str, network: keras.Model, updates: int, hint: str) -> None:
    """Require that the weights of a network have been updated so many times."""
    __tracebackhide__ = True
    found = int(keras.ops.convert_to_numpy(network.optimizer.iterations))
    require(what, found, updates, hint)


def measure_accuracy(network: keras.Model, pictures: np.ndarray, labels: np.ndarray) -> float:
    """Measure the accuracy of a network, from 0 to 1; labels are one-hot."""
    return float(np.mean(compute(network, pictures).argmax(axis=1) == labels.argmax(axis=1)))


@told_plainly
def try_fit_model(
    fit_model: Callable[..., Any], cases: Iterable[tuple[int, int, int, int]], points: float
) -> None:
    """Check a function that fits a network: epochs, batch size, pictures and result.

    Parameters
    ----------
    fit_model : callable
        The learner's; takes a model, two pairs of pictures and labels, epochs and batch size.
    cases : iterable of tuple
        Training pictures, validation pictures, epochs, and batch size.
    points : float
        What the exercise is worth.

    Raises
    ------
    AssertionError
        If it trains otherwise, or returns something else than a History.
    """
    __tracebackhide__ = True
    for count, aside, epochs, batch_size in cases:
        random = np.random.default_rng(count)
        pictures = random.random((count + aside, 32, 32, 3)).astype("float32")
        labels = np.eye(10, dtype="float32")[random.integers(0, 10, count + aside)]
        train, held_out = (pictures[:count], labels[:count]), (pictures[count:], labels[count:])
        stack = [layers.Flatten(), layers.Dense(10, activation="softmax")]
        network = keras.Sequential([keras.Input((32, 32, 3)), *stack])
        network.compile("sgd", "categorical_crossentropy", metrics=["accuracy"], run_eagerly=True)
        sgd, (weights, bias) = network.optimizer, network.get_weights()
        with errors_explained("fit_model", FIT_SLIPS):
            result = fit_model(network, train, held_out, epochs, batch_size)
        assert result is not None, "fit_model gave nothing (None). Return what model.fit returns."
        assert not isinstance(result, dict), (
            "fit_model should return the History itself. This is the dictionary in its attribute "
            "history."
        )
        assert isinstance(result, keras.callbacks.History), (
            "fit_model should return the History that model.fit returns, not a "
            f"{type(result).__name__}."
        )
        values = result.history
        what = f"{count} training pictures, epochs={epochs}, batch_size={batch_size}"
        hint = "Pass epochs=epochs to fit."
        require(f"{what}: epochs in the History", len(values["loss"]), epochs, hint)
        require_updates(
            f"{what}: updates of the given model's weights",
            network,
            epochs * steps_per_epoch(count, batch_size),
            "Fit the model that is given, once, on all pictures of the argument `train`, "
            "with batch_size=batch_size.",
        )
        assert network.optimizer is sgd, "Do not compile the model: it is compiled, so only fit it."
        if batch_size >= count:  # else the order of the pictures matters, which is random
            require(
                f"{what}: what the model answers to the training pictures, once trained,",
                compute(network, pictures[:count]),
                _train_by_hand(
                    pictures[:count].reshape(count, -1), labels[:count], weights, bias, epochs
                ),
                "Train on the images and labels of train, as they are.",
                1e-3,
            )
        assert "val_loss" in values, "There is no val_loss. Pass validation_data=validation to fit."
        hint = "Measure the validation pictures after each epoch."
        require(f"{what}: number of val_loss", len(values["val_loss"]), epochs, hint)
        require(
            f"{what}: val_loss of the last epoch",
            values["val_loss"][-1],
            cross_entropy(held_out[1], compute(network, held_out[0])),
            "Train on the pictures of train, and measure those of validation.",
            1e-3,
        )
    print_points(points, points)


def best_epoch_mistakes(
    epoch: int, history: Mapping[str, Sequence[float]]
) -> list[tuple[float, str]]:
    """List what known mistakes make of a best epoch, for `Check`.

    Parameters
    ----------
    epoch : int
        The right answer, counted from 1.
    history : mapping
        The argument: lists by name.

    Returns
    -------
    list of tuple
        A value, and what to say about it.
    """
    losses = list(history["val_loss"])
    last = len(losses) - losses[::-1].index(min(losses))
    turn = next((i for i in range(1, len(losses)) if losses[i] > losses[i - 1]), len(losses))
    return [
        (epoch - 1, "That is the index, which counts from 0. The progress bar counts from 1."),
        (min(losses), "That is the lowest loss itself. Give the number of its epoch."),
        (last, "If several are equally low, it is the first of them."),
        (1 + losses.index(max(losses)), "That is the epoch with the highest validation loss."),
        (turn, "After that epoch it rises for the first time. A lower one may come later."),
        (1 + int(np.argmin(history["loss"])), 'That goes by "loss". Take "val_loss".'),
        (len(losses), "That is the last epoch, which need not be the best."),
    ]


@told_plainly
def try_is_overfitting(
    is_overfitting: Callable[..., Any],
    cases: Iterable[tuple[str, Sequence[float], Sequence[float], int, bool]],
    like: Callable[..., Any],
    points: float,
) -> None:
    """Check a function that tells overfitting from a history.

    Parameters
    ----------
    is_overfitting : callable
        The learner's; takes a history and, by name, the patience, which is 3 without it.
    cases : iterable of tuple
        What the history shows, training losses, validation losses, patience, and the answer.
    like : callable
        The course's, out of reach while the learner's runs.
    points : float
        What the exercise is worth.

    Raises
    ------
    AssertionError
        If an answer is wrong; the message says which of the two conditions hold.
    """
    __tracebackhide__ = True
    slips = [
        (IndexError, "", "Epochs count from 1, indices from 0: the best epoch is at best - 1."),
        (AttributeError, "history", "history is the dictionary already."),
    ]
    for name, loss, val_loss, patience, expected in cases:
        history = {"loss": [*loss], "val_loss": [*val_loss]}
        options = {} if patience == 3 else {"patience": patience}
        with errors_explained(f"is_overfitting({history})", slips), without(like):
            answer = is_overfitting(history, **options)
        assert answer is not None, "is_overfitting gave nothing (None). Return True or False."
        assert isinstance(answer, (bool, int, np.bool_)), (
            f"is_overfitting should return True or False, not {answer!r}."
        )
        best = best_epoch(history)
        enough, fell = len(loss) - best >= patience, loss[-1] < loss[best - 1]
        assert bool(answer) is expected, (
            f"{name}: is_overfitting({history}, patience={patience}) should be {expected}, not "
            f"{answer}. The first condition is {enough}: the best epoch is {best} of {len(loss)}, and "
            f"{len(loss) - best} came after it. The second is {fell}: the training loss is "
            f"{loss[-1]} in the last epoch and {loss[best - 1]} in the best one. Which one is wrong in "
            "your function?"
        )
    print_points(points, points)


@told_plainly
def try_fit_compare_save(
    fit_compare_save: Callable[..., Any],
    cases: Iterable[tuple[Mapping[str, float], Pair, int]],
    points: float,
) -> None:
    """Check a function that fits networks, compares them, and saves the best.

    Parameters
    ----------
    fit_compare_save : callable
        The learner's; takes networks by name, training and validation pictures, epochs and a file.
    cases : iterable of tuple
        Learning rates of tiny networks by name, validation pictures and labels, and epochs.
    points : float
        What the exercise is worth.

    Raises
    ------
    AssertionError
        If it trains, measures or saves otherwise.
    """
    __tracebackhide__ = True
    train = one_picture_a_class()
    for rates, held_out, epochs in cases:
        candidates = {name: create_tiny_network(rate) for name, rate in rates.items()}
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "exercise_6_6.keras"
            with errors_explained(f"fit_compare_save with {', '.join(candidates)}", COMPARE_SLIPS):
                answer = fit_compare_save(dict(candidates), train, held_out, epochs, str(file))
            assert file.exists(), (
                "There is no file under the name given. Save with model.save(file)."
            )
            saved = keras.saving.load_model(file, compile=False)
        assert isinstance(answer, dict), f"The result should be a dictionary, not {answer!r}."
        names = sorted(candidates)
        assert sorted(answer) == names, (
            f"The names are {' and '.join(names)}, not {' and '.join(map(str, answer))}."
        )
        expected = {}
        for name, network in candidates.items():
            require_training(name, network, rates[name], train, epochs)
            expected[name] = measure_accuracy(network, *held_out)
            hint = 'Take the last number of "val_accuracy".'
            require(f"the validation accuracy of {name}", answer[name], expected[name], hint)
        best = max(expected, key=lambda name: expected[name])
        require(
            f"what the saved network answers ({best} has the highest validation accuracy)",
            compute(saved, train[0]),
            compute(candidates[best], train[0]),
            "Save the network with the highest validation accuracy, after its training. (The one "
            "with the lowest loss can be another one.)",
            1e-4,
        )
    print_points(points, points)
