"""Tries functions that predict: on networks whose answers are known, and on small pictures."""

import re
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageOps

from .. import byhand
from ..quiet import keras, layers
from .guards import Mistakes, errors_explained, told_plainly, without
from .pictures import ONE_INDEX, SCRAMBLED, write_picture
from .points import print_points
from .values import choose_hint, difference, require

_ALL_ROWS = "Without an axis, argmax() counts through all rows. Use argmax(axis=1)."
# Errors that known slips lead to, and what to say about them.
_NAME_ERRORS = [
    (
        AttributeError,
        "'read'",
        "images is an array already: normalise scales it. load_batch reads files.",
    ),
    (IndexError, "out of range", _ALL_ROWS),
    (IndexError, "out of bounds", _ALL_ROWS),
    (TypeError, "int64' object is not iterable", _ALL_ROWS),
    (TypeError, "scalar ind", ONE_INDEX),
    (TypeError, "scalar arrays", ONE_INDEX),
    (TypeError, "unhashable", "Make an array of the names first: np.array(class_names)."),
    (TypeError, "ufunc", "/= writes floats into an array of whole numbers. Make a new array."),
]
_ONE_FILE = (TypeError, "Path' object is not iterable", "load_batch takes a list of files: [path].")
_NEAR = 0.015  # absolute and relative; ways of resizing change a probability by less
BITWISE = (
    "For arrays, `and` is written &, also the hidden one in a < x <= b: (x > a) & (x <= b). "
    "`not` is written ~. Each side stands in brackets."
)
SLIPS_WITH_TRUE_AND_FALSE = [
    (ValueError, "truth value of an array", BITWISE),
    (TypeError, "bitwise_and", BITWISE),
    (TypeError, "numpy boolean", "True and False cannot be subtracted. " + BITWISE),
]


def create_brightness_network(centres: Sequence[float], size: tuple[int, int]) -> keras.Model:
    """Build a network for pixels from 0 to 1: its class is the nearest of these brightnesses."""
    inputs = keras.Input((*size, 3))
    means = layers.GlobalAveragePooling2D()(inputs)
    dense = layers.Dense(len(centres), activation="softmax")
    network = keras.Model(inputs, dense(means))
    middle = np.array(centres)
    dense.set_weights([np.tile(40 * middle / 3, (3, 1)), -20 * middle**2])
    network.run_eagerly = True  # a quicker start
    return network


def _network_for(small: np.ndarray, classes: int) -> keras.Model:
    """Build a network for pixels from 0 to 1 that is not quite sure of this one picture.

    It looks at all channels everywhere, so that another picture gets another answer.
    """
    height, width, _ = small.shape
    random = np.random.default_rng(height + 10 * width + classes)
    inputs, dense = keras.Input(small.shape), layers.Dense(classes, activation="softmax")
    network = keras.Model(inputs, dense(layers.Flatten()(inputs)))
    down, across = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j]
    looks = np.stack([0.2 + 0 * down, down, across, down * across, down**2 + across**2], axis=-1)
    likes = random.normal(size=(5, 3, classes)) * 8 / (height * width)
    weights = np.einsum("hwl,lck->hwck", looks, likes).reshape(-1, classes)
    dense.set_weights([weights, random.permutation(classes) - small.ravel() @ weights])
    network.run_eagerly = True  # a quicker start
    return network


