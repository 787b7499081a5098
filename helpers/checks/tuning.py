"""Checks of functions that search for good settings: what they try, measure and choose.

As in `training`, they are handed tiny networks or settings, and nothing hangs on luck.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from ..byhand import cross_entropy
from ..quiet import keras, layers
from .guards import Mistakes, errors_explained, told_plainly, without
from .networks import compute
from .points import print_points
from .training import (
    Pair,
    create_tiny_network,
    measure_accuracy,
    one_picture_a_class,
    require_training,
)
from .values import choose_hint, require, show


def _require_dictionary(name: str, answer: Any) -> None:
    """Require that a function of this name has returned a dictionary."""
    __tracebackhide__ = True
    assert answer is not None, f"{name} gave nothing (None). Return the dictionary, after the loop."
    assert isinstance(answer, dict), f"{name} should return a dictionary, not {answer!r}."


@told_plainly
def try_sweep(
    sweep: Callable[..., Any],
    cases: Iterable[tuple[Sequence[float], Pair, int]],
    like: Callable[..., Any],
    points: float,
) -> None:
    """Check a function that trains one network for each value.

    The values are learning rates of tiny networks; with the rate 0 none learns.

    Parameters
    ----------
    sweep : callable
        The learner's; takes a function that builds a network, values, training and validation
        pictures, and epochs.
    cases : iterable of tuple
        Values, validation pictures and labels, and epochs.
    like : callable
        The course's, out of reach while the learner's runs.
    points : float
        What the exercise is worth.

    Raises
    ------
    AssertionError
        If it trains or measures otherwise.
    """
    __tracebackhide__ = True
    train = one_picture_a_class()
    for values, held_out, epochs in cases:
        made: list[tuple[float, keras.Model]] = []

        def create(rate: float, made: list = made) -> keras.Model:
            made.append((rate, create_tiny_network(rate)))
            return made[-1][1]

        with without(like):
            try:
                answer = sweep(create, list(values), train, held_out, epochs)
            except ValueError as error:  # Keras', where a network does not fit the pictures
                if made:
                    raise
                raise AssertionError(
                    "sweep should get each network from its argument: create(value). It has not "
                    f"called create, and stopped with: {error}"
                ) from None
        _require_dictionary("sweep", answer)
        assert list(answer) == list(values), (
            f"The keys should be {values}, not {list(answer)}. Make the dictionary before the loop, "
            "and store each result in it inside the loop, under its value."
        )
        tried = [rate for rate, _ in made]
        assert sorted(tried) == sorted(values), (
            f"create should be called once for each of {values}, but it was called for {tried}. "
            "Each value needs a new network of its own."
        )
        for rate, network in made:
            require_training(f"the network with the value {rate}", network, rate, train, epochs)
            loss = cross_entropy(held_out[1], compute(network, held_out[0]))
            own, right = (measure_accuracy(network, *pair) for pair in (train, held_out))
            both = ", or the share of wrong answers" if np.isclose(own, 1 - right) else ""
            slips = [
                (own, f"Yours was measured on the training pictures{both}. "),
                (1 - right, "That is the share of wrong answers. "),
            ]
            if np.size(answer[rate]) == 1 and np.isclose(answer[rate], loss, atol=1e-3):
                slips = [(answer[rate], "That is the loss. ")]
            require(
                f"the result for the value {rate}",
                answer[rate],
                right,
                choose_hint(answer[rate], slips, "")
                + "It should be the accuracy on the validation pictures after the last epoch.",
            )
    print_points(points, points)


def next_rates_mistakes(
    gives: Sequence[float], scores: Mapping[float, float], count: int = 5
) -> Mistakes:
    """List what known mistakes make of the rates of a finer search, for `Check`.

    Parameters
    ----------
    gives : sequence of float
        The right answer.
    scores : mapping
        Accuracy by learning rate: the argument.
    count : int
        How many rates are asked for.

    Returns
    -------
    list of tuple
        A value, and what to say about it.
    """
    rates, given = sorted(scores), list(scores)
    low, high = gives[0], gives[-1]
    best = max(rates, key=lambda rate: scores[rate])

    def neighbours(tried: list[float]) -> tuple[float, float]:
        """The best rate's neighbours in this order, or itself where there is none."""
        place = tried.index(best)
        return tried[max(place - 1, 0)], tried[min(place + 1, len(tried) - 1)]

    even = np.geomspace(low, high, count)
    unequal = "Take equal steps on a log scale, not on an ordinary one."
    edge = "The best rate is at an edge here: go beyond it, to a tenth or to ten times of it."
    last = " (In Python, index -1 is the last one.)"
    largest = f"That is around {rates[-1]:g}. Take the rate with the highest accuracy: {best:g}."
    tenth = "Take the neighbours that were tried, where there are some."
    return [
        (np.linspace(low, high, count), unequal),
        (np.geomspace(low, high, count + 2)[1:-1], "Include both ends."),
        (np.geomspace(low, high, count + 1)[:-1], "Include the upper end."),
        *(
            (np.geomspace(low, high, other), "Give as many rates as count says.")
            for other in (5, len(rates), count + 1)
        ),
        *((np.round(even, digits), "Do not round.") for digits in (2, 3, 4)),
        (even[::-1], "Begin with the smallest rate."),
        (np.log10(even), "These are the logarithms. Give the rates themselves."),
        (np.geomspace(*neighbours(rates), count), edge),
        (np.linspace(*neighbours(rates), count), f"{edge} {unequal}"),
        (np.geomspace(rates[rates.index(best) - 1], high, count), edge + last),
        (np.geomspace(best / 10, best * 10, count), tenth),
        (np.geomspace(rates[max(len(rates) - 2, 0)], 10 * rates[-1], count), largest),
        (
            np.geomspace(*neighbours(given), count),
            "The rates may be in any order: sort them first.",
        ),
        (
            np.geomspace(rates[0], rates[-1], count),
            "That is the whole range. Stay near the best rate.",
        ),
    ]


