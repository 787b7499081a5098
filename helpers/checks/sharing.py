"""Tries functions that save, describe and reuse networks."""

import csv
import tempfile
import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from ..byhand import CARD_FIELDS, create_model_dropout, create_model_intro, forward
from ..quiet import keras, layers
from .guards import without
from .networks import compute
from .points import print_points
from .values import require


@keras.saving.register_keras_serializable("tensteps")
class Times(keras.layers.Layer):
    """Multiplies by a number that ``get_config`` does not know, so that it is not saved."""

    number = 1.0

    def call(self, inputs: Any) -> Any:
        """Multiply."""
        return inputs * self.number


def try_save_and_compare(
    save_and_compare: Callable[..., Any],
    cases: Iterable[tuple[float, Sequence[Sequence[float]], float]],
    points: float,
) -> None:
    """Check a function that saves a network, loads it, and compares predictions.

    Parameters
    ----------
    save_and_compare : callable
        The learner's; takes a network, the name of a file, and inputs.
    cases : iterable of tuple
        What the network multiplies by before it is saved (by 1 afterwards), inputs, and the
        largest difference.
    points : float
        What the exercise is worth.

    Raises
    ------
    AssertionError
        If nothing or another network is saved, or the number is wrong.
    """
    __tracebackhide__ = True  # the learner sees the test cell, not this file
    for number, inputs, expected in cases:
        times = Times()
        times.number = number
        network = keras.Sequential([keras.Input((len(inputs[0]),)), times])
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            file = Path(folder) / "exercise_10_1.keras"
            answer = save_and_compare(network, str(file), np.array(inputs))
            assert file.exists(), (
                "There is no file under the name given. Save with model.save(file)."
            )
            assert not isinstance(answer, bool | np.bool_), (
                "save_and_compare should return a number, the largest difference, and not "
                f"{answer}."
            )
            saved = keras.saving.load_model(file, compile=False)
        require(
            f"a network that multiplies {inputs} by {number:g}, and loaded by 1: save_and_compare",
            answer,
            expected,
            "Compare the model's predictions with those of the network loaded from the file: the "
            "largest difference, without its sign.",
            1e-5,
        )
        assert len(saved.layers) == len(network.layers), "The file holds another network."
    print_points(points, points)


def try_history_to_csv(
    history_to_csv: Callable[..., Any],
    histories: Iterable[Mapping[str, Sequence[float]]],
    like: Callable[..., Any],
    points: float,
) -> None:
    """Check a function that writes a history as a table: names, epochs and every digit.

    Parameters
    ----------
    history_to_csv : callable
        The learner's; takes a history and a file.
    histories : iterable of mapping
        By name one number for each epoch.
    like : callable
        The course's, out of reach while the learner's runs.
    points : float
        What the exercise is worth.

    Raises
    ------
    AssertionError
        If the table is wrong.
    """
    __tracebackhide__ = True
    for history in histories:
        what = f"The file for a history with {', '.join(history)}"
        epochs = len(next(iter(history.values())))
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            file = Path(folder) / "exercise_10_2.csv"
            with without(like):
                history_to_csv({name: list(values) for name, values in history.items()}, file)
            assert file.exists(), "There is no file under the name given."
            with open(file, newline="") as table:
                rows = [row for row in csv.reader(table) if row]
        assert rows, (
            f"{what} is empty, or not closed. Write it inside `with open(...) as table:`, "
            "which closes it at the end."
        )
        names = ",".join(["epoch", *history])
        hint = "The names, with epoch before them."
        require(f"{what}: its first line", ",".join(rows[0]), names, hint)
        try:
            numbers = np.array(rows[1:], dtype="float64")
        except ValueError:
            raise AssertionError(
                f"{what}: each line below the first should be numbers, as many as there are names; "
                f"the lines are {rows[1:]}."
            ) from None
        require(f"{what}: its lines below that", len(numbers), epochs, "One for each epoch.")
        count = np.arange(1, epochs + 1)
        require(f"{what}: its first column", numbers[:, 0], count, "Count from 1.")
        found, expected = numbers[:, 1:], np.transpose(list(history.values()))
        rounded = found.shape == expected.shape and np.allclose(found, expected, atol=0.06)
        for number, whole in zip(found.ravel(), expected.ravel(), strict=False):
            assert not rounded or np.isclose(number, whole, rtol=1e-6, atol=0), (
                f"{what}: the numbers must not be rounded; it has {number} instead of {whole}."
            )
        hint = "One column for each name, one row for each epoch."
        require(f"{what}: its other columns", found, expected, hint)
    print_points(points, points)


