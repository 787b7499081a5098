"""Do the checks of functions that predict tell right from wrong, and say what to look at?"""

from helpers import byhand, checks

import numpy as np
import pytest
from PIL import Image

BRIGHTNESS = {"dark": 0.1, "grey": 0.5, "bright": 0.9}
PICTURES = [(BRIGHTNESS, (8, 12), [20, 125, 240], ["dark", "grey", "bright"])]
FILES = [
    ("colour", (60, 40), (200, 100, 50), (8, 12), ["red", "green", "blue"]),
    ("grey", (25, 70), (120, 120, 120), (10, 6), ("r", "g", "b")),
    ("transparent", (32, 32), (60, 70, 140), (10, 6), ["red", "green", "blue"]),
]
ROWS = [([0.05, 0.6, 0.35], ["Cat", "Dog", "Other"], 2, [("Dog", 0.6), ("Other", 0.35)])]


def look(path, model, mode="RGB", size=None):
    """The probabilities for a file, read in a mode and resized to (height, width)."""
    height, width = size or model.input_shape[1:3]
    picture = Image.open(path)
    picture = picture.convert(mode) if mode else picture
    pixels = np.array(picture.resize((width, height))) / 255
    return model.predict(pixels[None], verbose=0)[0]


def name_likeliest(images, model, class_names):
    """A right answer, apart from the scale of the pixels."""
    places = model.predict(images, verbose=0).argmax(axis=1)
    return [class_names[place] for place in places]


def best_two(probabilities, class_names):
    """A right answer for k = 2."""
    places = np.argsort(probabilities)[:0:-1]
    return [(class_names[place], probabilities[place]) for place in places]


def message_of(attempt, *given):
    """What a check says about a wrong answer."""
    with pytest.raises(AssertionError) as error:
        attempt(*given, points=1)
    return str(error.value)


def test_right_names_earn_the_points(capsys):
    more = [*PICTURES, ({"a": 0.9, "b": 0, "c": 0.4}, (4, 4), [90, 3], ("c", "b"))]
    checks.try_predict_names(
        lambda images, *rest: np.array(name_likeliest(images / 255, *rest)), more, points=2
    )
    assert capsys.readouterr().out == "Right: 2 of 2 points.\n"


@pytest.mark.parametrize(
    ("predict_names", "message"),
    [
        (
            name_likeliest,
            "predict_names of pictures with all pixels 20, 125, 240 should be "
            "'dark, grey, bright', not 'bright, bright, bright'. Scale the pixels",
        ),
        (lambda i, m, n: [0, 1, 2], "gave [0, 1, 2]: numbers, not names. Look them up"),
        (lambda i, m, n: n[0], "should be ['dark', 'grey', 'bright'], not 'dark'. Each picture"),
        (lambda i, m, n: list(n) * 9, "not ['dark', 'grey', 'bright', ..., 'dark', 'grey', 'br"),
        (lambda i, m, n: n[8], "Without an axis, argmax() counts through all rows"),
        (lambda i, m, n: np.array(n)[8], "Without an axis, argmax() counts through all rows"),
        (lambda i, m, n: n[np.arange(3)], "A list takes one place at a time"),
        (lambda i, m, n: None, "gave nothing (None)"),
        (byhand.predict_names, "Write it yourself"),
    ],
)
def test_wrong_names_are_told(predict_names, message):
    assert message in message_of(checks.try_predict_names, predict_names, PICTURES)


def test_the_second_case_counts_too():
    second = (BRIGHTNESS, (8, 12), [250], ["bright"])
    names = ["dark", "grey", "bright"]
    told = message_of(
        checks.try_predict_names, lambda i, m, n: names[: len(i)], [*PICTURES, second]
    )
    assert "all pixels 250 should be 'bright', not 'dark'" in told


def test_right_classes_earn_the_points(capsys):
    def classify_image(path, model, class_names):
        row = look(path, model)
        return [class_names[row.argmax()], row.max()]

    checks.try_classify_image(classify_image, FILES, points=3)
    assert capsys.readouterr().out == "Right: 3 of 3 points.\n"


