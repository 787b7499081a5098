"""Figures of the lessons. Each function draws one and shows it with a text for those who
cannot see it (alt text)."""

import base64
import io
import os

import matplotlib.pyplot as plt
import numpy as np
from IPython.display import display
from matplotlib.colors import PowerNorm


def told(alt):
    """Print alt text in place of its figure while nbgrader grades or validates.

    Drawing takes longer than most tests.

    Parameters
    ----------
    alt : str
        What the figure shows, in a sentence.

    Returns
    -------
    bool
        Whether it was printed, and no figure is needed.
    """
    grading = "NBGRADER_EXECUTION" in os.environ
    if grading:
        display({"text/plain": f"Figure: {alt}"}, raw=True)
    return grading


def show(alt):
    """Show the current figure below the cell, with alt text (see `told`), and close it.

    Parameters
    ----------
    alt : str
        What the figure shows, in a sentence.
    """
    figure = plt.gcf()
    if not told(alt):
        display(figure, metadata={"image/png": {"alt": alt}})
    plt.close(figure)


def plot_images(images, titles, columns=5, colors=None, alt=None, inches=1.7):
    """Draw pictures in a grid, each under its title.

    Parameters
    ----------
    images : iterable
        Pictures, arrays of shape (height, width, 3) or (height, width), uint8 from 0 to 255 or
        floats from 0 to 1, or Pillow pictures; their sizes may differ.
    titles : sequence of str
        One title a picture.
    columns : int
        Pictures in a row.
    colors : sequence of str, optional
        Colour of each title; black without it.
    alt : str, optional
        What the figure shows; made from the titles without it.
    inches : float
        Width of a picture with its margin.

    Raises
    ------
    ValueError
        If there are not as many titles as pictures.
    """
    images, titles = list(images), [str(title) for title in titles]
    if len(images) != len(titles):
        raise ValueError(f"There are {len(images)} pictures but {len(titles)} titles.")
    alt = alt or f"{len(images)} small pictures with their titles: {', '.join(titles)}."
    if told(alt):  # even the axes of so many take long
        return
    rows = -(-len(images) // columns)
    size = inches * columns, (inches + 0.25) * rows
    figure, axes = plt.subplots(rows, columns, figsize=size, squeeze=False, layout="constrained")
    for axis in axes.flat:
        axis.set_axis_off()
        axis.set(xticks=[], yticks=[])  # which are invisible, but take half of the time to draw
    for index, axis in enumerate(axes.flat[: len(images)]):
        axis.imshow(images[index], cmap="gray")
        axis.set_title(titles[index], fontsize=10, color=colors[index] if colors else "black")
    show(alt)


def plot_vision_tasks():
    """Draw the answers of five vision tasks on one photograph of coins.

    The photograph comes with scikit-image (coins from Pompeii, Brooklyn Museum, no known
    copyright restrictions). The coins are found by threshold and connected regions, not by
    a network.
    """
    from skimage import color, data, filters, measure, morphology

    photo = data.coins()[94:226, 74:240]
    mask = morphology.closing(photo > filters.threshold_otsu(photo), morphology.disk(3))
    mask = morphology.remove_small_objects(mask, max_size=150)
    regions = measure.label(mask)
    boxes = [region.bbox for region in measure.regionprops(regions)]
    largest = max(boxes, key=lambda box: (box[2] - box[0]) * (box[3] - box[1]))
    colors = plt.get_cmap("tab10").colors
    panels = [
        ("classification:\n“coins”", photo, []),
        ("classification with\nlocalisation: one box", photo, [largest]),
        (f"object detection:\n{len(boxes)} boxes", photo, boxes),
        (
            "semantic segmentation:\nwhich pixels are coin",
            color.label2rgb(mask.astype(int), photo, colors=colors[:1], bg_label=0),
            [],
        ),
        (
            f"instance segmentation:\n{len(boxes)} coins apart",
            color.label2rgb(regions, photo, colors=colors, bg_label=0),
            [],
        ),
    ]
    figure, axes = plt.subplots(1, 5, figsize=(12, 2.3), layout="constrained")
    for axis, (title, image, drawn) in zip(axes, panels, strict=True):
        axis.imshow(image, cmap="gray")
        axis.set_title(title, fontsize=9)
        axis.set_axis_off()
        axis.set(xticks=[], yticks=[])
        for top, left, bottom, right in drawn:
            axis.add_patch(
                plt.Rectangle(
                    (left, top),
                    right - left,
                    bottom - top,
                    fill=False,
                    color="#ff9d00",
                    linewidth=2,
                )
            )
    show(
        "The same photograph of coins five times: with the word coins only, with a box around one "
        f"coin, with a box around each of {len(boxes)} coins, with all coin pixels in one colour, "
        f"and with each of the {len(boxes)} coins in a colour of its own."
    )


def plot_pixels(image, top, left, size=6):
    """Draw a picture, and a square of it so large that its numbers can be read.

    Parameters
    ----------
    image : array_like
        Picture, shape (height, width, 3) or (height, width), uint8 from 0 to 255.
    top, left : int
        Row and column of the square's first pixel.
    size : int
        Rows and columns in the square.

    Raises
    ------
    ValueError
        If the square does not lie within the picture.
    """
    image = np.asarray(image)
    height, width = image.shape[:2]
    if not (0 <= top <= height - size and 0 <= left <= width - size):
        raise ValueError(
            f"A square of {size} x {size} pixels at row {top}, column {left} does not lie within "
            f"a picture of {height} rows and {width} columns."
        )
    first = ", ".join(map(str, np.atleast_1d(image[top, left])))
    alt = (
        f"A picture of {height} rows and {width} columns with a small square marked in it, and "
        f"beside it the square enlarged: {size} x {size} pixels, each with its numbers written "
        f"in it, {first} in the first one."
    )
    if told(alt):
        return
    figure, (whole, part) = plt.subplots(1, 2, figsize=(10, 4.6), layout="constrained")
    for axis in (whole, part):
        axis.imshow(image, cmap="gray", vmin=0, vmax=255)
        axis.set(xlabel="column", ylabel="row")
    edges = (left - 0.5, top - 0.5), size, size
    whole.add_patch(plt.Rectangle(*edges, fill=False, color="white", linewidth=4))
    whole.add_patch(plt.Rectangle(*edges, fill=False, color="#1f5fa8", linewidth=2))
    whole.set_title(f"{height} rows, {width} columns")
    rows, columns = range(top, top + size), range(left, left + size)
    part.set(xlim=(left - 0.5, left + size - 0.5), ylim=(top + size - 0.5, top - 0.5))
    part.set(xticks=columns, yticks=rows, title=f"the square: {size} x {size} pixels")
    for row in rows:
        for column in columns:
            values = np.atleast_1d(image[row, column])
            part.text(
                column,
                row,
                "\n".join(map(str, values)),
                color="black" if values.mean() > 120 else "white",
                fontsize=9,
                ha="center",
                va="center",
            )
    show(alt)


def plot_activations(functions):
    """Draw activation functions side by side, for net inputs from -6 to 6.

    Parameters
    ----------
    functions : dict
        Functions that take and give an array, by their names.
    """
    z = np.linspace(-6, 6, 121)
    curves = {name: np.asarray(function(z)) for name, function in functions.items()}
    described = "; ".join(
        f"{name}(-6) is {values[0]:.3g}, {name}(0) {values[60]:.3g}"
        for name, values in curves.items()
    )
    alt = f"Curves of activation functions over the net input: {described}."
    if told(alt):
        return
    figure, axes = plt.subplots(
        1, len(functions), figsize=(3.5 * len(functions), 2.2), squeeze=False, layout="constrained"
    )
    for axis, (name, values) in zip(axes.flat, curves.items(), strict=True):
        axis.plot(z, values, color="#1f5fa8")
        axis.set(title=name, xlabel="net input z", ylabel="output")
        axis.grid(alpha=0.3)
    show(alt)


def plot_convolution(picture, kernels):
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


def _draw_convolution(picture, kernels):
    """Draw the figure of `plot_convolution` and return its alt text."""
    from .byhand import convolve2d

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
            frame.set(edgecolor="#ff9d00", linewidth=3, clip_on=False, zorder=3)
            axis.add_patch(frame)
    height, width = picture.shape
    results = "; ".join(
        f"the kernel {title.removeprefix('kernel: ')} gives {after[1].shape[0]} x "
        f"{after[1].shape[1]} numbers from {after[1].min():.3g} to {after[1].max():.3g}"
        for (title, *_), after in zip(panels[1::2], panels[2::2], strict=True)
    )
    return f"A grey picture of {height} x {width} pixels, with kernels and results: {results}."


MORE_KERNELS = {
    "blur": np.full((3, 3), 1 / 9),
    "sharpen": np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]]),
    "leave alone": np.array([[0, 0, 0], [0, 1, 0], [0, 0, 0]]),
}


