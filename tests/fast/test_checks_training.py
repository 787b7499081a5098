"""Do the checks of functions that train networks tell right from wrong, and say what to look at?"""

from helpers import byhand, checks
from helpers.checks.training import create_tiny_network
from helpers.quiet import keras

import numpy as np
import pytest

FIT = [(25, 20, 2, 10)]
FALLING = [1.0, 0.8, 0.6, 0.5, 0.4]
OVERFITTING = [
    ("three without a new low", FALLING, [1.0, 0.8, 0.9, 1.0, 1.1], 3, True),
    ("two without a new low", FALLING, [1.0, 0.9, 0.8, 0.9, 1.0], 3, False),
    ("the same with patience=2", FALLING, [1.0, 0.9, 0.8, 0.9, 1.0], 2, True),
    ("both losses rise", [1.0, 0.8, 0.9, 1.0, 1.1], [1.0, 0.8, 0.9, 1.0, 1.1], 3, False),
]
RATES = {"frozen": 0.0, "eager": 1.2}
COMPARE = [(RATES, checks.one_picture_a_class(0, 0, 0, 0), 3)]


def fit(model, train, validation, epochs, **options):
    """A right training."""
    return model.fit(*train, epochs=epochs, validation_data=validation, verbose=0, **options)


def fit_model(model, train, validation, epochs, batch_size):
    """A right answer."""
    return fit(model, train, validation, epochs, batch_size=batch_size)


def compile_and_fit(model, *data, **options):
    """A training that compiles the network anew."""
    model.compile("adam", "categorical_crossentropy", metrics=["accuracy"], run_eagerly=True)
    return fit(model, *data, **options)


def create_other(model):
    """A network like the given one, compiled as it is."""
    other = keras.models.clone_model(model)
    other.compile("sgd", "categorical_crossentropy", metrics=["accuracy"], run_eagerly=True)
    return other


def fit_on_all(model, train, validation, epochs, **options):
    """A training on the pictures of training and validation."""
    both = [np.concatenate(pair) for pair in zip(train, validation, strict=True)]
    return fit(model, both, validation, epochs, **options)


def fit_on_validation(model, train, validation, epochs, **options):
    return fit(model, validation, validation, epochs, **options)


def measure_on_training(model, train, validation, epochs, **options):
    return fit(model, train, train, epochs, **options)


def fit_twice(*data, **options):
    fit(*data, **options)
    return fit(*data, **options)


def last_accuracy(history):
    return history.history["val_accuracy"][-1]


def try_is_overfitting(answer, cases, points):
    checks.try_is_overfitting(answer, cases, byhand.is_overfitting, points)


def message_of(attempt, *given):
    """What a check says about a wrong answer."""
    with pytest.raises(AssertionError) as error:
        attempt(*given, points=1)
    return str(error.value)


def test_a_tiny_network_learns_one_picture_a_class():
    pictures, labels = checks.one_picture_a_class(2, 1)
    assert pictures.tolist() == [[1, 0, 0, 0], [0, 1, 0, 0]]
    assert labels.tolist() == [[0, 0, 1, 0], [0, 1, 0, 0]]
    network, train = create_tiny_network(1.2), checks.one_picture_a_class()
    assert network.predict(train[0], verbose=0).argmax(axis=1).tolist() == [0, 0, 0, 0]
    network.fit(*train, epochs=3, verbose=0)
    assert network.predict(train[0], verbose=0).argmax(axis=1).tolist() == [0, 1, 2, 3]


