"""Does the check of a compiled model tell Adam, cross-entropy and accuracy from others?"""

from helpers import byhand, checks
from helpers.quiet import keras

import pytest

MODELS = [("a small model", (2, 2, 1), 3), ("another model", (3, 2, 2), 10)]


def compiled_with(**changed):
    """An answer that compiles as it should, but for what is changed."""
    right = {"optimizer": "adam", "loss": "categorical_crossentropy", "metrics": ["accuracy"]}
    return lambda model: model.compile(**right | changed)


def no_numbers(truth, output):
    """A loss that fails without a text."""
    raise RuntimeError


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"optimizer": keras.optimizers.Adam(0.01)},
        {"loss": keras.losses.CategoricalCrossentropy()},
        {"metrics": ["mse", keras.metrics.CategoricalAccuracy()]},
    ],
)
def test_names_and_objects_are_right(changed, capsys):
    checks.try_compile_model(compiled_with(**changed), MODELS[:1], points=1)
    assert capsys.readouterr().out == "Right: 1 of 1 point.\n"


def test_every_model_of_the_table_is_tried(capsys):
    tried = []

    def compile_model(model):
        tried.append((model.input_shape, model.output_shape))
        compiled_with()(model)

    checks.try_compile_model(compile_model, MODELS, points=2)
    assert tried == [((None, 2, 2, 1), (None, 3)), ((None, 3, 2, 2), (None, 10))]
    assert capsys.readouterr().out == "Right: 2 of 2 points.\n"


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"optimizer": "sgd"}, "the optimizer of a small model should be 'Adam', not 'SGD'. Give"),
        ({"optimizer": "adamw"}, "should be 'Adam', not 'AdamW'"),
        ({"loss": "mean_squared_error"}, "the loss of a small model should be "),
        ({"loss": "binary_crossentropy"}, "the loss of a small model should be "),
        ({"loss": "sparse_categorical_crossentropy"}, "cannot be trained with one-hot labels."),
        ({"loss": None}, "cannot be trained with one-hot labels. Is a loss given"),
        ({"loss": byhand.cross_entropy}, "cannot be trained with one-hot labels."),
        ({"loss": "entropy"}, "Keras says: Could not interpret loss identifier: entropy"),
        ({"loss": no_numbers}, "Keras says: RuntimeError()"),
        ({"metrics": None}, 'a small model has no metric. Give metrics=["accuracy"]'),
        ({"metrics": ["acuracy"]}, "The metrics of a small model do not fit."),
        ({"metrics": ["sparse_categorical_accuracy"]}, "sparse are for class numbers"),
        ({"loss": keras.losses.CategoricalCrossentropy}, "CategoricalCrossentropy()."),
        ({"metrics": [keras.metrics.CategoricalAccuracy]}, "CategoricalAccuracy()."),
        ({"optimizer": keras.optimizers.Adam}, "with brackets: keras.optimizers.Adam()"),
        ({"metrics": ["mae"]}, "No metric of a small model is the accuracy"),
        ({"metrics": [keras.metrics.Accuracy()]}, "which should be 0.75; there are {'accuracy': "),
    ],
)
def test_what_is_missing_is_told(changed, message, capsys):
    with pytest.raises(AssertionError) as error:
        checks.try_compile_model(compiled_with(**changed), MODELS, points=1)
    assert message in str(error.value)
    assert "Right" not in capsys.readouterr().out


def test_a_model_that_is_not_compiled_is_told():
    with pytest.raises(AssertionError, match="a small model is not compiled. Call model.compile"):
        checks.try_compile_model(lambda model: None, MODELS, points=1)


def test_an_error_of_the_answer_reaches_the_learner():
    with pytest.raises(TypeError, match="optimiser"):
        checks.try_compile_model(compiled_with(optimiser="adam"), MODELS, points=1)
