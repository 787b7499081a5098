"""Colour pictures, cut out of photographs that come with scikit-image."""

import os
from pathlib import Path

import numpy as np


def write_photo_folder(folder: str | os.PathLike[str]) -> list[Path]:
    """Write 36 colour pictures of mixed sizes, in one folder for each of three classes.

    They are pieces of three photographs that come with scikit-image: an astronaut (NASA, public
    domain), a cat (Stefan van der Walt, CC0) and a cup of coffee (Rachel Michetti, CC0).

    Parameters
    ----------
    folder : path
        An existing folder. JPEG files ``astronaut/00.jpg``, ... are written into it.

    Returns
    -------
    list of pathlib.Path
        The files.
    """
    import skimage.data
    from PIL import Image

    photos = {
        "astronaut": (skimage.data.astronaut, 10),
        "cat": (skimage.data.chelsea, 14),
        "coffee": (skimage.data.coffee, 12),
    }
    sizes = [(500, 375), (500, 333), (375, 500), (400, 300)]  # width and height, as in Pillow
    random = np.random.default_rng(42)
    files = []
    for name, (read, count) in photos.items():
        (Path(folder) / name).mkdir()
        photo = Image.fromarray(read())
        for number in range(count):
            width, height = sizes[random.choice(4, p=[0.6, 0.2, 0.1, 0.1])]
            scale = random.uniform(0.7, 1) * min(photo.width / width, photo.height / height)
            left = random.uniform(0, photo.width - scale * width)
            top = random.uniform(0, photo.height - scale * height)
            box = (left, top, left + scale * width, top + scale * height)
            files.append(Path(folder) / name / f"{number:02}.jpg")
            photo.resize((width, height), box=box).save(files[-1], quality=90)
    return files