def explore_kernels(pictures, kernels):
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
    if told("Controls for a picture and a kernel, with the picture and what the kernel finds."):
        return
    import ipywidgets as widgets

    photo = widgets.Dropdown(options=list(pictures), description="picture")
    begin = widgets.Dropdown(options=list(kernels), description="kernel")
    numbers = [
        widgets.FloatText(value, step=0.5, layout={"width": "70px"}, continuous_update=False)
        for value in np.ravel(kernels[begin.value])
    ]

    result = widgets.HTML()

    def draw(_=None):
        values = np.array([box.value for box in numbers]).reshape(3, 3)
        name = begin.value if np.array_equal(values, kernels[begin.value]) else "yours"
        alt = _draw_convolution(pictures[photo.value], {name: values})
        file = io.BytesIO()
        plt.savefig(file, format="png")
        plt.close()
        encoded = base64.b64encode(file.getvalue()).decode()
        result.value = f'<img alt="{alt}" src="data:image/png;base64,{encoded}">'

    def take(change):
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


def plot_splits(splits, colors=("#1f5fa8", "#f0a35e", "#e6e8ea")):
    """Draw which pictures go into which set, one row a split.

    Parameters
    ----------
    splits : dict
        For each row's name a dictionary from a set's name (``"training"``, ``"validation"``,
        ``"test"``) to the places of its pictures, integers from 0.
    colors : sequence of str
        One colour for each set's name, in the order in which they first come.
    """
    rows = "; ".join(
        f"{title}: " + ", ".join(f"{len(places)} {name}" for name, places in parts.items())
        for title, parts in splits.items()
    )
    alt = f"One row of small boxes for each split, one box a picture, coloured by set. {rows}."
    if told(alt):
        return
    names = list(dict.fromkeys(name for parts in splits.values() for name in parts))
    figure, axis = plt.subplots(figsize=(9, 0.6 + 0.45 * len(splits)), layout="constrained")
    for row, parts in enumerate(splits.values()):
        for name, places in parts.items():
            color = colors[names.index(name)]
            look = {"color": color, "edgecolor": "#555555", "linewidth": 0.5}
            axis.barh([row] * len(places), 0.85, left=places, height=0.7, **look)
    handles = [plt.Rectangle((0, 0), 1, 1, fc=color, ec="#555555", lw=0.5) for color in colors]
    axis.legend(handles, names, loc="upper left", bbox_to_anchor=(1, 1), frameon=False)
    axis.set_yticks(range(len(splits)), splits)
    axis.invert_yaxis()
    axis.set_xlabel("place of the picture in the data")
    axis.spines[["top", "right", "left"]].set_visible(False)
    axis.tick_params(left=False)
    show(alt)


