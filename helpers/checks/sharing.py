"""Tries functions that save, describe and reuse networks."""

import csv
import tempfile
import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from .. import byhand
from ..byhand import CARD_FIELDS
from ..models import create_model_improved
from ..quiet import keras, layers
from .guards import Mistakes, errors_explained, first_line, told_plainly, without
from .networks import compute
from .points import Marks, print_points
from .predictions import create_brightness_network
from .values import choose_hint, difference, require, show


@told_plainly
def try_accuracy_with_interval(
    accuracy_with_interval: Callable[..., Any],
    cases: Iterable[tuple[Sequence[float], Sequence[int], Sequence[int]]],
    points: float,
) -> None:
    """Check a function that measures a network and says how exact the number is.

    Parameters
    ----------
    accuracy_with_interval : callable
        The learner's; takes a network, pictures and labels.
    cases : iterable of tuple
        Brightness of each class, from 0 to 1, by which the network tells them; the value of all
        pixels of each picture, from 0 to 255; and the labels.
    points : float
        What the exercise is worth.

    Raises
    ------
    AssertionError
        If the accuracy or the interval is wrong.
    """
    __tracebackhide__ = True  # the learner sees the test cell, not this file
    for centres, pixels, labels in cases:
        network, truth = create_brightness_network(centres, (8, 6)), np.array(labels)
        images = np.tile(np.array(pixels, "uint8")[:, None, None, None], (1, 8, 6, 3))
        call = f"accuracy_with_interval of a network, {len(pixels)} pictures and their labels"
        expected = byhand.accuracy_with_interval(network, images, truth)
        unscaled, twice = (
            (compute(network, images / by).argmax(axis=1) == truth).mean() for by in (1, 255**2)
        )
        slips = [
            (
                ValueError,
                piece,
                "argmax(axis=1) takes the largest of each row: one class a picture.",
            )
            for piece in ("labels but", "broadcast", "inconsistent numbers of samples")
        ]
        slips += [
            (
                ValueError,
                "compile()",
                "This network is not compiled, so `evaluate` knows no accuracy. Use `predict`.",
            ),
            (ValueError, "from 0 to 1", "The share is the mean of right and wrong, from 0 to 1."),
        ]
        with errors_explained(call, slips), without(byhand.accuracy_with_interval):
            answer = accuracy_with_interval(network, images, truth)
        hint = (
            "Return three numbers, as in `return share, low, high`: the share of right answers, "
            "and the two ends that byhand.confidence_interval gives for it."
        )
        share, count = expected[0], len(truth)
        spread = byhand.confidence_interval(share, count)
        reach = 1.96 * np.sqrt(share * (1 - share) / count)
        known: Mistakes = [
            ((share, *byhand.confidence_interval(share, n)), "n is the number of pictures.")
            for n in {len(centres), images.size, 10, 100, 1000} - {count}
        ]
        known += [
            (
                (unscaled, *byhand.confidence_interval(unscaled, count)),
                "That is what comes out where pixels do not go from 0 to 1: see byhand.normalise.",
            ),
            (
                (twice, *byhand.confidence_interval(twice, count)),
                "Divide the pixels by 255 once, with /, and take argmax(axis=1) of the predictions."
                if twice == 0  # which has other causes, too
                else "The pixels are divided by 255 twice.",
            ),
            (
                (1 - share, *byhand.confidence_interval(1 - share, count)),
                "That is the share of wrong answers.",
            ),
            ((*spread, share), "The order is: share, low, high."),
            ((share, *spread[::-1]), "The order is: share, low, high."),
            (
                tuple(100 * number for number in expected),
                "The share is a number from 0 to 1, not a percentage.",
            ),
            *((tuple(np.round(expected, digits)), "Do not round.") for digits in (1, 2, 3, 4)),
            ((share, share - reach, share + reach), "No accuracy lies outside 0 to 1: end there."),
        ]
        require(call, answer, expected, choose_hint(answer, known, hint), 1e-5)
    print_points(points, points)


@keras.saving.register_keras_serializable("tensteps")
class Times(keras.layers.Layer):
    """Multiplies by a number that ``get_config`` does not know, so that it is not saved."""

    number = 1.0

    def call(self, inputs: Any) -> Any:
        """Multiply."""
        return inputs * self.number


