"""Do the checks of functions that share networks tell right from wrong, and say what to look at?"""

import json
from functools import partial

from helpers import byhand, checks
from helpers.quiet import keras, layers

import numpy as np
import pandas as pd
import pytest

SAVED = [(1.0, [[1.0, -2.0]], 0), (3.0, [[1.0, -2.0]], 4)]
HISTORIES = [{"loss": [0.9, 0.6], "val_loss": [1.0, 0.7]}, {"loss": [2 / 3, 1 / 3, 1 / 7]}]
TABLES = [("epoch,loss,mae\n1,0.9,1.0\n2,0.6,0.7\n", {"loss": [0.9, 0.6], "mae": [1.0, 0.7]})]
PIXELS = [((3, 4, 1), 255), ((3, 4, 1), 60)]
FACTS = {field: f"Here stands the {field}." for field in byhand.CARD_FIELDS}
CARDS = [("Digits", {"summary": "Five digits."} | FACTS)]
LACKING = [
    ({field: text for field, text in FACTS.items() if field != "limits"}, ["limits"]),
    (FACTS | {"licence": " "}, ["licence"]),
    (FACTS, []),
]
FROZEN = [("a small network", 3)]

try_history_to_csv = partial(checks.try_history_to_csv, like=byhand.history_to_csv)
try_history_from_csv = partial(checks.try_history_from_csv, like=byhand.history_from_csv)
try_with_preprocessing = partial(checks.try_with_preprocessing, like=byhand.with_preprocessing)
try_model_card = partial(checks.try_model_card, like=byhand.model_card)
try_refusal = partial(checks.try_refusal, like=byhand.model_card)
try_freeze_convolutions = partial(checks.try_freeze_convolutions, like=byhand.freeze_convolutions)


def message_of(attempt, *given):
    """What a check says about a wrong answer."""
    with pytest.raises(AssertionError) as error:
        attempt(*given, points=1)
    return str(error.value)


def compare(model, file, images, measure=lambda difference: np.abs(difference).max()):
    """A right comparison, or another measure of the difference."""
    model.save(file)
    return measure(model(images).numpy() - keras.saving.load_model(file)(images).numpy())


def save_another(model, file, images):
    answer = compare(model, file, images)
    keras.Sequential([keras.Input((2,)), layers.Dense(2), layers.Dense(2)]).save(file)
    return answer


def write_table(history, file, first=1, columns=lambda table: table):
    """A right table, or one that counts from another number, or has other columns."""
    table = pd.DataFrame(history)
    table.insert(0, "epoch", range(first, len(table) + first))
    columns(table).to_csv(file, index=False)


def read_table(file):
    """A right history."""
    return pd.read_csv(file).drop(columns="epoch").to_dict("list")


def rescale(model, scale=1 / 255):
    """A right network, or one with another scale."""
    return keras.Sequential([keras.Input(model.input_shape[1:]), layers.Rescaling(scale), model])


def copy_without_weights(model):
    return rescale(keras.models.clone_model(model))


def change_given(model):
    model.set_weights([model.get_weights()[0] / 255, model.get_weights()[1]])
    return keras.Sequential([model])


def with_lambda(model):
    scale = layers.Lambda(lambda pixels: keras.ops.cast(pixels, "float32") / 255)
    return keras.Sequential([keras.Input(model.input_shape[1:]), scale, model])


class Scale(layers.Layer):
    """Scales by a number that is not saved."""

    number = 1.0

    def call(self, inputs):
        return keras.ops.cast(inputs, "float32") * self.number


def forget_scale(model):
    scale = keras.saving.register_keras_serializable("tests")(Scale)()
    scale.number = 1 / 255
    return keras.Sequential([keras.Input(model.input_shape[1:]), scale, model])


def write_card(title, facts, heading=str.capitalize, required=byhand.CARD_FIELDS):
    """A right card, or one with other headings or required fields."""
    missing = [field for field in required if not facts.get(field, "").strip()]
    if missing:
        raise ValueError(missing)
    return "\n".join([f"# {title}", *(f"## {heading(f)}\n{t}" for f, t in facts.items())])


def name_all(title, facts):
    if any(not facts.get(field, "").strip() for field in byhand.CARD_FIELDS):
        raise ValueError(byhand.CARD_FIELDS)
    return write_card(title, facts)


def refuse_all(title, facts):
    raise ValueError([field for field in byhand.CARD_FIELDS if not facts.get(field, "").strip()])


def look_up(title, facts):
    return [facts[field] for field in byhand.CARD_FIELDS]


def freeze(model, classes, frozen=lambda base: base.layers, extra=None, units=64, last="softmax"):
    """A right network, or one with other layers frozen, a layer more, or another head."""
    flatten = next(layer for layer in model.layers if isinstance(layer, layers.Flatten))
    base = keras.Model(model.inputs[0], flatten.output)
    for layer in frozen(base):
        layer.trainable = False
    x = layers.Dense(units, activation="relu")(base.output)
    x = extra(x) if extra else x
    return keras.Model(base.inputs[0], layers.Dense(classes, activation=last)(x))