def plot_history(history, title=""):
    """Draw the loss, and the accuracy where it was measured, of each epoch of a training.

    A dotted line marks the epoch with the lowest validation loss.

    Parameters
    ----------
    history : keras.callbacks.History or dict
        What ``fit`` returned: under ``"loss"``, and where they were measured ``"val_loss"``,
        ``"accuracy"`` and ``"val_accuracy"``, one number for each epoch.
    title : str
        Title of the figure.
    """
    import pandas as pd

    table = pd.DataFrame(dict(getattr(history, "history", history)))
    table.index = range(1, len(table) + 1)
    drawn = [metric for metric in ("loss", "accuracy") if metric in table]
    pieces = [
        f"{name} {metric} from {table[column].iloc[0]:.2f} to {table[column].iloc[-1]:.2f}"
        for metric in drawn
        for name, column in (("training", metric), ("validation", f"val_{metric}"))
        if column in table
    ]
    best = ""
    if "val_loss" in table:
        best = f" The validation loss is lowest in epoch {table['val_loss'].idxmin()}."
    alt = f"{title or 'Training'}: {len(table)} epochs; {', '.join(pieces)}.{best}"
    if told(alt):
        return
    import seaborn as sns

    colors = {"training": "#1f5fa8", "validation": "#b84a00"}
    figure, axes = plt.subplots(
        1, len(drawn), figsize=(4.6 * len(drawn), 3.2), squeeze=False, layout="constrained"
    )
    for axis, metric in zip(axes.flat, drawn, strict=True):
        curves = {"training": metric, "validation": f"val_{metric}"}
        for (name, column), marker in zip(curves.items(), ("o", "X"), strict=True):
            if column not in table:
                continue
            sns.lineplot(table[column], label=name, marker=marker, color=colors[name], ax=axis)
        if "val_loss" in table:
            axis.axvline(
                table["val_loss"].idxmin(), color="grey", linestyle=":", label="lowest val_loss"
            )
        axis.set(xlabel="epoch", ylabel=metric)
        axis.xaxis.get_major_locator().set_params(integer=True)
        axis.legend()
    figure.suptitle(title)
    show(alt)


