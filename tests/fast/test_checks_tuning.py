"""Do the checks of searches tell right from wrong, and say what to look at?"""

from helpers import byhand, checks
from helpers.checks.tuning import create_counter, create_pictures
from helpers.quiet import keras

import numpy as np
import pytest
from scikeras.wrappers import KerasClassifier
from sklearn.model_selection import GridSearchCV, KFold, StratifiedKFold

SWEEP = [([1.0, 0.0], checks.one_picture_a_class(0, 0, 0, 0), 3)]
NAMES = [(["eager", "frozen"], 2)]
DRAW = [(0.001, 0.1, 1000, 42), (0.01, 10.0, 3, 0)]
SEARCH = [([0, 1, 2, 0, 1, 2, 0, 1, 2, 2, 1, 0], 2)]
PICK = [({"steady": (3, 7), "lucky": (4, 6), "lost": (1, 2)}, "lucky")]
SURE = [({"modest": (3, 5, 0.01), "sure": (4, 8, 90)}, "sure")]


def fit(model, train, validation, epochs):
    """A right training."""
    return model.fit(*train, epochs=epochs, validation_data=validation, verbose=0)


def compile_and_fit(model, *data):
    """A training that compiles the network anew."""
    model.compile("adam", "categorical_crossentropy", metrics=["accuracy"], run_eagerly=True)
    return fit(model, *data)


def fit_on_validation(model, train, validation, epochs):
    return fit(model, validation, validation, epochs)


def measure_on_training(model, train, validation, epochs):
    return fit(model, train, train, epochs)


def last_accuracy(history):
    return history.history["val_accuracy"][-1]


def try_sweep(answer, cases, points):
    checks.try_sweep(answer, cases, byhand.sweep, points)


def try_draw_rates(answer, cases, points):
    checks.try_draw_rates(answer, cases, byhand.draw_rates, points)


def try_fit_by_name(answer, cases, points):
    checks.try_fit_by_name(answer, cases, byhand.fit_by_name, points)


def try_pick_and_evaluate(answer, cases, points):
    checks.try_pick_and_evaluate(answer, cases, byhand.pick_and_evaluate, points)


def message_of(attempt, *given):
    """What a check says about a wrong answer."""
    with pytest.raises(AssertionError) as error:
        attempt(*given, points=1)
    return str(error.value)


def sweep_with(fit=fit, score=last_accuracy):
    """An answer to `sweep`; without arguments a right one."""
    return lambda create, values, train, validation, epochs: {
        value: score(fit(create(value), train, validation, epochs)) for value in values
    }


def test_a_right_sweep_earns_the_points(capsys):
    try_sweep(sweep_with(), SWEEP, points=1)
    assert capsys.readouterr().out == "Right: 1 of 1 point.\n"


def create_twice(create, *given):
    create(0.5)
    return sweep_with()(create, *given)


@pytest.mark.parametrize(
    ("sweep", "message"),
    [
        (
            lambda *given: [*sweep_with()(*given)],
            "sweep should return a dictionary, not [1.0, 0.0]",
        ),
        (
            lambda *given: sweep_with()(*given) and None,
            "sweep gave nothing (None). Return the dict",
        ),
        (
            lambda *given: dict(enumerate(sweep_with()(*given).values())),
            "The keys should be [1.0, 0.0], not [0, 1]. Make the dictionary before the loop",
        ),
        (
            create_twice,
            "create should be called once for each of [1.0, 0.0], but it was called for "
            "[0.5, 1.0, 0.0]. Each value needs a new network of its own.",
        ),
        (
            sweep_with(lambda m, t, v, epochs: fit(m, t, v, 1)),
            "updates of the network with the value 1.0, in 3 epochs of one batch should be 3, not 1",
        ),
        (sweep_with(fit_on_validation), "what the network with the value 1.0 answers to the train"),
        (sweep_with(compile_and_fit), "what the network with the value 1.0 answers to the train"),
        (
            sweep_with(measure_on_training),
            "the result for the value 1.0 should be 0.25, not 1. Yours was measured on the training pictures. "
            "It should be the accuracy on the validation pictures after the last epoch.",
        ),
        (sweep_with(score=lambda history: history.history["val_loss"][-1]), "That is the loss. It"),
        (
            sweep_with(score=lambda history: max(history.history["val_accuracy"])),
            "the result for the value 1.0 should be 0.25, not 1.",
        ),
        (byhand.sweep, "Write it yourself"),
    ],
)
def test_wrong_sweeps_are_told(sweep, message):
    assert message in message_of(try_sweep, sweep, SWEEP)


