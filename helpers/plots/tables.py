"""Figures of tables: splits of a data set, and confusion matrices."""

import matplotlib.pyplot as plt
import numpy as np

from .figure import show, told


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
