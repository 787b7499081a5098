"""Tries functions that read and describe pictures."""

import contextlib
import tempfile
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageOps

from ..byhand import load_batch as load_batch_of_helpers
from ..byhand import load_image as load_image_of_helpers
from .guards import Mistakes, errors_explained, told_plainly, without
from .points import Marks, print_points
from .values import choose_hint, difference, require, to_numbers

# What to look at, by the name of an answer.
_DESCRIPTION = {
    "pictures": "Look at the first number of images.shape.",
    "picture_shape": "Look at images.shape without its first number.",
    "pixel_type": "Look at images.dtype.",
    "lowest": "Look at images.min().",
    "highest": "Look at images.max().",
    "classes": "Look at np.unique(labels) and its length.",
}
_MISSING = object()
_MODES = {
    "colour": "RGB",
    "grey": "L",
    "transparent": "RGBA",
    "grey transparent": "LA",
    "plain": "RGB",
}
_PLAIN = 50, 100, 201  # of 255, none is a short decimal fraction: who rounds is found out
SCRAMBLED = (
    "np.resize and reshape cut the row of numbers anew, which scrambles a picture. Resize the "
    "Pillow picture before you make an array of it."
)
_UNEQUAL = (
    "Only pictures of the same size, with three channels each, make a batch: resize and convert "
    "each before they are put together."
)
_PAIR = "resize wants one pair in brackets of its own: resize((width, height))."
_CLOSED = (
    "The file is closed after the block of `with`, and Pillow reads it only when it needs the "
    "pixels: convert inside of the block."
)
_SORTED = "The names were sorted. Their order says which class is which: leave it as it is."
ONE_INDEX = "A list takes one index at a time: [class_names[index] for index in indices]."
# What Python says of a tuple that is used as a list.
_OF_TUPLES = "'tuple' object has no", "'tuple' object does not support", "concatenate"
_ONE_FILE = "One file is opened at a time: go through the paths, one by one."
# Pieces of errors, and what to say about them.
_ERRORS = [
    (ValueError, "cannot reshape", SCRAMBLED),
    (ValueError, "same shape", _UNEQUAL),
    (ValueError, "inhomogeneous", _UNEQUAL),
    (ValueError, "resampling filter", _PAIR),
    (TypeError, "'int' object is not iterable", _PAIR),
    (AttributeError, "'list' object has no attribute 'read'", _ONE_FILE),
]


@told_plainly
def try_describe(
    describe: Callable[..., Any],
    cases: Iterable[tuple[str, np.ndarray, np.ndarray, Sequence]],
    points: float,
) -> float | None:
    """Check a function that describes a data set; each of its six answers earns its part.

    Parameters
    ----------
    describe : callable
        The learner's; takes pictures and labels, and gives a dictionary.
    cases : iterable of tuple
        A name for messages, pictures, labels, and the right answers: number of pictures, shape of
        one, type of the pixels, lowest and highest value, number of classes.
    points : float
        What the exercise is worth.

    Returns
    -------
    float or None
        The points reached, if some are missing; they are printed, too.

    Raises
    ------
    AssertionError
        If the result is no dictionary.
    """
    __tracebackhide__ = True  # the learner sees the test cell, not this file
    marks = Marks(_DESCRIPTION, points)
    cases = list(cases)
    name_of_first, *_, first = cases[0]
    typed_in = (
        f"That is the answer for {name_of_first}. Use images and labels, which are handed over, "
        "as they are."
    )
    for name, images, labels, expected in cases:
        answer = describe(images.copy(), labels.copy())
        assert isinstance(answer, dict), f"describe should return a dictionary, not {answer!r}."
        slips = _describe_slips(images, labels)
        for (key, hint), value, other in zip(_DESCRIPTION.items(), expected, first, strict=True):
            got = dict.get(answer, key, _MISSING)
            if got is _MISSING:
                if marks.right[key]:  # told once
                    marks.fail(key, f'"{key}" is missing. Your keys are {[*answer]}.')
                continue
            if key == "pixel_type" and isinstance(got, (type, np.dtype)):
                got = np.dtype(got).name
            hint = choose_hint(got, [*slips.get(key, ()), (other, typed_in)], hint)
            message = difference(f'"{key}" of {name}', got, value, hint)
            if message is not None:
                if key == "picture_shape":  # as NumPy writes a shape
                    message = message.translate(str.maketrans("[]", "()"))
                marks.fail(key, message)
    return marks.total()