@told_plainly
def try_predict_names(
    predict_names: Callable,
    cases: Iterable[tuple[dict[str, float], tuple[int, int], list[int], list[str]]],
    *,
    points: float,
) -> None:
    """Let a function name pictures with a network that tells them by their mean brightness.

    Parameters
    ----------
    predict_names : callable
        The learner's function: takes pictures from 0 to 255, a network, and names of classes.
    cases : iterable of tuple
        Name and brightness, from 0 to 1, of each class; height and width of the pictures; the
        value, from 0 to 255, of all pixels of each picture; and the names that are right.
    points : float
        What the exercise is worth.

    Raises
    ------
    AssertionError
        If a name is wrong.
    """
    __tracebackhide__ = True  # the learner sees the test cell, not this file
    for classes, size, brightness, names in cases:
        network = create_brightness_network(list(classes.values()), size)
        images = np.tile(np.array(brightness, "uint8")[:, None, None, None], (1, *size, 3))
        call = f"predict_names of pictures with all pixels {', '.join(map(str, brightness))}"
        with errors_explained(call, _NAME_ERRORS), without(byhand.predict_names):
            answer = predict_names(images, network, tuple(classes))
        slips = [
            (images.astype("float32"), "The network expects pixels from 0 to 1: divide by 255."),
            (
                images / 255**2,
                "The pixels come out near 0: divided by 255 twice, or by // in place of /.",
            ),
            (images / images.max(), "Divide by 255, whatever the largest pixel at hand is."),
            (images / 127.5 - 1, "The network expects pixels from 0 to 1, not from -1 to 1."),
        ]
        _require_names(call, answer, names, network, tuple(classes), slips)
    print_points(points, points)


def _require_names(
    call: str,
    answer: Any,
    names: list[str],
    network: keras.Model,
    class_names: Sequence[str],
    slips: list[tuple[np.ndarray, str]],
) -> None:
    __tracebackhide__ = True
    if answer is not None:
        found = np.asarray(answer)
        # NumPy cuts long lists.
        shown = " ".join(np.array2string(found, threshold=12, separator=", ").split())
        assert found.dtype.kind not in "iuf", (
            f"{call} gave {shown}: numbers, not names. Look them up in class_names."
        )
        assert found.shape == (len(names),), (
            f"{call} should be {names}, not {shown}. "
            "Each picture needs one name: take argmax(axis=1), the largest of each row."
        )
        strange = sorted(set(map(str, found)) - set(class_names))
        assert not strange, f"{call} gave the name {strange[0]!r}, which is not in class_names."
        answer = ", ".join(map(str, found))
    hint = "Take the largest probability of each row, whatever its size, and the name at its index."
    known = [
        (", ".join(byhand.predicted_class(network.predict(p, verbose=0), class_names)), told)
        for p, told in slips
    ]
    right = ", ".join(names)
    known = [(value, told) for value, told in known if value != right]
    require(call, answer, right, choose_hint(answer, known, hint))


@told_plainly
def try_classify_image(
    classify_image: Callable,
    cases: Iterable[tuple[str, tuple[int, int], tuple[int, int], Sequence[str]]],
    *,
    points: float,
) -> None:
    """Let a function classify files whose colours change from edge to edge.

    Parameters
    ----------
    classify_image : callable
        The learner's function: takes a path, a network, and names of classes.
    cases : iterable of tuple
        Kind of the file, ``"colour"``, ``"grey"``, ``"transparent"`` or ``"palette"``; its height
        and width; height and width that the network takes; and the names of its classes.
    points : float
        What the exercise is worth.

    Raises
    ------
    AssertionError
        If a name or a probability is wrong.
    """
    __tracebackhide__ = True  # the learner sees the test cell, not this file
    for kind, file_size, size, class_names in cases:
        what = (
            f"classify_image ({kind} file, {file_size[0]} high and {file_size[1]} wide, for a "
            f"network that takes {size[0]} x {size[1]})"
        )
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "picture.png"
            picture = write_picture(file, kind, file_size)
            (small, _), *slips = _hand_over(picture, *size)
            network = _network_for(small, len(class_names))
            answer = _classify(classify_image, file, network, class_names, kind, what)
        # One by one, as in an answer: a larger batch rounds otherwise.
        batches = [pixels[None] for pixels in (small, *(pixels for pixels, _ in slips))]
        rows = [keras.ops.convert_to_numpy(network(batch))[0] for batch in batches]
        known = [(row, told) for row, (_, told) in zip(rows[1:], slips, strict=True)]
        _require_pair(what, answer, rows[0], known, class_names)
    print_points(points, points)