def keep(fit=fit, result=lambda history: history.history):
    """An answer to `fit_by_name`; without arguments a right one."""
    return lambda candidates, *data: {n: result(fit(m, *data)) for n, m in candidates.items()}


@pytest.mark.parametrize("fit_by_name", [keep(), keep(result=lambda history: history)])
def test_right_histories_earn_the_points(fit_by_name, capsys):
    try_fit_by_name(fit_by_name, NAMES, points=1)
    assert capsys.readouterr().out == "Right: 1 of 1 point.\n"


@pytest.mark.parametrize(
    ("fit_by_name", "message"),
    [
        (lambda *given: [*keep()(*given)], "should return a dictionary, not ['eager', 'frozen']."),
        (
            lambda candidates, *data: keep()({"frozen": candidates["frozen"]}, *data),
            "The names should be ['eager', 'frozen'], not ['frozen']. Make the dictionary before",
        ),
        (
            keep(result=last_accuracy),
            "Under 'eager' there should be what fit returns, not a float.",
        ),
        (
            keep(lambda m, t, v, epochs: fit(m, t, v, 1)),
            "updates of 'eager', in 2 epochs of one batch should be 2, not 1.",
        ),
        (keep(fit_on_validation), "what 'eager' answers to the training pictures, once trained,"),
        (keep(compile_and_fit), "what 'eager' answers to the training pictures, once trained,"),
        (
            keep(lambda m, t, v, epochs: fit(m, t, None, epochs)),
            "The history of 'eager' has no val_loss. Pass validation_data=validation to fit.",
        ),
        (
            keep(measure_on_training),
            "the last val_loss of 'eager', in 2 epochs of one batch should be",
        ),
        (
            lambda c, *data: dict(zip(c, [*keep()(c, *data).values()][::-1], strict=True)),
            "Each name has the history of its own network, measured on validation.",
        ),
        (byhand.fit_by_name, "Write it yourself"),
    ],
)
def test_wrong_histories_are_told(fit_by_name, message):
    assert message in message_of(try_fit_by_name, fit_by_name, NAMES)


def draw(spread=np.log10, power=10.0, seeded=True):
    """An answer to `draw_rates`; without arguments a right one."""

    def draw_rates(low, high, count, seed):
        rng = np.random.default_rng(seed if seeded else None)
        return power ** rng.uniform(spread(low), spread(high), count)

    return draw_rates


@pytest.mark.parametrize("draw_rates", [draw(), draw(np.log, np.e), draw(np.log2, 2.0)])
def test_right_draws_earn_the_points(draw_rates, capsys):
    try_draw_rates(draw_rates, DRAW, points=1)
    assert capsys.readouterr().out == "Right: 1 of 1 point.\n"


@pytest.mark.parametrize(
    ("draw_rates", "message"),
    [
        (
            lambda *_: None,
            "draw_rates(0.001, 0.1, 1000, 42) gave nothing (None). Return the rates.",
        ),
        (lambda low, high, count, seed: [low], "gives should be [1000], not [1]. Give an array"),
        (draw(seeded=False), "gave other rates when it was called again. Draw from np.random.def"),
        (
            lambda low, high, count, seed: np.geomspace(low, high, count),
            "draw_rates gave the same rates with the seeds 42 and 43.",
        ),
        (draw(lambda rate: rate), "all rates should lie between 0.001 and 0.1. Draw the exponent"),
        (
            lambda *given: np.log10(draw()(*given)),
            "between 0.001 and 0.1. These are exponents. The rate is 10 to this power.",
        ),
        (
            lambda low, high, count, seed: np.random.default_rng(seed).uniform(low, high, count),
            "in five equal steps on a log scale, roughly, should be [0.2, 0.2, 0.2, 0.2, 0.2], not",
        ),
        (
            lambda low, high, count, seed: np.random.default_rng(seed).choice([low, high], count),
            "gave only 2 different rates. Any rate between the two may come",
        ),
        (byhand.draw_rates, "Write it yourself"),
    ],
)
def test_wrong_draws_are_told(draw_rates, message):
    assert message in message_of(try_draw_rates, draw_rates, DRAW)


def test_evenly_drawn_rates_are_told_from_other_wrong_ones():
    def even(low, high, count, seed):
        return np.random.default_rng(seed).uniform(low, high, count)

    def squared(low, high, count, seed):
        rng = np.random.default_rng(seed)
        return low * (high / low) ** (rng.random(count) ** 2)

    assert "You drew the rate itself evenly. Draw its exponent." in message_of(
        try_draw_rates, even, DRAW
    )
    assert "Each step should get as many" in message_of(try_draw_rates, squared, DRAW)