@told_plainly
def try_draw_rates(
    draw_rates: Callable[..., Any],
    cases: Iterable[tuple[float, float, int, int]],
    like: Callable[..., Any],
    points: float,
) -> None:
    """Check a function that draws learning rates evenly on a log scale.

    Parameters
    ----------
    draw_rates : callable
        The learner's; takes smallest and largest rate, how many, and a seed.
    cases : iterable of tuple
        What it is called with. From 1,000 rates on, their distribution is looked at, too.
    like : callable
        The course's, out of reach while the learner's runs.
    points : float
        What the exercise is worth.

    Raises
    ------
    AssertionError
        If the rates are too few or too many, outside, distributed otherwise, or do not follow the
        seed.
    """
    __tracebackhide__ = True
    for low, high, count, seed in cases:
        call = f"draw_rates({low:g}, {high:g}, {count}, {seed})"
        slips = [
            (OverflowError, "", "Draw the exponent between np.log10(low) and np.log10(high)."),
            (ValueError, "high - low < 0", "np.random's uniform takes the smaller number first."),
        ]
        with errors_explained(call, slips), without(like):
            rates, again, other = (draw_rates(low, high, count, s) for s in (seed, seed, seed + 1))
        assert rates is not None, f"{call} gave nothing (None). Return the rates."
        require(f"how many rates {call} gives", np.shape(rates), [count], "Give an array of them.")
        rates, again, other = (np.asarray(each, "float64") for each in (rates, again, other))
        within = (rates >= low * 0.999) & (rates <= high * 1.001)
        exponents = within.all() or (10**rates >= low * 0.999).all() and (rates < 0).all()
        assert within.all(), (
            f"{call} gave {show(rates)}: all rates should lie between {low:g} and {high:g}. "
            + (
                "These are exponents. The rate is 10 to this power."
                if exponents
                else "Draw the exponent between np.log10(low) and np.log10(high), then take 10 to its power."
            )
        )
        assert np.array_equal(rates, again), (
            f"{call} gave other rates when it was called again. Draw from np.random.default_rng(seed), "
            "made inside the function."
        )
        assert not np.allclose(np.sort(rates), np.sort(other), rtol=1e-9), (
            f"draw_rates gave the same rates with the seeds {seed} and {seed + 1}. Draw them at "
            "random, from np.random.default_rng(seed)."
        )
        different = len(np.unique(rates))
        assert different > 0.9 * count, (
            f"{call} gave only {different} different rates. Any rate between the two may come: draw all "
            "exponents from one generator, with decimals, and do not round."
        )
        if count < 1000:
            continue
        steps = np.geomspace(low, high, 6)
        shares = np.histogram(rates, steps)[0] / count
        even = np.histogram(rates, np.linspace(low, high, 6))[0] / count
        require(
            f"the shares of the rates of {call} in five equal steps on a log scale, roughly,",
            shares,
            [0.2] * 5,
            "You drew the rate itself evenly. Draw its exponent."
            if np.allclose(even, 0.2, atol=0.06)
            else "Each step should get as many: draw the exponent evenly, between np.log10(low) and "
            "np.log10(high).",
            0.06,
        )
    print_points(points, points)