_ABS_IS_NO_METHOD = (
    AttributeError,
    "'abs'",
    "abs is no method of NumPy's numbers. Take the sign away first: np.abs(difference).max().",
)


@told_plainly
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
    __tracebackhide__ = True
    for number, inputs, expected in cases:
        times = Times()
        times.number = number
        network = keras.Sequential([keras.Input((len(inputs[0]),)), times])
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            file = Path(folder) / "exercise_10_1.keras"
            with errors_explained("save_and_compare", [_ABS_IS_NO_METHOD]):
                answer = save_and_compare(network, str(file), np.array(inputs))
            assert file.exists(), (
                "There is no file under the name given. Save with model.save(file)."
            )
            assert not isinstance(answer, bool | np.bool_), (
                "save_and_compare should return a number, the largest difference, and not "
                f"{answer}."
            )
            assert times.number == number, (
                "The model that was given has changed. Leave it as it is."
            )
            saved = keras.saving.load_model(file, compile=False)
        change = (number - 1) * np.array(inputs)
        # Many slips lead to one of these numbers, so that all are shown.
        differ = f"The predictions differ by {show(change.ravel() + 0.0)}. "  # -0.0 becomes 0
        known = [
            (
                0,
                f"{differ}Compare the model with the network that load_model gives, by all of them.",
            ),
            (np.abs(change).mean(), f"{differ}That is the mean. Where do they differ most?"),
            (np.abs(change).sum(), f"{differ}That is the sum. Where do they differ most?"),
            (np.abs(change).argmax(), f"{differ}That is where they differ most. By how much?"),
        ]
        otherwise = (
            f"{differ}Take the sign away before you take the largest of them: np.abs, then max."
        )
        require(
            f"For a network that multiplies {inputs} by {number:g}, and by 1 once it is loaded, "
            "save_and_compare",
            answer,
            expected,
            choose_hint(answer, known, otherwise),
            1e-5,
        )
        assert len(saved.layers) == len(network.layers), "The file holds another network."
    print_points(points, points)


@told_plainly
def try_history_files(
    history_to_csv: Callable[..., Any],
    history_from_csv: Callable[..., Any],
    histories: Iterable[Mapping[str, Sequence[float]]],
    tables: Iterable[tuple[str, Mapping[str, Sequence[float]]]],
    points: float,
) -> float | None:
    """Check two functions, one that writes a history as a table and one that reads it.

    Parameters
    ----------
    history_to_csv, history_from_csv : callable
        The learner's; one takes a history and a file, the other a file. Each earns half.
    histories : iterable of mapping
        What is to be written: by name one number for each epoch.
    tables : iterable of tuple
        What is to be read: the text of a file, and its history.
    points : float
        What the exercise is worth.

    Returns
    -------
    float or None
        The points reached, if some are missing; they are printed, too.
    """
    __tracebackhide__ = True
    marks = Marks(["writing", "reading"], points)
    try:
        assert callable(history_to_csv), "There is no function history_to_csv yet."
        for history in histories:
            _try_to_write(history_to_csv, history)
    except AssertionError as error:
        marks.fail("writing", str(error))
    try:
        assert callable(history_from_csv), "There is no function history_from_csv yet."
        for text, history in tables:
            _try_to_read(history_from_csv, text, history)
    except AssertionError as error:
        marks.fail("reading", str(error))
    return marks.total()


