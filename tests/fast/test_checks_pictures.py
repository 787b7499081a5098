"""Do the checks of functions that read and describe pictures tell right from wrong?"""

from helpers import byhand, checks

import numpy as np
import pytest
from PIL import Image, ImageOps

TINY = np.arange(48, dtype="int16").reshape(2, 4, 2, 3) - 5
PICTURES = [
    ("two tiny pictures", TINY, np.array([4, 8]), [2, (4, 2, 3), "int16", -5, 42, 2]),
    ("a grey one", np.ones((1, 5, 7, 1)), np.array([3]), [1, (5, 7, 1), "float64", 1, 1, 1]),
]
FILES = [
    ("colour", (40, 60), (40, 60), "png"),
    ("colour", (40, 60), (24, 30), "bmp"),
    ("colour", (30, 60), None, "jpg"),
    ("grey", (40, 60), (40, 60), "png"),
    ("transparent", (60, 20), (18, 12), "png"),
    ("palette", (12, 18), (36, 24), "gif"),
    ("grey transparent", (40, 60), None, "png"),
]
SQUARE = [("colour", (40, 60), (32, 32), "png")]
BATCHES = [
    ([("colour", (40, 60)), ("grey", (60, 30)), ("transparent", (30, 50))], (24, 16)),
    ([("colour", (40, 60))], None),
    ([("plain", (40, 60))], None),
]
NAMES = ["Cat", "Dog", "Other"]
ROWS = [
    ([0.37, 0.50, 0.13], NAMES, "Dog"),
    ([[0.37, 0.50, 0.13], [0.8, 0.1, 0.1]], NAMES, ["Dog", "Cat"]),
    ([[0.37, 0.50, 0.13]], NAMES, ["Dog"]),
    ([0.6, 0.3, 0.1], ("b", "c", "a"), "b"),
]


def facts(images, labels):
    """A right description."""
    return {
        "pictures": len(images),
        "picture_shape": list(images.shape[1:]),
        "pixel_type": images.dtype,
        "lowest": images.min(),
        "highest": images.max(),
        "classes": len(set(labels)),
    }


def read(path, size=(32, 32), mode="RGB", resample=None):
    """A picture file's pixels, in a mode and resized."""
    picture = Image.open(path)
    return np.array(picture.convert(mode or picture.mode).resize(size[::-1], resample))


def read_closed(path, size):
    """A picture that is read after its file has been closed."""
    with Image.open(path) as picture:
        pass
    return np.array(picture.convert("RGB").resize(size))


def read_all(paths, size=(32, 32)):
    """A right batch."""
    return np.stack([read(path, size) / 255 for path in paths])


def name(probabilities, class_names):
    """A right answer for a row and for a batch."""
    return np.array(class_names)[probabilities.argmax(axis=-1)]


def try_predicted_class(predicted_class, cases, points):
    checks.try_predicted_class(predicted_class, cases, byhand.predicted_class, points)


def message_of(attempt, *given):
    """What a check says about a wrong answer."""
    with pytest.raises(AssertionError) as error:
        attempt(*given, points=1)
    return str(error.value)


@pytest.mark.parametrize("pixel_type", [np.dtype, str, lambda dtype: dtype.type])
def test_a_right_description_earns_the_points(pixel_type, capsys):
    def describe(images, labels):
        return facts(images, labels) | {"pixel_type": pixel_type(images.dtype)}

    assert checks.try_describe(describe, PICTURES, points=3) is None
    assert capsys.readouterr().out == "Right: 3 of 3 points.\n"


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (
            {"picture_shape": TINY.shape},
            '"picture_shape" of two tiny pictures should be (4, 2, 3), not (2, 4, 2, 3). '
            "Look at images.shape without its first number.",
        ),
        ({"pictures": 4}, '"pictures" of two tiny pictures should be 2, not 4. Look at the first'),
        ({"pixel_type": "uint8"}, "should be 'int16', not 'uint8'. Look at images.dtype."),
        ({"lowest": 0}, "should be -5, not 0. Minus signs are lost."),
        ({"lowest": 7}, "should be -5, not 7. Look at images.min()."),
        ({"highest": 255}, "should be 42, not 255. Look at images.max()."),
        (
            {"classes": [4, 8]},
            "should be 2, not [4, 8]. It should be one number, not an array. Those",
        ),
        ({"pictures": 48}, "should be 2, not 48. That counts every number."),
        ({"highest": 18}, "should be 42, not 18. That is of the first picture alone."),
        ({"lowest": 19}, "should be -5, not 19. That is of the last picture alone."),
        ({"lowest": -3}, "should be -5, not -3. That is of one channel alone."),
        ({"highest": 40}, "should be 42, not 40. That is of one channel alone."),
        ({"lowest": 42}, "should be -5, not 42. That is the largest value."),
        ({"highest": -5}, "should be 42, not -5. That is the smallest value."),
        ({"pictures": 15_360_000}, "should be 2, not 15360000."),
        ({"classes": 9}, "should be 2, not 9. Class numbers may have gaps."),
        ({"classes": 8}, "should be 2, not 8. Class numbers may have gaps."),
    ],
)
def test_a_wrong_answer_costs_its_part_of_the_description(wrong, message, capsys):
    first = PICTURES[:1]
    assert checks.try_describe(lambda *data: facts(*data) | wrong, first, points=3) == 2.5
    told, line = capsys.readouterr().out.splitlines()
    assert message in told
    assert line == "Points: 2.5 of 3 points."


