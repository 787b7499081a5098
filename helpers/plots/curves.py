"""Figures of curves: activations, losses, descents, and how training went."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import PowerNorm
from numpy.typing import ArrayLike

from .figure import show, tell_while_grading
from .style import BLUE, GREY, LINES, ORANGE
from .trends import comparison, listed, number, trend

if TYPE_CHECKING:
    import pandas as pd


def plot_activations(functions: Mapping[str, Callable]) -> None:
    """Draw activation functions side by side, for net inputs from -6 to 6.

    Parameters
    ----------
    functions : dict
        Functions that take and give an array, by their names.
    """
    z = np.linspace(-6, 6, 121)
    curves = {name: np.asarray(function(z)) for name, function in functions.items()}
    described = "; ".join(f"{name} {trend(z, values)}" for name, values in curves.items())
    alt = f"Activation functions side by side, for net inputs from -6 to 6: {described}."
    if tell_while_grading(alt):
        return
    figure, axes = plt.subplots(
        1,
        len(functions),
        figsize=(4 * len(functions), 3),
        sharey=True,  # else a sigmoid looks as high as a relu
        squeeze=False,
        layout="constrained",
    )
    for axis, (name, values) in zip(axes.flat, curves.items(), strict=True):
        axis.plot(z, values, color=BLUE, linewidth=2)
        axis.set(title=name, xlabel="net input z")
        axis.grid(alpha=0.3)
    axes[0, 0].set_ylabel("output")
    show(alt)


def plot_history(history: Any, title: str = "") -> None:
    """Draw the loss, and the accuracy where it was measured, of each epoch of a training.

    A dotted line marks the epoch with the lowest validation loss. The loss is drawn from 0 and the
    accuracy from 0 to 1, so that the figures of two trainings can be compared.

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
    looks = {"training": ("", BLUE, "o", "-"), "validation": ("val_", ORANGE, "X", "--")}
    alt = f"{title or 'Training'}, {len(table)} epochs. "
    for metric in drawn:
        runs = [
            f"{name} {trend(table.index, table[start + metric], 'in epoch ')}"
            for name, (start, *_) in looks.items()
            if start + metric in table
        ]
        alt += f"{metric.capitalize()}: {'; '.join(runs)}. "
    if "val_loss" in table:
        alt += _describe_gap(table["loss"].to_numpy(), table["val_loss"].to_numpy())
    if tell_while_grading(alt):
        return
    figure, axes = plt.subplots(
        1, len(drawn), figsize=(4.6 * len(drawn), 3.2), squeeze=False, layout="constrained"
    )
    for axis, metric in zip(axes.flat, drawn, strict=True):
        for name, (start, color, marker, line) in looks.items():
            if start + metric in table:
                look = {"color": color, "marker": marker, "linestyle": line, "label": name}
                axis.plot(table[start + metric], **look)
        if "val_loss" in table:
            axis.axvline(table["val_loss"].idxmin(), color=GREY, ls=":", label="lowest val_loss")
        axis.set(xlabel="epoch", ylabel=metric)
        highest = np.nanmax(table.filter(regex=f"^(val_)?{metric}$"))
        axis.set_ylim(0, 1.02 if metric == "accuracy" else 1.05 * highest)
        axis.xaxis.get_major_locator().set_params(integer=True)
        axis.grid(alpha=0.3)
        axis.legend()
    figure.suptitle(title)
    show(alt)


def _describe_gap(loss: np.ndarray, val_loss: np.ndarray) -> str:
    """Say where the validation loss is lowest, and where it parts from the training loss."""
    text = f"The validation loss is lowest in epoch {val_loss.argmin() + 1}"
    gap = val_loss - loss
    if abs(gap[-1]) < 0.05 * val_loss[-1]:
        return f"{text}; at the end both losses are about the same."
    if gap[-1] < 0:
        return f"{text}; at the end it is below the training loss."
    since = len(gap) - np.argmin(gap[::-1] > 0) if (gap <= 0).any() else 0
    return (
        f"{text}; from epoch {since + 1} on it is above the training loss, at the end by "
        f"{number(gap[-1])}."
    )