def _try_to_write(
    history_to_csv: Callable[..., Any], history: Mapping[str, Sequence[float]]
) -> None:
    __tracebackhide__ = True
    what = f"The file for a history with {', '.join(history)}"
    epochs = len(next(iter(history.values())))
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        file = Path(folder) / "exercise_10_3.csv"
        given = {name: list(values) for name, values in history.items()}
        try:
            with without(byhand.history_to_csv):
                history_to_csv(given, file)
        except KeyError as error:
            raise AssertionError(
                f"{what}: history_to_csv stopped, for there is no {error}. Take the names from the "
                "dictionary: there can be others than in the example."
            ) from None
        assert file.exists(), "There is no file under the name given."
        with open(file, newline="") as table:
            rows = [row for row in csv.reader(table) if row]
    assert given == history, (
        "history_to_csv changes the dictionary that it is given. Leave that as it is."
    )
    assert rows, (
        f"{what} is empty, or not closed. Write it inside `with open(...) as table:`, "
        "which closes it at the end."
    )
    names = ["epoch", *history]
    if rows[0] != names and sorted(rows[0]) == sorted(names):
        hint = "The names in the order of the dictionary, with epoch before them."
    elif rows[0][1:] == names[1:]:
        hint = 'The first column is called "epoch".'
    else:
        hint = (
            "The names of the dictionary, whatever they are, with epoch before them, and commas "
            "between them."
        )
    require(f"{what}: its first line", ",".join(rows[0]), ",".join(names), hint)
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


def _try_to_read(
    history_from_csv: Callable[..., Any], text: str, expected: Mapping[str, Sequence[float]]
) -> None:
    __tracebackhide__ = True
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        file = Path(folder) / "exercise_10_3.csv"
        file.write_text(text)
        what = f"history_from_csv of a file with the lines {text.split()}"
        try:
            with without(byhand.history_from_csv):
                answer = history_from_csv(file)
        except KeyError as error:
            if "not found in axis" in str(error):
                raise AssertionError(
                    f'{what} stopped: drop did not find "epoch". Write drop(columns="epoch"), which '
                    "looks among the names of the first line, where commas stand between them."
                ) from None
            raise AssertionError(
                f"{what} stopped: there is no column {error}. Take the names from the file's "
                "first line, where commas stand between them: there can be others than in the example."
            ) from None
    assert answer is not None, f"{what} gave nothing (None). Is there a return in the function?"
    assert isinstance(answer, dict), f"{what} should be a dictionary, not {answer!r}."
    names = [str(name) for name in answer]
    assert sorted(names) == sorted(expected), (
        f"{what} should have the names {sorted(expected)}, not {sorted(names)}."
    )
    for name, values in expected.items():
        found = answer[name]
        texts = any(isinstance(value, str) for value in np.ravel(found).tolist())
        assert not texts, f"{what}: under {name!r} are texts. Make floats of them."
        hint = "One number for each epoch, in order, in a list."
        require(f"{what}: under {name!r}", found, values, hint)