def freeze_with_convolution(model, classes):
    """A head whose first layer has as many weights, but in three dimensions."""
    features = freeze(model, classes).layers[-3].output
    x = layers.Conv1D(64, 1, activation="relu")(layers.Reshape((1, -1))(features))
    outputs = layers.Dense(classes, activation="softmax")(layers.Flatten()(x))
    return keras.Model(model.inputs[0], outputs)


def freeze_new(model, classes):
    return freeze(keras.models.clone_model(model), classes)


RIGHT = [
    (checks.try_save_and_compare, compare, SAVED),
    (try_history_to_csv, write_table, HISTORIES),
    (try_history_from_csv, read_table, TABLES),
    (try_with_preprocessing, rescale, PIXELS),
    (try_model_card, write_card, CARDS),
    (try_model_card, partial(write_card, heading=str.title), CARDS),
    (try_refusal, write_card, LACKING),
    (try_freeze_convolutions, freeze, [*FROZEN, ("the dropout network", 5)]),
]


@pytest.mark.parametrize(("attempt", "answer", "cases"), RIGHT)
def test_right_answers_earn_the_points(attempt, answer, cases, capsys):
    attempt(answer, cases, points=2)
    assert capsys.readouterr().out == "Right: 2 of 2 points.\n"


@pytest.mark.parametrize(("attempt", "_", "cases"), RIGHT)
def test_other_errors_reach_the_learner_as_they_are(attempt, _, cases):
    def answer(*_):
        raise ZeroDivisionError("a slip of another kind")

    with pytest.raises(ZeroDivisionError, match="another kind"):
        attempt(answer, cases, points=1)


@pytest.mark.parametrize(
    ("attempt", "answer", "cases"),
    [
        (try_history_to_csv, byhand.history_to_csv, HISTORIES),
        (try_history_from_csv, byhand.history_from_csv, TABLES),
        (try_with_preprocessing, byhand.with_preprocessing, PIXELS),
        (try_model_card, byhand.model_card, CARDS),
        (try_refusal, byhand.model_card, LACKING),
        (try_freeze_convolutions, byhand.freeze_convolutions, FROZEN),
    ],
)
def test_the_function_of_helpers_is_out_of_reach(attempt, answer, cases):
    assert "Write it yourself" in message_of(attempt, answer, cases)


@pytest.mark.parametrize(
    ("save_and_compare", "message"),
    [
        (lambda *_: 0.0, "There is no file under the name given. Save with model.save(file)."),
        (
            partial(compare, measure=lambda difference: not difference.any()),
            "should return a number, the largest difference, and not True.",
        ),
        (
            partial(compare, measure=np.max),
            "a network that multiplies [[1.0, -2.0]] by 3, and loaded by 1: save_and_compare should "
            "be 4, not 2. Compare the model's predictions with those of the network loaded",
        ),
        (partial(compare, measure=lambda difference: None), "save_and_compare gave nothing (None)"),
        (save_another, "The file holds another network."),
    ],
)
def test_wrong_comparisons_are_told(save_and_compare, message):
    assert message in message_of(checks.try_save_and_compare, save_and_compare, SAVED)


@pytest.mark.parametrize(
    ("history_to_csv", "message"),
    [
        (lambda history, file: json.dumps(history), "There is no file under the name given."),
        (lambda history, file: file.touch(), "The file for a history with loss, val_loss is empty"),
        (
            partial(write_table, columns=lambda table: table.drop(columns="epoch")),
            "its first line should be 'epoch,loss,val_loss', not 'loss,val_loss'. The names, with",
        ),
        (
            lambda history, file: file.write_text('epoch,loss,val_loss\n1,"[0.9, 1.0]"\n'),
            "each line below the first should be numbers, as many as there are names; the lines are "
            "[['1', '[0.9, 1.0]']].",
        ),
        (
            lambda history, file: file.write_text("epoch,loss,val_loss\n1,0.9\n2,0.6,0.7\n"),
            "each line below the first should be numbers, as many as there are names",
        ),
        (
            partial(write_table, columns=lambda table: table[:-1]),
            "its lines below that should be 2, not 1. One for each epoch.",
        ),
        (
            partial(write_table, first=0),
            "its first column should be [1, 2], not [0, 1]. Count from",
        ),
        (
            partial(write_table, columns=lambda table: table.round(2)),
            "The file for a history with loss: the numbers must not be rounded; it has 0.67 instead "
            "of 0.666666",
        ),
        (
            partial(
                write_table,
                columns=lambda t: t.set_axis(
                    t.columns[[0, *range(-1, -len(t.columns), -1)]], axis=1
                ),
            ),
            "its first line should be 'epoch,loss,val_loss', not 'epoch,val_loss,loss'.",
        ),
        (
            partial(write_table, columns=lambda t: t.assign(loss=t.loss[::-1].to_list())),
            "its other columns should be [[0.9, 1. ], [0.6, 0.7]], not [[0.6, 1. ], [0.9, 0.7]]. "
            "One column for each name, one row for each epoch.",
        ),
    ],
)
def test_wrong_tables_are_told(history_to_csv, message):
    assert message in message_of(try_history_to_csv, history_to_csv, HISTORIES)


