"""Do the checks of layers and networks tell right from wrong, and say what to look at?"""

import re

from helpers import byhand, checks
from helpers.checks.networks import PARTS
from helpers.quiet import keras, layers

import numpy as np
import pytest

HINTS = {name: f"Look at the {name}." for name in ("output", "weights", "sums", "predictions")}
SMALL = [((16, 14, 1), 3)]
CASES = [
    ("conv", (6, 6, 3), (4, 4, 16)),
    ("pool", (4, 4, 1), (2, 2, 1)),
    ("flatten", (6, 6, 3), (108,)),
    ("dense", (8,), (64,)),
    ("output", (8,), (10,)),
]


def intro(shape, classes, first="relu", pool=layers.MaxPooling2D, extra=None, last="softmax"):
    """A right network, or one with another activation or pooling, or a layer more."""
    inputs = keras.Input(shape)
    x = pool()(layers.Conv2D(16, 3, activation=first)(inputs))
    x = layers.Flatten()(pool()(layers.Conv2D(32, 3, activation="relu")(x)))
    x = extra(x) if extra else x
    x = layers.Dense(64, activation="relu")(x)
    return keras.Model(inputs, layers.Dense(classes, activation=last)(x))


def otherwise(build, *changed, **options):
    """Builds with other arguments."""

    def create(*given):
        return build(*(changed or given), **options)

    return create


def always_drop(rate):
    """A layer that drops when the network predicts, too."""
    dropout = layers.Dropout(rate)
    return layers.Lambda(lambda x: dropout(x, training=True))


def compiled(*given):
    network = intro(*given)
    network.compile("adam", "categorical_crossentropy")
    return network


def dropout(rate=0.5, before=(), after=layers.Dropout, last=()):
    """The dropout network; layers before the last convolution, after it, and at the end."""
    stack = [layers.Conv2D(16, 3, activation="relu"), layers.MaxPooling2D()]
    stack += [layers.Conv2D(32, 3, activation="relu"), layers.MaxPooling2D(), *before]
    stack += [layers.Conv2D(64, 3, activation="relu"), *([after(rate)] if after else [])]
    stack += [layers.Flatten(), layers.Dense(10, activation="softmax"), *last]
    x = inputs = keras.Input((32, 32, 3))
    for layer in stack:
        x = layer(x)
    return keras.Model(inputs, x)


def try_intro(create, calls=SMALL):
    checks.try_create_model(create, calls, byhand.create_model_intro, HINTS, points=2)


def try_dropout(create, rates=(0.5,)):
    calls = [(rate,) for rate in rates]
    like = byhand.create_model_dropout
    checks.try_create_model(create, calls, like, HINTS, 2, by_name="dropout_rate", dropout=True)


def message_of(attempt, create):
    """What a check says about a wrong network."""
    with pytest.raises(AssertionError) as error:
        attempt(create)
    return str(error.value)


def test_a_right_network_earns_the_points(capsys):
    try_intro(intro)
    assert capsys.readouterr().out == "Right: 2 of 2 points.\n"


@pytest.mark.parametrize(
    ("create", "message"),
    [
        (
            lambda shape, classes: keras.Input(shape),
            "<lambda>((16, 14, 1), 3) should give a keras.Model, not a KerasTensor. Is there a ret",
        ),
        (lambda *_: None, "should give a keras.Model, not a NoneType. Is there a return"),
        (
            lambda shape, classes: keras.Sequential(intro((14, 16, 1), classes).layers),
            "<lambda>((16, 14, 1), 3) should take pictures of (16, 14, 1), not of (14, 16, 1). Hand",
        ),
        (
            compiled,
            "compiled((16, 14, 1), 3) should not be compiled. Leave compile to whoever uses it.",
        ),
        (
            otherwise(intro, (16, 16, 1), 3),
            "The network that create((16, 14, 1), 3) gives cannot take 3 pictures of (16, 14, 1). Is "
            "the shape of the input right, and each layer called? Keras says: Input 0 ",
        ),
        (
            lambda shape, classes: layers.Conv2D(8, 3)(layers.Flatten()(keras.Input(shape))),
            "(None, 224). A convolution and a pooling need height, width and channels, so flatten "
            "comes after the last of them.",
        ),
        (
            otherwise(intro, (16, 14, 1), 10),
            "the output shape of create((16, 14, 1), 3) for 3 pictures should be [3, 3], not "
            "[ 3, 10]. Look at the output.",
        ),
        (
            otherwise(intro, extra=layers.Dense(128)),
            "create((16, 14, 1), 3) should have 13,251 parameters, not ",
        ),
        (
            otherwise(intro, extra=layers.BatchNormalization()),
            "should have 13,251 parameters",
        ),
        (
            otherwise(intro, last="sigmoid"),
            "the sums of the probabilities of 3 pictures from create((16, 14, 1), 3) should be "
            "[1, 1, 1], not",
        ),
        (
            otherwise(intro, first=None),
            "That is what comes out without activation in layer 1 (Conv2D).",
        ),
        (
            otherwise(intro, pool=lambda: layers.AveragePooling2D(2)),
            "That is what comes out with AveragePooling2D in place of each MaxPooling2D.",
        ),
        (otherwise(intro, first="tanh"), "Look at the predictions."),
        (
            otherwise(intro, first=lambda x: np.maximum(0, x)),
            "cannot be trained. A function for NumPy arrays, such as a relu of your own,",
        ),
        (
            otherwise(intro, extra=layers.Dropout(0.5)),
            "gives other probabilities while it is trained.",
        ),
        (
            otherwise(intro, extra=layers.GaussianNoise(0.5)),
            "A layer acts in training only, such as dropout or noise.",
        ),
        (
            otherwise(intro, extra=always_drop(0.5)),
            "create((16, 14, 1), 3) gives other probabilities at each call. Dropout is for training:",
        ),
        (byhand.create_model_intro, "Write it yourself"),
    ],
)
def test_wrong_networks_are_told(create, message):
    assert message in message_of(try_intro, create)


