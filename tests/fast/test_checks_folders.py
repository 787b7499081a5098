"""Does the check of a function that reads a folder tell right from wrong, and say what to look at?"""

from helpers import byhand, checks

import keras
import numpy as np
import pytest

CASES = [(["ant", "bee"], (24, 24), 4), (["no", "maybe", "yes"], (20, 40), None)]


def reader(pictures=lambda images: images, **wrong):
    """A function that reads a folder with other options, or changes the pictures."""

    def read_folder(folder, image_size, batch_size=8):
        options = {
            "image_size": image_size,
            "batch_size": batch_size,
            "label_mode": "categorical",
            "crop_to_aspect_ratio": True,
        }
        batches = keras.utils.image_dataset_from_directory(folder, **options | wrong)
        return [(pictures(np.asarray(images)), np.asarray(labels)) for images, labels in batches]

    return read_folder


def attempt(read_folder):
    checks.try_read_folder(read_folder, CASES, byhand.read_folder, points=1)


@pytest.mark.parametrize("options", [{}, {"shuffle": False}, {"seed": 7}])
def test_right_readers_earn_the_point(options, capsys):
    attempt(reader(**options))
    assert capsys.readouterr().out == "Right: 1 of 1 point.\n"


@pytest.mark.parametrize(
    ("read_folder", "message"),
    [
        (reader(crop_to_aspect_ratio=False), "They are squeezed. Give crop_to_aspect_ratio=True."),
        (
            reader(crop_to_aspect_ratio=False, pad_to_aspect_ratio=True),
            "They are padded with black. Crop them instead.",
        ),
        (reader(lambda images: images / 255), "They go from 0 to 1 only."),
        (reader(lambda images: images[:, ::-1]), "unchanged."),
        (reader(label_mode="int"), 'One-hot labels need label_mode="categorical".'),
        (reader(validation_split=0.5, subset="training", seed=1), "All 6 pictures"),
        (reader(color_mode="grayscale"), "Height, width, and three channels"),
        (reader(image_size=(24, 24)), "should be [ 9, 20, 40, 3], not [ 9, 24, 24, 3]"),
        (
            reader(class_names=["bee", "ant"]),
            "Their order is alphabetical: label 0 is the first name. Leave out class_names.",
        ),
        (reader(batch_size=8), "The pictures in each batch of read_folder(a folder with 2 classes"),
        (
            lambda folder, size, batch_size=9: reader()(folder, size, batch_size),
            "each batch of read_folder(a folder with 3 classes, (20, 40)) should be [8, 1], not [9].",
        ),
        (lambda *_: None, "gave nothing (None). Is there a return"),
        (lambda *_: 5, "should return batches, each with pictures and labels"),
        (lambda *given: next(iter(reader()(*given))), "should return batches, each with"),
        (byhand.read_folder, "Write it yourself"),
    ],
)
def test_wrong_readers_are_told(read_folder, message):
    with pytest.raises(AssertionError) as error:
        attempt(read_folder)
    assert message in str(error.value)