def plot_curves(
    curves: Mapping[str, tuple[ArrayLike, ArrayLike]],
    x_label: str,
    y_label: str,
    marks: Mapping[str, float] | None = None,
) -> None:
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
    runs = "; ".join(f"{name} {trend(x, y)}" for name, (x, y) in curves.items())
    places = [name if name == number(x) else f"{name} at {number(x)}" for name, x in marks.items()]
    marked = listed(places) if places else ""
    sentences = [
        f"{y_label.capitalize()} against {x_label}: {runs}.",
        comparison(curves),
        f"Upright lines mark {marked}." if marked else "",
    ]
    alt = " ".join(filter(None, sentences))
    if tell_while_grading(alt):
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


def plot_slopes(loss: Callable, slope: Callable, weights: Sequence[float]) -> None:
    """Draw the loss of a network with one weight, and its slope at some weights.

    Parameters
    ----------
    loss, slope : callable
        Take an array of weights and give the loss, or its slope, at each.
    weights : sequence of float
        Where to draw the slope, as a piece of the tangent.
    """
    low, high = min(weights), max(weights)
    reach = 0.25 * (high - low)
    w = np.linspace(low - reach, high + reach, 200)
    steepness = listed(f"{slope(place):.2f} at {number(place)}" for place in weights)
    alt = (
        f"The loss over one weight w {trend(w, loss(w))}. Short tangents show its slope: "
        f"{steepness}. It is negative where the loss falls, positive where it rises."
    )
    if tell_while_grading(alt):
        return
    figure, axis = plt.subplots(figsize=(7, 3.6), layout="constrained")
    axis.plot(w, loss(w), color="#8a8a8a", linewidth=2)
    for place in weights:
        steep = slope(place)
        color = BLUE if steep < -1e-9 else ORANGE if steep > 1e-9 else "black"
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


def plot_descents(loss: Callable, paths: Mapping[str, ArrayLike]) -> None:
    """Draw descents on the loss of a network with one weight, each in a plot of its own.

    All plots have the same scale, so that steps can be compared.

    Parameters
    ----------
    loss : callable
        Takes an array of weights and gives the loss at each.
    paths : dict
        By title: the weights visited, shape (n,), as `byhand.descend` gives them.
    """
    visited = {title: np.asarray(path) for title, path in paths.items()}
    described = "; ".join(
        f"{title} {_describe_descent(path, loss(path))}" for title, path in visited.items()
    )
    alt = f"Descents on the loss over one weight, all on the same scale. {described}."
    if tell_while_grading(alt):
        return
    everywhere = np.concatenate(list(visited.values()))
    margin = 0.1 * np.ptp(everywhere)
    w = np.linspace(everywhere.min() - margin, everywhere.max() + margin, 200)
    figure, axes = plt.subplots(
        1,
        len(paths),
        figsize=(10, 3.8),
        sharex=True,
        sharey=True,
        squeeze=False,
        layout="constrained",
    )
    for axis, (title, path) in zip(axes.flat, visited.items(), strict=True):
        axis.plot(w, loss(w), color="#b5b5b5", linewidth=2)
        axis.plot(path, loss(path), "o-", color=BLUE, linewidth=1, markersize=4)
        axis.plot(path[0], loss(path[0]), "s", color="black", markersize=5, label="start")
        axis.plot(path[-1], loss(path[-1]), "*", color=ORANGE, markersize=11, label="end")
        change = f"loss {loss(path[0]):.2f} to {loss(path[-1]):.2f}"
        axis.set(title=f"{title}: {change}", xlabel="weight w")
        axis.grid(alpha=0.3)
    axes[0, 0].set_ylabel("loss")
    axes[0, 0].legend(loc="upper center")
    show(alt)


