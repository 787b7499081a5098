"""Says in words how curves run, for the alt text of figures."""

from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import ArrayLike


def number(value: float) -> str:
    """Write a number with three digits: ``0.0123``, ``2.5``, ``1,000``."""
    if abs(value) < 1e-4:
        return "0" if value == 0 else "almost 0"
    rounded = float(f"{value:.3g}")
    return f"{rounded:,.0f}" if abs(rounded) >= 1000 else f"{rounded:g}"


def listed(items: Iterable[str]) -> str:
    """Join words: ``a``, ``a and b``, ``a, b and c``."""
    *most, last = items
    return f"{', '.join(most)} and {last}" if most else last


def place(value: float, width: float) -> str:
    """Write a place on an axis of a width as exactly as one can see it."""
    rounded = round(float(value), 1 - int(np.floor(np.log10(width))))
    return number(rounded + 0.0)  # no "-0"


def trend(x: ArrayLike, y: ArrayLike, at: str = "at ") -> str:
    """Say how a curve runs from left to right, and where it turns.

    Parameters
    ----------
    x, y : array_like
        Values along both axes, each of shape (n,), from left to right; n is at least 1.
    at : str
        What is put before a place along x.

    Returns
    -------
    str
        Such as "falls from 4 at 0 to 0 at 2, then rises to 4 at 4". Turns and level parts count
        where one sees them: a twentieth of the height and an eighth of the width.
    """
    x, y = np.asarray(x, dtype="float64"), np.asarray(y, dtype="float64")
    height, width = np.ptp(y), x[-1] - x[0]
    if height == 0:
        return f"stays at {number(y[0])}" if len(y) > 1 else f"is {number(y[0])}"
    seen = 0.05 * height
    turns = sorted(
        turn
        for turn in {int(y.argmin()), int(y.argmax())}
        if min(abs(y[turn] - y[0]), abs(y[turn] - y[-1])) > seen
    )

    def say(value: float) -> str:
        return "almost 0" if 0 < abs(value) < 0.01 * height else number(value)

    if turns:
        places = [0, *turns, len(y) - 1]
        pieces = [
            f"{'rises' if y[there] > y[here] else 'falls'}"
            f"{f' from {say(y[0])} {at}{number(x[0])}' if here == 0 else ''}"
            f" to {say(y[there])} {at}{number(x[there])}"
            for here, there in zip(places, places[1:], strict=False)
        ]
        return ", then ".join(pieces)
    if abs(y[-1] - y[0]) <= seen:
        return f"stays near {number(y[0])}"
    verb = "rises" if y[-1] > y[0] else "falls"
    text = f"{verb} from {say(y[0])} to {say(y[-1])}"
    if len(y) < 20:  # a few points, as epochs, have no level parts
        return text
    fine = np.linspace(x[0], x[-1], 1001)
    heights = np.interp(fine, x, y)
    leaves = fine[np.argmax(np.abs(heights - y[0]) > 0.01 * height)]
    arrives = fine[::-1][np.argmax(np.abs(heights - y[-1])[::-1] > 0.01 * height)]
    if leaves - x[0] > width / 8:
        text = f"stays at {say(y[0])} up to {place(leaves, width)}, then {verb} to {say(y[-1])}"
    if x[-1] - arrives > width / 8:
        text += f", level from {place(arrives, width)} on"
    return text


def comparison(curves: Mapping[str, tuple[ArrayLike, ArrayLike]]) -> str:
    """Say where curves part or cross, and which one is highest and lowest at the end.

    Parameters
    ----------
    curves : dict
        By name: the values along both axes, two array_like of shape (n,).

    Returns
    -------
    str
        Sentences; empty for a single curve, and where there is nothing to say.
    """
    if len(curves) < 2:
        return ""
    drawn = [(np.asarray(x), np.asarray(y)) for x, y in curves.values()]
    places = np.linspace(max(x[0] for x, _ in drawn), min(x[-1] for x, _ in drawn), 1001)
    heights = np.array([np.interp(places, x, y) for x, y in drawn])
    spread, seen = np.ptp(heights, axis=0), 0.05 * np.ptp(heights)
    sentences = []
    if spread[0] < seen < spread[-1]:
        fork = places[np.argmax(spread > 2 * seen)]
        early = fork - places[0] < 0.05 * np.ptp(places)
        sentences.append(
            f"They part {'at once' if early else f'near {place(fork, np.ptp(places))}'}."
        )
    if len(curves) == 2:
        apart = heights[0] != heights[1]
        above = (heights[0] > heights[1])[apart]
        cross = places[apart][1:][above[1:] != above[:-1]]
        if 0 < len(cross) < 4:
            where = listed(place(x, np.ptp(places)) for x in cross)
            sentences.append(f"They cross near {where}.")
    if spread[-1] > seen:
        names = list(curves)
        highest, lowest = names[heights[:, -1].argmax()], names[heights[:, -1].argmin()]
        sentences.append(f"At the end {highest} is highest, {lowest} lowest.")
    return " ".join(sentences)
