"""Figures of tables: splits of a data set, and confusion matrices."""

from collections.abc import Mapping, Sequence
from itertools import combinations, groupby
from typing import TYPE_CHECKING

import matplotlib.pyplot as plt
import numpy as np
from numpy.typing import ArrayLike

from .figure import show, tell_while_grading
from .style import BLUE, GREY, ORANGE
from .trends import listed

if TYPE_CHECKING:
    import pandas as pd


def plot_splits(
    splits: Mapping[str, Mapping[str, Sequence[int]]],
    colors: Sequence[str] = (BLUE, "#f0a35e", "#e6e8ea"),
) -> None:
    """Draw which pictures go into which set, one row a split.

    Parameters
    ----------
    splits : dict
        For each row's name a dictionary from a set's name (``"training"``, ``"validation"``,
        ``"test"``) to the places of its pictures, integers from 0.
    colors : sequence of str
        One colour for each set's name, in the order in which they first come.
    """
    alt = f"A row of boxes for each split, one box a picture. {_describe_splits(splits)}."
    if tell_while_grading(alt):
        return
    names = list(dict.fromkeys(name for parts in splits.values() for name in parts))
    figure, axis = plt.subplots(figsize=(9, 0.6 + 0.45 * len(splits)), layout="constrained")
    for row, parts in enumerate(splits.values()):
        for name, places in parts.items():
            boxes = axis.barh([row] * len(places), 0.85, left=places, height=0.7)
            plt.setp(boxes, fc=colors[names.index(name)], ec=GREY, lw=0.5)
    handles = [
        plt.Rectangle((0, 0), 1, 1, fc=color, ec=GREY, lw=0.5) for color in colors[: len(names)]
    ]
    axis.legend(handles, names, loc="upper left", bbox_to_anchor=(1, 1), frameon=False)
    axis.set_yticks(range(len(splits)), splits)
    axis.invert_yaxis()
    axis.set_xlabel("place of the picture in the data")
    axis.spines[["top", "right", "left"]].set_visible(False)
    axis.tick_params(left=False)
    show(alt)


def _describe_splits(splits: Mapping[str, Mapping[str, Sequence[int]]]) -> str:
    """Say how many pictures are in each set; neighbours with the same counts are one."""

    def count(title: str) -> str:
        return listed(f"{len(places)} {name}" for name, places in splits[title].items())

    pieces = []
    for counts, (*titles,) in groupby(splits, count):
        if len(titles) == 1:
            pieces.append(f"{titles[0]}: {counts}")
            continue
        piece = f"{titles[0]} to {titles[-1]}: {counts} each"
        for name in splits[titles[0]]:
            sets = [set(map(int, splits[title][name])) for title in titles]
            if all(each == sets[0] for each in sets):
                piece += f", the {name} pictures always the same"
            elif not any(one & other for one, other in combinations(sets, 2)):
                piece += f", no picture twice in {name}"
        pieces.append(piece)
    return "; ".join(pieces)


def plot_confusion(
    table: "pd.DataFrame",
    cell: tuple[str, str] | None = None,
    pictures: Sequence[ArrayLike] = (),
) -> None:
    """Draw a confusion matrix as a heatmap, coloured by the share of each row.

    Parameters
    ----------
    table : pandas.DataFrame
        Counts, as `byhand.confusion_table` gives them: rows are truth, columns prediction.
    cell : tuple of str, optional
        Names of a true and of a predicted class: their cell gets a frame, and the pictures that it
        counts are drawn beside the matrix.
    pictures : sequence of array_like
        The pictures of this cell, shape (n, height, width, 3), uint8 from 0 to 255 or floats from
        0 to 1; the first twelve are drawn.
    """
    counts = table.to_numpy()
    alt = _describe_confusion(table)
    drawn = list(pictures)[:12]
    if cell is not None:
        truth, predicted = cell
        title = f"{truth} taken for {predicted}: {table.loc[truth, predicted]} pictures"
        if len(drawn) < table.loc[truth, predicted]:
            title += f", {len(drawn)} shown"
        alt += f" A frame marks one cell, and beside the matrix are pictures. {title}."
    if tell_while_grading(alt):
        return
    import seaborn as sns

    shares = table / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    figure = plt.figure(figsize=(8 if cell is None else 11.5, 6.4), layout="constrained")
    if cell is None:
        axis = figure.subplots()
    else:
        left, right = figure.subfigures(1, 2, squeeze=False, width_ratios=(7, 3))[0]
        axis = left.subplots()
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
    if cell is not None:
        corner = table.columns.get_loc(predicted), table.index.get_loc(truth)
        axis.add_patch(plt.Rectangle(corner, 1, 1, fill=False, ec=ORANGE, lw=3, clip_on=False))
        right.suptitle(title.replace(": ", ":\n"), color=ORANGE)
        places = right.subplots(4, 3).ravel()
        for place in places:
            place.set_axis_off()
        for place, picture in zip(places, drawn, strict=False):
            place.imshow(picture)
    show(alt)


