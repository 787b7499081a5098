"""Tries what a compiled model does: its optimizer, its loss and its metric."""

from collections.abc import Callable, Iterable

import numpy as np

from ..quiet import keras, layers
from .guards import errors_explained, first_line, told_plainly
from .points import print_points
from .values import require

_ERRORS = [
    (
        ValueError,
        "optimizer identifier",
        'An optimizer is a name, such as "adam", or an object, with brackets: keras.optimizers.Adam().',
    ),
    (ValueError, "Expected `metrics`", 'metrics is a list, also of one: metrics=["accuracy"].'),
]


def _softmax_model(shape: tuple[int, ...], classes: int) -> keras.Model:
    """Build a model of one dense layer, not compiled."""
    inputs = keras.Input(shape)
    outputs = layers.Dense(classes, activation="softmax")(layers.Flatten()(inputs))
    return keras.Model(inputs, outputs)


@told_plainly
def try_compile_model(
    compile_model: Callable[[keras.Model], object],
    models: Iterable[tuple[str, tuple[int, ...], int]],
    *,
    points: float,
) -> None:
    """Let a function compile models, and look for Adam, categorical cross-entropy and accuracy.

    One batch tells them: cross-entropy and accuracy of the untrained model are known. So Keras'
    names and objects are equally right.

    Parameters
    ----------
    compile_model : callable
        The learner's function. It compiles the model that it is given.
    models : iterable of tuple
        What messages call the model, the shape of a picture, and the number of classes.
    points : float
        What the exercise is worth.

    Raises
    ------
    AssertionError
        If one of the three is missing, or is another one.
    """
    __tracebackhide__ = True  # the learner sees the test cell, not this file
    for name, shape, classes in models:
        model = _softmax_model(shape, classes)
        pictures = np.sin(np.arange(12.0 * np.prod(shape))).reshape(12, *shape).astype("float32")
        answers = keras.ops.convert_to_numpy(model(pictures))
        # Labels of which 9 of 12 agree with the untrained model: the accuracy has to be 0.75.
        labels = (answers.argmax(axis=1) + np.array([1, 0, 0, 0] * 3)) % classes
        weights_before = model.get_weights()
        with errors_explained("compile_model(model)", _ERRORS):
            compile_model(model)
        assert getattr(model, "compiled", False), (
            f"{name} is not compiled. Call model.compile(...)."
        )
        assert not isinstance(model.loss, type), (
            f"the loss of {name} is a class, not an object. Brackets are missing: "
            f"keras.losses.{model.loss.__name__}()."
        )
        assert not getattr(model.loss, "from_logits", False), (
            f"the loss of {name} is told that it gets scores, but the model ends in softmax. Leave "
            "from_logits out."
        )
        assert model.trainable_weights, (
            f"training could not change {name}. Leave model.trainable as it is."
        )
        assert all(map(np.array_equal, weights_before, model.get_weights())), (
            f"the weights of {name} have changed. Call model.compile, and leave them as they are."
        )
        optimizer = type(model.optimizer).__name__
        require(f"the optimizer of {name}", optimizer, "Adam", 'Give optimizer="adam".')
        try:
            weights = (model.get_compile_config() or {}).get("loss_weights")
        except TypeError:  # Keras cannot note a class
            raise AssertionError(
                f"A metric of {name} is a class, not an object. Brackets are missing: "
                "keras.metrics.CategoricalAccuracy()."
            ) from None
        assert weights is None, (
            f"{name} has loss_weights={weights}, which the third place in compile means. Write names: "
            'metrics=["accuracy"].'
        )
        scores = _train(name, model, pictures, np.eye(classes)[labels])
        cross_entropy = -np.log(answers[np.arange(12), labels]).mean()
        hint = 'For one-hot labels and classes it is "categorical_crossentropy".'
        require(f"the loss of {name}", scores.pop("loss"), cross_entropy, hint, tolerance=1e-3)
        assert scores, f'{name} has no metric. Give metrics=["accuracy"].'
        assert any(abs(float(value) - 0.75) < 1e-4 for value in scores.values()), (
            f"No metric of {name} is the accuracy, which should be 0.75; there are {scores}. "
            'Give metrics=["accuracy"]. (keras.metrics.Accuracy() is another one: it asks whether '
            "the probabilities equal the labels exactly.)"
        )
    print_points(points, points)


def _train(name: str, model: keras.Model, pictures: np.ndarray, truth: np.ndarray) -> dict:
    """Train on one batch, and give loss and metrics from before the step."""
    __tracebackhide__ = True
    model.run_eagerly = True  # a quicker start
    try:
        return model.train_on_batch(pictures, truth, return_dict=True)
    except Exception as error:  # Keras raises errors of many kinds for what does not fit
        keras_says = f"Keras says: {first_line(error)}"
    try:
        same = keras.Model(model.input, model.output)
        same.compile(loss=model.loss, run_eagerly=True)  # the loss alone, without metrics
        same.train_on_batch(pictures, truth)
    except Exception:
        raise AssertionError(
            f"{name} cannot be trained with one-hot labels. Is a loss given, is it one of Keras' "
            f'own and made for one-hot labels? Look at "categorical_crossentropy". {keras_says}'
        ) from None
    raise AssertionError(
        f'The metrics of {name} do not fit. Give metrics=["accuracy"]: the ones that begin with '
        f"sparse are for class numbers. {keras_says}"
    )