def test_every_case_of_a_description_counts(capsys):
    assert checks.try_describe(lambda *_: facts(*PICTURES[0][1:3]), PICTURES, points=3) == 0
    assert '"classes" of a grey one should be 1, not 2.' in capsys.readouterr().out


def test_an_answer_that_a_description_lacks_is_told(capsys):
    assert checks.try_describe(lambda images, _: {"pictures": len(images)}, PICTURES, 3) == 0.5
    *missing, _ = capsys.readouterr().out.splitlines()
    assert len(missing) == 5  # each is told once, not for each case
    assert "\"highest\" is missing. Your keys are ['pictures']." in missing


def test_facts_of_our_data_and_lost_fractions_are_told(capsys):
    fine = ("fine ones", TINY[:1] * 1.5, np.array([3]), [1, (4, 2, 3), "float64", -7.5, 27, 1])

    def describe(images, labels):
        return facts(images, labels) | {"lowest": int(images.min()), "highest": 42}

    assert checks.try_describe(describe, [PICTURES[0], fine], points=3) == 2
    told = capsys.readouterr().out
    assert '"lowest" of fine ones should be -7.5, not -7. Fractions are lost.' in told
    assert "should be 27, not 42. That is the answer for two tiny pictures. Use images" in told


@pytest.mark.parametrize(("answer", "shown"), [(None, "None"), ([2, 3], "[2, 3]")])
def test_a_description_that_is_no_dictionary_is_told(answer, shown):
    told = message_of(checks.try_describe, lambda *_: answer, PICTURES)
    assert told == f"describe should return a dictionary, not {shown}."


@pytest.mark.parametrize(
    "load_image",
    [
        read,
        lambda *given: read(*given).astype("float64"),
        lambda *given: read(*given, resample=Image.Resampling.NEAREST),
        lambda *given: read(*given, resample=Image.Resampling.LANCZOS),
    ],
)
def test_right_pixels_earn_the_points(load_image, capsys):
    checks.try_load_image(load_image, FILES, points=3)
    assert capsys.readouterr().out == "Right: 3 of 3 points.\n"


