"""Figures of searches: sweeps over one hyperparameter, and tries on a map of two."""

from collections.abc import Collection, Mapping, Sequence

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import Normalize

from .figure import show, tell_while_grading
from .style import BLUE, GREY, ORANGE


def plot_sweeps(
    sweeps: Mapping[str, Mapping[float, float | Sequence[float]]], log_scale: Collection[str] = ()
) -> None:
    """Draw accuracies by the values of hyperparameters, one plot a hyperparameter, on one scale.

    A line joins the means, and a dotted line marks the value with the highest one.

    Parameters
    ----------
    sweeps : dict
        By name of the hyperparameter (and what else the plot's label should say): from each value
        that was tried to its validation accuracy (0 to 1), or to those of several seeds.
    log_scale : collection of str
        The names whose values are drawn on a log scale.
    """
    tables = {
        name: {value: np.atleast_1d(found[value]) for value in sorted(found)}
        for name, found in sweeps.items()
    }
    best = {name: max(t, key=lambda value: t[value].mean()) for name, t in tables.items()}
    alt = "Validation accuracy by hyperparameter, on one scale. " + " ".join(
        f"{name}: {', '.join(_describe(value, table[value]) for value in table)}; "
        f"highest at {best[name]:.3g}."
        for name, table in tables.items()
    )
    if tell_while_grading(alt):
        return
    size = (max(5.5, 4.2 * len(tables)), 3.4)
    figure, axes = plt.subplots(
        1, len(tables), figsize=size, sharey=True, squeeze=False, layout="constrained"
    )
    for axis, (name, table) in zip(axes.flat, tables.items(), strict=True):
        axis.plot(list(table), [found.mean() for found in table.values()], "-", color=BLUE)
        for value, found in table.items():
            axis.plot(np.full(len(found), value), found, "o", color=BLUE, alpha=0.7)
        axis.axvline(best[name], color=ORANGE, ls=":", label=f"highest: {best[name]:.3g}")
        if name in log_scale:
            axis.set_xscale("log")
        axis.set(xlabel=name, ylim=(0, 1))
        axis.grid(alpha=0.3)
        axis.legend(loc="upper left")
    axes[0, 0].set_ylabel("validation accuracy")
    show(alt)


def _describe(value: float, found: np.ndarray) -> str:
    """Say what a value has reached: one accuracy, or from where to where."""
    if len(found) == 1:
        return f"{value:.3g} {found[0]:.2f}"
    return f"{value:.3g} {found.min():.2f} to {found.max():.2f}"


def plot_search(
    searches: Mapping[str, Sequence[tuple[float, float, float]]], x_label: str, y_label: str
) -> None:
    """Draw searches over two hyperparameters on one map, and which values of the first they tried.

    Colours and numbers on the map are accuracies; a ring marks the best try of each search.

    Parameters
    ----------
    searches : dict
        By name, at most two: for each try the values of both hyperparameters, above 0, and the
        accuracy (0 to 1).
    x_label, y_label : str
        What the two hyperparameters are.
    """
    tables = {name: np.array(tries, dtype="float64") for name, tries in searches.items()}
    best = {name: table[table[:, 2].argmax()] for name, table in tables.items()}
    alt = f"A map of {x_label} (across) and {y_label} (upwards), both on log scales. " + " ".join(
        f"{name}: {len(table)} tries, {len(np.unique(table[:, 0]))} different values of the "
        f"{x_label}; the best, {best[name][2]:.2f}, at {best[name][0]:.2g} and {best[name][1]:.3g}."
        for name, table in tables.items()
    )
    if tell_while_grading(alt):
        return
    figure, (axis, below) = plt.subplots(
        2, 1, figsize=(7.5, 5), sharex=True, height_ratios=(5, 1), layout="constrained"
    )
    scores = np.concatenate([table[:, 2] for table in tables.values()])
    scale = Normalize(scores.min(), scores.max())
    # Where both have tried the same, the square is seen round the circle, and both numbers.
    looks = [("s", 160, (0, 13), "center"), ("o", 55, (-12, -3), "right")]
    for row, ((name, table), look) in enumerate(zip(tables.items(), looks, strict=False)):
        marker, size, offset, side = look
        points = axis.scatter(
            *table[:, :2].T, c=table[:, 2], norm=scale, marker=marker, s=size, ec=GREY, label=name
        )
        for x, y, score in table:
            axis.annotate(
                f"{score:.2f}", (x, y), offset, textcoords="offset points", ha=side, size=9
            )
        axis.plot(*best[name][:2], "o", mfc="none", mec=ORANGE, ms=21, mew=2)
        below.plot(table[:, 0], np.full(len(table), row), marker, color=BLUE, alpha=0.7)
    axis.set(xscale="log", yscale="log", ylabel=y_label)
    axis.margins(0.1, 0.15)
    ticks = [16, 32, 64, 128, 256]
    axis.set_yticks(ticks, [str(tick) for tick in ticks])
    axis.minorticks_off()
    figure.colorbar(points, ax=axis, label="accuracy")
    figure.legend(*axis.get_legend_handles_labels(), loc="outside upper center", ncols=2)
    below.set_yticks(range(len(tables)), list(tables))
    below.set(xlabel=x_label, ylim=(len(tables) - 0.5, -0.5))
    below.grid(axis="x", alpha=0.3)
    show(alt)


def plot_lottery(best: Sequence[float], truth: float, tries: int) -> None:
    """Draw how good the best of equally good settings looks, over many searches.

    Parameters
    ----------
    best : sequence of float
        For each search the highest accuracy (0 to 1) it has measured.
    truth : float
        How good each setting really is.
    tries : int
        How many settings a search tries.
    """
    highest = np.asarray(best)
    alt = (
        f"A histogram of the highest of {tries} accuracies in {len(highest):,} searches: from "
        f"{highest.min():.3f} to {highest.max():.3f}, mean {highest.mean():.3f}. The line of the truth, "
        f"{truth:.3f}, lies left of "
        + ("all" if highest.min() > truth else "nearly all")
        + " of them."
    )
    if tell_while_grading(alt):
        return
    figure, axis = plt.subplots(figsize=(7, 3), layout="constrained")
    values, searches = np.unique(highest, return_counts=True)
    width = 0.8 * np.diff(values).min(initial=0.01)  # as many bars as there can be accuracies
    axis.bar(
        values, searches, width, color=BLUE, alpha=0.5, label=f"the best of {tries}, as measured"
    )
    axis.axvline(truth, color=ORANGE, lw=2, label="how good each of them is")
    axis.axvline(highest.mean(), color=GREY, lw=2, ls="--", label="mean of the best")
    axis.set(xlabel="validation accuracy", ylabel="searches")
    figure.legend(loc="outside upper center", ncols=3)
    show(alt)