@told_plainly
def try_fit_by_name(
    fit_by_name: Callable[..., Any],
    cases: Iterable[tuple[Sequence[str], int]],
    like: Callable[..., Any],
    points: float,
) -> None:
    """Check a function that trains networks and keeps each history under its name.

    Parameters
    ----------
    fit_by_name : callable
        The learner's; takes networks by name, training and validation pictures, and epochs.
    cases : iterable of tuple
        Names of tiny networks, of which "frozen" has the learning rate 0, and epochs.
    like : callable
        The course's, out of reach while the learner's runs.
    points : float
        What the exercise is worth.

    Raises
    ------
    AssertionError
        If it trains otherwise, or a history is missing or that of another network.
    """
    __tracebackhide__ = True
    train, held_out = one_picture_a_class(), one_picture_a_class(0, 1)
    for names, epochs in cases:
        rates = {name: 0.0 if name == "frozen" else 2.0 for name in names}
        candidates = {name: create_tiny_network(rate) for name, rate in rates.items()}
        with without(like):
            answer = fit_by_name(dict(candidates), train, held_out, epochs)
        _require_dictionary("fit_by_name", answer)
        assert sorted(answer, key=str) == sorted(names), (
            f"The names should be {sorted(names)}, not {sorted(answer, key=str)}. Make the "
            "dictionary before the loop, and store each history in it inside the loop, under its name."
        )
        for name, network in candidates.items():
            assert not isinstance(answer[name], keras.Model), (
                f"Under {name!r} is the network. Keep what its fit returns."
            )
            history = getattr(answer[name], "history", answer[name])
            assert isinstance(history, dict), (
                f"Under {name!r} there should be what fit returns, not a {type(history).__name__}."
            )
            require_training(repr(name), network, rates[name], train, epochs)
            assert "val_loss" in history, (
                f"The history of {name!r} has no val_loss. Pass validation_data=validation to fit."
            )
            require(
                f"the last val_loss of {name!r}, in {epochs} epochs of one batch",
                history["val_loss"][-1],
                cross_entropy(held_out[1], compute(network, held_out[0])),
                "Each name has the history of its own network, measured on validation.",
                1e-3,
            )
    print_points(points, points)


class Pretender(keras.Sequential):
    """A network that notes how it is trained, but does not train, so that a check is quick."""

    trained: tuple[str, int, int] | None = None  # optimizer, epochs, pictures

    def fit(self, x: Any = None, y: Any = None, epochs: int = 1, **_: Any) -> Any:
        """Note the optimizer and the epochs."""
        self.trained = type(self.optimizer).__name__, epochs, len(x)
        history = keras.callbacks.History()
        history.history = {"loss": [0.0] * epochs}
        return history

    def predict(self, x: Any, **_: Any) -> np.ndarray:
        """Give the pictures back: each is its own one-hot label."""
        return np.array(x)


# Errors that known slips in a search lead to.
SEARCH_ERRORS = [
    (
        TypeError,
        "positional argument",
        "Hand the settings over by name, with two stars: **settings.",
    ),
    (
        ValueError,
        "Invalid parameter",
        'The grid\'s key is the name of a setting of KerasClassifier: "optimizer".',
    ),
    (
        ValueError,
        "Supported target types",
        "The folds need class numbers. labels are class numbers: hand them over as they are.",
    ),
    (
        ValueError,
        "unexpected keyword argument 'settings'",
        "KerasClassifier has no setting of that name. Hand over what is in the dictionary, with two "
        "stars: **settings.",
    ),
    (
        ValueError,
        "fits failed",
        "Not one network could be trained on these pictures. Make a new KerasClassifier of create, "
        "which fits them, and hand it to the GridSearchCV.",
    ),
]


def _name_loss(loss: Any) -> str:
    """Write a loss, given as a text, a function or an object, as Keras' name of it."""
    return str(getattr(loss, "name", getattr(loss, "__name__", loss)))