@pytest.mark.parametrize(
    ("load_image", "message"),
    [
        (
            lambda path, size: read(path, size[::-1]),
            "The shape from load_image of a colour picture 60 wide and 40 high, size=(40, 60) "
            "should be (40, 60, 3), not (60, 40, 3). Height and width are exchanged",
        ),
        (lambda path, size: read(path, (40, 60)), "Is it resized to the size asked for?"),
        (lambda path, size=(9, 9): read(path, size), "without one it is 32 x 32"),
        (lambda *given: read(*given, mode=None), "Each pixel needs three channels"),
        (lambda *given: read(*given)[:, :, ::-1], "Red and blue are exchanged"),
        (lambda *given: read(*given) / 255, "scaled already"),
        (lambda *given: read(*given)[::-1], "stands on its head"),
        (lambda *given: read(*given)[:, ::-1], "Left and right are exchanged"),
        (lambda *given: read(*given) // 64, "The whole picture should be there"),
        (lambda *given: np.full_like(read(*given), read(*given)[0, 0]), "The whole picture"),
        (lambda *given: Image.open(given[0]), "should return an array, not a Pillow picture"),
        (lambda *given: None, "gave nothing (None). Is there a return? If so, what is resized?"),
        (lambda *given: read(*given).reshape(7, 7, 3), "stopped: cannot reshape"),
        (lambda path, *_: str(path), "should be an array of numbers of one shape, but it is a str"),
        (lambda *given: [*read(*given)], "should be one array, but it is a list. np.array"),
        (lambda *given: read(*given).astype(str), "an array of numbers of one shape"),
        (lambda *given: read(*given).transpose(2, 0, 1), "Channels come last"),
        (lambda *given: read(*given)[None], "One picture has three axes"),
        (lambda *given: read(*given).reshape(-1, 3), "One picture has three axes"),
        (lambda path, size: Image.open(path).resize(*size[::-1]), "resize wants one pair"),
        (lambda path, size: Image.open(path).resize(size[0]), "resize wants one pair"),
        (lambda *given: read_closed(*given), "The file is closed after the block of `with`"),
        (lambda path, size: read(path, size[::-1]).reshape(40, 60, 3), "a reshape scrambles"),
        (lambda path, size: np.rot90(read(path, size[::-1])), "the picture lies on its side"),
        (lambda *given: read(*given) / 127.5 - 1, "from -1 to 1: leave them from 0 to 255"),
        (byhand.load_image, "Write it yourself"),
    ],
)
def test_wrong_pixels_are_told(load_image, message):
    assert message in message_of(checks.try_load_image, load_image, FILES)


@pytest.mark.parametrize(
    ("load_image", "message"),
    [
        (lambda *given: read(*given).transpose(1, 0, 2), "lies on its side"),
        (
            lambda path, size: np.array(ImageOps.fit(Image.open(path), size)),
            "A part of the picture is missing",
        ),
        (lambda path, size: np.array(ImageOps.pad(Image.open(path), size)), "There is a border"),
        (lambda path, size: np.array(Image.open(path))[:32, :32], "The whole picture should"),
        (lambda path, size: np.resize(np.array(Image.open(path)), (32, 32, 3)), "scrambles"),
        (lambda *given: read(*given, mode="L")[..., None].repeat(3, 2), "The colours are gone"),
    ],
)
def test_what_only_some_pictures_show_is_told(load_image, message):
    assert message in message_of(checks.try_load_image, load_image, SQUARE)


def test_load_image_is_given_files_of_the_kind_and_format_of_the_case():
    seen = []

    def load_image(path, size=(32, 32)):
        with Image.open(path) as picture:
            seen.append((picture.mode, picture.size, size, picture.format))
        return read(path, size)

    checks.try_load_image(load_image, FILES, points=3)
    assert seen == [
        ("RGB", (60, 40), (40, 60), "PNG"),
        ("RGB", (60, 40), (24, 30), "BMP"),
        ("RGB", (60, 30), (32, 32), "JPEG"),
        ("L", (60, 40), (40, 60), "PNG"),
        ("RGBA", (20, 60), (18, 12), "PNG"),
        ("P", (18, 12), (36, 24), "GIF"),
        ("LA", (60, 40), (32, 32), "PNG"),
    ]


@pytest.mark.parametrize(
    "load_batch", [read_all, lambda *given: read_all(*given).astype("float32")]
)
def test_a_right_batch_earns_the_points(load_batch, capsys):
    checks.try_load_batch(load_batch, BATCHES, points=1)
    assert capsys.readouterr().out == "Right: 1 of 1 point.\n"


@pytest.mark.parametrize(
    ("load_batch", "message"),
    [
        (lambda *given: read_all(*given) * 255, "Divide by 255"),
        (lambda *given: read_all(*given) / 255, "twice"),
        (lambda *given: read_all(*given).round().astype("uint8") * 0, "whole numbers"),
        (
            lambda *given: read_all(*given) * 255 / 256,
            "should be [0.1961, 0.3922, 0.7882], not [0.1953",
        ),
        (
            lambda *given: read_all(*given) / read_all(*given).max(),
            "should be about [225, 218, 128]",
        ),
        (lambda *given: read_all(*given)[::-1], "picture 0 of the batch is file 2. Keep the order"),
        (lambda paths, size=0: read_all(sorted(paths), size or (32, 32)), "Keep the order"),
        (
            lambda paths, size=0: read_all(paths[:1] * 3, (24, 16)),
            "picture 1 of the batch is file 0",
        ),
        (lambda *given: 1 - read_all(*given), "picture 0 times 255: the pixel in row"),
        (lambda *given: np.concatenate(read_all(*given)), "glued together"),
        (lambda paths, size=0: read_all(paths), "pass on the size"),
        (lambda paths, size: read_all(paths, size[::-1]), "Height and width are exchanged"),
        (lambda *given: np.moveaxis(read_all(*given), 0, -1), "(pictures, height, width"),
        (
            lambda paths, *_: np.stack([read(p, Image.open(p).size) for p in paths]),
            "Only pictures of the same size, with three channels",
        ),
        (lambda *given: None, "gave nothing (None). Is there a return?"),
        (lambda *given: "a batch", "it is a str"),
        (lambda *given: [*read_all(*given)], "it is a list. Make one array of the pictures"),
        (lambda *given: read_all(*given)[:2], "one picture for each file"),
        (lambda *given: read_all(*given)[0], "Is `return` inside of the loop?"),
        (lambda *given: read_all(*given)[..., ::-1], "Red and blue are exchanged"),
        (lambda *given: read_all(*given) * 2 - 1, "go from -1 to 1: divide by 255"),
        (lambda *given: read_all(*given) * 3 - 1, "Divide each pixel by 255, and do nothing else"),
        (lambda *given: read_all(*given).round(2), "Do not round."),
        (lambda *given: read_all(*given).round(3), "Do not round."),
        (lambda *given: read_all(*given) + 0.01, "Divide each pixel by 255, and do nothing else"),
        (byhand.load_batch, "Write it yourself"),
    ],
)
def test_a_wrong_batch_is_told(load_batch, message):
    assert message in message_of(checks.try_load_batch, load_batch, BATCHES)


def test_one_file_is_a_batch_of_one():
    told = message_of(checks.try_load_batch, lambda paths: read_all(paths)[0], BATCHES[1:])
    assert "should be (1, 32, 32, 3), not (32, 32, 3). One file is a batch of one" in told


@pytest.mark.parametrize("names", [list, tuple, np.array])
def test_right_names_earn_the_points(names, capsys):
    def predicted_class(probabilities, class_names):
        found = name(probabilities, class_names)
        return names(found) if found.ndim else str(found)

    try_predicted_class(predicted_class, ROWS, points=2)
    assert capsys.readouterr().out == "Right: 2 of 2 points.\n"


@pytest.mark.parametrize(
    ("predicted_class", "message"),
    [
        (
            lambda row, names: names[0],
            "predicted_class([0.37, 0.5, 0.13], ['Cat', 'Dog', 'Other']) should be 'Dog', not "
            "'Cat'. One row needs one name, the one in the place of its largest number.",
        ),
        (lambda row, names: [*np.ravel(name(row, names))], "should be 'Dog', not ['Dog']. One row"),
        (
            lambda row, names: str(np.ravel(name(row, names))[0]),
            "should be ['Dog', 'Cat'], not 'Dog'. A batch needs a list with a name for each row",
        ),
        (
            lambda row, names: name(row, names)[::-1] if row.ndim > 1 else name(row, names),
            "should be ['Dog', 'Cat'], not ['Cat', 'Dog']. A batch",
        ),
        (
            lambda row, names: [[each] for each in name(row, names)] if row.ndim > 1 else "Dog",
            "should be ['Dog', 'Cat'], not [['Dog'], ['Cat']]. A batch needs a list",
        ),
        (lambda row, names: row.argmax(axis=-1), "gave 1: a place, not a name. Look it up"),
        (lambda row, names: names[row.argmax(axis=1)], "One row needs one name"),
        (lambda row, names: names[row.argmax(axis=-1)], "stopped: only"),
        (lambda row, names: names[9], "stopped: list index out of range. One row needs one name"),
        (lambda row, names: None, "gave nothing (None). Is there a return"),
        (lambda row, names: name(row, sorted(names)), "'b', not 'a'. The names were sorted."),
        (lambda row, names: name(row, names.copy()), "class_names may be a tuple"),
        (lambda row, names: name(row, names + []), "class_names may be a tuple"),
        (byhand.predicted_class, "Write it yourself"),
    ],
)
def test_wrong_names_are_told(predicted_class, message):
    assert message in message_of(try_predicted_class, predicted_class, ROWS)


def test_a_batch_of_one_keeps_its_list():
    def predicted_class(probabilities, class_names):
        found = name(probabilities, class_names)
        return found[0] if np.shape(found) == (1,) else found

    told = message_of(try_predicted_class, predicted_class, ROWS)
    assert "predicted_class([[0.37, 0.5, 0.13]], " in told
    assert "should be ['Dog'], not 'Dog'" in told


@pytest.mark.parametrize(
    ("attempt", "cases"),
    [
        (checks.try_describe, PICTURES),
        (checks.try_load_image, FILES),
        (checks.try_load_batch, BATCHES),
        (try_predicted_class, ROWS),
    ],
)
@pytest.mark.parametrize("error", [ZeroDivisionError, KeyError, NotImplementedError])
def test_other_errors_reach_the_learner_as_they_are(attempt, cases, error):
    def answer(*_):
        raise error("a slip of another kind")

    with pytest.raises(error, match="another kind"):
        attempt(answer, cases, points=1)
