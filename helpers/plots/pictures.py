"""Figures that are made of pictures."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import to_rgb
from numpy.typing import ArrayLike

from .figure import show, tell_while_grading
from .style import BLUE, MARK, ORANGE
from .trends import listed

if TYPE_CHECKING:
    import PIL.Image


def plot_images(
    images: "Iterable[ArrayLike | PIL.Image.Image]",
    titles: Iterable[object],
    columns: int = 5,
    colors: Sequence[str] | None = None,
    alt: str | None = None,
    inches: float = 1.7,
) -> None:
    """Draw pictures in a grid, each under its title.

    Parameters
    ----------
    images : iterable
        Pictures, arrays of shape (height, width, 3) or (height, width), uint8 from 0 to 255 or
        floats from 0 to 1, or Pillow pictures; their sizes may differ.
    titles : iterable
        One title a picture.
    columns : int
        Pictures in a row.
    colors : sequence of str, optional
        Colour of each title; black without it.
    alt : str, optional
        What one sees; without it the titles are told, which do not say what is in the pictures.
    inches : float
        Width of a picture with its margin.

    Raises
    ------
    ValueError
        If there are not as many titles as pictures.
    """
    images, names = list(images), [str(title) for title in titles]
    if len(images) != len(names):
        raise ValueError(f"There are {len(images)} pictures but {len(names)} titles.")
    alt = alt or _describe_titles(names)
    if tell_while_grading(alt):  # even the axes of so many take long
        return
    columns = min(columns, len(images))
    rows = -(-len(images) // columns)
    size = inches * columns, (inches + 0.25) * rows
    figure, axes = plt.subplots(rows, columns, figsize=size, squeeze=False, layout="constrained")
    for axis in axes.flat:
        axis.set_axis_off()
        axis.set(xticks=[], yticks=[])  # which are invisible, but take half of the time to draw
    for index, axis in enumerate(axes.flat[: len(images)]):
        axis.imshow(images[index], cmap="gray")
        axis.set_title(names[index], fontsize=10, color=colors[index] if colors else "black")
    show(alt)


def _describe_titles(titles: list[str]) -> str:
    """Name the titles of pictures; each that occurs more than once with its number."""
    counts = Counter(title.replace(":\n", ": ").replace("\n", ", ") for title in titles)
    if len(titles) == 1:
        return f"A small picture with the title {titles[0]}."
    if len(counts) == len(titles):
        return f"{len(titles)} small pictures with the titles: {'; '.join(counts)}."
    often = listed(f"{count} “{title}”" for title, count in counts.most_common())
    return f"{len(titles)} small pictures, by their titles: {often}."


def plot_vision_tasks() -> None:
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
    colors = [to_rgb(f"C{place}") for place in range(10)]
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
                    color=MARK,
                    linewidth=2,
                )
            )
    show(
        "The same photograph of coins five times: with the word coins only, with a box around one "
        f"coin, with a box around each of {len(boxes)} coins, with all coin pixels in one colour, "
        f"and with each of the {len(boxes)} coins in a colour of its own."
    )


def plot_pixels(image: ArrayLike, top: int, left: int, size: int = 6) -> None:
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
    square = image[top : top + size, left : left + size]
    brightness = square.reshape(size * size, -1).mean(axis=1)
    dark, bright = (
        ", ".join(map(str, np.ravel(square.reshape(size * size, -1)[place])))
        for place in (brightness.argmin(), brightness.argmax())
    )
    alt = (
        f"A picture of {height} rows and {width} columns with a small square marked in it. Beside "
        f"it the square enlarged: {size} x {size} pixels, each with its numbers written in it, "
        f"from {dark} in the darkest to {bright} in the brightest."
    )
    if tell_while_grading(alt):
        return
    figure, (whole, part) = plt.subplots(1, 2, figsize=(10, 4.6), layout="constrained")
    for axis in (whole, part):
        axis.imshow(image, cmap="gray", vmin=0, vmax=255)
        axis.set(xlabel="column", ylabel="row")
    edges = (left - 0.5, top - 0.5), size, size
    whole.add_patch(plt.Rectangle(*edges, fill=False, color="white", linewidth=4))
    whole.add_patch(plt.Rectangle(*edges, fill=False, color=BLUE, linewidth=2))
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


def plot_scores(
    image: ArrayLike, scores: ArrayLike, names: Sequence[str], label: str, marked: int
) -> None:
    """Draw a picture, and beside it one bar for each class.

    Parameters
    ----------
    image : array_like
        Picture, shape (height, width, 3), uint8 from 0 to 255 or floats from 0 to 1.
    scores : array_like
        One number for each class, shape (classes,), at least 0.
    names : sequence of str
        The classes, in the order of the scores.
    label : str
        What the scores are: the label of their axis.
    marked : int
        Index of the class whose bar has another colour.

    Raises
    ------
    ValueError
        If there are not as many scores as names.
    """
    scores = np.asarray(scores)
    if scores.shape != (len(names),):
        raise ValueError(f"There are {len(names)} names, but scores of shape {scores.shape}.")
    texts = [f"{score:.0f}" if scores.max() > 10 else f"{score:.2f}" for score in scores]
    told = listed(f"{name} {text}" for name, text in zip(names, texts, strict=True))
    alt = (
        f"A picture, and beside it a bar for each class, {label}: {told}. Marked: {names[marked]}."
    )
    if tell_while_grading(alt):
        return
    figure, (left, right) = plt.subplots(
        1, 2, figsize=(8, 0.9 + 0.24 * len(names)), width_ratios=[1, 2], layout="constrained"
    )
    left.imshow(image)
    left.set_axis_off()
    bars = right.barh(names, scores, color=BLUE)
    bars[marked].set_color(ORANGE)
    right.bar_label(bars, texts, padding=3)
    right.invert_yaxis()  # the first class on top
    right.margins(x=0.12)
    right.set_xlabel(label)
    show(alt)