def try_history_from_csv(
    history_from_csv: Callable[..., Any],
    cases: Iterable[tuple[str, Mapping[str, Sequence[float]]]],
    like: Callable[..., Any],
    points: float,
) -> None:
    """Check a function that reads a history from a table: names, numbers and types.

    Parameters
    ----------
    history_from_csv : callable
        The learner's; takes a file.
    cases : iterable of tuple
        What the file holds, and the history: by name one number for each epoch.
    like : callable
        The course's, out of reach while the learner's runs.
    points : float
        What the exercise is worth.

    Raises
    ------
    AssertionError
        If the history is wrong.
    """
    __tracebackhide__ = True
    for text, expected in cases:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            file = Path(folder) / "exercise_10_3.csv"
            file.write_text(text)
            with without(like):
                answer = history_from_csv(file)
        what = f"history_from_csv of a file with the lines {text.split()}"
        assert answer is not None, f"{what} gave nothing (None). Is there a return in the function?"
        assert isinstance(answer, dict), f"{what} should be a dictionary, not {answer!r}."
        names = sorted(str(name) for name in answer)
        assert names == sorted(expected), (
            f"{what} should have the names {sorted(expected)}, not {names}."
        )
        for name, values in expected.items():
            texts = any(isinstance(value, str) for value in np.ravel(answer[name]).tolist())
            assert not texts, f"{what}: under {name!r} are texts. Make floats of them."
            hint = "One number for each epoch, in order."
            require(f"{what}: under {name!r}", answer[name], values, hint)
    print_points(points, points)


def try_with_preprocessing(
    with_preprocessing: Callable[..., Any],
    cases: Iterable[tuple[tuple[int, int, int], int]],
    like: Callable[..., Any],
    points: float,
) -> None:
    """Check a function that puts the scaling of pixels into a network, before and after saving.

    Parameters
    ----------
    with_preprocessing : callable
        The learner's; takes a network.
    cases : iterable of tuple
        Shape of a picture, and the value of its brightest pixel.
    like : callable
        The course's, out of reach while the learner's runs.
    points : float
        What the exercise is worth.

    Raises
    ------
    AssertionError
        If predictions differ, or the new network cannot be saved and loaded.
    """
    __tracebackhide__ = True
    for shape, brightest in cases:
        random = np.random.default_rng(10)
        stack = [layers.Flatten(), layers.Dense(4, activation="softmax")]
        network = keras.Sequential([keras.Input(shape), *stack])
        network.set_weights([random.normal(size=weight.shape) for weight in network.weights])
        pictures = random.integers(0, brightest + 1, (5, *shape)).astype("uint8")
        expected = compute(network, pictures / 255)
        with without(like):
            built = with_preprocessing(network)
        assert isinstance(built, keras.Model), (
            f"with_preprocessing should return a keras.Model, not a {type(built).__name__}."
        )
        what = f"uint8 pictures of shape {shape}, values up to {brightest}"
        hint = (
            "Multiply every pixel by 1/255, whatever the brightest pixel is, then use the model "
            "itself (clone_model makes a copy with new random weights)."
        )
        found = keras.ops.convert_to_numpy(built(pictures))
        require(f"{what}: predictions", found, expected, hint, 1e-4)
        hint = "Build a new network around the one that was given, and leave that one as it is."
        require(
            f"{what}: the given network's own", compute(network, pictures / 255), expected, hint
        )
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            file = Path(folder) / "exercise_10_4.keras"
            built.save(file)
            try:
                loaded = keras.saving.load_model(file, compile=False)
            except Exception as error:
                raise AssertionError(
                    f"The saved network cannot be loaded: {type(error).__name__}. Use Rescaling."
                ) from None
        found = keras.ops.convert_to_numpy(loaded(pictures))
        require(f"{what}: predictions once loaded", found, expected, "Use Rescaling.", 1e-4)
    print_points(points, points)


def try_model_card(
    model_card: Callable[..., Any],
    cases: Iterable[tuple[str, Mapping[str, str]]],
    like: Callable[..., Any],
    points: float,
) -> None:
    """Check the card that a function writes, line by line; empty lines do not count.

    Parameters
    ----------
    model_card : callable
        The learner's; takes a title and facts by field.
    cases : iterable of tuple
        A title, and facts that lack nothing.
    like : callable
        The course's, out of reach while the learner's runs.
    points : float
        What the exercise is worth.

    Raises
    ------
    AssertionError
        If a line differs.
    """
    __tracebackhide__ = True
    for title, facts in cases:
        with without(like):
            answer = model_card(title, dict(facts))
        assert answer is not None, "model_card gave nothing (None). Is there a return?"
        assert isinstance(answer, str), f"The card should be a text, not a {type(answer).__name__}."
        expected = [f"# {title}"]
        for field, text in facts.items():
            expected += [f"## {field.capitalize()}", *text.splitlines()]
        lines = [line.strip() for line in answer.splitlines() if line.strip()]
        for found, line in zip(lines, expected, strict=False):
            same = found == line or (line.startswith("## ") and found == line.title())
            assert same, f"The card has the line {found!r} instead of {line!r}."
        require(
            f"the number of lines of the card of {title}, without empty ones",
            len(lines),
            len(expected),
            "A line for the title, and for each of the facts a heading and the text.",
        )
    print_points(points, points)


