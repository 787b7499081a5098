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
MEASURED = [([0.1, 0.5, 0.9], [20, 125, 240, 230], [0, 0, 2, 2])]


def try_to_write(history_to_csv, histories, points):
    return checks.try_history_files(history_to_csv, read_table, histories, TABLES, points)


def try_to_read(history_from_csv, tables, points):
    return checks.try_history_files(write_table, history_from_csv, HISTORIES, tables, points)


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


def measure(model, images, labels, scale=255, right=np.equal, count=len):
    """A right measurement, or one with other pixels, other right answers, another number."""
    predicted = model.predict(images / scale, verbose=0).argmax(axis=1)
    share = right(predicted, labels).mean()
    return share, *byhand.confidence_interval(share, count(labels))


def rescale(model, scale=1 / 255):
    """A right network, or one with another scale."""
    return keras.Sequential([keras.Input(model.input_shape[1:]), layers.Rescaling(scale), model])


def copy_without_weights(model):
    return rescale(keras.models.clone_model(model))


def change_given(model):
    kernel, *others = model.get_weights()
    model.set_weights([kernel / 255, *others])
    return keras.Sequential([model])


def with_lambda(model):
    scale = layers.Lambda(lambda pixels: keras.ops.cast(pixels, "float32") / 255)
    return keras.Sequential([keras.Input(model.input_shape[1:]), scale, model])


class Scale(layers.Layer):
    """Scales by a number that is not saved."""

    number = 1.0

    def call(self, inputs):
        return keras.ops.cast(inputs, "float32") * self.number


def keep_dropout_on(model):
    inputs = keras.Input(model.input_shape[1:])
    return keras.Model(inputs, model(layers.Rescaling(1 / 255)(inputs), training=True))


def scale_answers(model):
    inputs = keras.Input(model.input_shape[1:])
    return keras.Model(inputs, layers.Rescaling(1 / 255)(model(inputs)))


def fix_the_channels(model):
    inputs = keras.Input((*model.input_shape[1:3], 3))
    return keras.Model(inputs, model(layers.Rescaling(1 / 255)(inputs)))


def fix_the_size(model):
    return keras.Sequential([keras.Input((32, 32, 3)), layers.Rescaling(1 / 255), model])


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


def freeze(model, classes, frozen=lambda base: base.layers, extra=None, last="softmax"):
    """A right network, or one with other layers frozen, a layer more, or another head."""
    flatten = next(layer for layer in model.layers if isinstance(layer, layers.Flatten))
    base = keras.Model(model.inputs[0], flatten.output)
    for layer in frozen(base):
        layer.trainable = False
    x = extra(base.output) if extra else base.output
    return keras.Model(base.inputs[0], layers.Dense(classes, activation=last)(x))


def freeze_with_convolution(model, classes):
    """A head that has as many weights, but in three dimensions."""
    features = freeze(model, classes).layers[-2].output
    x = layers.Conv1D(classes, 1, activation="softmax")(layers.Reshape((1, -1))(features))
    return keras.Model(model.inputs[0], layers.Flatten()(x))


def freeze_and_compile(model, classes):
    built = freeze(model, classes)
    built.compile("adam", "categorical_crossentropy")
    return built


def keep_old_head(model, classes):
    model.trainable = False
    return keras.Model(
        model.inputs[0], layers.Dense(classes, activation="softmax")(model.outputs[0])
    )


def count_to_flatten(model, classes):
    base = keras.Model(model.inputs[0], model.layers[12].output)
    return keras.Model(base.inputs[0], layers.Dense(classes)(base.output))


def keep_dropping(model, classes):
    frozen = freeze(model, classes)
    inputs = keras.Input(model.input_shape[1:])
    return keras.Model(inputs, frozen(inputs, training=True))


def freeze_new(model, classes):
    return freeze(keras.models.clone_model(model), classes)


RIGHT = [
    (checks.try_accuracy_with_interval, measure, MEASURED),
    (checks.try_save_and_compare, compare, SAVED),
    (try_to_write, write_table, HISTORIES),
    (try_to_read, read_table, TABLES),
    (checks.try_with_preprocessing, rescale, PIXELS),
    (checks.try_model_card, write_card, CARDS),
    (checks.try_model_card, partial(write_card, heading=str.title), CARDS),
    (checks.try_refusal, write_card, LACKING),
    (checks.try_freeze_convolutions, freeze, [*FROZEN, ("the dropout network", 5)]),
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
        (checks.try_accuracy_with_interval, byhand.accuracy_with_interval, MEASURED),
        (checks.try_with_preprocessing, byhand.with_preprocessing, PIXELS),
        (checks.try_model_card, byhand.model_card, CARDS),
        (checks.try_refusal, byhand.model_card, LACKING),
        (checks.try_freeze_convolutions, byhand.freeze_convolutions, FROZEN),
    ],
)
def test_the_function_of_helpers_is_out_of_reach(attempt, answer, cases):
    assert "Write it yourself" in message_of(attempt, answer, cases)