def _classify(
    classify_image: Callable,
    file: Path,
    network: keras.Model,
    class_names: Sequence[str],
    kind: str,
    what: str,
) -> object:
    """Call the learner's function; explain why a network refuses a batch."""
    __tracebackhide__ = True
    size = network.input_shape[1:3]
    try:
        with errors_explained(what, [_ONE_FILE]), without(byhand.classify_image):
            return classify_image(file, network, class_names)
    except ValueError as error:
        shapes = re.findall(r"\((?:None|\d+)(?:, \d+)*\)", str(error))
        if "expected shape" not in str(error).lower() or len(shapes) < 2:
            raise
        found = tuple(map(int, re.findall(r"\d+", shapes[-1])))
        hint = "Did you resize to model.input_shape[1:3], which is (height, width)?"
        if found == (*size, 3):
            hint = "A single picture has no first axis: picture[None] makes a batch of one."
        elif found == (1, *size[::-1], 3) and size[0] != size[1]:
            hint = (
                "Height and width are exchanged. byhand.load_batch wants (height, width), Pillow's "
                "resize (width, height)."
            )
        elif found in [(1, *size), (1, *size, 4), (1, *size, 1), size]:
            hint = f'Did you turn the {kind} picture into a colour one, by convert("RGB")?'
        raise AssertionError(
            f"{what} stopped: the network takes a batch of one, of shape {(1, *size, 3)}, and was "
            f"given the shape {found}. {hint}"
        ) from None


def _hand_over(picture: Image.Image, height: int, width: int) -> list[tuple[np.ndarray, str]]:
    """What the network should get of a picture, and what it gets by known slips, each explained."""

    def shrink(image: Image.Image) -> np.ndarray:
        return np.array(image.resize((width, height)), dtype="float32") / 255

    small = shrink(picture)
    turned = np.array(picture.resize((height, width)), dtype="float32") / 255
    on_its_side = (
        "resize wants (width, height). Turning the array afterwards mends the shape, but the "
        "picture lies on its side."
    )
    return [
        (small, ""),
        (small * 255, "The network expects pixels from 0 to 1: divide by 255."),
        (small / 255, "The pixels are divided by 255 twice; byhand.load_batch does it already."),
        (small * 2 - 1, "The network expects pixels from 0 to 1, not from -1 to 1."),
        (small / small.max(), "Divide by 255, whatever the largest pixel at hand is."),
        (small.round(), "The pixels have become whole numbers, 0 or 1: keep the fractions."),
        (small[..., ::-1], "Red and blue are exchanged."),
        (small[::-1], "The picture stands on its head."),
        (small[:, ::-1], "Left and right are exchanged."),
        (shrink(picture.convert("L").convert("RGB")), "The colours are gone."),
        (
            shrink(ImageOps.fit(picture, (width, height))),
            "A part of the picture is missing: resize it, do not crop it.",
        ),
        (
            shrink(ImageOps.pad(picture, (width, height))),
            "There is a border: resize the picture, do not pad it.",
        ),
        (np.resize(np.array(picture), small.shape) / 255, SCRAMBLED),
        (turned.reshape(small.shape), SCRAMBLED),
        (turned.transpose(1, 0, 2), on_its_side),
        (np.array(picture)[:1, :1] / 255 + 0 * small, "That is one pixel, all over the picture."),
    ]


def _stretch(probability: float) -> float:
    """Log of the odds: it tells 0.999 from 0.9999; not a number outside of 0 to 1."""
    with np.errstate(invalid="ignore"):
        return float(np.log((probability + 1e-8) / (1 - probability + 1e-8)))


