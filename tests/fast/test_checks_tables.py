"""Do the checks of evaluations tell right from wrong, and say what to look at?"""

from helpers import byhand, checks

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import confusion_matrix

CASES = [
    ([0, 0, 0, 1, 1, 2], [0, 1, 1, 1, 1, 0], "cat dog ship", [[1, 2, 0], [0, 2, 0], [1, 0, 0]]),
    ([2, 0, 2], [2, 2, 2], "ant bee fly", [[0, 0, 1], [0, 0, 0], [0, 0, 2]]),
]
THRESHOLDS = np.array([0.25, 0.5, 0.6, 0.7])
# On validation 0.6 and 0.7 are the best, on test 0.5 is.
VALIDATION = np.array([0, 0, 1, 1]), np.array([0.1, 0.5, 0.7, 0.8])
TEST = np.array([0, 1, 1, 1, 0]), np.array([0.3, 0.6, 0.5, 0.7, 0.2])


def count(truth, predicted, names):
    """A right answer."""
    counts = confusion_matrix(truth, predicted, labels=range(len(names)))
    return checks.make_table(" ".join(names), counts)


def message_of(confusion_table, cases=CASES):
    """What the check says about a wrong answer."""
    with pytest.raises(AssertionError) as error:
        checks.try_confusion_table(confusion_table, cases, points=2)
    return str(error.value)


def test_a_table_is_that_of_the_course():
    counts = [[1, 2, 0], [0, 2, 0], [1, 0, 0]]
    expected = byhand.confusion_table(
        [0, 0, 0, 1, 1, 2], [0, 1, 1, 1, 1, 0], ["cat", "dog", "ship"]
    )
    pd.testing.assert_frame_equal(checks.make_table("cat dog ship", counts), expected)


def crosstab(truth, predicted, names):
    """A right answer of another kind: floats, and names of axes by keyword."""
    table = pd.crosstab(np.array(names)[truth], np.array(names)[predicted], colnames=["prediction"])
    return (
        table.reindex(names, fill_value=0.0)
        .reindex(columns=names, fill_value=0.0)
        .rename_axis(index="truth")
    )


@pytest.mark.parametrize("confusion_table", [count, crosstab])
def test_right_tables_earn_the_points(confusion_table, capsys):
    checks.try_confusion_table(confusion_table, CASES, points=2)
    assert capsys.readouterr().out == "Right: 2 of 2 points.\n"


@pytest.mark.parametrize(
    ("confusion_table", "message"),
    [
        (
            lambda truth, predicted, names: count(predicted, truth, names),
            "confusion_table([0, 0, 0, 1, 1, 2], [0, 1, 1, 1, 1, 0], ['cat', 'dog', 'ship']) should "
            "be [[1, 2, 0], [0, 2, 0], [1, 0, 0]], not [[1, 0, 1], [2, 2, 0], [0, 0, 0]]. "
            "Each picture adds 1 in the row of its truth and the column of its prediction.",
        ),
        (lambda *given: count(*given) / 6, "should be [[1, 2, 0], [0, 2, 0], [1, 0, 0]], not [[0"),
        (lambda *given: None, "confusion_table gave nothing (None). Return the table."),
        (
            lambda *given: count(*given).to_numpy(),
            "confusion_table should return a pandas DataFrame, not a ndarray.",
        ),
        (
            lambda *given: count(*given).rename(index={"cat": 0}),
            "The rows should be labelled ['cat', 'dog', 'ship'], not [0, 'dog', 'ship'].",
        ),
        (
            lambda *given: count(*given)[["dog", "cat", "ship"]],
            "The columns should be labelled ['cat', 'dog', 'ship'], not ['dog', 'cat', 'ship']. "
            "All class names, in their order",
        ),
        (
            lambda t, p, names: crosstab(t, p, names).drop(columns="ship"),
            "The columns should be labelled ['cat', 'dog', 'ship'], not ['cat', 'dog'].",
        ),
        (
            lambda *given: count(*given).rename_axis(index=None),
            "The axis of the rows has no name. It should be 'truth'; see hint 3.",
        ),
        (
            lambda *given: count(*given).rename_axis(columns=None),
            "The axis of the columns has no name. It should be 'prediction'",
        ),
        (
            lambda *given: count(*given).rename_axis(index="prediction", columns="truth"),
            "the name of the rows should be 'truth', not 'prediction'. See hint 3.",
        ),
        (byhand.confusion_table, "Write it yourself"),
    ],
)
def test_wrong_tables_are_told(confusion_table, message):
    assert message in message_of(confusion_table)