LINES = (("#1f5fa8", "-"), ("#b84a00", "--"), ("#2a7d3f", "-."), ("#555555", ":"))


def plot_curves(curves, x_label, y_label, marks=None):
    """Draw curves into one plot.

    Parameters
    ----------
    curves : dict
        By name: the values along both axes, two array_like of shape (n,). At most four.
    x_label, y_label : str
        What is on the axes.
    marks : dict, optional
        By name: a value along x that gets an upright line. With the curves at most four.

    Raises
    ------
    ValueError
        If there are more than four curves and marks.
    """
    marks = marks or {}
    lines = len(curves) + len(marks)
    if lines > len(LINES):
        raise ValueError(f"There are {lines} curves; at most {len(LINES)} can be told apart.")
    described = [
        f"{name}: {y_label} {y[0]:.3g} at {x_label} {x[0]:.3g}, lowest {np.min(y):.3g}, "
        f"{y[-1]:.3g} at {x[-1]:.3g}"
        for name, (x, y) in curves.items()
    ]
    described += [f"marked {name}: {x_label} {x:.3g}" for name, x in marks.items()]
    count = "1 curve" if len(curves) == 1 else f"{len(curves)} curves"
    alt = f"{count} of {y_label} against {x_label}. {'; '.join(described)}."
    if told(alt):
        return
    figure, axis = plt.subplots(figsize=(7, 3.4), layout="constrained")
    for (name, (x, y)), (color, style) in zip(curves.items(), LINES, strict=False):
        axis.plot(x, y, style, color=color, label=name, linewidth=2)
    for (name, x), (color, style) in zip(marks.items(), LINES[len(curves) :], strict=False):
        axis.axvline(x, color=color, linestyle=style, label=name)
    axis.set(xlabel=x_label, ylabel=y_label)
    axis.grid(alpha=0.3)
    axis.legend(loc="lower center", bbox_to_anchor=(0.5, 1), ncols=lines, frameon=False)
    show(alt)


def plot_slopes(loss, slope, weights):
    """Draw the loss of a network with one weight, and its slope at some weights.

    Parameters
    ----------
    loss, slope : callable
        Take an array of weights and give the loss, or its slope, at each.
    weights : sequence of float
        Where to draw the slope, as a piece of the tangent.
    """
    steepness = ", ".join(f"{slope(place):.2f} at w = {place:.2f}" for place in weights)
    alt = f"A bowl-shaped loss over one weight, with pieces of tangents. Slopes: {steepness}."
    if told(alt):
        return
    low, high = min(weights), max(weights)
    reach = 0.25 * (high - low)
    w = np.linspace(low - reach, high + reach, 200)
    figure, axis = plt.subplots(figsize=(7, 3.6), layout="constrained")
    axis.plot(w, loss(w), color="#8a8a8a", linewidth=2)
    for place in weights:
        steep = slope(place)
        color = "#1f5fa8" if steep < -1e-9 else "#b84a00" if steep > 1e-9 else "black"
        along = np.array([-0.45, 0.45]) * reach
        axis.plot(place + along, loss(place) + steep * along, color=color, linewidth=3)
        axis.plot(place, loss(place), "o", color=color)
        axis.annotate(
            f"slope {steep:.2f}",
            (place, loss(place)),
            (12 * np.sign(round(steep, 9)), -18),
            textcoords="offset points",
            ha={-1: "right", 0: "center", 1: "left"}[int(np.sign(round(steep, 9)))],
            color=color,
        )
    axis.set(xlabel="weight w", ylabel="loss", ylim=(-0.18 * loss(w).max(), None))
    axis.grid(alpha=0.3)
    show(alt)


