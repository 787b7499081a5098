"""Figures of the lessons. Each function draws one and shows it with a text for those who
cannot see it (alt text)."""

import matplotlib.pyplot as plt
import numpy as np
from IPython.display import display


def show(alt):
    """Show the current figure below the cell, with alt text, and close it.

    Parameters
    ----------
    alt : str
        What the figure shows, in a sentence.
    """
    figure = plt.gcf()
    display(figure, metadata={"image/png": {"alt": alt}})
    plt.close(figure)


def plot_images(images, titles, columns=5, colors=None, alt=None):
    """Draw pictures in a grid, each under its title.

    Parameters
    ----------
    images : array_like
        Pictures, shape (n, height, width, 3) or (n, height, width): uint8 from 0 to 255, or
        floats from 0 to 1.
    titles : sequence of str
        One title a picture.
    columns : int
        Pictures in a row.
    colors : sequence of str, optional
        Colour of each title; black without it.
    alt : str, optional
        What the figure shows; made from the titles without it.

    Raises
    ------
    ValueError
        If there are not as many titles as pictures.
    """
    images, titles = np.asarray(images), [str(title) for title in titles]
    if len(images) != len(titles):
        raise ValueError(f"There are {len(images)} pictures but {len(titles)} titles.")
    rows = -(-len(images) // columns)
    figure, axes = plt.subplots(
        rows, columns, figsize=(1.7 * columns, 1.95 * rows), squeeze=False, layout="constrained"
    )
    for axis in axes.flat:
        axis.set_axis_off()
    for index, axis in enumerate(axes.flat[: len(images)]):
        axis.imshow(images[index], cmap="gray")
        axis.set_title(titles[index], fontsize=10, color=colors[index] if colors else "black")
    show(alt or f"{len(images)} small pictures with their titles: {', '.join(titles)}.")


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