def _require_pair(
    what: str,
    answer: Any,
    row: np.ndarray,
    known: list[tuple[np.ndarray, str]],
    class_names: Sequence[str],
) -> None:
    """Compare name and probability with the network's row for the picture."""
    __tracebackhide__ = True
    assert answer is not None, f"{what} gave nothing (None). Is there a return?"
    pair = isinstance(answer, (tuple, list)) and len(answer) == 2
    assert pair, f"{what} should return a pair, (name, probability), not {answer!r}."
    name, probability = answer
    best = int(row.argmax())
    assert isinstance(name, str) or not isinstance(probability, str), (
        f"{what} should return (name, probability), not {answer!r}. The name comes first, then the "
        "probability."
    )
    near = difference("", probability, row[best], "", _NEAR) is None
    if isinstance(probability, (float, np.number)) and not (name == class_names[best] and near):
        distances = [
            abs(_stretch(float(probability)) - _stretch(other.max()))
            if name == class_names[int(other.argmax())]
            else np.inf
            for other, _ in known
        ]
        nearest = int(np.argmin(distances))
        gap = abs(float(probability) - known[nearest][0].max())
        # Next to 1 the last digits are rounding.
        fits = np.isfinite(distances[nearest]) and (distances[nearest] <= 0.1 or gap <= 5e-7)
        assert not fits, (
            f"{what} should be ({class_names[best]!r}, {row[best]:.3f}), not ({name!r}, "
            f"{probability:.3f}). {known[nearest][1]}"
        )
    hint = "The name of the class with the largest probability."
    if isinstance(name, (list, np.ndarray)):
        hint = "byhand.predicted_class of a batch gives a list: take its [0]."
    elif isinstance(name, (int, np.integer)):
        hint = "That is the index. The name at this index is class_names[index]."
    require(f"{what}: the name", name, class_names[best], hint)
    hint = "The largest number of the only row, for the whole picture, from 0 to 1."
    if np.size(probability) > 1:
        hint = "Those are all probabilities. Give the largest one."
    elif isinstance(probability, (float, np.number)) and probability > 1.5:
        hint = "A probability goes from 0 to 1, not to 100: leave out the factor of 100."
    elif isinstance(probability, str):
        hint = "Give the number, not a text."
    require(f"{what}: the probability", probability, row[best], hint, tolerance=_NEAR)


@told_plainly
def try_top_k(
    top_k: Callable,
    cases: Iterable[tuple[list[float], Sequence[str], int, list[tuple[str, float]]]],
    *,
    points: float,
) -> None:
    """Let a function find the likeliest classes; equally likely ones may come in any order.

    Parameters
    ----------
    top_k : callable
        The learner's function.
    cases : iterable of tuple
        Probabilities of the classes, their names, how many are asked for, and the pairs (name,
        probability) that are right.
    points : float
        What the exercise is worth.

    Raises
    ------
    AssertionError
        If a pair is wrong, or the array that was given is changed.
    """
    __tracebackhide__ = True  # the learner sees the test cell, not this file
    for probabilities, class_names, k, expected in cases:
        given = np.array(probabilities)
        call = f"top_k({probabilities}, {list(class_names)}, {k})"
        with errors_explained(call, _NAME_ERRORS[3:]), without(byhand.top_k):
            answer = top_k(given, class_names, k)
        assert answer is not None, f"{call} gave nothing (None). Is there a return?"
        wanted = f"{call} should be {expected}, a list of pairs (name, probability)"
        try:
            given_pairs = [(name, chance) for name, chance in answer]
            pairs = [(str(name), float(chance)) for name, chance in given_pairs]
        except (TypeError, ValueError):
            raise AssertionError(f"{wanted}, not {answer!r}.") from None
        texts = any(isinstance(chance, str) for _, chance in given_pairs)
        assert not texts, f"{wanted}, not {given_pairs}. Give numbers, not texts."
        assert len(pairs) == k, f"{wanted}, not {pairs}. Keep k of them."
        _require_likeliest(
            call, pairs, expected, dict(zip(class_names, probabilities, strict=True))
        )
        what = f"After {call} the array that was given"
        require(what, given, probabilities, "Do not sort or change it in place: make a new array.")
    print_points(points, points)