def test_a_right_fit_earns_the_points(capsys):
    checks.try_fit_model(fit_model, [*FIT, (9, 4, 1, 4), (6, 4, 3, 8)], points=2)
    assert capsys.readouterr().out == "Right: 2 of 2 points.\n"


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (lambda *given: fit_model(*given) and None, "fit_model gave nothing (None). Return what"),
        (
            lambda model, train, *given: model.fit(train, batch_size=10),
            "Give fit images and labels, one after the other, not the pair.",
        ),
        (
            lambda model, train, *given: model.fit(*train, validation=train),
            "The argument of fit is validation_data.",
        ),
        (
            lambda *given: fit_model(*given).model,
            "should return the History that model.fit returns, not a Sequential.",
        ),
        (
            lambda *given: fit_model(*given).history,
            "should return the History itself. This is the dictionary in its attribute history.",
        ),
        (
            lambda m, t, v, epochs, size: fit(
                m, t, v, epochs, batch_size=size, validation_freq=[epochs]
            ),
            "number of val_loss should be 2, not 1.",
        ),
        (
            lambda m, t, v, epochs, size: fit(m, t, v, 1, batch_size=size),
            "25 training pictures, epochs=2, batch_size=10: epochs in the History should be 2, not 1",
        ),
        (
            lambda m, t, v, epochs, size: fit(m, t, v, epochs),
            "updates of the given model's weights should be 6, not 2. Fit the model that is given",
        ),
        (
            lambda m, t, v, epochs, size: fit(m, v, t, epochs, batch_size=size),
            "updates of the given model's weights should be 6, not 4.",
        ),
        (
            lambda m, t, v, epochs, size: fit_on_validation(m, t, v, epochs, batch_size=size),
            "updates of the given model's weights should be 6, not 4.",
        ),
        (
            lambda m, t, v, epochs, size: fit_on_all(m, t, v, epochs, batch_size=size),
            "updates of the given model's weights should be 6, not 10.",
        ),
        (
            lambda m, t, v, epochs, size: fit_twice(m, t, v, epochs, batch_size=size),
            "updates of the given model's weights should be 6, not 12.",
        ),
        (
            lambda m, *given: fit_model(create_other(m), *given),
            "updates of the given model's weights should be 6, not 0.",
        ),
        (
            lambda m, t, v, epochs, size: compile_and_fit(m, t, v, epochs, batch_size=size),
            "Do not compile the model: it is compiled, so only fit it.",
        ),
        (
            lambda m, t, v, epochs, size: fit(m, t, None, epochs, batch_size=size),
            "There is no val_loss. Pass validation_data=validation to fit.",
        ),
        (
            lambda m, t, v, epochs, size: measure_on_training(m, t, v, epochs, batch_size=size),
            "val_loss of the last epoch should be",
        ),
    ],
)
def test_wrong_fits_are_told(wrong, message):
    assert message in message_of(checks.try_fit_model, wrong, FIT)


def test_training_pictures_that_were_changed_are_told():
    def darker(model, train, validation, epochs, batch_size):
        return fit(model, (train[0] / 255, train[1]), validation, epochs, batch_size=batch_size)

    said = message_of(checks.try_fit_model, darker, [(6, 4, 3, 8)])
    assert "what the model answers to the training pictures, once trained, should be" in said


def test_mistakes_with_the_best_epoch_are_named():
    history = {"loss": [5, 4, 3, 2, 1], "val_loss": [1.0, 0.5, 0.6, 0.5, 3.0]}
    known = dict(checks.best_epoch_mistakes(2, history))
    assert "counts from 0" in known[1]
    assert "loss itself" in known[0.5]
    assert "the first of them" in known[4]
    assert "last epoch" in known[5]
    history = {"loss": [4, 3, 2, 1], "val_loss": [1.0, 0.5, 0.6, 0.4]}
    assert "rises for the first time" in dict(checks.best_epoch_mistakes(4, history))[2]


def overfits(history, patience=3):
    """A right answer."""
    loss, best = history["loss"], int(np.argmin(history["val_loss"]))
    return np.bool_(len(loss) - 1 - best >= patience and loss[-1] < loss[best])


def test_right_words_on_overfitting_earn_the_points(capsys):
    try_is_overfitting(overfits, OVERFITTING, points=1)
    assert capsys.readouterr().out == "Right: 1 of 1 point.\n"


@pytest.mark.parametrize(
    ("is_overfitting", "message"),
    [
        (lambda history, patience=3: None, "is_overfitting gave nothing (None). Return True or"),
        (
            lambda history, patience=3: str(overfits(history, patience)),
            "is_overfitting should return True or False, not 'True'.",
        ),
        (
            lambda history, patience=3: history["loss"][5],
            "list index out of range. Epochs count from 1, indices from 0: the best epoch is at",
        ),
        (lambda history, patience=3: history.history, "history is the dictionary already."),
        (
            lambda history, patience=3: True,
            "two without a new low: is_overfitting({'loss': [1.0, 0.8, 0.6, 0.5, 0.4], 'val_loss': "
            "[1.0, 0.9, 0.8, 0.9, 1.0]}, patience=3) should be False, not True. The first condition "
            "is False: the best epoch is 3 of 5, and 2 came after it. The second is True: the "
            "training loss is 0.4 in the last epoch and 0.6 in the best one. Which one is wrong",
        ),
        (lambda history, patience=3: False, "should be True, not False. The first condition is T"),
        (lambda history, patience=3: overfits(history), "the same with patience=2: is_overfitting"),
        (
            lambda history, patience=3: (
                len(history["loss"]) - byhand.best_epoch(history) >= patience
            ),
            "both losses rise: is_overfitting(",
        ),
        (byhand.is_overfitting, "Write it yourself"),
    ],
)
def test_wrong_words_on_overfitting_are_told(is_overfitting, message):
    assert message in message_of(try_is_overfitting, is_overfitting, OVERFITTING)