def plot_descents(loss, paths):
    """Draw descents on the loss of a network with one weight, each in a plot of its own.

    Parameters
    ----------
    loss : callable
        Takes an array of weights and gives the loss at each.
    paths : dict
        By title: the weights visited, shape (n,), as `byhand.descend` gives them.
    """
    described = "; ".join(
        f"{title}: from w = {path[0]:.3g}, loss {loss(path[0]):.3g}, in {len(path) - 1} steps "
        f"to w = {path[-1]:.3g}, loss {loss(path[-1]):.3g}"
        for title, path in paths.items()
    )
    alt = f"Descents on a loss shaped like a bowl. {described}."
    if told(alt):
        return
    best = min(paths.values(), key=lambda path: loss(path[-1]))
    figure, axes = plt.subplots(1, len(paths), figsize=(10, 3.3), squeeze=False)
    figure.set_layout_engine("constrained")
    for axis, (title, path) in zip(axes.flat, paths.items(), strict=True):
        path = np.asarray(path)
        # Each plot shows its path and the bottom of the bowl, which the best path reaches.
        shown = np.concatenate([path, best])
        margin = 0.6 * np.ptp(best)
        w = np.linspace(shown.min() - margin, shown.max() + margin, 200)
        axis.plot(w, loss(w), color="#b5b5b5", linewidth=2)
        axis.plot(path, loss(path), "o-", color="#1f5fa8", linewidth=1, markersize=4)
        axis.plot(path[0], loss(path[0]), "s", color="black", markersize=7, label="start")
        axis.plot(path[-1], loss(path[-1]), "*", color="#b84a00", markersize=13, label="end")
        change = f"loss {loss(path[0]):.2f} to {loss(path[-1]):.2f}"
        axis.set(title=f"{title}: {change}", xlabel="weight w")
        axis.grid(alpha=0.3)
    axes[0, 0].set_ylabel("loss")
    axes[0, 0].legend(loc="upper center")
    show(alt)


def plot_landscape(loss, paths, reach=4):
    """Draw the loss of a network with two weights as a map, with descents on it.

    Parameters
    ----------
    loss : callable
        Takes an array of two weights and gives a number.
    paths : dict
        By name: the weights visited, shape (n, 2), as `byhand.descend` gives them. At most four.
    reach : float
        The map goes from ``-reach`` to ``reach`` along both axes.

    Raises
    ------
    ValueError
        If there are more than four paths.
    """
    if len(paths) > len(LINES):
        raise ValueError(f"There are {len(paths)} paths; at most {len(LINES)} can be told apart.")
    labels = {
        name: f"{name}: loss {loss(path[0]):.2f} to {loss(path[-1]):.2f}"
        for name, path in paths.items()
    }
    ends = "; ".join(
        f"{labels[name]}, ends at ({path[-1][0]:.2f}, {path[-1][1]:.2f})"
        for name, path in paths.items()
    )
    alt = (
        f"The loss over two weights as a map, dark where it is high, with {len(paths)} descents "
        f"from a dot to a star. {ends}."
    )
    if told(alt):
        return
    grid = np.linspace(-reach, reach, 81)
    heights = np.array([[loss(np.array([w1, w2])) for w1 in grid] for w2 in grid])
    levels = heights.min() + np.ptp(heights) * np.linspace(0, 1, 24) ** 3
    figure, axis = plt.subplots(figsize=(8, 5.2), layout="constrained")
    tones = PowerNorm(0.4, heights.min(), 3 * heights.max())  # light, so that the paths stand out
    filled = axis.contourf(grid, grid, heights, levels, cmap="Greys", norm=tones)
    axis.contour(grid, grid, heights, levels, colors="white", linewidths=0.6)
    figure.colorbar(filled, label="loss", format="%.1f")
    for (name, path), (color, style) in zip(paths.items(), LINES, strict=False):
        path = np.asarray(path)
        axis.plot(*path.T, style, color=color, linewidth=2.2, label=labels[name])
        axis.plot(*path[0], "o", color=color, markersize=7)
        axis.plot(*path[-1], "*", color=color, markersize=15, markeredgecolor="white")
    limits = (-reach, reach)
    axis.set(xlabel="first weight", ylabel="second weight", xlim=limits, ylim=limits)
    axis.legend(loc="lower center", bbox_to_anchor=(0.5, 1), ncols=2, fontsize=9)
    show(alt)