@told_plainly
def try_search_optimizers(
    search_optimizers: Callable[..., Any], cases: Iterable[tuple[Sequence[int], int]], points: float
) -> None:
    """Check a search over optimizers: who trains, folds, settings, and the result.

    Parameters
    ----------
    search_optimizers : callable
        The learner's; takes a function that builds a network, pictures, class numbers, and settings.
    cases : iterable of tuple
        Class numbers of the pictures, and epochs.
    points : float
        What the exercise is worth.

    Raises
    ------
    AssertionError
        If networks are trained otherwise, or the result is no fitted search.
    """
    __tracebackhide__ = True
    from sklearn.base import is_classifier
    from sklearn.model_selection import GridSearchCV, StratifiedKFold, check_cv

    for labels, epochs in cases:
        numbers = np.array(labels)
        made: list[Pretender] = []
        classes = int(numbers.max()) + 1

        def create(classes: int = classes, made: list = made) -> keras.Model:
            dense = layers.Dense(classes, activation="softmax")
            made.append(Pretender([keras.Input((classes,)), dense]))
            return made[-1]

        pictures = np.eye(classes, dtype="float32")[numbers]
        settings = {"epochs": epochs, "random_state": 42, "verbose": 0}
        with errors_explained("search_optimizers", SEARCH_ERRORS):
            search = search_optimizers(create, pictures, numbers, settings)
        assert search is not None, (
            "search_optimizers gave nothing (None). Return the fitted search."
        )
        assert isinstance(search, GridSearchCV), (
            f"search_optimizers should return a GridSearchCV, not a {type(search).__name__}."
        )
        assert hasattr(search, "cv_results_"), (
            "The GridSearchCV has tried nothing yet. Fit it: search.fit(images, labels)."
        )
        assert hasattr(search, "best_estimator_"), (
            "The GridSearchCV has no best_estimator_. Leave refit=False out, so that the winner is "
            "trained on all pictures."
        )
        trained = [network.trained for network in made if network.trained]
        assert trained, (
            "No network that create has made was trained. Hand over create itself, without brackets: "
            "each training needs a new network."
        )
        used = sorted({name for name, *_ in trained})
        assert used == ["Adam", "RMSprop", "SGD"], (
            f"The networks were trained by {' and '.join(used)}; Adam, RMSprop and SGD "
            "were asked for. "
            + (
                'The grid names all three: {"optimizer": ["sgd", "rmsprop", "adam"]}.'
                if len(used) > 1
                else "SciKeras ignores the optimizer of the grid if a network is compiled already: "
                "hand over create itself, and let SciKeras compile."
            )
        )
        require(
            "number of settings tried",
            len(search.cv_results_["params"]),
            3,
            'The grid holds three optimizers and nothing else: {"optimizer": [...]}.',
        )
        best = search.best_params_
        winner = type(search.best_estimator_.model_.optimizer).__name__
        assert winner.lower() in str(list(best.values())[0]).lower(), (
            f"best_params_ says {best}, but that network was trained by {winner}."
        )
        expected = StratifiedKFold(3, shuffle=True, random_state=42).split(pictures, numbers)
        splits = check_cv(search.cv, numbers, classifier=is_classifier(search.estimator))
        tests = [test.tolist() for _, test in splits.split(pictures, numbers)]
        assert tests == [test.tolist() for _, test in expected], (
            f"The folds come from {splits}. "
            "Pass cv=StratifiedKFold(3, shuffle=True, random_state=42) to GridSearchCV."
        )
        require(
            f"epochs of each training, with settings = {settings}",
            [each for _, each, _ in trained],
            [epochs] * len(trained),
            "Hand the settings over: KerasClassifier(create, loss=..., **settings).",
        )
        losses = {_name_loss(network.loss) for network in made if network.trained}
        require(
            "the loss of the networks",
            losses,
            {"categorical_crossentropy"},
            'Give it to the classifier: loss="categorical_crossentropy".',
        )
        require(
            "how many pictures the winner was trained on at last",
            max(pictures for *_, pictures in trained),
            len(numbers),
            "Fit the search on all images and labels: the folds hold some of them back.",
        )
    print_points(points, points)