def try_refusal(
    model_card: Callable[..., Any],
    cases: Iterable[tuple[Mapping[str, str], Sequence[str]]],
    like: Callable[..., Any],
    points: float,
) -> None:
    """Check that a function refuses a card that lacks required fields, and names them.

    Parameters
    ----------
    model_card : callable
        The learner's; takes a title and facts by field.
    cases : iterable of tuple
        Facts, and the fields that they lack; with none, the card is to be written.
    like : callable
        The course's, out of reach while the learner's runs.
    points : float
        What the exercise is worth.

    Raises
    ------
    AssertionError
        If a card is not refused, or the message does not name what is lacking.
    """
    __tracebackhide__ = True
    for facts, lacking in cases:
        named = ", ".join(lacking)
        try:
            with without(like):
                answer = model_card("Digits", dict(facts))
        except ValueError as error:
            message = str(error).lower()
            assert lacking, f"This card lacks nothing, but it is refused: {message!r}"
        except KeyError as error:
            raise AssertionError(
                f"Without {named} came a KeyError for {error}, where a ValueError should. "
                'facts[field] fails for a field that is missing; facts.get(field, "") gives an '
                "empty text."
            ) from None
        else:
            assert not lacking, f"Without {named} there should be a ValueError, not {answer!r}."
            missing = [text for text in facts.values() if text not in str(answer)]
            assert not missing, f"The card should hold the text {missing[0]!r}; it is {answer!r}."
            continue
        for field in CARD_FIELDS:
            assert (field in message) == (field in lacking), (
                f"Without {named} the message should name {named} and no other field: {message!r}"
            )
    print_points(points, points)


def create_tiny_convolution() -> keras.Model:
    """Build a network of one convolution, for pictures of 8 x 7 pixels in one channel."""
    stack = [layers.Conv2D(4, 3), layers.ReLU(), layers.Flatten()]
    return keras.Sequential([keras.Input((8, 7, 1)), *stack, layers.Dense(2, activation="softmax")])


# What `try_freeze_convolutions` can freeze.
TO_FREEZE: Mapping[str, Callable[[], keras.Model]] = {
    "the intro network": create_model_intro,
    "the dropout network": create_model_dropout,
    "a small network": create_tiny_convolution,
}


def _count(variables: Iterable[Any]) -> int:
    return sum(int(np.prod(variable.shape)) for variable in variables)


def try_freeze_convolutions(
    freeze_convolutions: Callable[..., Any],
    cases: Iterable[tuple[str, int]],
    like: Callable[..., Any],
    points: float,
) -> None:
    """Check a function that puts a new head on frozen convolutions.

    Parameters
    ----------
    freeze_convolutions : callable
        The learner's; takes a network and a number of classes.
    cases : iterable of tuple
        Name of a network in `TO_FREEZE`, and a number of classes.
    like : callable
        The course's, out of reach while the learner's runs.
    points : float
        What the exercise is worth.

    Raises
    ------
    AssertionError
        If shapes, frozen or trainable parameters, or predictions are wrong.
    """
    __tracebackhide__ = True
    # A network made from a list of one input is right, but warns when it is called with an array.
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="The structure of `inputs` doesn't match")
        for name, classes in cases:
            _try_to_freeze(freeze_convolutions, name, classes, like)
    print_points(points, points)


def _try_to_freeze(
    freeze_convolutions: Callable[..., Any], name: str, classes: int, like: Callable[..., Any]
) -> None:
    __tracebackhide__ = True
    network = TO_FREEZE[name]()
    place = [isinstance(layer, layers.Flatten) for layer in network.layers].index(True)
    kept = keras.Model(network.inputs[0], network.layers[place].output)
    pictures = np.random.default_rng(3).random((4, *network.input_shape[1:])).astype("float32")
    features, frozen = compute(kept, pictures), _count(kept.weights)
    with without(like):
        built = freeze_convolutions(network, classes)
    assert isinstance(built, keras.Model), (
        f"freeze_convolutions should return a keras.Model, not a {type(built).__name__}."
    )
    what = f"{name}, {classes} classes"
    shape = compute(built, pictures).shape
    require(f"{what}: shape of the output", shape, (4, classes), "A score a class.")
    trainable = (features.shape[1] + 1) * 64 + 65 * classes
    hint = "Frozen is all up to Flatten; new and trainable are Dense(64) and Dense(classes)."
    require(f"{what}: all parameters", _count(built.weights), frozen + trainable, hint)
    found = _count(built.trainable_variables)
    require(f"{what}: trainable parameters", found, trainable, hint)
    if not any(isinstance(layer, layers.Dropout) for layer in network.layers):
        require(
            f"{what}: predictions with training=True",
            compute(built, pictures, training=True),
            compute(built, pictures),
            "There should be no other layer, such as one that acts in training only.",
            1e-3,
        )
    head = {tuple(variable.shape): variable for variable in built.trainable_variables}
    shapes = [(features.shape[1], 64), (64,), (64, classes), (classes,)]
    assert set(head) == set(shapes), f"{what}: the trainable weights have other shapes. {hint}"
    random = np.random.default_rng(4)
    arrays = [random.normal(0, 0.1, shape) for shape in shapes]
    for shape, array in zip(shapes, arrays, strict=True):
        head[shape].assign(array)
    require(
        f"{what}: predictions, for given weights of the head",
        compute(built, pictures),
        forward(features, *arrays),
        "Keep the trained weights up to Flatten; then relu after 64 units, and softmax.",
        1e-3,
    )