def compare(fit=fit, score=last_accuracy, save=True, pick=max):
    """An answer to `fit_compare_save`; without arguments a right one."""

    def fit_compare_save(candidates, train, validation, epochs, file):
        scores = {n: score(fit(m, train, validation, epochs)) for n, m in candidates.items()}
        if save:
            candidates[pick(scores, key=scores.get)].save(file)
        return scores

    return fit_compare_save


def test_a_right_comparison_earns_the_points(capsys):
    checks.try_fit_compare_save(compare(), COMPARE, points=2)
    assert capsys.readouterr().out == "Right: 2 of 2 points.\n"


@pytest.mark.parametrize(
    ("fit_compare_save", "message"),
    [
        (compare(save=False), "There is no file under the name given. Save with model.save(file)."),
        (lambda *given: [*compare()(*given)], "should be a dictionary, not ['frozen', 'eager']."),
        (
            lambda *given: {name[0]: score for name, score in compare()(*given).items()},
            "The names are eager and frozen, not f and e.",
        ),
        (
            lambda candidates, *_: candidates["intro"],
            "fit_compare_save with frozen, eager stopped: there is no 'intro'. Take the names from candidates",
        ),
        (
            compare(fit=lambda m, t, v, epochs: fit(m, t, v, 1)),
            "updates of frozen, in 3 epochs of one batch should be 3, not 1. Fit each network once, "
            "on the pair train, with epochs=epochs.",
        ),
        (
            compare(fit=fit_on_validation),
            "what eager answers to the training pictures, once trained, should ",
        ),
        (
            compare(fit=compile_and_fit),
            "Fit it on the pair train, and leave its optimizer as it is.",
        ),
        (
            compare(score=lambda history: history.history["accuracy"][-1]),
            'the validation accuracy of frozen should be 1, not 0.25. Take the last number of "val',
        ),
        (
            compare(pick=min),
            "what the saved network answers (frozen has the highest validation accuracy) should",
        ),
    ],
)
def test_wrong_comparisons_are_told(fit_compare_save, message):
    assert message in message_of(checks.try_fit_compare_save, fit_compare_save, COMPARE)


def test_the_lowest_loss_in_place_of_the_highest_accuracy_is_told():
    def by_loss(candidates, train, validation, epochs, file):
        runs = {n: fit(m, train, validation, epochs).history for n, m in candidates.items()}
        candidates[min(runs, key=lambda name: runs[name]["val_loss"][-1])].save(file)
        return {name: run["val_accuracy"][-1] for name, run in runs.items()}

    # The last picture makes "eager" sure and wrong.
    held_out = np.vstack([np.eye(4), [0, 20, 0, 0]]), np.eye(4)[[0, 1, 2, 3, 2]]
    said = message_of(checks.try_fit_compare_save, by_loss, [(RATES, held_out, 3)])
    assert "The one with the lowest loss can be another one." in said


def test_a_network_saved_before_its_training_is_told():
    cases = [(RATES, checks.one_picture_a_class(), 2)]

    def fit_compare_save(candidates, train, validation, epochs, file):
        candidates["eager"].save(file)
        return compare(save=False)(candidates, train, validation, epochs, file)

    told = message_of(checks.try_fit_compare_save, fit_compare_save, cases)
    assert "(eager has the highest validation accuracy)" in told
    assert "after its training" in told


@pytest.mark.parametrize(
    ("attempt", "cases"),
    [
        (checks.try_fit_model, FIT),
        (try_is_overfitting, OVERFITTING),
        (checks.try_fit_compare_save, COMPARE),
    ],
)
def test_other_errors_reach_the_learner_as_they_are(attempt, cases):
    def answer(*_, **__):
        raise ZeroDivisionError("a slip of another kind")

    with pytest.raises(ZeroDivisionError, match="another kind"):
        attempt(answer, cases, points=1)
