"""Figures of networks."""

import matplotlib.pyplot as plt
import numpy as np

from .figure import show, told


def plot_architecture(model):
    """Draw the layers of a network in a row, each with its output's shape and its parameters.

    Parameters
    ----------
    model : keras.Model
        Functional or Sequential, with layers that follow one another and a known input shape.
    """
    layers = [layer for layer in model.layers if type(layer).__name__ != "InputLayer"]
    steps = [("Input", model.input_shape[1:], None)]
    steps += [
        (type(layer).__name__, tuple(layer.output.shape[1:]), layer.count_params())
        for layer in layers
    ]
    described = "; ".join(
        f"{name} gives {' x '.join(map(str, shape))}"
        + ("" if parameters is None else f", {parameters:,} parameters")
        for name, shape, parameters in steps
    )
    alt = f"The layers of the network in a row: {described}. In all {model.count_params():,}."
    if told(alt):
        return
    figure, axis = plt.subplots(figsize=(1.5 * len(steps), 3.6), layout="constrained")
    tallest = max(shape[0] for _, shape, _ in steps if len(shape) == 3 or len(steps) == 1)
    for place, (name, shape, parameters) in enumerate(steps):
        picture = len(shape) == 3
        height = shape[0] / tallest if picture else np.log2(shape[0] + 1) / 11
        sheets = min(8, 1 + int(np.log2(shape[-1]))) if picture else 1
        width = 0.45 * height if picture else 0.1
        color = "#1f5fa8" if parameters else "#8a8a8a"
        for sheet in reversed(range(sheets)):
            axis.add_patch(
                plt.Rectangle(
                    (place - width / 2 + 0.035 * sheet, -height / 2 + 0.03 * sheet),
                    width,
                    height,
                    facecolor=color,
                    edgecolor="white",
                    linewidth=0.8,
                )
            )
        count = "" if parameters is None else f"\n{parameters:,} parameters"
        axis.text(place, 0.82, name, ha="center", va="bottom", fontsize=10, weight="bold")
        sizes = " x ".join(f"{size:,}" for size in shape)
        axis.text(place, -0.66, f"{sizes}{count}", ha="center", va="top", fontsize=9)
        if place:
            axis.annotate("", (place - 0.28, 0), (place - 0.5, 0), arrowprops={"arrowstyle": "->"})
    axis.set_xlim(-0.6, len(steps) - 0.3)
    axis.set_ylim(-1, 1)
    axis.set_axis_off()
    axis.set_title(f"{model.count_params():,} parameters in all", fontsize=11)
    show(alt)
