"""Compares a learner's answer with the expected one, and says how they differ.

Answers are turned into plain arrays or texts before they are compared, so that any right
answer passes (list or array, float32 or float64), and an object that claims to equal
everything does not.
"""

from collections.abc import Iterable
from typing import Any

import numpy as np

from .guards import told_plainly

_TEXTS = "texts, not of numbers"


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_texts(value: Any) -> bool:
    return isinstance(value, (list, tuple)) and bool(value) and all(map(_is_text, value))


def _plain(value: Any, expected: Any) -> Any:
    """Turn a learner's value into what the expected one is: a text, texts, or an array of numbers."""
    if _is_text(expected):
        if not isinstance(value, str):
            raise TypeError
        return "".join(value)  # a plain str, whatever class the value has
    if isinstance(expected, set):
        if isinstance(value, str):
            raise TypeError
        return sorted(map(str, value if np.iterable(value) else [value]))
    if _is_texts(expected):
        if isinstance(value, str):
            raise TypeError
        return [_plain(item, "") for item in value]
    return to_numbers(value)


def to_numbers(value: Any) -> np.ndarray:
    """Make an array of numbers; texts are none, although NumPy would read "2" as 2.

    Parameters
    ----------
    value : array_like of numbers
        A learner's answer.

    Returns
    -------
    numpy.ndarray
        Of the same shape, float64.

    Raises
    ------
    TypeError
        If the value holds texts.
    ValueError
        If its rows differ in length.
    """
    if np.asarray(value).dtype.kind in "US":
        raise TypeError(_TEXTS)
    return np.array(value, dtype="float64")


def show(value: Any) -> str:
    """Write a value in one short line.

    Parameters
    ----------
    value : object
        Long arrays are cut in the middle, larger ones than 12 rows or columns to their shape.
        A pandas table shows its rows, a larger one only their names.

    Returns
    -------
    str
    """
    if isinstance(value, set):
        return " and ".join(sorted(value))
    if hasattr(value, "columns"):  # a pandas table
        if value.size > 12:
            return f"a table of {', '.join(map(str, value.index))}"
        rows = zip(value.index, value.to_numpy(), strict=True)
        return f"a table with the rows {', '.join(f'{name} {show(row)}' for name, row in rows)}"
    if isinstance(value, tuple) and any(isinstance(part, np.ndarray) for part in value):
        return f"({', '.join(map(show, value))})"
    if isinstance(value, np.ndarray) and value.dtype.kind in "biuf" and value.ndim:
        if value.ndim > 1 and value.size > 12:
            return f"an array of shape {value.shape}"
        return _show_numbers(value)
    if isinstance(value, np.ndarray) and not value.ndim:
        number = float(value)
        return f"{number:.0f}" if number.is_integer() and abs(number) < 1e9 else f"{number:.6g}"
    return repr(value)


def write_argument(value: Any) -> str:
    """Write an argument as it stands in a call, in one short line."""
    return f'"{value}"' if isinstance(value, str) else show(value)


def _show_numbers(value: np.ndarray) -> str:
    """Write an array of numbers in one line, cut in the middle where it is long."""
    if not value.ndim:
        return show(value)
    if np.isfinite(value).all() and (value == value.astype(int)).all():
        value = value.astype(int)
    numbers = np.array2string(value, precision=4, threshold=12, edgeitems=3, separator=", ")
    return " ".join(numbers.split())


def difference(
    what: str, got: Any, expected: Any, hint: str, tolerance: float = 1e-6
) -> str | None:
    """Describe how an answer differs from the expected one.

    Parameters
    ----------
    what : str
        What was computed, for example ``"mse([1, 2], [1, 3])"``.
    got : object
        The learner's answer.
    expected : str, list or set of str, number or array_like of numbers
        The right answer. The order of a set does not count.
    hint : str
        What to look at if the answer is wrong.
    tolerance : float
        Largest difference that counts as equal, absolute and relative.

    Returns
    -------
    str or None
        A message for the learner; None if the answer is right.
    """
    if got is None:
        return f"{what} gave nothing (None). Is there a return in the function? {hint}"
    words = _is_text(expected) or _is_texts(expected) or isinstance(expected, set)
    if not words:
        expected = np.array(expected, dtype="float64")
    wanted = show(expected) if words else _show_numbers(expected)
    try:
        plain = _plain(got, expected)
    except Exception as error:  # a learner's object may fail in any way when it is converted
        kind = "array" if isinstance(got, np.ndarray) else type(got).__name__
        found = f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"
        if type(got) is str:
            found += f": {got!r}"
        if "inhomogeneous" in str(error):
            found += " whose rows differ in length"
        if error.args == (_TEXTS,) and type(got) is not str:
            found += f" of {_TEXTS}"
        return f"{what} should be {wanted}, but it is {found}. {hint}"
    if words:
        found = show(plain)
        if isinstance(expected, set):
            expected, found = sorted(expected), " and ".join(plain)
        elif _is_texts(expected):
            expected = list(expected)
        return None if plain == expected else f"{what} should be {wanted}, not {found}. {hint}"
    if plain.shape != expected.shape:
        if max(plain.size, expected.size) <= 12 and expected.ndim < 2:
            shape = "" if expected.ndim else " It should be one number, not an array."
            return f"{what} should be {wanted}, not {_show_numbers(plain)}.{shape} {hint}"
        return f"{what} should have the shape {expected.shape}, not {plain.shape}. {hint}"
    close = np.isclose(plain, expected, rtol=tolerance, atol=tolerance, equal_nan=True)
    if close.all():
        return None
    if plain.size > 12:
        wrong = ~close
        place = tuple(map(int, np.argwhere(wrong)[0]))
        differ = (
            f"in {wrong.sum()} of {wrong.size} numbers, first at {list(place)}: "
            f"expected {expected[place]:.6g}, got {plain[place]:.6g}."
        )
        if plain.ndim > 2:  # cut in the middle of each axis, it would still fill the page
            return f"{what} is wrong {differ} {hint}"
    found = _show_numbers(plain)
    if found == wanted and plain.size <= 12:  # four digits do not tell them apart
        wanted, found = (
            np.array2string(a, precision=12, separator=", ") for a in (expected, plain)
        )
    message = f"{what} should be {wanted}, not {found}."
    if plain.size > 12:
        message += f" They differ {differ}"
    return f"{message} {hint}"


@told_plainly
def require(what: str, got: Any, expected: Any, hint: str, tolerance: float = 1e-6) -> None:
    """Raise an AssertionError with `difference`'s message unless the answer is right."""
    __tracebackhide__ = True  # the learner sees the test cell, not this file
    message = difference(what, got, expected, hint, tolerance)
    if message is not None:
        raise AssertionError(message)


def choose_hint(got: Any, mistakes: Iterable[tuple[Any, str]], otherwise: str) -> str:
    """Choose the hint that fits a wrong answer.

    Parameters
    ----------
    got : object
        The learner's answer.
    mistakes : iterable of tuple
        Pairs of a value that a known mistake gives, and what to say about it.
    otherwise : str
        The hint if the answer is none of these values.

    Returns
    -------
    str
        One of the hints.
    """
    fitting = (hint for value, hint in mistakes if difference("", got, value, "") is None)
    return next(fitting, otherwise)
