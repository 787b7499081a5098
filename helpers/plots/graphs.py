"""Figures of computations as graphs: values flow forward, slopes flow back."""

from collections.abc import Mapping, Sequence

import matplotlib.pyplot as plt
import numpy as np

from .figure import show, tell_while_grading
from .style import BLUE, ORANGE
from .trends import listed, number

PITCH = 3.0  # from step to step; all in the same unit
BOX, BOX_HEIGHT = 1.3, 0.84


def plot_graph(
    steps: Sequence[tuple[str, str, str, str]],
    values: Mapping[str, float],
    slopes: Mapping[str, float] | None = None,
) -> None:
    """Draw a chain of computations, each of which takes the result before it and one more number.

    Parameters
    ----------
    steps : sequence of tuple
        From left to right: what comes in, what else comes in (drawn above), the name of the result,
        and its formula. What comes in is the result of the step before.
    values : dict
        The value of each name, drawn in blue.
    slopes : dict, optional
        By name: the slope of the last result, which is drawn in orange below the value. Between two
        names that have one, an arrow back says by what the slope is multiplied on its way.
    """
    slopes = slopes or {}
    forward = [
        f"{result} = {formula} = {number(values[result])}" for _, _, result, formula in steps
    ]
    alt = (
        f"A graph from left to right, in {len(steps)} steps: {listed(forward)}. The numbers that come "
        f"in are {listed(f'{name} = {number(values[name])}' for name in _inputs(steps))}."
    )
    if slopes:
        told = listed(f"{name} {number(slope)}" for name, slope in slopes.items())
        alt += f" Arrows lead back from the {steps[-1][2]}, with its slopes by each number: {told}."
    if tell_while_grading(alt):
        return
    figure, axis = plt.subplots(figsize=(9.5, 3.6), layout="constrained")
    places = {steps[0][0]: (0.0, 0.0)}
    for column, (_, other, result, _) in enumerate(steps, start=1):
        places[result] = (column * PITCH, 0)
        places[other] = ((column - 0.62) * PITCH, 1.75)
    for before, other, result, formula in steps:
        for name in (before, other):
            _join(axis, places[name], places[result], BLUE, "-", 0.1)
            if name in slopes and slopes.get(result):
                factor = slopes[name] / slopes[result]
                _join(axis, places[result], places[name], ORANGE, "--", 0.1)
                (x0, y0), (x1, y1) = places[name], places[result]
                where = (x0 + x1) / 2, (y0 + y1) / 2
                shift = (0.16, 0.1) if y0 else (0, -0.42)
                axis.text(
                    where[0] + shift[0],
                    where[1] + shift[1],
                    f"times {number(factor)}",
                    color=ORANGE,
                    ha="left" if y0 else "center",
                )
        axis.text(places[result][0], -0.6, f"{result} = {formula}", ha="center", va="top")
    for name, (x, y) in places.items():
        corner = x - BOX / 2, y - BOX_HEIGHT / 2
        axis.add_patch(plt.Rectangle(corner, BOX, BOX_HEIGHT, fc="white", ec="black", zorder=3))
        lines = [(f"{name} = {number(values[name])}", BLUE)]
        if name in slopes:
            lines.append((f"slope {number(slopes[name])}", ORANGE))
        for line, (text, color) in enumerate(lines):
            height = y + (0.2 - 0.4 * line if len(lines) > 1 else 0)
            axis.text(
                x, height, text, color=color, ha="center", va="center", weight="bold", zorder=4
            )
    axis.set(xlim=(-0.8, len(steps) * PITCH + 0.8), ylim=(-1.1, 2.3), aspect="equal")
    axis.set_axis_off()
    show(alt)


def _inputs(steps: Sequence[tuple[str, str, str, str]]) -> list[str]:
    """Name the numbers that no step computes."""
    return [steps[0][0], *(other for _, other, _, _ in steps)]


def _join(
    axis: plt.Axes,
    start: tuple[float, float],
    end: tuple[float, float],
    color: str,
    line: str,
    aside: float,
) -> None:
    """Draw an arrow from box to box, a little to its left side, so that one back has room."""
    (x0, y0), (x1, y1) = start, end
    dx, dy = x1 - x0, y1 - y0
    length = np.hypot(dx, dy)
    left = np.array([-dy, dx]) / length * aside
    # The share of the way from the middle of a box to its edge.
    edge = min(BOX / 2 / abs(dx), BOX_HEIGHT / 2 / abs(dy) if dy else 1)
    way = np.array([dx, dy])
    axis.annotate(
        "",
        np.array(end) + left - edge * way,
        np.array(start) + left + edge * way,
        arrowprops={"arrowstyle": "-|>", "color": color, "linestyle": line, "linewidth": 1.6},
    )
