"""Figures of what networks answer: confidence against accuracy."""

from collections.abc import Mapping

import matplotlib.pyplot as plt
import numpy as np
from numpy.typing import ArrayLike

from .figure import show, tell_while_grading
from .style import BLUE, GREY, ORANGE

BINS = np.linspace(0, 1, 11)


def plot_calibration(networks: Mapping[str, tuple[ArrayLike, ArrayLike]]) -> None:
    """Draw how often networks are right against how sure they are, side by side on one scale.

    A point stands for all pictures of about the same confidence: from 0 to 0.1, to 0.2 and so on.
    Its bar is a 95 % confidence interval of the accuracy (Wilson's, which also suits few pictures),
    and its area grows with the pictures.
    The diagonal is where both agree.

    Parameters
    ----------
    networks : dict
        By title: the largest probability of each picture (0 to 1), and whether the answer is right
        (bool), two array_like of shape (n,).
    """
    given = {name: tuple(map(np.asarray, pair)) for name, pair in networks.items()}
    points = {name: _bins(confidence, right) for name, (confidence, right) in given.items()}
    alt = (
        "Share of right answers against confidence, one plot a network, with a diagonal where both "
        "are equal. "
    ) + " ".join(
        f"{name}: {sum(share < sure for sure, share, _ in points[name])} of {len(points[name])} "
        f"points below the diagonal; on average {confidence.mean():.2f} sure, {right.mean():.2f} right."
        for name, (confidence, right) in given.items()
    )
    if tell_while_grading(alt):
        return
    from scipy.stats import binomtest

    figure, axes = plt.subplots(
        1,
        len(given),
        figsize=(4.3 * len(given), 4.3),
        sharex=True,
        sharey=True,
        squeeze=False,
        layout="constrained",
    )
    for axis, (name, (confidence, right)) in zip(axes.flat, given.items(), strict=True):
        axis.plot([0, 1], [0, 1], ":", color=GREY)
        for sure, share, pictures in points[name]:
            chance = binomtest(round(share * pictures), pictures).proportion_ci(method="wilson")
            axis.scatter(sure, share, 15 + 400 * pictures / len(right), color=BLUE, alpha=0.4)
            axis.plot([sure, sure], [chance.low, chance.high], color=BLUE, linewidth=1.5)
        axis.plot(confidence.mean(), right.mean(), "D", color=ORANGE, ms=8, label="all pictures")
        axis.text(0.02, 1, "not sure enough", color=GREY, va="top")
        axis.text(1, 0.02, "too sure", color=GREY, ha="right")
        axis.set(
            title=name, xlabel="confidence", xlim=(-0.04, 1.06), ylim=(-0.04, 1.06), aspect="equal"
        )
        axis.grid(alpha=0.3)
    axes[0, 0].set_ylabel("share of right answers")
    figure.legend(*axes[0, 0].get_legend_handles_labels(), loc="outside lower center")
    show(alt)


def _bins(confidence: np.ndarray, right: np.ndarray) -> list[tuple[float, float, int]]:
    """Mean confidence, share of right answers and number of pictures of each bin that has any."""
    places = np.digitize(confidence, BINS, right=True)
    bins = [places == place for place in np.unique(places)]
    return [(confidence[some].mean(), right[some].mean(), int(some.sum())) for some in bins]