@told_plainly
def try_with_preprocessing(
    with_preprocessing: Callable[..., Any],
    cases: Iterable[tuple[tuple[int, int, int], int]],
    points: float,
) -> None:
    """Check a function that puts the scaling of pixels into a network, before and after saving.

    Parameters
    ----------
    with_preprocessing : callable
        The learner's; takes a network.
    cases : iterable of tuple
        Shape of a picture, and the value of its brightest pixel.
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
        stack = [layers.Flatten(), layers.Dropout(0.5), layers.Dense(4, activation="softmax")]
        network = keras.Sequential([keras.Input(shape), *stack])
        network.set_weights([random.normal(size=weight.shape) for weight in network.weights])
        pictures = random.integers(0, brightest + 1, (5, *shape)).astype("uint8")
        expected = compute(network, pictures / 255)
        try:
            with without(byhand.with_preprocessing):
                built = with_preprocessing(network)
        except ValueError as error:
            if "KerasTensor" in first_line(error):
                raise AssertionError(
                    f"with_preprocessing stopped: {first_line(error)} While a network is built there "
                    "are no pixels yet. Use layers.Rescaling, which scales them later."
                ) from None
            if "Only input tensors may be passed" in str(error):
                raise AssertionError(
                    "with_preprocessing stopped: a layer was handed on, and not what it gives. "
                    "Call it: layers.Rescaling(1 / 255)(inputs)."
                ) from None
            if "incompatible with the layer" not in str(error) and "shape" not in str(error):
                raise
            raise AssertionError(
                f"For a network that takes pictures of shape {shape} with_preprocessing stopped: "
                f"{error} The new network takes the same shape: model.input_shape[1:]."
            ) from None
        assert built is not None, "with_preprocessing gave nothing. Is there a return?"
        assert isinstance(built, keras.Model), (
            f"with_preprocessing should return a keras.Model, not a {type(built).__name__}."
        )
        assert built is not network, "with_preprocessing should return a new network."
        what = f"uint8 pictures of shape {shape}, values up to {brightest}"
        taken = getattr(built, "input_shape", None) or (None, *shape)  # a new Sequential has none
        for size, expected_size in zip(taken[1:], shape, strict=False):
            assert size in (None, expected_size), (
                f"{what}: the new network takes {tuple(taken[1:])}. It should take the same shape "
                "as the given one: model.input_shape[1:]."
            )
        _require_scaled(what, built, network, pictures, expected)
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


def _require_scaled(
    what: str,
    built: keras.Model,
    network: keras.Model,
    pictures: np.ndarray,
    expected: np.ndarray,
) -> None:
    __tracebackhide__ = True
    hint = "Build a new network around the one that was given, and leave that one as it is."
    own = compute(network, pictures / 255)
    require(f"{what}: the given network's own predictions", own, expected, hint, 1e-5)
    assert len(network.trainable_weights) == len(network.weights), (
        f"{what}: the given network is frozen afterwards (trainable = False). {hint}"
    )
    found, again = (keras.ops.convert_to_numpy(built(pictures)) for _ in range(2))
    assert np.allclose(found, again), (
        f"{what}: two predictions for the same pictures differ. Call model(...) without "
        "training=True: else its dropout stays on."
    )
    whole = pictures.astype("float64")
    too_large = (
        "The model gets pixels that are far too large. Put Rescaling(1 / 255) before it: Rescaling "
        "multiplies, and 1 / 255 brings 255 to 1."
    )
    mistakes = [
        (compute(network, scaled), said)
        for scaled, said in [
            (whole, too_large),
            (whole * 255, too_large),
            (whole / 255**2, "The pixels are divided by 255 twice."),
            (whole / 127.5 - 1, "The pixels now go from -1 to 1; the model learned with 0 to 1."),
            (whole / pictures.max(), "Divide by 255, whatever the brightest pixel is."),
            (pictures // 255, "Whole numbers cannot hold 0.39: divide with /, or use Rescaling."),
        ]
    ]
    after = "Scale the pixels that go into the model, not the probabilities that come out."
    mistakes += [(expected / 255, after), (compute(network, whole) / 255, after)]
    hint = (
        "Multiply every pixel by 1/255, then use the model itself (clone_model makes a copy with "
        "new random weights)."
    )
    message = difference(f"{what}: predictions", found, expected, hint, 1e-4)
    if found.shape != expected.shape:
        hint = "Use the whole model, from its first layer to its last."
    elif message is not None:
        fitting = (said for value, said in mistakes if np.allclose(found, value, atol=1e-4))
        hint = next(fitting, hint)
    require(f"{what}: predictions", found, expected, hint, 1e-4)


@told_plainly
def try_model_card(
    model_card: Callable[..., Any], cases: Iterable[tuple[str, Mapping[str, str]]], points: float
) -> None:
    """Check the card that a function writes, line by line; empty lines do not count.

    Parameters
    ----------
    model_card : callable
        The learner's; takes a title and facts by field.
    cases : iterable of tuple
        A title, and facts that lack nothing.
    points : float
        What the exercise is worth.

    Raises
    ------
    AssertionError
        If a line differs.
    """
    __tracebackhide__ = True
    for title, facts in cases:
        given = dict(facts)
        with without(byhand.model_card):
            answer = model_card(title, given)
        assert answer is not None, (
            "model_card gave nothing (None). Is there a return? print shows a text, but does not "
            "return it."
        )
        assert isinstance(answer, str), f"The card should be a text, not a {type(answer).__name__}."
        assert given == facts, (
            "model_card changes the facts that it is given. Leave them as they are."
        )
        expected = [f"# {title}"]
        for field, text in facts.items():
            expected += [f"## {field.capitalize()}", *text.splitlines()]
        lines = [line.strip() for line in answer.splitlines() if line.strip()]
        for found, line in zip(lines, expected, strict=False):
            same = found == line or (line.startswith("## ") and found == line.title())
            assert same, (
                f"The card has the line {found!r} instead of {line!r}.{_advise(found, line)}"
            )
        require(
            f"the number of lines of the card of {title}, without empty ones",
            len(lines),
            len(expected),
            "A line for the title, and for each of the facts a heading and the text.",
        )
    print_points(points, points)


def _advise(found: str, line: str) -> str:
    """Say what a wrong line of a card points to; "" if nothing is known."""
    if found.lstrip("# ").lower() != line.lstrip("# ").lower():
        if found.startswith(line):
            return " Each heading and each text has a line of its own."
        if line.startswith("# "):
            return " The first line is # and the title that is given."
        return (
            " The facts come in the order of the dictionary, all of them, each under its heading."
        )
    if found.split(" ")[0] == line.split(" ")[0]:
        return " The field begins with a capital letter, and the rest stays."
    return f" The heading begins with {line.split(' ')[0]} and a space."


@told_plainly
def try_refusal(
    model_card: Callable[..., Any],
    cases: Iterable[tuple[Mapping[str, str], Sequence[str]]],
    points: float,
) -> None:
    """Check that a function refuses a card that lacks required fields, and names them.

    Parameters
    ----------
    model_card : callable
        The learner's; takes a title and facts by field.
    cases : iterable of tuple
        Facts, and the fields that they lack; with none, the card is to be written.
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
        where = "Where " + " and ".join(
            f"{field} is {facts[field]!r}" if field in facts else f"{field} is missing"
            for field in lacking
        )
        try:
            with without(byhand.model_card):
                answer = model_card("Digits", dict(facts))
        except ValueError as error:
            message = str(error).lower()
            assert lacking, f"This card lacks nothing, but it is refused: {message!r}"
        except KeyError as error:
            raise AssertionError(
                f"{where}, a KeyError came for {error}, and not a ValueError. "
                'facts[field] fails for a field that is missing; facts.get(field, "") gives an '
                "empty text."
            ) from None
        except TypeError as error:
            if "ValueError" not in str(error) and "BaseException" not in str(error):
                raise
            raise AssertionError(
                f"{where}, this came: {error}. An error is raised: `raise ValueError(message)`."
            ) from None
        else:
            assert not lacking, (
                f"{where}, there should be a ValueError, not {answer!r}. "
                "Use raise, and not return or print, where a field of byhand.CARD_FIELDS is missing, or "
                "its text is empty or only spaces."
            )
            missing = [text for text in facts.values() if text not in str(answer)]
            assert not missing, f"The card should hold the text {missing[0]!r}; it is {answer!r}."
            continue
        for field in CARD_FIELDS:
            assert (field in message) == (field in lacking), (
                f"{where}, the message should name {named} and no other field: {message!r}"
            )
    print_points(points, points)


