"""Figures of curves: activations, losses, descents, and how training went."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import PowerNorm

from .figure import show, told

LINES = (("#1f5fa8", "-"), ("#b84a00", "--"), ("#2a7d3f", "-."), ("#555555", ":"))


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