def _describe_descent(path: np.ndarray, losses: np.ndarray) -> str:
    """Say how the steps of one descent go, and how far."""
    steps = np.sign(np.diff(path))
    jumps = np.sum(steps[1:] != steps[:-1]) > len(steps) / 2
    if losses[-1] > losses[0]:
        way = "jumps from side to side and climbs away" if jumps else "climbs away"
    elif losses[-1] < 0.01 * losses[0]:
        way = "reaches the bottom"
    else:
        way = "jumps from side to side" if jumps else "creeps down and does not reach the bottom"
    return f"{way}, loss {losses[0]:.2f} to {losses[-1]:.2f} in {len(steps)} steps"


def plot_landscape(loss: Callable, paths: Mapping[str, ArrayLike], reach: float = 4) -> None:
    """Draw the loss of a network with two weights as a map, with descents on it.

    Minima, and saddles, where the loss is level and falls to two sides only, are marked.

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
    visited = {name: np.asarray(path) for name, path in paths.items()}
    grid = np.linspace(-reach, reach, 81)
    heights = np.array([[loss(np.array([w1, w2])) for w1 in grid] for w2 in grid])
    saddles = [np.interp(place, range(81), grid) for place in _saddles(heights)]
    minima = [np.interp(place, range(81), grid) for place in _minima(heights)]
    ends: dict[str, list[str]] = {}
    for name, path in visited.items():
        w1, w2 = path[-1]
        ends.setdefault(f"({w1:.1f}, {w2:.1f}) with loss {loss(path[-1]):.2f}", []).append(name)
    reached = "; ".join(f"{listed(names)} to {end}" for end, names in ends.items())
    alt = (
        f"A map of the loss over two weights, dark where it is high, with {len(paths)} descents: "
        f"{reached}."
    )
    for kind, marked in [("Saddle", saddles), ("Minimum", minima)]:
        if marked:
            alt += f" {kind}: {listed(f'({w1:.1f}, {w2:.1f})' for w1, w2 in marked)}."
    if tell_while_grading(alt):
        return
    levels = heights.min() + np.ptp(heights) * np.linspace(0, 1, 24) ** 3
    figure, axis = plt.subplots(figsize=(8, 5.2), layout="constrained")
    tones = PowerNorm(0.4, heights.min(), 3 * heights.max())  # light, so that the paths stand out
    filled = axis.contourf(grid, grid, heights, levels, cmap="Greys", norm=tones)
    axis.contour(grid, grid, heights, levels, colors="white", linewidths=0.6)
    figure.colorbar(filled, label="loss", format="%.1f")
    for place, (name, path) in enumerate(visited.items()):
        color, style = LINES[place]
        # Ends that lie on one another: rings around the first one.
        below = [np.linalg.norm(path[-1] - other[-1]) < reach / 20 for other in visited.values()]
        size = 9 + 7 * sum(below[:place])
        change = f"{name}: loss {loss(path[0]):.2f} to {loss(path[-1]):.2f}"
        axis.plot(*path.T, style, color=color, linewidth=2, label=change)
        axis.plot(*path[0], "s", color=color, markersize=7)
        axis.plot(*path[-1], "o", color=color, markersize=size, mfc="none", mew=2.5)
    if saddles:
        axis.plot(*np.transpose(saddles), "kD", label="saddle", ms=13, mfc="none", mew=1.5)
    if minima:
        axis.plot(*np.transpose(minima), "k+", label="minimum", ms=12, mew=2)
    limits = (-reach, reach)
    axis.set(xlabel="first weight", ylabel="second weight", xlim=limits, ylim=limits)
    axis.legend(loc="lower center", bbox_to_anchor=(0.5, 1), ncols=2, fontsize=9)
    show(alt)


def _minima(heights: np.ndarray) -> list[tuple[float, float]]:
    """Columns and rows of minima: lower than all around them, and not on the edge."""
    from scipy import ndimage

    lowest = heights == ndimage.minimum_filter(heights, 5)
    lowest[[0, -1]] = lowest[:, [0, -1]] = False
    return [(column, row) for row, column in np.argwhere(lowest)]


def _saddles(heights: np.ndarray) -> list[tuple[float, float]]:
    """Columns and rows of saddles: going around one, the heights cross its height four times."""
    from scipy import ndimage

    around = [(-1, -1), (-1, 0), (-1, 1), (0, 1), (1, 1), (1, 0), (1, -1), (0, -1)]
    middle = heights[1:-1, 1:-1]
    rows, columns = heights.shape
    ring = np.array(
        [heights[1 + r : rows - 1 + r, 1 + c : columns - 1 + c] > middle for r, c in around]
    )
    crossings = (ring != np.roll(ring, 1, axis=0)).sum(axis=0)
    groups, count = ndimage.label(crossings == 4, np.ones((3, 3)))  # neighbours are one saddle
    centres = ndimage.center_of_mass(groups > 0, groups, range(1, count + 1))
    return [(column + 1, row + 1) for row, column in centres]


def plot_accuracies(groups: Mapping[str, Mapping[str, Any]]) -> None:
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
        order = table.iloc[-1].sort_values(ascending=False)
        ends = ", ".join(f"{name} {value:.2f}" for name, value in order.items())
        starts = f"{table.iloc[0].min():.2f} to {table.iloc[0].max():.2f}"
        described.append(
            f"{title}, from {starts} in epoch 1, in epoch {len(table)} from highest to lowest: {ends}"
        )
    alt = f"Lines of validation accuracy by epoch. {'; '.join(described)}."
    if tell_while_grading(alt):
        return
    import seaborn as sns

    figure, axes = plt.subplots(
        1,
        len(groups),
        figsize=(5 * len(groups), 4),
        sharey=True,
        squeeze=False,
        layout="constrained",
    )
    for axis, (title, table) in zip(axes.flat, tables.items(), strict=True):
        sns.lineplot(table, markers=True, palette="colorblind", ax=axis)
        axis.set(title=title, xlabel="epoch")
        axis.xaxis.get_major_locator().set_params(integer=True)
        axis.grid(alpha=0.3)
        axis.legend(loc="upper center", bbox_to_anchor=(0.5, -0.18), ncols=3, frameon=False)
    axes[0, 0].set_ylabel("validation accuracy")
    show(alt)


def plot_board(table: "pd.DataFrame") -> None:
    """Draw the accuracies of a scoreboard, best seen from left to right, with their uncertainty.

    Parameters
    ----------
    table : pandas.DataFrame
        One row a classifier: ``classifier`` (its name), ``accuracy`` and ``reach`` (0 to 1; the
        95 % interval goes from one below the other to one above it), ``recorded`` (whether it is
        not the learner's own).
    """
    names, values = list(table["classifier"]), table["accuracy"].to_numpy(float)
    best = values.argmax()
    alt = (
        "The board as points with bars of uncertainty, one row a classifier: "
        + listed(f"{name} {value:.2f}" for name, value in zip(names, values, strict=True))
        + (f". {names[best]} is best." if len(names) > 1 else ".")
    )
    if tell_while_grading(alt):
        return
    figure, axis = plt.subplots(figsize=(7, 0.9 + 0.36 * len(names)), layout="constrained")
    for row, (value, reach, recorded) in enumerate(
        zip(values, table["reach"], table["recorded"], strict=True)
    ):
        color = GREY if recorded else BLUE
        fill = "white" if recorded else color
        axis.errorbar(value, row, xerr=reach, fmt="o", color=color, mfc=fill, capsize=4)
    axis.set_yticks(range(len(names)), names)
    axis.set(ylim=(len(names) - 0.4, -0.6), xlim=(0, 1))
    axis.set_xlabel("share of validation pictures that are right")
    axis.grid(axis="x", alpha=0.3)
    show(alt)