def _describe_slips(images: np.ndarray, labels: np.ndarray) -> dict[str, Mistakes]:
    """By answer: what known slips make of it, and what to say about each."""
    largest = "Class numbers may have gaps. Count the different ones: np.unique(labels)."
    channel = "That is of one channel alone. Take all channels."
    whole = "Fractions are lost. Take the pixels as they are."
    some = [
        (images[0], "That is of the first picture alone. Take all pictures."),
        (images[-1], "That is of the last picture alone. Take all pictures."),
        *((images[..., place], channel) for place in range(images.shape[-1])),
        (abs(images), "Minus signs are lost. Take the pixels as they are."),
    ]
    return {
        "pictures": [(images.size, "That counts every number. Count the pictures.")],
        "lowest": [
            *((part.min(), text) for part, text in some),
            (int(images.min()), whole),
            (images.max(), "That is the largest value."),
        ],
        "highest": [
            *((part.max(), text) for part, text in some),
            (int(images.max()), whole),
            (images.min(), "That is the smallest value."),
        ],
        "classes": [
            (np.unique(labels), "Those are the classes. How many are there?"),
            (len(labels), "That is the number of labels. Count the different ones."),
            (labels.max() + 1, largest),
            (labels.max(), largest),
        ],
    }


def write_picture(file: Path, kind: str, size: tuple[int, int], turn: int = 0) -> Image.Image:
    """Write a file whose colours change smoothly from edge to edge; return the picture in colour.

    So any way of resizing gives nearly the same, and no other treatment does.
    """
    down, across = np.mgrid[0 : 1 : size[0] * 1j, 0 : 1 : size[1] * 1j]
    channels = [30 + 200 * across, 220 - 200 * down, 40 + 90 * (across + down)]
    pixels = np.stack(channels[turn:] + channels[:turn], axis=-1).astype("uint8")
    if kind == "plain":
        pixels[:] = _PLAIN
    picture = Image.fromarray(pixels)
    if kind == "palette":
        picture = picture.quantize(256, dither=Image.Dither.NONE)
    else:
        picture = picture.convert(_MODES[kind])
    picture.save(file)
    return picture.convert("RGB")


@contextlib.contextmanager
def _explained(call: str) -> Iterator[None]:
    """Explain errors that known slips lead to; Pillow's own for a closed file has no text."""
    __tracebackhide__ = True
    try:
        with errors_explained(call, _ERRORS):
            yield
    except AssertionError as error:
        where = traceback.extract_tb(error.__traceback__)[-1].filename
        if str(error) or "PIL" not in Path(where).parts:
            raise
        raise AssertionError(f"{call} stopped in Pillow. {_CLOSED}") from None


def _known_mistakes(picture: Image.Image, height: int, width: int) -> list[tuple[np.ndarray, str]]:
    """Pixels that known slips give of a picture, each with what to say."""
    small = np.array(picture.resize((width, height)), dtype="float64")
    repaired = np.array(picture.resize((height, width)), dtype="float64")
    exchanged = "resize wants (width, height). With the two exchanged, "
    middle = ImageOps.fit(picture, (width, height))
    border = ImageOps.pad(picture, (width, height))
    mistakes = [
        (small / 255, "These pixels are scaled already: leave them from 0 to 255."),
        (small[:, :, ::-1], "Red and blue are exchanged: the order is red, green, blue."),
        (small[::-1], "The picture stands on its head."),
        (small[:, ::-1], "Left and right are exchanged."),
        (np.array(middle), "A part of the picture is missing: resize it, do not crop it."),
        (np.array(border), "There is a border: resize the picture, do not pad it."),
        (
            np.array(picture.convert("L").resize((width, height)))[:, :, None].repeat(3, 2),
            "The colours are gone: the three channels are equal.",
        ),
        (np.resize(np.array(picture), small.shape), SCRAMBLED),
        (2 * small - 255, "These pixels go from -1 to 1: divide by 255, and do nothing else."),
        (small / 127.5 - 1, "These pixels go from -1 to 1: leave them from 0 to 255."),
    ]
    turns = [repaired.transpose(1, 0, 2), np.rot90(repaired), np.rot90(repaired, -1)]
    if height == width:
        told = "Rows and columns are exchanged: the picture lies on its side."
    else:
        mistakes.append(
            (repaired.reshape(small.shape), f"{exchanged}a reshape scrambles the rows.")
        )
        told = f"{exchanged}turning the array mends the shape, but the picture lies on its side."
    return mistakes + [(turned, told) for turned in turns]