def create_tiny_convolution() -> keras.Model:
    """Build a network of one convolution, for pictures of 8 x 7 pixels in one channel."""
    stack = [layers.Conv2D(4, 3), layers.ReLU(), layers.Flatten()]
    return keras.Sequential([keras.Input((8, 7, 1)), *stack, layers.Dense(2, activation="softmax")])


# What `try_freeze_convolutions` can freeze.
TO_FREEZE: Mapping[str, Callable[[], keras.Model]] = {
    "the first network": byhand.create_model_intro,
    "the dropout network": byhand.create_model_dropout,
    "the third network": create_model_improved,
    "a small network": create_tiny_convolution,
}


def _count(variables: Iterable[Any]) -> int:
    return sum(int(np.prod(variable.shape)) for variable in variables)


@told_plainly
def try_freeze_convolutions(
    freeze_convolutions: Callable[..., Any], cases: Iterable[tuple[str, int]], points: float
) -> None:
    """Check a function that puts a new head on frozen convolutions.

    Parameters
    ----------
    freeze_convolutions : callable
        The learner's; takes a network and a number of classes.
    cases : iterable of tuple
        Name of a network in `TO_FREEZE`, and a number of classes.
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
            _try_to_freeze(freeze_convolutions, name, classes)
    print_points(points, points)


_FREEZE_SLIPS = [
    (
        IndexError,
        "",
        "Networks differ in their number of layers: look for the Flatten layer, and do not count "
        "to it.",
    ),
    (
        ValueError,
        "Only input tensors may be passed",
        "A layer was handed on, and not what it gives, which is layer.output.",
    ),
    (
        ValueError,
        "cannot add a different Input layer",
        "The layers of the network include its Input. Leave it out, or leave out your own.",
    ),
]


def _try_to_freeze(freeze_convolutions: Callable[..., Any], name: str, classes: int) -> None:
    __tracebackhide__ = True
    network = TO_FREEZE[name]()
    place = [isinstance(layer, layers.Flatten) for layer in network.layers].index(True)
    kept = keras.Model(network.inputs[0], network.layers[place].output)
    pictures = np.random.default_rng(3).random((4, *network.input_shape[1:])).astype("float32")
    features, frozen = compute(kept, pictures), _count(kept.weights)
    call = f"{name}: freeze_convolutions"
    with errors_explained(call, _FREEZE_SLIPS), without(byhand.freeze_convolutions):
        built = freeze_convolutions(network, classes)
    assert isinstance(built, keras.Model), (
        f"freeze_convolutions should return a keras.Model, not a {type(built).__name__}."
    )
    what = f"{name}, {classes} classes"
    assert not getattr(built, "compiled", False), (
        f"{what}: the network should not be compiled. Leave compile to whoever uses it."
    )
    shape = compute(built, pictures).shape
    hint = "One probability for each class: the layers up to and including Flatten, then Dense(classes)."
    require(f"{what}: shape of the output", shape, (4, classes), hint)
    found, again = (keras.ops.convert_to_numpy(built(pictures)) for _ in range(2))
    assert np.allclose(found, again), (
        f"{what}: two predictions for the same pictures differ. Call layers without training=True: "
        "else dropout stays on."
    )
    trainable = (features.shape[1] + 1) * classes
    _require_parameters(what, built, network, frozen, trainable)
    if not any(isinstance(layer, layers.Dropout) for layer in network.layers):
        require(
            f"{what}: predictions with training=True",
            compute(built, pictures, training=True),
            compute(built, pictures),
            "There should be no other layer, such as one that acts in training only.",
            1e-3,
        )
    head = {tuple(variable.shape): variable for variable in built.trainable_variables}
    shapes = [(features.shape[1], classes), (classes,)]
    assert set(head) == set(shapes), (
        f"{what}: the trainable weights have other shapes. The head is one Dense(classes)."
    )
    random = np.random.default_rng(4)
    arrays = [random.normal(0, 0.1, shape) for shape in shapes]
    for shape, array in zip(shapes, arrays, strict=True):
        head[shape].assign(array)
    scores = features @ arrays[0] + arrays[1]
    chances = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
    found = compute(built, pictures)
    mistakes = [
        (scores, 'The head ends with activation="softmax".'),
        (1 / (1 + np.exp(-scores)), 'That is a sigmoid. The head ends with activation="softmax".'),
    ]
    fitting = (said for value, said in mistakes if np.allclose(found, value, atol=1e-3))
    hint = next(fitting, "Keep the layers themselves, with their trained weights, up to Flatten.")
    require(f"{what}: predictions, for given weights of the head", found, chances, hint, 1e-3)


def _require_parameters(
    what: str, built: keras.Model, network: keras.Model, frozen: int, trainable: int
) -> None:
    """Require as many parameters as the head and what is frozen have, and of each kind."""
    __tracebackhide__ = True
    found, learning = _count(built.weights), _count(built.trainable_variables)
    with_old_head = (
        _count(network.weights) + (network.output_shape[-1] + 1) * built.output_shape[-1]
    )
    hint = "Up to Flatten nothing is left out; new is one Dense(classes), and nothing else."
    if found == with_old_head:
        hint = "The old dense layers are still there. Take the layers up to Flatten only."
    elif found > frozen + trainable:
        hint = "These are too many: only one Dense(classes) may come after Flatten."
    require(f"{what}: all parameters", found, frozen + trainable, hint)
    hint = "Frozen is all up to Flatten; new and trainable is Dense(classes)."
    if not learning:
        hint = "Nothing can learn. Freeze the layers up to Flatten, and not the new head."
    elif learning > trainable:
        hint = "Set trainable = False for all layers up to Flatten."
    require(f"{what}: trainable parameters", learning, trainable, hint)