@pytest.mark.parametrize(
    ("classify_image", "message"),
    [
        (
            lambda path, model, names: (names[0], look(path, model).max() / 2),
            "classify_image (colour file 60 wide and 40 high, colour (200, 100, 50)): "
            "the probability should be 0.695",
        ),
        (lambda path, model, names: (names[0], 70.0), "from 0 to 1, not to 100"),
        (lambda path, model, names: (names[2], 0.7), "the name should be 'red', not 'blue'. A"),
        (lambda path, model, names: (names[:1], 0.7), "gives a list: take its [0]"),
        (lambda path, model, names: names[0], "a pair, (name, probability), not 'red'."),
        (lambda path, model, names: None, "gave nothing (None). Is there a return?"),
        (
            lambda path, model, names: look(path, model, size=(32, 32)),
            "expected shape=(None, 8, 12, 3), found shape=(1, 32, 32, 3). The network takes a "
            "batch of one, of shape (1, 8, 12, 3). Did you resize to model.input_shape[1:3]?",
        ),
        (byhand.classify_image, "Write it yourself"),
    ],
)
def test_wrong_classes_are_told(classify_image, message):
    assert message in message_of(checks.try_classify_image, classify_image, FILES)


@pytest.mark.parametrize(("place", "kind"), [(1, "grey"), (2, "transparent")])
def test_a_file_that_stays_in_its_mode_is_told(place, kind):
    told = message_of(
        checks.try_classify_image, lambda p, m, n: look(p, m, mode=None), [FILES[place]]
    )
    assert f"({kind} file" in told
    assert f"Did you turn the {kind} picture into a colour one" in told


def test_right_pairs_earn_the_points(capsys):
    more = [*ROWS, ([0.2, 0.7, 0.1], "xyz", 1, [("y", 0.7)])]
    checks.try_top_k(lambda row, names, k: best_two(row, names)[:k], more, points=2)
    assert capsys.readouterr().out == "Right: 2 of 2 points.\n"


def sorted_in_place(probabilities, class_names, k):
    answer = best_two(probabilities, class_names)
    probabilities.sort()
    return answer


@pytest.mark.parametrize(
    ("top_k", "message"),
    [
        (
            lambda row, names, k: best_two(row, names)[::-1],
            "top_k([0.05, 0.6, 0.35], ['Cat', 'Dog', 'Other'], 2): the names, first to last, "
            "should be 'Dog, Other', not 'Other, Dog'. The largest probability comes first",
        ),
        (
            lambda row, names, k: [("Dog", 0.6), ("Other", 0.3)],
            "the probabilities, first to last, should be [0.6 , 0.35], not [0.6, 0.3]. The largest",
        ),
        (lambda row, names, k: names[:2], "a list of pairs (name, probability), not ['Cat', 'D"),
        (lambda row, names, k: 7, "a list of pairs (name, probability), not 7."),
        (lambda row, names, k: [("Dog", 0.6)], "not [('Dog', 0.6)]. Keep k of them."),
        (sorted_in_place, "the array that was given should be [0.05, 0.6 , 0.35], not"),
        (lambda row, names, k: None, "gave nothing (None). Is there a return?"),
        (byhand.top_k, "Write it yourself"),
    ],
)
def test_wrong_pairs_are_told(top_k, message):
    assert message in message_of(checks.try_top_k, top_k, ROWS)


@pytest.mark.parametrize(
    ("attempt", "cases"),
    [
        (checks.try_predict_names, PICTURES),
        (checks.try_classify_image, FILES),
        (checks.try_top_k, ROWS),
    ],
)
@pytest.mark.parametrize("error", [TypeError, ValueError, IndexError, NotImplementedError])
def test_other_errors_reach_the_learner_as_they_are(attempt, cases, error):
    def answer(*_):
        raise error("a slip of another kind")

    with pytest.raises(error, match="another kind"):
        attempt(answer, cases, points=1)