@pytest.mark.parametrize(
    ("scores", "got", "told"),
    [
        ({0.1: 0.3, 0.2: 0.9, 0.3: 0.1}, [0.1, 0.2, 0.3], "equal steps on a log scale, not on an"),
        ({0.1: 0.3, 0.2: 0.9, 0.3: 0.1}, [0.02, 0.2, 2], "Take the neighbours that were tried"),
        ({0.1: 0.9, 0.4: 0.2, 0.9: 0.1}, [0.1, 0.2, 0.4], "The best rate is at an edge here"),
        ({0.1: 0.9, 0.4: 0.2, 0.9: 0.1}, [0.9, 0.6, 0.4], "In Python, index -1 is the last one"),
        ({0.1: 0.3, 0.4: 0.7, 0.2: 0.9}, [0.1, 0.2, 0.4], ""),
        ({0.4: 0.3, 0.2: 0.7, 0.1: 0.9}, [0.1, np.sqrt(0.02), 0.2], "is at an edge here"),
        ({0.1: 0.3, 0.4: 0.7, 0.2: 0.9}, [-1, -0.69897, -0.39794], "These are the logarithms"),
    ],
)
def test_slips_of_next_rates_are_told(scores, got, told):
    gives = byhand.next_rates(scores, 3)
    assert told in checks.choose_hint(got, checks.NEXT_RATES["mistakes"](gives, scores, 3), "")
    if not told:
        np.testing.assert_allclose(got, gives)


FOLDS = StratifiedKFold(3, shuffle=True, random_state=42)
OPTIMIZERS = ["sgd", "rmsprop", "adam"]


def search(
    create,
    images,
    labels,
    settings,
    folds=FOLDS,
    fitted=True,
    refit=True,
    loss="categorical_crossentropy",
    **grid,
):
    """A right search, or one with other folds, another grid or loss, or not fitted."""
    classifier = KerasClassifier(create, loss=loss, **settings)
    found = GridSearchCV(classifier, {"optimizer": OPTIMIZERS} | grid, cv=folds, refit=refit)
    return found.fit(images, labels) if fitted else found


def otherwise(**options):
    return lambda *given: search(*given, **options)


def compiled_before(create, *given):
    """Hands over a function that compiles, so that SciKeras ignores the optimizers."""

    def build():
        network = create()
        network.compile("adam", "categorical_crossentropy")
        return network

    return search(build, *given)


def wrong_winner(*given):
    found = search(*given)
    found.best_params_ = {"optimizer": "sgd"}
    found.best_estimator_.model_.optimizer = keras.optimizers.Adam()
    return found


def test_a_right_search_earns_the_points(capsys):
    checks.try_search_optimizers(search, SEARCH, points=2)
    assert capsys.readouterr().out == "Right: 2 of 2 points.\n"


@pytest.mark.parametrize(
    ("search_optimizers", "message"),
    [
        (lambda *given: None, "search_optimizers gave nothing (None). Return the fitted search."),
        (
            lambda *given: search(*given).best_params_,
            "search_optimizers should return a GridSearchCV, not a dict.",
        ),
        (
            otherwise(fitted=False),
            "The GridSearchCV has tried nothing yet. Fit it: search.fit(images, labels).",
        ),
        (
            otherwise(refit=False),
            "The GridSearchCV has no best_estimator_. Leave refit=False out, so that the winner is",
        ),
        (
            otherwise(loss="sparse_categorical_crossentropy"),
            "the loss of the networks should be categorical_crossentropy, not sparse_categorical_c",
        ),
        (
            lambda create, images, labels, settings: search(
                create, images[:9], labels[:9], settings
            ),
            "how many pictures the winner was trained on at last should be 12, not 9.",
        ),
        (
            lambda create, *given: search(create(), *given),
            "No network that create has made was trained. Hand over create itself, without brackets",
        ),
        (
            lambda create, images, labels, settings: search(
                create, images, np.eye(3)[labels], settings
            ),
            "labels are class numbers: hand them over as they are.",
        ),
        (
            otherwise(optimizer=["sgd", "adam"]),
            "The networks were trained by Adam and SGD; Adam, RMSprop and SGD were asked for.",
        ),
        (
            compiled_before,
            "The networks were trained by Adam; Adam, RMSprop and SGD were asked for. SciKeras "
            "ignores the optimizer of the grid if a network is compiled already",
        ),
        (otherwise(batch_size=[2, 4]), "number of settings tried should be 3, not 6. The grid hol"),
        (wrong_winner, "best_params_ says {'optimizer': 'sgd'}, but that network was trained by A"),
        (otherwise(folds=3), "The folds come from KFold(n_splits=3, random_state=None, shuffle=F"),
        (
            otherwise(folds=StratifiedKFold(3, shuffle=True, random_state=1)),
            "The folds come from StratifiedKFold(n_splits=3, random_state=1, shuffle=True). Pass "
            "cv=StratifiedKFold(3, shuffle=True, random_state=42) to GridSearchCV.",
        ),
        (otherwise(folds=KFold(3, shuffle=True, random_state=42)), "The folds come from KFold(n_s"),
        (
            lambda create, images, labels, settings: search(create, images, labels, {"verbose": 0}),
            "epochs of each training, with settings = {'epochs': 2, 'random_state': 42, "
            "'verbose': 0} should be",
        ),
    ],
)
def test_wrong_searches_are_told(search_optimizers, message):
    assert message in message_of(checks.try_search_optimizers, search_optimizers, SEARCH)


