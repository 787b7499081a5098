"""Do the checks of functions that predict tell right from wrong, and say what to look at?"""

from helpers import byhand, checks

import numpy as np
import pytest
from PIL import Image, ImageOps

BRIGHTNESS = {"dark": 0.1, "grey": 0.5, "bright": 0.9}
PICTURES = [(BRIGHTNESS, (8, 12), [20, 125, 240], ["dark", "grey", "bright"])]
FILES = [
    ("colour", (40, 60), (8, 14), ["red", "green", "blue"]),
    ("grey", (70, 25), (10, 6), ("r", "g", "b")),
    ("transparent", (9, 14), (32, 32), ["a", "b", "c", "d"]),
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
            "'dark, grey, bright', not 'bright, bright, bright'. The network expects pixels from 0",
        ),
        (
            lambda i, m, n: name_likeliest(i / 255**2, m, n),
            "The pixels come out near 0: divided by 255 twice,",
        ),
        (lambda i, m, n: name_likeliest(i / 127.5 - 1, m, n), "not from -1 to 1."),
        (
            lambda i, m, n: ["dark", "grey", "cat"],
            "gave the name 'cat', which is not in class_names",
        ),
        (lambda i, m, n: [0, 1, 2], "gave [0, 1, 2]: numbers, not names. Look them up"),
        (lambda i, m, n: n[0], "should be ['dark', 'grey', 'bright'], not 'dark'. Each picture"),
        (lambda i, m, n: list(n) * 9, "not ['dark', 'grey', 'bright', ..., 'dark', 'grey', 'br"),
        (lambda i, m, n: n[8], "Without an axis, argmax() counts through all rows"),
        (lambda i, m, n: np.array(n)[8], "Without an axis, argmax() counts through all rows"),
        (lambda i, m, n: n[np.arange(3)], "A list takes one index at a time"),
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


def test_pixels_divided_by_the_largest_one_are_told():
    dark = (BRIGHTNESS, (8, 12), [25, 15], ["dark", "dark"])
    told = message_of(
        checks.try_predict_names, lambda i, m, n: name_likeliest(i / i.max(), m, n), [dark]
    )
    assert "should be 'dark, dark', not 'bright, grey'. Divide by 255, whatever the largest" in told


def test_right_classes_earn_the_points(capsys):
    def classify_image(path, model, class_names):
        row = look(path, model)
        return [class_names[row.argmax()], row.max()]

    checks.try_classify_image(classify_image, FILES, points=3)
    assert capsys.readouterr().out == "Right: 3 of 3 points.\n"


def classify(change):
    """An answer that is right but for a change of what it hands to the network."""

    def classify_image(path, model, class_names):
        height, width = model.input_shape[1:3]
        picture = change(Image.open(path).convert("RGB"), width, height)
        row = model.predict(np.asarray(picture)[None], verbose=0)[0]
        return class_names[row.argmax()], row.max()

    return classify_image


def shrink(picture, width, height):
    return np.asarray(picture.resize((width, height))) / 255


@pytest.mark.parametrize("way", list(Image.Resampling))
def test_any_way_of_resizing_earns_the_points(way, capsys):
    answer = classify(lambda picture, *size: np.asarray(picture.resize(size, way)) / 255)
    checks.try_classify_image(answer, FILES, points=3)
    assert capsys.readouterr().out == "Right: 3 of 3 points.\n"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda *p: shrink(*p) * 255, "The network expects pixels from 0 to 1: divide by 255."),
        (lambda *p: shrink(*p) / 255, "The pixels are divided by 255 twice"),
        (lambda *p: shrink(*p) * 2 - 1, "from 0 to 1, not from -1 to 1."),
        (lambda *p: shrink(*p) / shrink(*p).max(), "whatever the largest pixel at hand is."),
        (lambda *p: shrink(*p).round(), "The pixels have become whole numbers"),
        (lambda *p: shrink(*p)[..., ::-1], "Red and blue are exchanged."),
        (lambda *p: shrink(*p)[::-1], "The picture stands on its head."),
        (lambda *p: shrink(*p)[:, ::-1], "Left and right are exchanged."),
        (lambda p, *s: shrink(p.convert("L").convert("RGB"), *s), "The colours are gone."),
        (lambda p, *s: np.array(ImageOps.fit(p, s)) / 255, "A part of the picture is missing"),
        (lambda p, *s: np.array(ImageOps.pad(p, s)) / 255, "There is a border"),
        (lambda p, w, h: np.resize(np.array(p), (h, w, 3)) / 255, "scrambles a picture"),
        (lambda p, w, h: shrink(p, h, w).reshape(h, w, 3), "scrambles a picture"),
        (lambda p, w, h: shrink(p, h, w).transpose(1, 0, 2), "the picture lies on its side."),
        (lambda p, w, h: np.tile(shrink(p, *p.size)[0, 0], (h, w, 1)), "one pixel, all over"),
    ],
)
def test_what_the_network_should_not_get_is_told(change, message):
    told = message_of(checks.try_classify_image, classify(change), FILES)
    assert told.startswith("classify_image (colour file, 40 high and 60 wide, for a network that ")
    assert message in told