@pytest.mark.parametrize("after", [layers.Dropout, lambda rate: layers.Dropout(rate, seed=1)])
def test_right_dropout_earns_the_points(after, capsys):
    try_dropout(lambda rate: dropout(rate, after=after), [0.15, 0.6])
    assert capsys.readouterr().out == "Right: 2 of 2 points.\n"


@pytest.mark.parametrize(
    ("rate", "create", "message"),
    [
        (
            0.5,
            otherwise(dropout, after=None),
            "create(0.5): with training=True nothing is dropped.",
        ),
        (
            0.5,
            otherwise(dropout, after=layers.SpatialDropout2D),
            "create(0.5): whole channels are dropped. Use Dropout, which drops single values.",
        ),
        (
            0.2,
            otherwise(dropout, 0.5),
            "the share of values that create(0.2) drops while training, roughly, should be 0.2, not",
        ),
        (
            0.2,
            otherwise(dropout, 0.5),
            "Put one Dropout, whose rate is 0.2 in this call, after the last convolution",
        ),
        (0.2, otherwise(dropout, 0.8), "the share that is dropped, not the one that is kept."),
        (
            0.5,
            otherwise(dropout, before=[layers.Dropout(0.5)]),
            "create(0.5): there should be one dropout, after the last convolution, and none elsewh",
        ),
        (
            0.5,
            otherwise(dropout, before=[layers.GaussianNoise(0.1)]),
            "create(0.5): there should be one dropout, after the last convolution, and none elsewh",
        ),
        (
            0.5,
            otherwise(dropout, 0.45),
            "the rate of the dropout in create(0.5) should be 0.5, not 0.45. Put one Dropout, whose",
        ),
        (
            0.5,
            otherwise(dropout, before=[layers.Dropout(0.5)], after=None),
            "the share of values that create(0.5) drops while training, roughly, should be 0.5, not",
        ),
        (
            0.5,
            otherwise(dropout, last=[layers.Dropout(0.5)]),
            "create(0.5): the probabilities should not be dropped. Put one Dropout, whose rate is 0.5 in this call,",
        ),
        (
            0.15,
            otherwise(dropout, after=layers.GaussianDropout),
            "create(0.15): there should be one dropout",
        ),
        (
            0.5,
            otherwise(dropout, after=always_drop),
            "create(0.5) gives other probabilities at each call. Dropout is for training: leave "
            "training=True out",
        ),
    ],
)
def test_wrong_dropout_is_told(rate, create, message):
    assert message in message_of(lambda network: try_dropout(network, [rate]), create)


def parts(**changed):
    """Right parts, but for those that are given."""
    return list(({name: make() for name, (_, make) in PARTS.items()} | changed).values())


def test_right_parts_earn_the_points(capsys):
    assert checks.try_network_parts(parts, CASES, points=3) is None
    assert capsys.readouterr().out == "Right: 3 of 3 points.\n"


