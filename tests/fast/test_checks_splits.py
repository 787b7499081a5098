"""Do the checks of functions that split pictures tell right from wrong, and say what to look at?"""

from helpers import byhand, checks
from helpers.checks.splits import number_pictures, read_numbers

import numpy as np
import pytest
from sklearn.model_selection import train_test_split

# Pictures, classes, shape of the labels, options, pictures in validation.
PREPARED = [
    (50, 5, (-1,), {}, 10),
    (40, 3, (-1, 1), {"validation_share": 0.25, "seed": 1}, 10),
]
SPLIT = [(np.repeat([0, 1], [50, 30]), 0.2), (np.tile([2, 0, 1, 0], 30), 0.25)]
PICTURES = np.random.default_rng(3).integers(0, 256, (30, 4, 4, 3))
LEAKED = [
    ("a split with two leaked", PICTURES[:15], PICTURES[[20, 14, 21, 0, *range(22, 30)]], [1, 3]),
    ("an honest split", PICTURES[:15], PICTURES[15:], []),
]


def encode(labels, classes=None):
    """One-hot rows."""
    return np.eye(classes or np.max(labels) + 1)[np.ravel(labels)]


def prepare(images, labels, validation_share=0.2, seed=42):
    """A right preparation."""
    return train_test_split(
        images / 255, encode(labels), test_size=validation_share, random_state=seed
    )


def prepare_otherwise(pictures=lambda images: images / 255, labels=encode, **wrong):
    """A preparation that scales, encodes or splits in another way."""

    def prepare_dataset(images, classes, validation_share=0.2, seed=42):
        options = {"test_size": validation_share, "random_state": seed} | wrong
        return train_test_split(pictures(images), labels(classes), **options)

    return prepare_dataset


def encode_apart(encode_parts):
    """A preparation that encodes the labels of the two parts after the split."""

    def prepare_dataset(images, labels, validation_share=0.2, seed=42):
        options = {"test_size": validation_share, "random_state": seed}
        *pictures, train, validation = train_test_split(images / 255, np.ravel(labels), **options)
        return *pictures, *encode_parts(train, validation)

    return prepare_dataset


def overlap(images, labels, validation_share=0.2, seed=42):
    """A preparation in which some pictures are in both parts."""
    train_x, _, train_y, _ = prepare(images, labels, validation_share, seed)
    _, validation_x, _, validation_y = prepare(images, labels, validation_share, seed + 1)
    return train_x, validation_x, train_y, validation_y


def apart(images, labels, validation_share=0.2, seed=42):
    """A preparation that shuffles pictures and labels apart."""
    pictures = prepare(images, labels, validation_share, seed)[:2]
    return *pictures, *prepare(images, labels, validation_share, seed + 1)[2:]


def stratify(labels, validation_share=0.2, seed=42):
    """A right split."""
    return train_test_split(
        range(len(labels)), test_size=validation_share, random_state=seed, stratify=labels
    )


def take_first(labels, validation_share, seed, each=None):
    """A split that takes the first of each class for validation: their share, or `each`."""
    validation = []
    for label in np.unique(labels):
        places = np.flatnonzero(labels == label)
        validation += [*places[: each or round(len(places) * validation_share)]]
    return np.setdiff1d(np.arange(len(labels)), validation), validation


def search(train, validation):
    """A right search."""
    return [i for i, image in enumerate(validation) if (train == image).all(axis=(1, 2, 3)).any()]


def try_prepare_dataset(prepare_dataset, cases, points):
    return checks.try_prepare_dataset(prepare_dataset, cases, byhand.prepare_dataset, points)


def try_stratified_split(stratified_split, cases, points):
    checks.try_stratified_split(stratified_split, cases, byhand.stratified_split, points)


def try_find_leaked(find_leaked, cases, points):
    checks.try_find_leaked(find_leaked, cases, byhand.find_leaked, points)


def message_of(attempt, *given):
    """What a check says about a wrong answer."""
    with pytest.raises(AssertionError) as error:
        attempt(*given, points=1)
    return str(error.value)