def _require_likeliest(
    call: str,
    pairs: list[tuple[str, float]],
    expected: list[tuple[str, float]],
    own: dict[str, float],
) -> None:
    """Compare names and probabilities; say what a wrong list of names points to."""
    __tracebackhide__ = True
    names, chances = zip(*pairs, strict=True)
    right_names, right_chances = zip(*expected, strict=True)
    equally_likely = [own.get(name) for name in names] == list(right_chances)
    if len(set(names)) < len(names):
        hint = "A class is there twice. Equally likely classes all count: go by index."
    elif not own.keys() >= set(names):
        hint = "Those are no names of classes. The name at an index is class_names[index]."
    elif sorted(chances, reverse=True) != sorted(right_chances, reverse=True) and len(
        set(own.values())
    ) < len(own):
        hint = "Equally likely classes all count, each with its own name: go by index."
    elif list(names) == list(own)[: len(names)]:
        hint = "Those are the first of class_names. Each probability has to keep its own name."
    elif list(names) == sorted(own, key=lambda name: own[name])[: len(names)]:
        hint = "Those are the least likely ones: np.argsort puts the smallest first."
    else:
        hint = "The largest probability comes first, and each keeps its own name."
    what = f"{call}: the names, first to last,"
    if len(set(names)) < len(names) or not equally_likely:
        require(what, ", ".join(names), ", ".join(right_names), hint)
    what = f"{call}: the probabilities, first to last,"
    require(what, chances, right_chances, "Each class has its own probability.", tolerance=1e-4)


def confidence_interval_mistakes(gives: Sequence[float], accuracy: float, n: int) -> Mistakes:
    """List what known mistakes make of a confidence interval, for `Check`.

    Parameters
    ----------
    gives : sequence of float
        The right answer, low and high.
    accuracy, n : float, int
        The arguments.

    Returns
    -------
    list of tuple
        A value, and what to say about it.
    """
    variance = accuracy * (1 - accuracy)
    error = np.sqrt(variance / n)
    low, high = accuracy - 1.96 * error, accuracy + 1.96 * error
    cut = "Cut off: nothing lies below 0 or above 1."
    others = [
        (error, "That is one standard error to either side: take 1.96."),
        (
            2 * error,
            "That is 2 standard errors to either side, or rounded: take 1.96, and all digits.",
        ),
        (1.645 * error, "Take 1.96 standard errors to either side."),
        (1.96 * variance / n, "The root is missing."),
        (1.96 * np.sqrt(variance) / n, "n belongs under the root."),
        (1.96 * np.sqrt(accuracy / n), "Under the root stands p (1 - p): the 1 - p is missing."),
        (1.96 * np.sqrt(variance), "The root is not divided: n is missing."),
        (1.96 / np.sqrt(n), "p (1 - p) is missing under the root."),
    ]
    return [
        ([low, high], cut),
        ([low, min(1, high)], cut),
        ([max(0, low), high], cut),
        ([abs(low), min(1, high)], "What lies below 0 is cut off at 0; its sign is not dropped."),
        (1.96 * error, "That is how far it reaches to either side. Give both ends, (low, high)."),
        (gives[::-1], "Low comes before high."),
        (np.multiply(100, gives), "Give shares from 0 to 1, not percent."),
        *(([max(0, accuracy - reach), min(1, accuracy + reach)], told) for reach, told in others),
        ([round(float(end), 2) for end in gives], "Do not round."),
    ]