class Counter(keras.Sequential):
    """A network that counts the pictures it sees which end in a 1: unseen ones."""

    seen = 0

    def call(self, inputs: Any, **options: Any) -> Any:
        """Count, and compute."""
        try:
            rows = keras.ops.convert_to_numpy(inputs)
        except Exception:  # while a network is built there are no numbers yet
            return super().call(inputs, **options)
        self.seen += int((rows[:, -1] == 1).sum())
        return super().call(inputs, **options)


def create_counter(right: int, right_of_unseen: int, sureness: float = 1) -> Counter:
    """Build a network that gets so many validation and unseen pictures right.

    Parameters
    ----------
    right, right_of_unseen : int
        How many, of the pictures of `create_pictures`.
    sureness : float
        The surer it is, the more its wrong answers cost; its accuracy stays the same.

    Returns
    -------
    Counter
        Compiled, with the accuracy as metric.
    """
    network = Counter([keras.Input((4,)), layers.Dense(2, activation="softmax")])
    # Class 0 as long as the picture's number is smaller than what is asked for.
    kernel = np.zeros((4, 2))
    kernel[[0, 3], 1] = 1, right - right_of_unseen
    network.set_weights([sureness * kernel, sureness * np.array([right - 0.5, 0])])
    network.compile(loss="categorical_crossentropy", metrics=["accuracy"], run_eagerly=True)
    return network


def create_pictures(count: int, unseen: bool) -> Pair:
    """Pictures that hold their number, from 0, and at their end whether they are unseen ones."""
    pictures = np.zeros((count, 4), "float32")
    pictures[:, 0], pictures[:, -1] = np.arange(count), unseen
    return pictures, np.eye(2)[[0] * count]


@told_plainly
def try_pick_and_evaluate(
    pick_and_evaluate: Callable[..., Any],
    cases: Iterable[tuple[Mapping[str, tuple], str]],
    like: Callable[..., Any],
    points: float,
) -> None:
    """Check a function that picks a network on validation pictures and measures it on others.

    Parameters
    ----------
    pick_and_evaluate : callable
        The learner's; takes networks by name, and validation and unseen pictures.
    cases : iterable of tuple
        By name how many of 5 validation and of 10 unseen pictures a network gets right, and
        perhaps how sure it is (see `create_counter`); and the name of the best.
    like : callable
        The course's, out of reach while the learner's runs.
    points : float
        What the exercise is worth.

    Raises
    ------
    AssertionError
        If it picks another one, or another network sees the unseen pictures.
    """
    __tracebackhide__ = True
    for right, best in cases:
        candidates = {name: create_counter(*counts) for name, counts in right.items()}
        with without(like):
            answer = pick_and_evaluate(
                dict(candidates), create_pictures(5, False), create_pictures(10, True)
            )
        assert answer is not None, "pick_and_evaluate gave nothing (None). Return a pair."
        is_pair = isinstance(answer, (tuple, list)) and len(answer) == 2
        assert is_pair, f"The result should be a pair, a name and an accuracy, not {answer!r}."
        assert not isinstance(answer[0], keras.Model), (
            "pick_and_evaluate gave the network first. Give its name."
        )
        counts = {name: n[:2] for name, n in right.items()}
        what = f"of 5 validation and 10 unseen pictures these are right: {counts}"
        pictures, labels = create_pictures(5, False)
        losses = {
            name: cross_entropy(labels, compute(network, pictures))
            for name, network in candidates.items()
        }
        wins = "The highest validation accuracy wins"
        by_loss = f"{wins}, not the loss, which evaluate gives first."
        known = [
            (min(losses, key=lambda name: losses[name]), by_loss),
            (max(losses, key=lambda name: losses[name]), by_loss),
        ]
        others = [network for name, network in candidates.items() if name != str(answer[0])]
        if any(network.seen for network in others):
            known = [(name, "Choose by the validation pictures alone.") for name in right]
        require(f"the name, {what}", answer[0], best, choose_hint(answer[0], known, f"{wins}."))
        known = [(right[best][0] / 5, "That is its accuracy on the validation pictures. ")]
        hint = (
            choose_hint(answer[1], known, "")
            + "It should be that of the winner on the unseen pictures, from 0 to 1."
        )
        require(f"the accuracy, {what}", answer[1], right[best][1] / 10, hint)
        looked = {name: network.seen / 10 for name, network in candidates.items()}
        assert looked == {name: float(name == best) for name in right}, (
            f"How often each network saw the unseen pictures: {looked}. "
            f"Only {best!r} should see them, and only once."
        )
    print_points(points, points)