@pytest.mark.parametrize(
    ("name", "make", "message"),
    [
        (
            "pool",
            lambda: None,
            "part 3 (pool) is not there yet. Max pooling keeps the largest number of",
        ),
        ("conv", lambda: layers.Conv2D(16, -3), "part 2 (conv) cannot be made. Keras says: "),
        ("input", lambda: keras.Input(32), "part 1 (input) cannot be made. Keras says: "),
        (
            "pool",
            lambda: layers.MaxPooling2D()(keras.Input((4, 4, 1))),
            "part 3 (pool) has been called already. Only make the layer, without (...) behind it.",
        ),
        (
            "flatten",
            lambda: layers.Flatten,
            "part 4 (flatten) is not made yet: it needs brackets behind its name.",
        ),
        (
            "input",
            lambda: keras.Input((3, 32, 32)),
            "part 1 (input): the shape of a picture should be '(32, 32, 3)', not '(3, 32, 32)'.",
        ),
        (
            "conv",
            lambda: layers.Conv2D(3, 16),
            "part 2 (conv) should give the output shape for 2 pictures of 6 x 6 x 3, [2, 4, 4, 16], but "
            "fails (ValueError). Conv2D takes the number of filters first, then the kernel size.",
        ),
        (
            "conv",
            lambda: layers.Conv2D(16, 3, padding="same", activation="relu"),
            "part 2 (conv): the output shape for 2 pictures of 6 x 6 x 3 should be [ 2, 4, 4, 16], not "
            "[ 2, 6, 6, 16].",
        ),
        (
            "conv",
            lambda: layers.Conv2D(16, 3, use_bias=False, activation="relu"),
            "part 2 (conv) should have weights and biases of the shapes [(3, 3, 3, 16), (16,)], not "
            "[(3, 3, 3, 16)]. Look at the filters",
        ),
        (
            "conv",
            lambda: layers.Conv2D(16, 3, activation=lambda x: np.maximum(0, x)),
            "part 2 (conv) cannot be trained. A function for NumPy arrays",
        ),
        ("input", lambda: (32, 32, 3), "part 1 (input) is a tuple, not an input: put keras.Input("),
        ("dense", lambda: "Dense", "part 5 (dense) is a str, not a layer."),
        (
            "pool",
            lambda: layers.MaxPooling2D(3),
            "part 3 (pool): the output shape for 2 pictures of 4 x 4 x 1 should be [2, 2, 2, 1], not [2, 1, 1, 1]. Its pool_size should be (2, 2), not (3, 3).",
        ),
        (
            "pool",
            lambda: layers.Conv2D(1, 2, strides=2),
            "part 3 (pool) should be the pooling, not the convolution. In which order does",
        ),
        (
            "pool",
            lambda: keras.Sequential([layers.Conv2D(1, 2, strides=2)]),
            "part 3 (pool) should have weights and biases of the shapes [], not [(1,), (2, 2, 1, 1)].",
        ),
        (
            "flatten",
            lambda: keras.Input((32, 32, 3)),
            "part 4 (flatten) should be the flatten, not the input. In which order does",
        ),
        (
            "input",
            lambda: layers.Dense(10),
            "part 1 (input) should be the input, not the dense layer. In which order does",
        ),
        (
            "output",
            lambda: layers.Dense(10),
            "part 6 (output): the sum of a row should be 1, not",
        ),
        (
            "dense",
            lambda: layers.Dense(64),
            "part 5 (dense): an output where all weights and biases are -0.5 should be 0, not -4.5.",
        ),
        (
            "dense",
            lambda: layers.Dense(64, activation="sigmoid"),
            "part 5 (dense): an output where all weights and biases are 0.5 should be 4.5, not 0.98",
        ),
        (
            "pool",
            lambda: layers.AveragePooling2D(2),
            "part 3 (pool): what it gives for the numbers 0 to 15, in four rows, should be "
            "[[ 5, 7], [13, 15]], not",
        ),
        (
            "dense",
            lambda: layers.Dense(64, activation=layers.ReLU(threshold=1)),
            "part 5 (dense): what it gives for random numbers should",
        ),
    ],
)
def test_a_wrong_part_costs_its_mark(name, make, message, capsys):
    assert checks.try_network_parts(lambda: parts(**{name: make()}), CASES, points=3) == 2.5
    *told, line = capsys.readouterr().out.splitlines()
    assert "\n".join(told).startswith(message)
    assert line == "Points: 2.5 of 3 points."


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (None, "network_parts should return a list, not a NoneType. Is there a return?"),
        ({}, "network_parts should return a list, not a dict."),
        (keras.Sequential([layers.Flatten()]), "the plain list, without keras.Sequential around"),
        ([layers.Flatten()], "should return a list of 6 parts, not 1. Write None in the place"),
    ],
)
def test_what_is_no_list_of_six_is_told(answer, message):
    with pytest.raises(AssertionError, match=re.escape(message)):
        checks.try_network_parts(lambda: answer, CASES, points=3)


def test_a_second_case_of_a_part_counts():
    def network_parts():
        return parts(pool=layers.MaxPooling2D(padding="same"))

    assert checks.try_network_parts(network_parts, CASES, points=3) is None
    more = [*CASES, ("pool", (5, 5, 2), (2, 2, 2))]
    assert checks.try_network_parts(network_parts, more, points=3) == 2.5


def test_other_errors_reach_the_learner_as_they_are():
    def answer(*_):
        raise ZeroDivisionError("a slip of another kind")

    for attempt in (try_intro, lambda parts: checks.try_network_parts(parts, CASES, points=1)):
        with pytest.raises(ZeroDivisionError, match="another kind"):
            attempt(answer)