def _is_near(answer: np.ndarray, pixels: np.ndarray) -> bool:
    """Whether two arrays differ by no more than ways of resizing do."""
    reach = 26 if pixels.max() > 1 else 26 / 255
    return bool((np.abs(answer - pixels) <= reach).all())


def _to_numbers(call: str, answer: Any, advice: str) -> np.ndarray:
    """Make numbers of an answer, or say why it is no array of numbers."""
    __tracebackhide__ = True
    found = type(answer).__name__
    assert not isinstance(answer, (list, tuple)), (
        f"{call} should be one array, but it is a {found}. {advice}"
    )
    with contextlib.suppress(Exception):  # a learner's object may fail in any way
        return to_numbers(answer)
    raise AssertionError(f"{call} should be an array of numbers of one shape, but it is a {found}.")


def _require_pixels(
    call: str, answer: np.ndarray, picture: Image.Image, size: tuple[int, int]
) -> None:
    """Compare an answer of the right shape with a picture, however it was resized."""
    __tracebackhide__ = True
    expected = np.array(picture.resize(size[::-1]), dtype="float64")
    if _is_near(answer, expected):
        return
    row, column = divmod(int(np.abs(answer - expected).sum(axis=2).argmax()), size[1])
    known = (hint for pixels, hint in _known_mistakes(picture, *size) if _is_near(answer, pixels))
    raise AssertionError(
        f"{call}: the pixel in row {row}, column {column} should be about "
        f"{expected[row, column].astype(int).tolist()}, not {answer[row, column].round(2).tolist()}. "
        + next(known, "The whole picture should be there, in its colours, from 0 to 255.")
    )


def _find_scale_slip(pixel: np.ndarray) -> str:
    """Say what is wrong with the scale of the plain picture's pixel; "" if it is not the scale."""
    expected = np.array(_PLAIN) / 255
    if any(np.allclose(pixel, expected.round(digits), atol=1e-6) for digits in range(1, 5)):
        return "Do not round."
    if np.ptp(pixel / expected) < 1e-3:
        return "Divide by 255, whatever the largest pixel at hand is."
    return ""


@told_plainly
def try_load_image(
    load_image: Callable[..., Any],
    cases: Iterable[tuple[str, tuple[int, int], tuple[int, int] | None, str]],
    points: float,
) -> None:
    """Check a function that reads a picture file, on files whose colours change smoothly.

    Parameters
    ----------
    load_image : callable
        The learner's; takes a path and a size.
    cases : iterable of tuple
        Kind of picture (``"colour"``, ``"grey"``, ``"transparent"``, ``"grey transparent"`` or
        ``"palette"``), height and width of the file, those that are asked for (None: the default,
        32 x 32), and the format of the file, such as ``"png"``.
    points : float
        What the exercise is worth.

    Raises
    ------
    AssertionError
        If the shape or the colours are wrong.
    """
    __tracebackhide__ = True
    for kind, (height, width), size, extension in cases:
        asked = "" if size is None else f", size={size}"
        call = f"load_image of a {kind} picture {width} wide and {height} high{asked}"
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / f"picture.{extension}"
            picture = write_picture(file, kind, (height, width))
            with without(load_image_of_helpers), _explained(call):
                answer = load_image(file) if size is None else load_image(str(file), size)
        assert not isinstance(answer, Image.Image), (
            "load_image should return an array, not a Pillow picture. Put np.array(...) around it."
        )
        assert answer is not None, (
            f"{call} gave nothing (None). Is there a return? If so, what is resized? An array's own "
            "resize gives None back: resize the Pillow picture first, then make an array of it."
        )
        wanted = size or (32, 32)
        pixels = _to_numbers(call, answer, "np.array(...) around a Pillow picture makes an array.")
        got = pixels.shape
        if got == (*wanted[::-1], 3):
            hint = "Height and width are exchanged: Pillow's resize wants (width, height)."
        elif got == (height, width, 3):
            hint = "The picture is as large as in the file. Is it resized to the size asked for?"
        elif got == (3, *wanted):
            hint = "Channels come last: (height, width, channels)."
        elif got[-1:] == (3,) and len(got) != 3 or len(got) not in (2, 3):
            hint = "One picture has three axes: height, width and channels."
        elif got[2:] != (3,):
            hint = 'Each pixel needs three channels: convert("RGB") gives them to any picture.'
        else:
            hint = "The size that is asked for is (height, width); without one it is 32 x 32."
        assert got == (*wanted, 3), (
            f"The shape from {call} should be {(*wanted, 3)}, not {got}. {hint}"
        )
        _require_pixels(call, pixels, picture, wanted)
    print_points(points, points)