def test_each_function_of_a_history_earns_half(capsys):
    files = checks.try_history_files
    assert files(byhand.history_to_csv, read_table, HISTORIES, TABLES, points=1) == 0.5
    assert "Write it yourself" in capsys.readouterr().out
    assert files(write_table, byhand.history_from_csv, HISTORIES, TABLES, points=1) == 0.5
    assert "Write it yourself" in capsys.readouterr().out
    assert files(None, read_table, HISTORIES, TABLES, points=1) == 0.5
    assert "There is no function history_to_csv yet." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("accuracy_with_interval", "message"),
    [
        (
            lambda *given: None,
            "accuracy_with_interval of a network, 4 pictures and their labels gave",
        ),
        (
            lambda model, images, labels: byhand.accuracy(labels, model(images / 255).numpy()[0]),
            "argmax(axis=1) takes the largest of each row: one class a picture.",
        ),
        (partial(measure, scale=1), "That is what comes out where pixels do not go from 0 to 1"),
        (partial(measure, right=np.not_equal), "That is the share of wrong answers."),
        (partial(measure, count=lambda labels: 10), "n is the number of pictures."),
        (lambda *given: [100 * part for part in measure(*given)], "not a percentage."),
        (lambda *given: np.roll(measure(*given), -1), "The order is: share, low, high."),
        (lambda *given: np.round(measure(*given), 2), "Do not round."),
        (lambda *given: measure(*given)[0], "Return three numbers"),
    ],
)
def test_wrong_measurements_are_told(accuracy_with_interval, message):
    told = message_of(checks.try_accuracy_with_interval, accuracy_with_interval, MEASURED)
    assert message in told


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
            "For a network that multiplies [[1.0, -2.0]] by 3, and by 1 once it is loaded, save_and_compare should "
            "be 4, not 2. The predictions differ by [ 2, -4]. Take the sign away before you take",
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
            "its first line should be 'epoch,loss,val_loss', not 'loss,val_loss'. The names of",
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
def test_wrong_tables_are_told(history_to_csv, message, capsys):
    assert try_to_write(history_to_csv, HISTORIES, points=1) == 0.5
    assert message in capsys.readouterr().out


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
def test_wrong_histories_are_told(history_from_csv, message, capsys):
    assert try_to_read(history_from_csv, TABLES, points=1) == 0.5
    assert message in capsys.readouterr().out


@pytest.mark.parametrize(
    ("with_preprocessing", "message"),
    [
        (lambda model: None, "with_preprocessing gave nothing. Is there a return?"),
        (
            partial(rescale, scale=1 / 256),
            "uint8 pictures of shape (3, 4, 1), values up to 255: predictions should be",
        ),
        (
            partial(rescale, scale=1.0),
            "The model gets pixels that are far too large. Put Rescaling(1 / 255) before it",
        ),
        (partial(rescale, scale=255), "Rescaling multiplies, and 1 / 255 brings 255 to 1."),
        (lambda model: model, "with_preprocessing should return a new network."),
        (keep_dropout_on, "without training=True: else its dropout stays on."),
        (scale_answers, "Scale the pixels that go into the model, not the probabilities"),
        (fix_the_channels, "the new network takes (3, 4, 3). It should take the same shape as the"),
        (fix_the_size, "The new network takes the same shape: model.input_shape[1:]."),
        (copy_without_weights, "clone_model makes a copy with new random weights"),
        (change_given, "the given network's own predictions should be"),
        (with_lambda, "The saved network cannot be loaded: ValueError. Use Rescaling."),
        (forget_scale, "predictions once loaded should be"),
    ],
)
def test_wrong_preprocessing_is_told(with_preprocessing, message):
    assert message in message_of(checks.try_with_preprocessing, with_preprocessing, PIXELS)


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
    assert message in message_of(checks.try_model_card, model_card, CARDS)


@pytest.mark.parametrize(
    ("model_card", "message"),
    [
        (refuse_all, "This card lacks nothing, but it is refused: '[]'"),
        (look_up, "Where limits is missing, a KeyError came for 'limits', and not a ValueError. "),
        (
            partial(write_card, required=()),
            "Where limits is missing, there should be a ValueError, not '# Di",
        ),
        (
            partial(write_card, required=["data", "limits"]),
            "Where licence is ' ', there should be a ValueError, not '# Digits",
        ),
        (
            lambda *given: write_card(*given)[:60],
            "The card should hold the text 'Here stands the metrics.'; it is '# Digits",
        ),
        (name_all, "Where limits is missing, the message should name limits and no other field: "),
    ],
)
def test_wrong_refusals_are_told(model_card, message):
    assert message in message_of(checks.try_refusal, model_card, LACKING)


@pytest.mark.parametrize(
    ("freeze_convolutions", "message"),
    [
        (lambda *_: None, "freeze_convolutions should return a keras.Model, not a NoneType."),
        (
            lambda model, classes: freeze(model, 10),
            "a small network, 3 classes: shape of the output should be [4, 3], not [ 4, 10]. One probability for each",
        ),
        (freeze_and_compile, "3 classes: the network should not be compiled."),
        (partial(freeze, extra=layers.Dense(8)), "only one Dense(classes) may come after Flatten."),
        (keep_old_head, "The old dense layers are still there."),
        (
            partial(freeze, frozen=lambda base: []),
            "trainable parameters should be 363, not 403. Set trainable = False for all layers up",
        ),
        (count_to_flatten, "look for the Flatten layer, and do not count to it."),
        (freeze_with_convolution, "3 classes: the trainable weights have other shapes. The head"),
        (freeze_new, "Keep the layers themselves, with their trained weights"),
        (partial(freeze, last=None), 'The head ends with activation="softmax".'),
        (partial(freeze, last="sigmoid"), "That is a sigmoid."),
        (
            partial(freeze, extra=layers.Dropout(0.5)),
            "a small network, 3 classes: predictions with training=True should",
        ),
    ],
)
def test_wrongly_frozen_networks_are_told(freeze_convolutions, message):
    assert message in message_of(checks.try_freeze_convolutions, freeze_convolutions, FROZEN)


def test_dropout_that_stays_on_is_told():
    cases = [("the dropout network", 3)]
    told = message_of(checks.try_freeze_convolutions, keep_dropping, cases)
    assert "Call layers without training=True: else dropout stays on." in told