@pytest.mark.parametrize(
    "scale",
    [lambda p: p, lambda p: p / 255, lambda p: p / 127.5 - 1, lambda p: (p - p.mean()) / p.std()],
)
def test_numbers_are_read_however_pictures_were_scaled(scale):
    order = np.random.default_rng(1).permutation(59)
    pictures = number_pictures(59)[order]
    for flipped in (pictures, pictures[:, :, ::-1], pictures[:, ::-1, :, ::-1]):
        assert read_numbers(scale(flipped), 59).tolist() == order.tolist()


@pytest.mark.parametrize(
    "prepare_dataset",
    [
        prepare,
        lambda *data, **options: [part.tolist() for part in prepare(*data, **options)],
        lambda *data, **options: [p.astype("float32") for p in prepare(*data, **options)],
    ],
)
def test_right_preparations_earn_the_points(prepare_dataset, capsys):
    assert try_prepare_dataset(prepare_dataset, PREPARED, points=3) is None
    assert capsys.readouterr().out == "Right: 3 of 3 points.\n"


@pytest.mark.parametrize(
    ("prepare_dataset", "message"),
    [
        (
            prepare_otherwise(random_state=None, shuffle=False),
            "The split of prepare_dataset(50 pictures) is not shuffled. Give random_state=seed to "
            "train_test_split, and leave out shuffle=False.",
        ),
        (prepare_otherwise(random_state=None), "changes from call to call. Give random_state=seed"),
        (prepare_otherwise(random_state=42), "is the same for another seed. Give random_state"),
        (
            lambda images, labels, validation_share=0.2, seed=1: prepare(
                images, labels, validation_share, seed
            ),
            "The split of prepare_dataset(50 pictures) is not the one for seed=42. Leave seed=42",
        ),
        (
            prepare_otherwise(test_size=0.25),
            "the lengths of what prepare_dataset(50 pictures) returns should be [40, 10, 40, 10], "
            "not [37, 13, 37, 13]. Validation gets validation_share of the pictures, here 10 of 50, "
            "and training all others.",
        ),
        (
            prepare_otherwise(test_size=0.2),
            "prepare_dataset(40 pictures, validation_share=0.25, seed=1) returns should be "
            "[30, 10, 30, 10], not [32, 8, 32, 8].",
        ),
        (overlap, "Each picture should be in one part, once."),
        (
            prepare_otherwise(pictures=lambda images: images),
            "The training pictures of prepare_dataset(50 pictures) should go from 0 to 0.984; yours "
            "go from 0.000 to 251.000. Is every pixel divided by 255, once",
        ),
        (prepare_otherwise(pictures=lambda x: x // 255), "yours go from 0.000 to 0.000."),
        (prepare_otherwise(pictures=lambda x: x / 255**2), "yours go from 0.000 to 0.004."),
        (prepare_otherwise(pictures=lambda x: x / x.max()), "yours go from 0.000 to 1.000."),
        (
            prepare_otherwise(pictures=lambda x: x[:, :, ::-1] / 255),
            "The training pictures of prepare_dataset(50 pictures) have the right values, but at "
            "other places. Is a picture flipped",
        ),
        (prepare_otherwise(pictures=lambda x: x[..., ::-1] / 255), "or its channels exchanged?"),
        (
            prepare_otherwise(pictures=lambda x: x[:, :2] / 255),
            "should be [4, 5, 3], not [2, 5, 3]. Height, width and channels stay as they are.",
        ),
        (
            prepare_otherwise(labels=np.ravel),
            "the training labels of prepare_dataset(50 pictures) should have the shape (40, 5), not "
            "(40,). These are class numbers. byhand.one_hot(labels, classes) makes rows.",
        ),
        (
            prepare_otherwise(labels=lambda labels: encode(labels, np.max(labels) + 2)),
            "should have the shape (40, 5), not (40, 6).",
        ),
        (
            prepare_otherwise(labels=lambda labels: np.unique(labels) == np.c_[np.ravel(labels)]),
            "should have the shape (40, 5), not (40, 4).",
        ),
        (apart, "Are they one-hot, and shuffled together with their pictures?"),
        (
            prepare_otherwise(labels=lambda labels: byhand.one_hot(labels, np.max(labels))),
            "A class between may not occur, so their number is np.max(labels) + 1.",
        ),
        (
            encode_apart(lambda train, validation: (encode(train), encode(validation))),
            "where class 4 is in training only, should be [[5], [5]], not [[5], [4]]. Both parts",
        ),
        (
            encode_apart(lambda *parts: [byhand.one_hot(p, parts[0].max() + 1) for p in parts]),
            "where class 4 is in validation only, should be [[5], [5]], not [[4], [4]].",
        ),
        (
            encode_apart(lambda *parts: [np.eye(parts[0].max() + 1)[p] for p in parts]),
            "in validation only, stopped: index 4 is out of bounds for axis 0 with size 4.",
        ),
    ],
)
def test_a_wrong_part_of_a_preparation_costs_its_point(prepare_dataset, message, capsys):
    assert try_prepare_dataset(prepare_dataset, PREPARED, points=3) == 2
    *told, line = capsys.readouterr().out.splitlines()
    assert message in "\n".join(told)
    assert line == "Points: 2 of 3 points."


@pytest.mark.parametrize("part", [0, 1])
@pytest.mark.parametrize("kind", ["pictures", "labels"])
def test_training_and_validation_are_both_looked_at(part, kind, capsys):
    def prepare_dataset(images, labels, **options):
        parts = prepare(images, labels, **options)
        parts[part + (0 if kind == "pictures" else 2)] *= 0.5
        return parts

    assert try_prepare_dataset(prepare_dataset, PREPARED, points=3) == 2
    assert f"he {['training', 'validation'][part]} {kind} of" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("prepare_dataset", "message"),
    [
        (lambda *_, **__: None, "prepare_dataset(50 pictures) should return four arrays. Is there"),
        (lambda *data, **options: prepare(*data, **options)[:2], "should return four arrays"),
        (
            lambda *data, **options: [prepare(*data, **options)[i] for i in (0, 2, 1, 3)],
            "should return pictures, pictures, labels, labels, in this order, but the shapes are "
            "(40, 4, 5, 3), (40, 5), (10, 4, 5, 3), (10, 5).",
        ),
        (byhand.prepare_dataset, "Write it yourself"),
    ],
)
def test_what_is_no_preparation_is_told(prepare_dataset, message):
    assert message in message_of(try_prepare_dataset, prepare_dataset, PREPARED)


def test_labels_are_given_in_the_shape_of_the_case():
    shapes = set()

    def prepare_dataset(images, labels, **options):
        shapes.add(labels.shape)
        return prepare(images, labels, **options)

    try_prepare_dataset(prepare_dataset, PREPARED, points=3)
    assert shapes == {(50,), (40, 1)}


@pytest.mark.parametrize("kind", [tuple, lambda parts: [np.array(p) for p in parts]])
def test_right_splits_earn_the_points(kind, capsys):
    try_stratified_split(lambda *given: kind(stratify(*given)), SPLIT, points=2)
    assert capsys.readouterr().out == "Right: 2 of 2 points.\n"


@pytest.mark.parametrize(
    ("stratified_split", "message"),
    [
        (
            lambda labels, share, seed: train_test_split(labels, test_size=share),
            "stratified_split([0, 0, 0, 0, 0, ...], 0.2), both parts together and sorted should be",
        ),
        (
            lambda *given: stratify(*given)[::-1],
            "Are the two parts swapped, or is the share given to train_size?",
        ),
        (
            lambda labels, *_: stratify(labels, 0.4),
            "validation should have about 16 places, not 32. Is validation_share used?",
        ),
        (lambda labels, _, seed: stratify(labels, 0.2, seed), "about 30 places, not 24"),
        (
            lambda *given: take_first(*given, each=8),
            "stratified_split([0, 0, 0, 0, 0, ...], 0.2): validation has 8 pictures of class 0; it "
            "should have 10 to within one picture. Split every class by itself, or use the option",
        ),
        (lambda *given: stratify(*given[:2], seed=None), "gives another split at each call."),
        (
            take_first,
            "gives the same split for the seeds 42 and 7. Draw the pictures with the seed",
        ),
        (
            lambda labels, share, seed: (stratify if seed == 42 else take_first)(
                labels, share, seed, *([] if seed == 42 else [9])
            ),
            "validation has 9 pictures of class 1; it should have 6",
        ),
        (
            lambda labels, share=0.25, seed=42: stratify(labels, share, seed),
            "stratified_split(labels) should give the same as stratified_split(labels, 0.2, 42).",
        ),
        (
            lambda labels, share, seed: [np.isin(range(len(labels)), p) for p in stratify(labels)],
            "Return the places, not True/False: np.flatnonzero(mask).",
        ),
        (
            lambda labels, *_: [np.split(np.arange(len(labels)), [40])] * 2,
            "each part should be one flat list of places. Join the pieces",
        ),
        (lambda labels, *_: [[[0], [1]]] * 2, "each part should be one flat list of places."),
        (
            lambda labels, *_: train_test_split(labels, stratify=np.arange(len(labels))),
            "The option stratify wants the labels.",
        ),
        (
            lambda labels, *given: labels.fill(0) or stratify(labels, *given),
            "changes the labels that it is given, so its places do not fit them any more.",
        ),
        (lambda *given: stratify(*given)[0], "but the list that it returned holds 64."),
        (
            lambda *_: None,
            "should return two arrays of places, not a NoneType: return train, valid",
        ),
        (byhand.stratified_split, "Write it yourself"),
    ],
)
def test_wrong_splits_are_told(stratified_split, message):
    assert message in message_of(try_stratified_split, stratified_split, SPLIT)


def test_parts_of_a_wrong_size_are_not_called_swapped():
    told = message_of(try_stratified_split, lambda labels, *_: stratify(labels, 0.4), SPLIT)
    assert "swapped" not in told


@pytest.mark.parametrize("kind", [list, tuple, lambda places: np.array(places, dtype=int)])
def test_right_places_earn_the_points(kind, capsys):
    try_find_leaked(lambda *given: kind(search(*given)), LEAKED, points=2)
    assert capsys.readouterr().out == "Right: 2 of 2 points.\n"


@pytest.mark.parametrize(
    ("find_leaked", "message"),
    [
        (
            lambda train, validation: search(validation, train),
            "find_leaked(...) for a split with two leaked should be [1, 3], not [ 0, 14]. Give the "
            "places in validation_images, from 0, of pictures that are also in train_images",
        ),
        (lambda *given: len(search(*given)), "should be [1, 3], not 2."),
        (lambda *given: search(*given)[::-1], "should be [1, 3], not [3, 1]."),
        (
            lambda *given: np.repeat(search(*given), 2),
            "should be [1, 3], not [1, 1, 3, 3]. Give each place once, also where its picture is",
        ),
        (
            lambda t, v: [i for i, image in enumerate(v) if (t == image).all(axis=(1, 2, 3))],
            "Two pictures, one against one: np.array_equal(a, b).",
        ),
        (lambda *given: search(*given) or None, "for an honest split gave nothing (None)"),
        (lambda t, v: [image in t for image in v], "Return the places, not True/False."),
        (lambda t, v: np.isin(np.arange(12), search(t, v)), "Return the places, not True/False."),
        (
            lambda t, v: [*range(13)],
            "should give 2 places, not 13. A picture has leaked only if all its pixels equal those",
        ),
        (lambda t, v: v[search(t, v)], "should have the shape (2,), not (2, 4, 4, 3)."),
        (lambda t, v: [*v, *v], "should have the shape (2,), not (24, 4, 4, 3)."),
        (byhand.find_leaked, "Write it yourself"),
    ],
)
def test_wrong_places_are_told(find_leaked, message):
    assert message in message_of(try_find_leaked, find_leaked, LEAKED)


def test_pictures_that_are_given_can_be_changed():
    """An answer that writes into its arrays spoils neither the next case nor what is expected."""

    def answer(*arrays):
        found = search(*arrays)
        arrays[0][:] = 0
        return found

    try_find_leaked(answer, [*LEAKED, *LEAKED], points=1)


@pytest.mark.parametrize(
    ("attempt", "cases"),
    [
        (try_prepare_dataset, PREPARED),
        (try_stratified_split, SPLIT),
        (try_find_leaked, LEAKED),
    ],
)
@pytest.mark.parametrize("error", [TypeError, ValueError, IndexError, NotImplementedError])
def test_other_errors_reach_the_learner_as_they_are(attempt, cases, error):
    def answer(*_, **__):
        raise error("a slip of another kind")

    with pytest.raises(error, match="another kind"):
        attempt(answer, cases, points=1)