@told_plainly
def try_load_batch(
    load_batch: Callable[..., Any],
    cases: Iterable[tuple[Sequence[tuple[str, tuple[int, int]]], tuple[int, int] | None]],
    points: float,
) -> None:
    """Check a function that reads picture files into one batch, scaled.

    Parameters
    ----------
    load_batch : callable
        The learner's; takes paths and a size.
    cases : iterable of tuple
        For each file the kind of picture (as for `try_load_image`, or ``"plain"``: of one colour,
        on which the scaling is checked closely) and its height and width; then the height and width
        that are asked for (None: the default, 32 x 32).
    points : float
        What the exercise is worth.

    Raises
    ------
    AssertionError
        If the shape, the pixels or the order of the pictures is wrong.
    """
    __tracebackhide__ = True
    for files, size in cases:
        number = len(files)
        call = f"load_batch of {number} {'file' if number == 1 else 'files'}"
        call += "" if size is None else f", size={size}"
        height, width = wanted = size or (32, 32)
        with tempfile.TemporaryDirectory() as folder:
            # Their names are not in the order of the alphabet.
            paths = [Path(folder) / f"{number - place}.png" for place in range(number)]
            pictures = [
                write_picture(path, kind, given, place % 3)
                for place, (path, (kind, given)) in enumerate(zip(paths, files, strict=True))
            ]
            with without(load_batch_of_helpers), _explained(call):
                answer = load_batch(paths) if size is None else load_batch(paths, size)
        assert answer is not None, f"{call} gave nothing (None). Is there a return?"
        pixels = _to_numbers(call, answer, "Make one array of the pictures: np.stack.")
        got = pixels.shape
        if got in ((*wanted, 3), (1, *wanted, 3)) and number > 1:
            hint = "There should be one picture for each file. Is `return` inside of the loop?"
        elif got[-3:] == (*wanted, 3) and len(got) > 4:
            hint = "There is an axis too many: one for the pictures is enough."
        elif got == (*wanted, 3):
            hint = "One file is a batch of one, too: the number of pictures comes first."
        elif got == (number * height, width, 3):
            hint = "The pictures are glued together. np.stack puts a new axis in front."
        elif got == (number, width, height, 3):
            hint = "Height and width are exchanged."
        elif got == (number, 32, 32, 3):
            hint = "The function has to pass on the size that is asked for."
        elif len(got) == 4 and got[0] == number and got[3] in (1, 2, 4):
            hint = 'Each pixel needs three channels: convert("RGB") gives them to any picture.'
        elif got[1:] == (*wanted, 3):
            hint = (
                "There should be one picture for each file, and none of an earlier call: does the "
                "list start empty in each call?"
            )
        elif len(got) == 4 and got[::3] == (number, 3):
            hint = "Each picture should have the height and width that are asked for."
        else:
            hint = "The order is (pictures, height, width, channels)."
        assert got == (number, *wanted, 3), (
            f"The shape from {call} should be {(number, *wanted, 3)}, not {got}. {hint}"
        )
        small = [np.array(picture.resize((width, height))) for picture in pictures]
        unscaled = all(map(_is_near, pixels, small))
        assert pixels.max() <= 1.001, (
            f"{call}: the largest number should be at most 1, not {pixels.max():.4g}. "
            + ("Divide by 255." if unscaled else "Divide each pixel by 255, and do nothing else.")
        )
        assert pixels.max() > 0.1, (
            f"{call}: the largest number is only {pixels.max():.2g}. Are the pixels divided by 255 "
            "twice, or made whole numbers?"
        )
        for place, picture in enumerate(pictures):
            for other in set(range(number)) - {place}:
                if _is_near(pixels[place] * 255, small[other]):
                    raise AssertionError(
                        f"{call}: picture {place} of the batch is file {other}. Keep the order."
                    )
            slip = _find_scale_slip(pixels[place, 0, 0]) if files[place][0] == "plain" else ""
            if not slip:
                what = f"{call}, picture {place} times 255"
                _require_pixels(what, pixels[place] * 255, picture, wanted)
            if files[place][0] == "plain":
                hint = slip or "Divide each pixel by 255, and do nothing else."
                what = f"{call}: a pixel of {_PLAIN}"
                require(what, pixels[place, 0, 0], np.array(_PLAIN) / 255, hint, 1e-5)
    print_points(points, points)