@pytest.mark.parametrize(
    ("history_from_csv", "message"),
    [
        (
            lambda file: None,
            "history_from_csv of a file with the lines ['epoch,loss,mae', '1,0.9,1.0', '2,0.6,0.7'] "
            "gave nothing (None).",
        ),
        (lambda file: [*read_table(file)], "should be a dictionary, not ['loss', 'mae']."),
        (
            lambda file: pd.read_csv(file).to_dict("list"),
            "should have the names ['loss', 'mae'], not ['epoch', 'loss', 'mae'].",
        ),
        (
            lambda file: {name: [*map(str, values)] for name, values in read_table(file).items()},
            "under 'loss' are texts. Make floats of them.",
        ),
        (
            lambda file: {name: values[::-1] for name, values in read_table(file).items()},
            "under 'loss' should be [0.9, 0.6], not [0.6, 0.9]. One number for each epoch, in order",
        ),
    ],
)
def test_wrong_histories_are_told(history_from_csv, message):
    assert message in message_of(try_history_from_csv, history_from_csv, TABLES)


@pytest.mark.parametrize(
    ("with_preprocessing", "message"),
    [
        (lambda model: None, "with_preprocessing should return a keras.Model, not a NoneType."),
        (
            partial(rescale, scale=1 / 256),
            "uint8 pictures of shape (3, 4, 1), values up to 255: predictions should be",
        ),
        (
            partial(rescale, scale=1.0),
            "Multiply every pixel by 1/255, whatever the brightest pixel",
        ),
        (copy_without_weights, "clone_model makes a copy with new random weights"),
        (change_given, "the given network's own should be"),
        (with_lambda, "The saved network cannot be loaded: ValueError. Use Rescaling."),
        (forget_scale, "predictions once loaded should be"),
    ],
)
def test_wrong_preprocessing_is_told(with_preprocessing, message):
    assert message in message_of(try_with_preprocessing, with_preprocessing, PIXELS)


@pytest.mark.parametrize(
    ("model_card", "message"),
    [
        (lambda *_: None, "model_card gave nothing (None). Is there a return?"),
        (lambda *given: write_card(*given).split("\n"), "The card should be a text, not a list."),
        (
            partial(write_card, heading=str.lower),
            "has the line '## summary' instead of '## Summary'",
        ),
        (
            lambda title, facts: write_card(title, FACTS),
            "the line '## Data' instead of '## Summary'",
        ),
        (
            lambda *given: write_card(*given).rsplit("\n", 2)[0],
            "the number of lines of the card of Digits, without empty ones should be 13, not 11. "
            "A line for the title, and for each of the facts a heading and the text.",
        ),
    ],
)
def test_wrong_cards_are_told(model_card, message):
    assert message in message_of(try_model_card, model_card, CARDS)


@pytest.mark.parametrize(
    ("model_card", "message"),
    [
        (refuse_all, "This card lacks nothing, but it is refused: '[]'"),
        (look_up, "Without limits came a KeyError for 'limits', where a ValueError should. facts["),
        (
            partial(write_card, required=()),
            "Without limits there should be a ValueError, not '# Di",
        ),
        (
            partial(write_card, required=["data", "limits"]),
            "Without licence there should be a ValueError, not '# Digits",
        ),
        (
            lambda *given: write_card(*given)[:60],
            "The card should hold the text 'Here stands the metrics.'; it is '# Digits",
        ),
        (name_all, "Without limits the message should name limits and no other field: "),
    ],
)
def test_wrong_refusals_are_told(model_card, message):
    assert message in message_of(try_refusal, model_card, LACKING)


@pytest.mark.parametrize(
    ("freeze_convolutions", "message"),
    [
        (lambda *_: None, "freeze_convolutions should return a keras.Model, not a NoneType."),
        (
            lambda model, classes: freeze(model, 10),
            "a small network, 3 classes: shape of the output should be [4, 3], not [ 4, 10]. A score",
        ),
        (partial(freeze, units=32), "all parameters should be 7979, not 4011. Frozen is all up to"),
        (
            partial(freeze, frozen=lambda base: []),
            "trainable parameters should be 7939, not 7979. Frozen is all up to Flatten; new and",
        ),
        (freeze_with_convolution, "3 classes: the trainable weights have other shapes. Frozen is"),
        (freeze_new, "predictions, for given weights of the head should "),
        (partial(freeze, last=None), "predictions, for given weights of the head should "),
        (
            partial(freeze, extra=layers.Dropout(0.5)),
            "a small network, 3 classes: predictions with training=True should",
        ),
    ],
)
def test_wrongly_frozen_networks_are_told(freeze_convolutions, message):
    assert message in message_of(try_freeze_convolutions, freeze_convolutions, FROZEN)