def test_a_class_that_never_occurs_needs_its_row():
    def confusion_table(truth, predicted, names):
        return pd.DataFrame(confusion_matrix(truth, predicted), names, names).rename_axis(
            index="truth", columns="prediction"
        )

    told = message_of(confusion_table)
    assert "confusion_table([2, 0, 2], [2, 2, 2], ['ant', 'bee', 'fly']) stopped: Shape" in told
    assert "Does a class that is neither true nor predicted get its row and column?" in told


@pytest.mark.parametrize("error", [TypeError, IndexError, NotImplementedError])
def test_other_errors_reach_the_learner_as_they_are(error):
    def confusion_table(*_):
        raise error("a slip of another kind")

    with pytest.raises(error, match="another kind"):
        checks.try_confusion_table(confusion_table, CASES, points=1)


@pytest.mark.parametrize(
    ("accuracy", "message"),
    [
        (lambda t, p: np.sum(t == p), "That is how many are right. Divide by the number"),
        (lambda t, p: 100 * np.mean(t == p), "That is in percent. Give the share, from 0 to 1."),
        (lambda t, p: np.mean(t != p), "That is the share of wrong answers."),
        (lambda t, p: 7, "should be 0.75, not 7. Look."),
    ],
)
def test_known_mistakes_with_an_accuracy_are_told(accuracy, message):
    check = checks.Check(
        accuracy, "Look.", points=1, arrays=True, mistakes=checks.accuracy_mistakes
    )
    with pytest.raises(AssertionError) as error:
        check([0, 1, 2, 1], [0, 1, 2, 2], gives=0.75)
    assert message in str(error.value)


def score(pair, threshold, means_1=np.greater_equal):
    """The accuracy at a threshold."""
    truth, scores = pair
    return np.mean(means_1(scores, threshold) == truth)


def first_best(pair, thresholds, means_1=np.greater_equal):
    """The first of the best thresholds."""
    return max(thresholds, key=lambda threshold: score(pair, threshold, means_1))


def choose(validation, test, thresholds):
    """A right answer."""
    best = first_best(validation, thresholds)
    return best, score(test, best)


def last_best(validation, test, thresholds):
    best = first_best(validation, thresholds[::-1])
    return best, score(test, best)


def above(validation, test, thresholds):
    best = first_best(validation, thresholds, np.greater)
    return best, score(test, best, np.greater)


def place_of_best(validation, test, thresholds):
    place = [*thresholds].index(first_best(validation, thresholds))
    return place, score(test, thresholds[place])


def swapped(validation, test, thresholds):
    """Scores taken for the truth, and the truth for scores."""
    return choose(validation[::-1], test[::-1], thresholds)


def check_threshold(best_threshold, validation=VALIDATION, test=TEST, thresholds=THRESHOLDS):
    check = checks.Check(
        best_threshold,
        "Look.",
        like=byhand.best_threshold,
        arrays=True,
        mistakes=checks.threshold_mistakes,
        points=2,
    )
    check(validation, test, thresholds)
    check.total()


def test_a_right_threshold_earns_the_points(capsys):
    check_threshold(choose)
    assert capsys.readouterr().out == "Right: 2 of 2 points.\n"


@pytest.mark.parametrize(
    ("best_threshold", "message"),
    [
        (lambda v, t, th: (choose(v, t, th)[0], 1.0), "on validation. Measure with test."),
        (lambda v, t, th: choose(t, t, th), "must come from validation, not from test, nor be 0.5"),
        (lambda v, t, th: choose(v, t, [0.5]), "must come from validation, not from test, nor"),
        (swapped, "Are truth and scores mixed up?"),
        (place_of_best, "That is the place of the threshold. thresholds[place] is the threshold."),
        (lambda *given: choose(*given)[0], "Return two numbers: the threshold, and its accuracy"),
        (lambda *given: choose(*given)[1], "Return two numbers: the threshold, and its accuracy"),
        (lambda *given: choose(*given)[::-1], "The threshold comes first, then the accuracy."),
        (above, "A score equal to the threshold means class 1: use >=, for both pairs."),
        (last_best, "equally good on validation: take the first in the array."),
        (lambda *given: (9, 9), "Look."),
    ],
)
def test_known_mistakes_with_a_threshold_are_told(best_threshold, message):
    with pytest.raises(AssertionError) as error:
        check_threshold(best_threshold)
    assert message in str(error.value)
