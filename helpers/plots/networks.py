"""Figures of networks."""

from typing import TYPE_CHECKING

import matplotlib.pyplot as plt
import numpy as np

from .figure import show, tell_while_grading
from .style import BLUE

if TYPE_CHECKING:
    import keras

PITCH = 1.5  # inches from layer to layer
MOST = 32  # sheets that are drawn of a layer


def plot_architecture(model: "keras.Model") -> None:
    """Draw the layers of a network in a row, each with its output's shape and its parameters.

    What a layer gives is drawn as squares of its size, a sheet for each channel (at most 32), or
    as a bar where it is a row of numbers.

    Parameters
    ----------
    model : keras.Model
        Functional or Sequential, with layers that follow one another and a known input shape.
    """
    layers = [layer for layer in model.layers if type(layer).__name__ != "InputLayer"]
    steps = [("Input", tuple(model.input_shape[1:]), 0)]
    steps += [
        (type(layer).__name__, tuple(layer.output.shape[1:]), layer.count_params())
        for layer in layers
    ]
    alt = _describe(steps)
    if tell_while_grading(alt):
        return
    figure, axis = plt.subplots(figsize=(PITCH * len(steps), 2.8), layout="constrained")
    tallest = max((shape[0] for _, shape, _ in steps if len(shape) == 3), default=1)
    for place, (name, shape, parameters) in enumerate(steps):
        picture = len(shape) == 3
        height = 0.8 * shape[0] / tallest if picture else 0.13 * np.log2(shape[-1] + 1)
        width = height if picture else 0.1
        sheets = min(shape[-1], MOST) if picture else 1
        offset = min(0.05, 0.4 / sheets)
        depth = offset * (sheets - 1)
        left, bottom = place * PITCH - (width + depth) / 2, -(height + depth) / 2
        for sheet in reversed(range(sheets)):
            corner = left + offset * sheet, bottom + offset * sheet
            color = BLUE if parameters else "#8a8a8a"
            axis.add_patch(
                plt.Rectangle(corner, width, height, fc=color, ec="white", lw=14 * offset)
            )
        axis.text(place * PITCH, 0.85, name, ha="center", fontsize=10, weight="bold")
        count = f"{parameters:,} parameters" if parameters else ""
        axis.text(
            place * PITCH, -0.85, f"{_size(shape)}\n{count}", ha="center", va="top", fontsize=9
        )
        if place:
            arrow = {"arrowstyle": "->", "color": "black"}
            ends = ((place - 0.43) * PITCH, 0), ((place - 0.57) * PITCH, 0)
            axis.annotate("", *ends, arrowprops=arrow)
    axis.set(xlim=(-PITCH / 2, PITCH * (len(steps) - 0.5)), ylim=(-1.3, 1.1), aspect="equal")
    axis.set_axis_off()
    axis.set_title(
        f"Blue layers hold the {model.count_params():,} parameters, grey ones learn nothing. "
        "A sheet is a channel, a bar a row of numbers.",
        fontsize=11,
    )
    show(alt)


def _describe(steps: list[tuple[str, tuple[int, ...], int]]) -> str:
    """Say how a network's pictures shrink, and where most of its parameters are."""
    (_, first, _), *layers = steps
    names = ", ".join(name for name, _, _ in layers)
    text = f"A network drawn as a row of blocks: input of {_size(first)}, then {names}."
    pictures = [shape for _, shape, _ in steps if len(shape) == 3]
    if len(pictures) > 1:
        text += f" The pictures go from {_size(first)} to {_size(pictures[-1])}."
    name, shape, most = max(layers, key=lambda step: step[2])
    total = sum(parameters for _, _, parameters in layers)
    return (
        f"{text} The output is {_size(layers[-1][1])} numbers. Of {total:,} parameters {most:,} "
        f"are in the {name} layer that gives {_size(shape)}."
    )


def _size(shape: tuple[int, ...]) -> str:
    """Write a shape: 32 x 32 x 3."""
    return " x ".join(f"{size:,}" for size in shape)