def confidence_and_accuracy_mistakes(
    gives: Sequence[float], confidence: np.ndarray, right: np.ndarray, low: float, high: float
) -> Mistakes:
    """List what known mistakes make of confidence and accuracy in a range, for `Check`.

    Parameters
    ----------
    gives : sequence of float
        The right answer, mean confidence and share of right answers.
    confidence, right, low, high
        The arguments: two arrays of shape (n,), float and bool, and two numbers.

    Returns
    -------
    list of tuple
        A value, and what to say about it.
    """
    ends = "Above low, and up to high: low itself does not count, high does."
    some = (confidence > low) & (confidence <= high)
    ranges = [
        ((confidence >= low) & (confidence <= high), ends),
        ((confidence >= low) & (confidence < high), ends),
        ((confidence > low) & (confidence < high), ends),
        (confidence <= high, "Those are all pictures up to high. They also have to lie above low."),
        (confidence > low, "Those are all pictures above low. They also have to lie up to high."),
        (~some, "Those are the pictures outside of the range."),
        (confidence > -1, "Those are all pictures. Take only those in the range."),
    ]
    sure, share = gives
    return [
        ((share, sure), "The mean confidence comes first, then the share of right answers."),
        ((sure, right[some].sum()), "That counts right answers. Divide by the pictures in range."),
        (
            (sure, right[some].sum() / len(right)),
            "Divide by the pictures in the range, not by all.",
        ),
        ((sure, right.mean()), "The share of right answers also goes over the range only."),
        ((confidence.mean(), share), "The mean confidence also goes over the range only."),
        (
            ((low + high) / 2, share),
            "Take the mean of the confidences, not the middle of the range.",
        ),
        ((sure, 1 - share), "That is the share of wrong answers."),
        ((confidence[some & right].mean(), share), "Wrong answers count for the confidence, too."),
        ([round(float(number), 2) for number in gives], "Do not round."),
        *(
            ((confidence[kept].mean(), right[kept].mean()), told)
            for kept, told in ranges
            if kept.any()
        ),
    ]


def compare_pairwise_mistakes(
    gives: Sequence[float], right_a: np.ndarray, right_b: np.ndarray
) -> Mistakes:
    """List what known mistakes make of a pairwise comparison, for `Check`.

    Parameters
    ----------
    gives : sequence of float
        The right answer: two numbers of pictures, and how many times luck their difference is.
    right_a, right_b : numpy.ndarray
        The arguments, shape (n,), bool.

    Returns
    -------
    list of tuple
        A value, and what to say about it.
    """
    a, b, times = gives
    n, differ = len(right_a), a + b
    root = np.sqrt(differ) or 1
    equal = right_a == right_b
    return [
        ((b, a, times), "The first number is where only a is right, the second where only b is."),
        ((b, a, -times), "The first number is where only a is right, the second where only b is."),
        # A lost sign is not seen before a is better.
        ((a, b, abs(times)), "The sign is lost. It says which one is better."),
        ((a, b, -times), "The difference is only_b minus only_a: positive where b is better."),
        ((a, b, (b - a) / (differ or 1)), "The root is missing: divide by the root of the sum."),
        (
            (a, b, (b - a) ** 2 / (differ or 1)),
            "That is the square: divide by the root of the sum.",
        ),
        ((a, b, (b - a) / np.sqrt(n)), "Under the root: only the pictures on which they differ."),
        ((a, b, (b - a) / n), "Divide by the root of only_a + only_b, not by all pictures."),
        ((a, b, b - a), "Divide the difference by the root of only_a + only_b."),
        ((a, b, root), "That is the root alone. Divide the difference by it."),
        (
            (a, b, np.nan),
            "Where the two never differ, 0 / 0 gives nan. The third number should be 0.",
        ),
        ((a, b), "The third number is missing."),
        (0, "Give three numbers here, too: (0, 0, 0)."),
        ((a / n, b / n, times), "Give numbers of pictures, not shares."),
        *(
            ((first, second, (second - first) / (np.sqrt(first + second) or 1)), told)
            for first, second, told in [
                (right_a.sum(), right_b.sum(), "Leave out the pictures that both have right."),
                ((~right_a).sum(), (~right_b).sum(), "Those are the wrong answers of each."),
                (
                    (equal & right_a).sum(),
                    (equal & ~right_a).sum(),
                    "Those are the pictures that both have right, and that neither has right.",
                ),
            ]
        ),
    ]