@pytest.mark.parametrize(
    ("classify_image", "message"),
    [
        (lambda path, model, names: (names[1], 0.3), "the probability should be 0.665"),
        (lambda path, model, names: (names[1], 70.0), "from 0 to 1, not to 100"),
        (lambda path, model, names: (names[1], "0.7"), "Give the number, not a text."),
        (lambda path, model, names: (names[1], look(path, model)), "Give the largest one."),
        (lambda path, model, names: (names[2], 0.7), "the name should be 'green', not 'blue'. The"),
        (lambda path, model, names: (1, 0.7), "That is the index."),
        (lambda path, model, names: (names[:1], 0.7), "gives a list: take its [0]"),
        (lambda path, model, names: (0.7, names[0]), "The name comes first, then the probability"),
        (lambda path, model, names: names[0], "a pair, (name, probability), not 'red'."),
        (lambda path, model, names: None, "gave nothing (None). Is there a return?"),
        (
            lambda path, model, names: look(path, model, size=(32, 32)),
            "stopped: the network takes a batch of one, of shape (1, 8, 14, 3), and was given the "
            "shape (1, 32, 32, 3). Did you resize to model.input_shape[1:3]",
        ),
        (
            lambda path, model, names: model.predict(np.ones((8, 14, 3)), verbose=0),
            "and was given the shape (8, 14, 3). A single picture has no first axis",
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


TIED = [([0.1, 0.4, 0.4, 0.1], "abcd", 2, [("c", 0.4), ("b", 0.4)])]


def test_equally_likely_classes_come_in_any_order(capsys):
    for best in ("bc", "cb"):
        checks.try_top_k(lambda *_, best=best: [(name, 0.4) for name in best], TIED, points=1)
    assert capsys.readouterr().out == "Right: 1 of 1 point.\n" * 2
    told = message_of(checks.try_top_k, lambda *_: [("b", 0.4), ("a", 0.1)], TIED)
    assert "should be 'c, b', not 'b, a'. Equally likely classes all count" in told


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
            "the probabilities, first to last, should be [0.6 , 0.35], not [0.6, 0.3]. Each class",
        ),
        (lambda row, names, k: [("Cat", 0.6), ("Dog", 0.35)], "has to keep its own name"),
        (lambda row, names, k: [("Cat", 0.05), ("Other", 0.35)], "Those are the least likely"),
        (lambda row, names, k: [("Dog", 0.6), ("Dog", 0.6)], "A class is there twice"),
        (lambda row, names, k: [(1, 0.6), (2, 0.35)], "Those are no names of classes"),
        (lambda row, names, k: names[:2], "a list of pairs (name, probability), not ['Cat', 'D"),
        (lambda row, names, k: 7, "a list of pairs (name, probability), not 7."),
        (lambda row, names, k: [("Dog", "0.6"), ("Other", "0.35")], "Give numbers, not texts."),
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


FUNCTIONS = {
    "confidence_interval": (checks.CONFIDENCE_INTERVAL, (0.99, 100), (0.970498, 1)),
    "confidence_and_accuracy": (
        checks.CONFIDENCE_AND_ACCURACY,
        ([0.95, 0.62, 0.6, 0.7], [True, False, True, True], 0.6, 0.7),
        (0.66, 0.5),
    ),
    "compare_pairwise": (
        checks.COMPARE_PAIRWISE,
        ([True] * 3 + [False] * 5, [False] * 2 + [True] * 5 + [False]),
        (2, 4, 0.8164966),
    ),
}


@pytest.mark.parametrize(
    ("name", "answer", "message"),
    [
        ("confidence_interval", lambda p, n: (0.9705, 1.0095), "Cut off: nothing lies below 0"),
        ("confidence_interval", lambda p, n: (1, 0.970498), "Low comes before high."),
        ("confidence_interval", lambda p, n: (0.9701, 1), "That is 2 standard errors"),
        ("confidence_interval", lambda p, n: (0.9, 1), "Go 1.96 times the root"),
        ("confidence_and_accuracy", lambda c, r, low, high: (0.62, 0), "high does."),
        ("confidence_and_accuracy", lambda c, r, low, high: (0.64, 2 / 3), "low itself does not"),
        ("confidence_and_accuracy", lambda c, r, low, high: (0.5, 0.66), "confidence comes first"),
        ("confidence_and_accuracy", lambda c, r, low, high: c > low and c < high, "is written &"),
        ("compare_pairwise", lambda a, b: (4, 2, -0.8164966), "The first number is where only a"),
        ("compare_pairwise", lambda a, b: (2, 4, 1 / 3), "The root is missing"),
        ("compare_pairwise", lambda a, b: (3, 5, 2 / 8**0.5), "Leave out the pictures that both"),
        ("compare_pairwise", lambda a, b: (2, 4, 1 / 0), "Where the two never differ"),
        ("compare_pairwise", lambda a, b: a - b, "True and False cannot be subtracted"),
    ],
)
def test_known_mistakes_are_told(name, answer, message):
    options, arguments, gives = FUNCTIONS[name]
    check = checks.Check(answer, points=1, **options)
    with pytest.raises(AssertionError) as error:
        check(*arguments, gives=gives)
    assert message in str(error.value)