def pick(by="validation", measured="unseen", kind=tuple, number=1, choose=max):
    """An answer to `pick_and_evaluate`; without arguments a right one."""

    def pick_and_evaluate(candidates, validation, unseen):
        data = {"validation": validation, "unseen": unseen}
        scores = {n: m.evaluate(*data[by], verbose=0)[number] for n, m in candidates.items()}
        best = choose(scores, key=scores.get)
        return kind([best, candidates[best].evaluate(*data[measured], verbose=0)[number]])

    return pick_and_evaluate


def look_at_all(candidates, validation, unseen):
    """Measures every network on the unseen pictures."""
    best, _ = pick(measured="validation")(candidates, validation, unseen)
    return best, {n: m.evaluate(*unseen, verbose=0)[1] for n, m in candidates.items()}[best]


@pytest.mark.parametrize("kind", [tuple, list])
def test_a_right_pick_earns_the_points(kind, capsys):
    cases = [*PICK, ({"first": (5, 2), "second": (1, 9)}, "first")]
    try_pick_and_evaluate(pick(kind=kind), cases, points=2)
    assert capsys.readouterr().out == "Right: 2 of 2 points.\n"


@pytest.mark.parametrize(
    ("pick_and_evaluate", "message"),
    [
        (lambda *_: None, "pick_and_evaluate gave nothing (None). Return a pair."),
        (pick(kind=lambda pair: pair[0]), "should be a pair, a name and an accuracy, not 'lucky'."),
        (
            pick(by="unseen"),
            "the name, of 5 validation and 10 unseen pictures these are right: {'steady': (3, 7), 'lucky': (4, 6), 'lost': "
            "(1, 2)} should be 'lucky', not 'steady'. Choose by the validation pictures alone.",
        ),
        (
            pick(choose=min),
            "not 'lost'. The highest validation accuracy wins, not the loss, which evaluate gives",
        ),
        (
            pick(measured="validation"),
            "should be 0.6, not 0.8. That is its accuracy on the validation pictures. It should be",
        ),
        (
            look_at_all,
            "How often each network saw the unseen pictures: {'steady': 1.0, 'lucky': 1.0, 'lost': "
            "1.0}. Only 'lucky' should see them, and only once.",
        ),
        (byhand.pick_and_evaluate, "Write it yourself"),
    ],
)
def test_wrong_picks_are_told(pick_and_evaluate, message):
    assert message in message_of(try_pick_and_evaluate, pick_and_evaluate, PICK)


def test_the_lowest_loss_is_told_from_the_highest_accuracy():
    told = message_of(try_pick_and_evaluate, pick(number=0, choose=min), SURE)
    assert "not 'modest'. The highest validation accuracy wins, not the loss" in told


def test_a_surer_network_is_as_often_right_and_loses_more():
    pair = create_pictures(5, False)
    modest, sure = (create_counter(4, 8, sureness) for sureness in (0.01, 90))
    (low, right), (high, as_right) = (each.evaluate(*pair, verbose=0) for each in (modest, sure))
    assert right == as_right == pytest.approx(0.8)
    assert high > low


@pytest.mark.parametrize(
    ("attempt", "cases"),
    [
        (try_sweep, SWEEP),
        (try_draw_rates, DRAW),
        (try_fit_by_name, NAMES),
        (checks.try_search_optimizers, SEARCH),
        (try_pick_and_evaluate, PICK),
    ],
)
def test_other_errors_reach_the_learner_as_they_are(attempt, cases):
    def answer(*_, **__):
        raise ZeroDivisionError("a slip of another kind")

    with pytest.raises(ZeroDivisionError, match="another kind"):
        attempt(answer, cases, points=1)
