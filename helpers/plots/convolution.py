"""Figures of what convolution and pooling do to a picture."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import matplotlib.pyplot as plt
import numpy as np
from IPython.display import display
from numpy.typing import ArrayLike

from ..byhand import convolve2d, output_size
from .figure import show, tell_while_grading, to_html
from .style import BLUE, GREEN, GREY, MARK, ORANGE
from .trends import listed, number

if TYPE_CHECKING:
    from matplotlib.axes import Axes

PALE = "#e8f1fa"  # boxes on which black numbers stand


def plot_convolution(picture: ArrayLike, kernels: Mapping[str, ArrayLike]) -> None:
    """Draw a grey picture, and beside it each kernel and what it gives when it slides over it.

    In pictures of at most 8 x 8 pixels the numbers are written. One place of the first kernel, where
    its result is largest, and the number that it gives are framed.

    Parameters
    ----------
    picture : array_like
        Grey picture, shape (height, width).
    kernels : dict
        Kernels, each an array_like of shape (rows, columns), by their names.
    """
    show(_draw_convolution(picture, kernels))


def _draw_convolution(picture: ArrayLike, kernels: Mapping[str, ArrayLike]) -> str:
    """Draw the figure of `plot_convolution` and return its alt text."""
    picture = np.asarray(picture)
    small = max(picture.shape) <= 8
    panels = [("picture", picture, min(picture.min(), 0), picture.max(), small)]
    for name, kernel in kernels.items():
        kernel = np.asarray(kernel, dtype="float64")
        result = convolve2d(picture, kernel)
        for title, values in [(f"kernel: {name}", kernel), ("result", result)]:
            # With negative numbers, 0 is grey, so that the sign can be seen; else it is black.
            reach = np.abs(values).max() or 1
            low = -reach if values.min() < 0 else 0
            panels.append((title, values, low, reach, small or values is kernel))
    widths = [0.55 if title.startswith("kernel") else 1 for title, *_ in panels]
    figure, axes = plt.subplots(
        1,
        len(panels),
        figsize=(2.75 * sum(widths), 3),
        width_ratios=widths,
        layout="constrained",
    )
    for axis, (title, values, low, high, numbers) in zip(axes, panels, strict=True):
        axis.imshow(values, cmap="gray", vmin=low, vmax=high)
        axis.set_title(f"{title}\n{values.shape[0]} x {values.shape[1]}", fontsize=9)
        axis.set(xticks=[], yticks=[])
        for (row, column), value in np.ndenumerate(values if numbers else np.empty((0, 0))):
            dark = value - low < 0.4 * (high - low)
            ink = "white" if dark else "black"
            axis.text(column, row, f"{value:.3g}", ha="center", va="center", color=ink, fontsize=9)
    if small:
        kernel, result = panels[1][1], panels[2][1]
        row, column = np.unravel_index(np.abs(result).argmax(), result.shape)
        for axis, (rows, columns) in [(axes[0], kernel.shape), (axes[2], (1, 1))]:
            frame = plt.Rectangle((column - 0.5, row - 0.5), columns, rows, fill=False)
            frame.set(edgecolor=MARK, linewidth=3, clip_on=False, zorder=3)
            axis.add_patch(frame)
    results = "; ".join(
        f"the kernel {name} gives {_describe_result(after[1])}"
        for name, after in zip(kernels, panels[2::2], strict=True)
    )
    return (
        f"A grey picture of {picture.shape[0]} x {picture.shape[1]} pixels, and beside it each "
        f"kernel with its result: {results}."
    )


def _describe_result(values: np.ndarray) -> str:
    """Say what a convolution gave: each row of a small result, else where it is far from 0."""
    size = f"{values.shape[0]} x {values.shape[1]}"
    if np.ptp(values) == 0:
        return f"{number(values[0, 0])} at each of {size} places"
    if len(values) <= 8 and not np.ptp(values, axis=1).any():
        return f"rows of {listed(map(number, values[:, 0]))}"
    text = f"{size} numbers from {number(values.min())} to {number(values.max())}"
    if values.min() >= 0:
        return text
    weak = np.mean(np.abs(values) < 0.1 * np.abs(values).max())
    return f"{text}, {weak:.0%} of them close to 0, drawn grey"


MORE_KERNELS = {
    "blur": np.full((3, 3), 1 / 9),
    "sharpen": np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]]),
    "identity": np.array([[0, 0, 0], [0, 1, 0], [0, 0, 0]]),
}


def explore_kernels(pictures: Mapping[str, ArrayLike], kernels: Mapping[str, ArrayLike]) -> None:
    """Show controls for a picture and a 3 x 3 kernel, and below them what the kernel finds.

    Needs a running notebook; `plot_convolution` draws the same without controls.

    Parameters
    ----------
    pictures : dict
        Grey pictures, each an array_like of shape (height, width), by their names.
    kernels : dict
        Kernels of shape (3, 3) to begin with, by their names; the first one is shown first.
        Each of the nine numbers can then be changed.
    """
    if tell_while_grading(
        "Controls for a picture and a kernel, with the picture and what the kernel finds."
    ):
        return
    import ipywidgets as widgets

    photo = widgets.Dropdown(options=list(pictures), description="picture")
    begin = widgets.Dropdown(options=list(kernels), description="kernel")
    numbers = [
        widgets.FloatText(
            value,
            step=0.5,
            # A label without width: there is no room for it, but screen readers say it.
            description=f"row {place // 3 + 1}, column {place % 3 + 1}",
            style={"description_width": "0px"},
            layout={"width": "70px"},
            continuous_update=False,
        )
        for place, value in enumerate(np.ravel(kernels[begin.value]))
    ]
    result = widgets.HTML()

    def draw(_: Any = None) -> None:
        values = np.array([box.value for box in numbers]).reshape(3, 3)
        name = begin.value if np.array_equal(values, kernels[begin.value]) else "yours"
        alt = _draw_convolution(pictures[photo.value], {name: values})
        result.value = to_html(plt.gcf(), alt)
        plt.close()

    def take(change: Mapping[str, Any]) -> None:
        for box, value in zip(numbers, np.ravel(kernels[change["new"]]), strict=True):
            box.unobserve_all("value")  # one figure, not nine
            box.value = float(value)
            box.observe(draw, "value")
        draw()

    for control in (photo, *numbers):
        control.observe(draw, "value")
    begin.observe(take, "value")
    draw()
    grid = widgets.GridBox(numbers, layout={"grid_template_columns": "repeat(3, 76px)"})
    controls = widgets.HBox([widgets.VBox([photo, begin]), grid])
    display(widgets.VBox([controls, result]))


def plot_places(settings: Mapping[str, Mapping[str, Any]]) -> None:
    """Draw a row of pixels, and below it each place that a kernel takes on it.

    Parameters
    ----------
    settings : dict
        By title: the arguments of `byhand.output_size`, ``size`` and ``kernel_size`` at least. A
        setting is drawn in a panel of its own, with zeros where padding puts them.
    """
    counts = {title: output_size(**setting) for title, setting in settings.items()}
    told = listed(f"{title}: {count}" for title, count in counts.items())
    alt = (
        "Rows of pixels, numbered from 1, and below each row the places that a kernel takes on it, "
        f"one below the other. Number of places with {told}. Pixels of padding are dashed and "
        "hold 0."
    )
    if tell_while_grading(alt):
        return
    figure, axes = plt.subplots(
        1, len(settings), figsize=(2.9 * len(settings), 2.9), squeeze=False, layout="constrained"
    )
    for axis, (title, setting) in zip(axes.flat, settings.items(), strict=True):
        size, kernel, stride = setting["size"], setting["kernel_size"], setting.get("stride", 1)
        count = counts[title]
        zeros = max(0, (count - 1) * stride + kernel - size)
        before = zeros // 2
        for pixel in range(-before, size + zeros - before):
            inside = 0 <= pixel < size
            color, line = (PALE, "-") if inside else ("white", ":")
            axis.add_patch(plt.Rectangle((pixel, 0), 1, 1, ec=GREY, fc=color, ls=line))
            axis.text(pixel + 0.5, 0.5, pixel + 1 if inside else 0, ha="center", va="center")
        for place in range(count):
            left, top = place * stride - before, -0.5 - 0.8 * place
            axis.add_patch(plt.Rectangle((left, top - 0.5), kernel, 0.5, fc=BLUE, ec="white"))
        axis.set_title(f"{title}\n{size} pixels give {count} numbers", fontsize=9)
        axis.set(xlim=(-1.2, size + 1.2), ylim=(-6, 1.2), aspect="equal")
        axis.set_axis_off()
    show(alt)


def plot_pooling(numbers: ArrayLike) -> None:
    """Draw what max pooling and average pooling of 2 x 2 keep of a small map.

    Parameters
    ----------
    numbers : array_like
        The map, shape (rows, columns), both even.
    """
    numbers = np.asarray(numbers)
    blocks = numbers.reshape(len(numbers) // 2, 2, -1, 2)
    results = {"max pooling": blocks.max(axis=(1, 3)), "average pooling": blocks.mean(axis=(1, 3))}
    told = listed(
        f"{name} keeps {', '.join(map(number, values.ravel()))}" for name, values in results.items()
    )
    alt = (
        f"A map of {numbers.shape[0]} x {numbers.shape[1]} numbers, cut into squares of 2 x 2 in "
        f"different colours. Of the squares, row by row, {told}."
    )
    if tell_while_grading(alt):
        return
    block = np.arange(results["max pooling"].size).reshape(results["max pooling"].shape)
    panels = {"map": (numbers, block.repeat(2, axis=0).repeat(2, axis=1))}
    panels |= {name: (values, block) for name, values in results.items()}
    figure, axes = plt.subplots(
        1, 3, figsize=(7, 3.6), width_ratios=(2, 1, 1), layout="constrained"
    )
    for axis, (name, (values, colors)) in zip(axes, panels.items(), strict=True):
        # Light tones, on which black numbers can be read.
        axis.imshow(colors % 8, cmap="Pastel1", vmin=0, vmax=8)
        _write_numbers(axis, values)
        axis.set_title(f"{name}\n{values.shape[0]} x {values.shape[1]}", fontsize=10)
    show(alt)


def plot_channels(patch: ArrayLike, weights: ArrayLike, bias: float) -> None:
    """Draw how one filter makes one number of a patch of three channels.

    Parameters
    ----------
    patch, weights : array_like
        What lies under the filter, and the filter, each of shape (rows, columns, 3).
    bias : float
        Is added once, after the sums of all channels.
    """
    patch, weights = np.asarray(patch), np.asarray(weights)
    sums = (patch * weights).sum(axis=(0, 1))
    total = sums.sum() + bias
    added = f"{' + '.join(map(_signed, sums))} + bias {_signed(bias)} = {number(total)}"
    alt = (
        "Three rows, one for each channel: red, green, blue. In each a patch of the picture, times "
        "the filter's weights for this channel, gives one sum. Below: all sums and the bias are "
        f"added to one number, {added}."
    )
    if tell_while_grading(alt):
        return
    figure, axes = plt.subplots(3, 3, figsize=(6.4, 6), width_ratios=(3, 3, 1.4))
    colors = zip(("red", "green", "blue"), ("#fbe3e0", "#e2f3e4", PALE), strict=True)
    for channel, (name, color) in enumerate(colors):
        left, middle, right = axes[channel]
        for axis, values in [(left, patch), (middle, weights)]:
            axis.set_facecolor(color)
            axis.imshow(np.ones(values.shape[:2]), alpha=0)
            _write_numbers(axis, values[..., channel])
            for edge in np.arange(0.5, values.shape[0] - 1):
                axis.axhline(edge, color="white")
                axis.axvline(edge, color="white")
        left.set_ylabel(f"{name} channel", fontsize=10)
        left.text(1.22, 0.5, "x", transform=left.transAxes, ha="center", va="center", fontsize=14)
        text = {"ha": "center", "va": "center", "fontsize": 14, "weight": "bold"}
        right.text(0.5, 0.5, f"sum {_signed(sums[channel])}", **text)
        right.set_axis_off()
    axes[0, 0].set_title("under the filter", fontsize=10)
    axes[0, 1].set_title("the filter's weights", fontsize=10)
    figure.text(0.5, 0.03, added, ha="center", fontsize=13, color=ORANGE, weight="bold")
    show(alt)


def plot_receptive_field(picture: ArrayLike, layers: Mapping[str, tuple[int, int]]) -> None:
    """Draw on a picture how much of it one number after each layer sees.

    Parameters
    ----------
    picture : array_like
        Shape (height, width, 3) or (height, width).
    layers : dict
        By name, in order: rows of the kernel or window, and stride. At most four.
    """
    picture = np.asarray(picture)
    fields, field, step = {}, 1, 1
    for name, (kernel, stride) in layers.items():
        field += (kernel - 1) * step
        step *= stride
        fields[name] = field
    told = listed(f"{name} {side} x {side}" for name, side in fields.items())
    alt = (
        f"A picture of {picture.shape[0]} x {picture.shape[1]} pixels with squares one in the "
        f"other: what one number sees after {told} pixels."
    )
    if tell_while_grading(alt):
        return
    figure, axis = plt.subplots(figsize=(6.6, 4.2), layout="constrained")
    axis.imshow(picture, cmap="gray")
    row, column = picture.shape[0] // 2 - 0.5, picture.shape[1] // 2 - 0.5
    looks = zip((MARK, BLUE, GREEN, ORANGE), ("-", "--", "-", "--"), strict=True)
    for (name, side), (color, line) in zip(fields.items(), looks, strict=False):
        corner = column - side / 2, row - side / 2
        axis.add_patch(plt.Rectangle(corner, side, side, fill=False, color="white", lw=4))
        label = f"{name}: {side} x {side}"
        frame = plt.Rectangle(corner, side, side, fill=False, color=color, lw=2.5, ls=line)
        frame.set_label(label)
        axis.add_patch(frame)
    axis.set(xlabel="column", ylabel="row")
    figure.legend(loc="outside right center", title="one number sees, after", frameon=False)
    show(alt)


def _write_numbers(axis: "Axes", values: np.ndarray) -> None:
    """Write each number of a small array into its square."""
    for (row, column), value in np.ndenumerate(values):
        axis.text(column, row, f"{value:.3g}", ha="center", va="center", fontsize=12)
    axis.set(xticks=[], yticks=[])


def _signed(value: float) -> str:
    """Write a number; a negative one in brackets, since it stands behind a plus."""
    return f"({number(value)})" if value < 0 else number(value)