def one_hot_mistakes(gives: Any, labels: Any, classes: int) -> Mistakes:
    """What known slips of `one_hot` give, each with what to say."""
    rows, flat = np.asarray(gives), np.ravel(labels)
    first = np.zeros((len(flat), classes))
    first[0] = rows[0]
    occurring = np.unique(flat)
    return [
        (
            rows[:, None],
            "One row per label, one place per class. Flatten a column of labels, (n, 1), first.",
        ),
        (
            first,
            "Only the first row has its 1. Is return inside the loop? It comes after the loop.",
        ),
        (
            np.eye(len(occurring))[np.searchsorted(occurring, flat)],
            "There is a place only for each class that occurs here. The argument `classes` says how many there are.",
        ),
    ]


@told_plainly
def try_predicted_class(
    predicted_class: Callable[..., Any],
    cases: Iterable[tuple[Sequence, Sequence[str], str | list[str]]],
    like: Callable[..., Any],
    points: float,
) -> None:
    """Check a function that names the class with the largest score.

    Parameters
    ----------
    predicted_class : callable
        The learner's; takes scores and names of classes.
    cases : iterable of tuple
        A row of scores or a batch of rows, names of the classes, and the name, or names, expected.
    like : callable
        The course's, out of reach while the learner's runs.
    points : float
        What the exercise is worth.

    Raises
    ------
    AssertionError
        If an answer is wrong, or a number, or a list where a name is asked for.
    """
    __tracebackhide__ = True
    for rows, names, expected in cases:
        call = f"predicted_class({rows}, {names})"
        one = isinstance(expected, str)
        hint = (
            "One row needs one name, the one in the place of its largest number."
            if one
            else "A batch needs a list with a name for each row, so find the largest number of each "
            "row."
        )
        try:
            with without(like):
                answer = predicted_class(np.array(rows, "float32"), names[:])  # as predict gives
        except (AttributeError, IndexError, TypeError) as error:
            if "'sort'" in str(error):
                hint = _SORTED
            elif any(piece in str(error) for piece in _OF_TUPLES):
                hint = (
                    "class_names may be a tuple, which cannot be changed; a list has more methods."
                )
            elif isinstance(error, AttributeError):
                raise
            elif "scalar" in str(error):
                hint = ONE_INDEX
            elif "axis 1 is out of bounds" in str(error):
                hint += (
                    " One picture has one axis, a batch of one has two: look at probabilities.ndim."
                )
            raise AssertionError(f"{call} stopped: {error}. {hint}") from None
        if answer is not None:
            found = np.asarray(answer)
            assert found.dtype.kind not in "iuf", (
                f"{call} gave {found.tolist()}: a place, not a name. Look it up in class_names."
            )
            assert found.ndim == (0 if one else 1), (
                f"{call} should be {expected!r}, not {found.tolist()!r}. {hint}"
            )
            answer = found.tolist()
            by_place = dict(zip(names, sorted(names), strict=True))
            slip = (
                by_place[expected]
                if isinstance(expected, str)
                else [by_place[name] for name in expected]
            )
            hint = choose_hint(answer, [(slip, _SORTED)], hint)
        require(call, answer, expected, hint)
    print_points(points, points)
