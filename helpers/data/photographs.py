"""Colour pictures, cut out of photographs that come with scikit-image."""

import os
from pathlib import Path

import numpy as np

PIECES = 6  # of a strip


def write_photo_folder(folder: str | os.PathLike[str], strips: int = 0) -> list[Path]:
    """Write colour pictures of mixed sizes, in one folder for each of three classes.

    They are pieces of three photographs that come with scikit-image: an astronaut (NASA, public
    domain), a cat (Stefan van der Walt, CC0) and a cup of coffee (Rachel Michetti, CC0).

    Parameters
    ----------
    folder : path
        An existing folder. JPEG files ``astronaut/00.jpg``, ... are written into it.
    strips : int
        0: 36 pictures, which may show the same part of a photograph. Else each photograph is
        first cut from top to bottom into so many strips, and `PIECES` pieces come from each:
        ``astronaut/strip0-00.jpg``, ... Pieces of two strips have no pixel in common.

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
        step = photo.width // max(strips, 1)
        for strip in range(max(strips, 1)):
            part = photo.crop((strip * step, 0, (strip + 1) * step, photo.height))
            prefix = f"strip{strip}-" if strips else ""
            for number in range(PIECES if strips else count):
                width, height = sizes[random.choice(4, p=[0.6, 0.2, 0.1, 0.1])]
                scale = random.uniform(0.7, 1) * min(part.width / width, part.height / height)
                left = random.uniform(0, part.width - scale * width)
                top = random.uniform(0, part.height - scale * height)
                box = (left, top, left + scale * width, top + scale * height)
                files.append(Path(folder) / name / f"{prefix}{number:02}.jpg")
                part.resize((width, height), box=box).save(files[-1], quality=90)
    return files