def plot_confusion(table):
    """Draw a confusion matrix as a heatmap, coloured by the share of each row.

    Parameters
    ----------
    table : pandas.DataFrame
        Counts, as `byhand.confusion_table` gives them: rows are truth, columns prediction.
    """
    counts = table.to_numpy()
    wrong = counts - np.diag(np.diag(counts))
    row, column = np.unravel_index(wrong.argmax(), wrong.shape)
    right = ", ".join(
        f"{name} {found} of {every}"
        for name, found, every in zip(table.index, np.diag(counts), counts.sum(axis=1), strict=True)
    )
    alt = (
        f"A confusion matrix as a heatmap; rows are {table.index.name}, columns "
        f"{table.columns.name}. On the diagonal: {right}. The largest number beside it is "
        f"{wrong.max()}: {table.index[row]} taken for {table.columns[column]}."
    )
    if told(alt):
        return
    import seaborn as sns

    shares = table / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    figure, axis = plt.subplots(figsize=(8, 6.4), layout="constrained")
    sns.heatmap(
        shares,
        annot=np.where(counts, counts, "").astype(str),
        fmt="",
        vmin=0,
        vmax=1,
        cmap="Blues",
        linewidths=0.5,
        linecolor="#d0d4d8",
        cbar_kws={"label": "share of the row's pictures"},
        ax=axis,
    )
    axis.tick_params(axis="x", rotation=45)
    plt.setp(axis.get_xticklabels(), ha="right", rotation_mode="anchor")
    axis.set(xlabel=table.columns.name, ylabel=table.index.name)
    show(alt)


def plot_accuracies(groups):
    """Draw the validation accuracy of several trainings by epoch, one plot a group.

    Parameters
    ----------
    groups : dict
        By title: a dictionary of histories by name, of which ``"val_accuracy"`` is drawn, one number
        (0 to 1) for each epoch. At most six in a group.
    """
    import pandas as pd

    tables = {
        title: pd.DataFrame({name: each["val_accuracy"] for name, each in histories.items()})
        for title, histories in groups.items()
    }
    described = []
    for title, table in tables.items():
        table.index += 1
        curves = ", ".join(
            f"{name} from {values.iloc[0]:.2f} to {values.iloc[-1]:.2f}"
            for name, values in table.items()
        )
        described.append(f"{title}, {len(table)} epochs: {curves}")
    alt = f"Lines of validation accuracy by epoch. {'; '.join(described)}."
    if told(alt):
        return
    import seaborn as sns

    figure, axes = plt.subplots(
        1, len(groups), figsize=(5 * len(groups), 4), squeeze=False, layout="constrained"
    )
    for axis, (title, table) in zip(axes.flat, tables.items(), strict=True):
        sns.lineplot(table, markers=True, palette="colorblind", ax=axis)
        axis.set(title=title, xlabel="epoch", ylabel="validation accuracy")
        axis.xaxis.get_major_locator().set_params(integer=True)
        axis.grid(alpha=0.3)
        axis.legend(loc="upper center", bbox_to_anchor=(0.5, -0.18), ncols=3, frameon=False)
    show(alt)
