"""Compares a learner's answer with the expected one, and says how they differ.

Answers are turned into plain arrays or texts before they are compared, so that any right
answer passes (list or array, float32 or float64), and an object that claims to equal
everything does not.
"""

import numpy as np


def _plain(value, expected):
    """Turn a learner's value into a text if a text is expected, else into an array of numbers."""
    if isinstance(expected, str):
        if not isinstance(value, str):
            raise TypeError
        return "".join(value)  # a plain str, whatever class the value has
    return np.array(value, dtype="float64")


def _show(value):
    """Write a value in one short line."""
    if isinstance(value, np.ndarray) and value.ndim:
        if np.isfinite(value).all() and (value == value.astype(int)).all():
            value = value.astype(int)
        numbers = np.array2string(value, precision=4, threshold=12, edgeitems=3, separator=", ")
        return " ".join(numbers.split())
    return f"{value:.6g}" if isinstance(value, np.ndarray) else repr(value)


def difference(what, got, expected, hint, tolerance=1e-6):
    """Describe how an answer differs from the expected one.

    Parameters
    ----------
    what : str
        What was computed, for example ``"mse([1, 2], [1, 3])"``.
    got : object
        The learner's answer.
    expected : str, number or array_like of numbers
        The right answer.
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
    if not isinstance(expected, str):
        expected = np.array(expected, dtype="float64")
    try:
        plain = _plain(got, expected)
    except Exception:  # a learner's object may fail in any way when it is converted
        found = f"a {type(got).__name__}" + (f": {got!r}" if type(got) is str else "")
        return f"{what} should be {_show(expected)}, but it is {found}. {hint}"
    if isinstance(expected, str):
        return (
            None if plain == expected else f"{what} should be {expected!r}, not {plain!r}. {hint}"
        )
    if plain.shape != expected.shape:
        if max(plain.size, expected.size) <= 12:
            shape = "" if expected.ndim else " It should be one number, not an array."
            return f"{what} should be {_show(expected)}, not {_show(plain)}.{shape} {hint}"
        return f"{what} should have the shape {expected.shape}, not {plain.shape}. {hint}"
    close = np.isclose(plain, expected, rtol=tolerance, atol=tolerance, equal_nan=True)
    if close.all():
        return None
    message = f"{what} should be {_show(expected)}, not {_show(plain)}."
    if plain.size > 12:
        wrong = ~close
        place = tuple(map(int, np.argwhere(wrong)[0]))
        message += (
            f" They differ in {wrong.sum()} of {wrong.size} numbers, first at {list(place)}: "
            f"expected {expected[place]:.6g}, got {plain[place]:.6g}."
        )
    return f"{message} {hint}"


def require(what, got, expected, hint, tolerance=1e-6):
    """Raise an AssertionError with `difference`'s message unless the answer is right."""
    __tracebackhide__ = True  # the learner sees the test cell, not this file
    message = difference(what, got, expected, hint, tolerance)
    if message is not None:
        raise AssertionError(message)


def choose_hint(got, mistakes, otherwise):
    """Choose the hint that fits a wrong answer.

    Parameters
    ----------
    got : object
        The learner's answer.
    mistakes : list of tuple
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


def passes(what, got, expected, hint, tolerance=1e-6):
    """Tell whether the answer is right, and print `difference`'s message if it is not.

    For part marks: a test cell whose last line is a number gives that many points.
    """
    message = difference(what, got, expected, hint, tolerance)
    if message is not None:
        print(message)
    return message is None