def _describe_confusion(table: "pd.DataFrame") -> str:
    """Say which classes are found best and worst, and which are taken for which most often."""
    counts = table.to_numpy()
    found, every = np.diag(counts), counts.sum(axis=1)
    shares = found / np.maximum(every, 1)
    best, worst = shares.argmax(), np.where(every, shares, np.inf).argmin()
    text = (
        f"A confusion matrix, rows {table.index.name}, columns {table.columns.name}. The diagonal "
        f"holds {found.sum():,} of {every.sum():,} pictures: from {table.index[best]}, "
        f"{found[best]} of {every[best]}, down to {table.index[worst]}, "
        f"{found[worst]} of {every[worst]}."
    )
    wrong = counts - np.diag(found)
    largest = np.argsort(wrong, axis=None, kind="stable")[::-1][:3]
    mistakes = [
        f"{table.index[row]} taken for {table.columns[column]} {wrong[row, column]} times"
        for row, column in zip(*np.unravel_index(largest, wrong.shape), strict=True)
        if wrong[row, column]
    ]
    return f"{text} Most mistakes: {listed(mistakes)}." if mistakes else f"{text} No mistakes."


def plot_by_class(table: "pd.DataFrame") -> None:
    """Draw recall, with its 95 % interval, and precision of each class, lowest recall first.

    A dotted line marks the chance level, 1 divided by the number of classes. Bars end at 0 and 1.

    Parameters
    ----------
    table : pandas.DataFrame
        Counts, as `byhand.confusion_table` gives them: rows are truth, columns prediction.
    """
    counts = table.to_numpy()
    found, true, called = np.diag(counts), counts.sum(axis=1), counts.sum(axis=0)
    rows = [row for row in np.argsort(found / np.maximum(true, 1), kind="stable") if true[row]]
    recall = found[rows] / true[rows]
    reach = 1.96 * np.sqrt(recall * (1 - recall) / true[rows])
    precision = found[rows] / np.where(called[rows], called[rows], np.nan)
    names = [table.index[row] for row in rows]
    described = listed(
        f"{name} {r:.2f} ± {e:.2f} and {p:.2f}"
        for name, r, e, p in zip(names, recall, reach, precision, strict=True)
    )
    chance = 1 / len(table)
    alt = (
        "Each class has a row with two marks, its recall with a bar for the uncertainty and its "
        f"precision, lowest recall first: {described}. A line marks the chance level, {chance:.2f}."
    )
    if tell_while_grading(alt):
        return
    figure, axis = plt.subplots(figsize=(7, 1.2 + 0.36 * len(rows)), layout="constrained")
    places = np.arange(len(rows))
    bars = np.minimum(reach, [recall, 1 - recall])  # a recall is never below 0 or above 1
    axis.errorbar(recall, places, xerr=bars, fmt="o", color=BLUE, capsize=4, label="recall")
    axis.plot(precision, places, "X", color=ORANGE, ms=8, label="precision")
    axis.axvline(chance, color=GREY, ls=":", label="chance level")
    axis.set_yticks(places, names)
    axis.set(xlim=(0, 1.02), ylim=(len(rows) - 0.4, -0.6), xlabel="recall and precision")
    axis.grid(axis="x", alpha=0.3)
    axis.legend(loc="lower center", bbox_to_anchor=(0.5, 1), ncols=3, frameon=False)
    show(alt)
