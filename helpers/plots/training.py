"""Figures that compare trainings: their curves side by side, and repeats as points."""

from collections.abc import Mapping, Sequence
from typing import Any

import matplotlib.pyplot as plt
import numpy as np

from .figure import show, tell_while_grading
from .style import BLUE, GREY, ORANGE
from .trends import listed, number

METRICS = ("loss", "accuracy")
CURVES = tuple(start + metric for metric in METRICS for start in ("", "val_"))


def plot_histories(histories: Mapping[str, Any]) -> None:
    """Draw the curves of several trainings side by side, all on the same scale.

    The upper row has the loss, the lower row the accuracy. A dotted line marks the epoch with the
    lowest validation loss.

    Parameters
    ----------
    histories : dict
        By title: what ``fit`` returned, or a dictionary or row of a table with ``"loss"``,
        ``"accuracy"``, ``"val_loss"`` and ``"val_accuracy"``, one number for each epoch.
    """
    curves = {
        title: {name: np.asarray(getattr(given, "history", given)[name]) for name in CURVES}
        for title, given in histories.items()
    }
    alt = "Curves of training and validation by epoch, on the same scale. " + " ".join(
        f"{title}: {_describe(history)}" for title, history in curves.items()
    )
    if tell_while_grading(alt):
        return
    figure, axes = plt.subplots(
        2,
        len(curves),
        figsize=(max(4.5, 3.6 * len(curves)), 5),
        sharex=True,
        sharey="row",
        squeeze=False,
        layout="constrained",
    )
    for column, (title, history) in zip(axes.T, curves.items(), strict=True):
        best = history["val_loss"].argmin() + 1
        for axis, metric in zip(column, METRICS, strict=True):
            epochs = range(1, len(history[metric]) + 1)
            axis.plot(epochs, history[metric], "o-", color=BLUE, ms=4, label="training")
            axis.plot(epochs, history[f"val_{metric}"], "X--", color=ORANGE, label="validation")
            axis.axvline(best, color=GREY, ls=":", label="lowest validation loss")
            axis.grid(alpha=0.3)
        column[0].set_title(title)
        column[1].set_xlabel("epoch")
        column[1].xaxis.get_major_locator().set_params(integer=True)
    for (axis, *_), metric in zip(axes, METRICS, strict=True):
        highest = max(h[name].max() for h in curves.values() for name in (metric, f"val_{metric}"))
        axis.set(ylabel=metric, ylim=(0, 1.02 if metric == "accuracy" else 1.05 * highest))
    figure.legend(*axes[0, 0].get_legend_handles_labels(), loc="outside upper center", ncols=3)
    show(alt)


def _describe(history: Mapping[str, np.ndarray]) -> str:
    """Say where the two curves of a training end, and how far apart."""
    loss, val_loss = history["loss"], history["val_loss"]
    best = val_loss.argmin() + 1
    text = (
        f"the training loss goes from {number(loss[0])} to {number(loss[-1])}, the validation loss "
        f"from {number(val_loss[0])} to {number(val_loss[-1])}"
    )
    if best < len(val_loss):
        text += f" with its lowest value, {number(val_loss.min())}, in epoch {best}"
    return (
        f"{text}; the accuracies end at {history['accuracy'][-1]:.2f} and "
        f"{history['val_accuracy'][-1]:.2f}."
    )


def plot_repeats(scores: Mapping[str, Sequence[float]], x_label: str) -> None:
    """Draw repeats as points, one row a network, with their mean and their spread.

    The bar goes from one standard deviation below the mean to one above it.

    Parameters
    ----------
    scores : dict
        By name: one number for each repeat, at least two.
    x_label : str
        What the numbers are.
    """
    means = {name: np.mean(values) for name, values in scores.items()}
    spreads = {name: np.std(values, ddof=1) for name, values in scores.items()}
    alt = f"Repeats as points, {x_label}: " + listed(
        f"{name} {len(values)} points from {min(values):.3f} to {max(values):.3f}, mean "
        f"{means[name]:.3f}"
        for name, values in scores.items()
    )
    alt += "."
    if tell_while_grading(alt):
        return
    figure, axis = plt.subplots(figsize=(7, 1 + 0.5 * len(scores)), layout="constrained")
    for row, (name, values) in enumerate(scores.items()):
        axis.errorbar(means[name], row, xerr=spreads[name], fmt="|", color=GREY, ms=18, capsize=5)
        axis.plot(values, np.full(len(values), row), "o", color=BLUE, alpha=0.7)
    axis.set_yticks(range(len(scores)), list(scores))
    axis.set(xlabel=x_label, ylim=(len(scores) - 0.5, -0.5))
    axis.grid(axis="x", alpha=0.3)
    show(alt)
