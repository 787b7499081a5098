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
# When choosing 0.6 and 0.7 are the best, when measuring 0.5 is.
CHOOSING = np.array([0, 0, 1, 1]), np.array([0.1, 0.5, 0.7, 0.8])
MEASURING = np.array([0, 1, 1, 1, 0]), np.array([0.3, 0.6, 0.5, 0.7, 0.2])


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
            "Rows and columns are exchanged: each row is a true class.",
        ),
        (lambda *given: count(*given) / 6, "These are shares of all pictures. Counts are asked"),
        (
            lambda *given: count(*given).div(count(*given).sum(axis=1), axis=0).fillna(0),
            "These are shares of each row. Counts are asked for.",
        ),
        (lambda *given: count(*given).clip(upper=1), "Each cell has counted only once."),
        (
            lambda *given: count(*given) + 1,
            "Each picture adds 1 in the row of its truth and the column of its prediction.",
        ),
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
    assert "also that of a class that is neither true nor predicted." in told


@pytest.mark.parametrize("error", [TypeError, IndexError, NotImplementedError])
def test_other_errors_reach_the_learner_as_they_are(error):
    def confusion_table(*_):
        raise error("a slip of another kind")

    with pytest.raises(error, match="another kind"):
        checks.try_confusion_table(confusion_table, CASES, points=1)


def message_about(answer, known, *arguments, **options):
    """What a check with an exercise's options says about a wrong answer."""
    check = checks.Check(answer, points=1, **known)
    with pytest.raises(AssertionError) as error:
        check(*arguments, **options)
    return str(error.value)


@pytest.mark.parametrize(
    ("accuracy", "message"),
    [
        (lambda t, p: np.sum(np.ravel(t) == np.ravel(p)), "That is how many are right. Divide"),
        (lambda t, p: 100 * byhand_accuracy(t, p), "That is in percent. Give the share, from 0"),
        (lambda t, p: 1 - byhand_accuracy(t, p), "That is the share of wrong answers."),
        (lambda t, p: np.ravel(t) == np.ravel(p), "That is one True or False for each picture."),
        (
            lambda t, p: round(byhand_accuracy(t, p), 2),
            "should be 0.666667, not 0.67. Do not round.",
        ),
        (lambda t, p: t == p, "`==` compares two lists as a whole, and // or int() cut"),
        (
            lambda t, p: t.ravel(),
            "'list' object has no attribute 'ravel'. A list has no methods of",
        ),
        (lambda t, p: 7, "should be 0.666667, not 7. Compare number by number."),
    ],
)
def test_known_mistakes_with_an_accuracy_are_told(accuracy, message):
    assert message in message_about(accuracy, checks.ACCURACY, [0, 1, 2], [0, 1, 1])


def byhand_accuracy(truth, predicted):
    """A right answer of its own, which the guard does not refuse."""
    return float(np.mean(np.ravel(truth) == np.ravel(predicted)))


@pytest.mark.parametrize("divide", [np.mean, lambda equal: equal.sum() / 4, lambda equal: equal])
def test_a_column_beside_a_row_is_told(divide):
    def accuracy(truth, predicted):
        return divide(truth == predicted)

    told = message_about(
        accuracy, checks.ACCURACY, np.array([[0], [1], [1], [0]]), np.array([0, 1, 0, 0])
    )
    assert "The shapes (4, 1) and (4,) compare each number with all others. Make both flat" in told


# Each measure of confusion that somebody might take is largest for another pair than the sum.
PAIRS = checks.make_table(
    "ant bee cow dog elk",
    [[11, 0, 0, 11, 0], [5, 22, 10, 12, 2], [0, 1, 22, 0, 0], [0, 0, 0, 11, 9], [2, 0, 7, 0, 9]],
)


def largest(measure):
    """An answer to `most_confused_pair` that goes by some measure of the mistakes."""

    def most_confused_pair(table):
        counts = table.to_numpy(float)
        wrong = counts - np.diag(np.diag(counts))
        numbers = measure(wrong, counts)
        row, column = np.unravel_index(numbers.argmax(), numbers.shape)
        return table.index[row], table.index[column]

    return most_confused_pair


@pytest.mark.parametrize(
    ("measure", "message"),
    [
        (lambda wrong, _: np.tril(wrong), "bee and dog are confused 12 + 0 times. Both directions"),
        (
            lambda wrong, _: wrong * wrong.T,
            "not bee and cow. bee and cow are confused",
        ),
        (
            lambda wrong, counts: (s := wrong / counts.sum(axis=1, keepdims=True)) + s.T,
            "12 + 0 times. Add up counts, not shares of the rows.",
        ),
        (
            lambda wrong, counts: (s := wrong / counts.sum(axis=0)) + s.T,
            "12 + 0 times. Add up counts, not shares of the columns.",
        ),
        (lambda wrong, _: np.diag([0, 1, 0, 0, 0]), "Take two different classes, add up both"),
    ],
)
def test_known_mistakes_with_a_pair_are_told(measure, message):
    assert message in message_about(
        largest(measure), checks.CONFUSED_PAIR, PAIRS, gives={"bee", "dog"}
    )


def test_slips_with_the_diagonal_are_explained():
    def in_place(table):
        counts = table.to_numpy()
        counts.flags.writeable = False  # as some versions of pandas have it
        np.fill_diagonal(counts, 0)

    def result(table):
        return np.fill_diagonal(table.to_numpy(copy=True), 0).argmax()

    told = message_about(in_place, checks.CONFUSED_PAIR, PAIRS)
    assert "The numbers of a table may be read-only: change a copy" in told
    assert "returns None: use the array" in message_about(result, checks.CONFUSED_PAIR, PAIRS)


SMALL = checks.make_table(
    "cat dog ship fly", [[3, 1, 0, 0], [5, 2, 1, 0], [0, 0, 0, 0], [0, 0, 0, 0]]
)


def parts(table):
    """What is found of each class, what is true, and what is called so."""
    return np.diag(table), table.sum(axis=1), table.sum(axis=0)


def recall_of(table):
    found, true, _ = parts(table)
    return found / true


@pytest.mark.parametrize(
    ("recall_by_class", "message"),
    [
        (lambda table: recall_of(table.T), "That is the precision: it divides by the sums of the"),
        (lambda table: recall_of(table).fillna(0), "has no recall: np.nan, neither 0 nor left out"),
        (lambda table: recall_of(table).dropna(), "has no recall: np.nan, neither 0 nor left out"),
        (lambda table: np.diag(table) / 12, "Divide by the pictures of each class, not by all"),
        (lambda table: np.trace(table) / 12, "That is the accuracy. Give one number for each"),
        (lambda table: recall_of(table).mean(), "That is the mean of all. Give one number for"),
        (lambda table: np.diag(table), "Those are counts. Divide by the number of pictures"),
        (lambda table: 1 - recall_of(table), "share that is missed, or the recalls are sorted"),
        (lambda table: 1 / 0, "A class without pictures gives np.nan."),
        (
            lambda table: [7, 7, 7, 7],
            "one number for each class: the diagonal, divided by the sums",
        ),
    ],
)
def test_known_mistakes_with_recall_are_told(recall_by_class, message):
    assert message in message_about(recall_by_class, checks.RECALL, SMALL)


def test_a_class_that_is_never_found_has_a_recall():
    table = checks.make_table("ant bee", [[0, 4], [0, 6]])
    told = message_about(lambda t: recall_of(t).replace(0, np.nan), checks.RECALL, table)
    assert "A class that is never found has the recall 0." in told


def test_classes_in_another_order_are_told():
    table = checks.make_table("c a b", [[4, 1, 0], [2, 2, 0], [0, 5, 3]])
    for answer, known in [(recall_of, checks.RECALL), (f1_of, checks.F1)]:
        told = message_about(lambda t, answer=answer: answer(t).sort_index(), known, table)
        assert told.endswith("Keep the order of the table.")


def f1_of(table):
    found, true, called = parts(table)
    return 2 * found / (true + called)


@pytest.mark.parametrize(
    ("f1_by_class", "message"),
    [
        (lambda t: (recall_of(t) + recall_of(t.T)) / 2, "That is the plain mean of recall and"),
        (lambda t: f1_of(t) / 2, "The 2 is missing."),
        (lambda t: 2 * np.diag(t) / (t.sum(axis=1) * t.sum(axis=0)), "Add the two sums up; do not"),
        (
            lambda t: 2 / (1 / recall_of(t) + 1 / recall_of(t.T)),
            "A class that is never right has the F1 0. Recall and precision give 0 / 0 there; ",
        ),
        (lambda t: recall_of(t), "That is the recall only."),
        (lambda t: recall_of(t.T), "That is the precision only."),
        (lambda t: np.minimum(recall_of(t), recall_of(t.T)), "That is the smaller of the two."),
        (lambda t: (recall_of(t) * recall_of(t.T)).fillna(0), "That is the product of recall and"),
        (lambda t: np.sqrt(recall_of(t) * recall_of(t.T)), "That is the geometric mean; F1 is the"),
        (lambda t: f1_of(t).fillna(0), "neither true nor predicted has no F1: np.nan, not 0."),
        (lambda t: f1_of(t).dropna(), "Each class needs a number; np.nan where there is none."),
        (lambda t: f1_of(t).mean(), "That is the mean of all. Give one number for each class."),
        (lambda t: [7, 7, 7, 7], "Give one number for each class: 2 * found / (true + called)."),
    ],
)
def test_known_mistakes_with_f1_are_told(f1_by_class, message):
    assert message in message_about(f1_by_class, checks.F1, SMALL)


def score(pair, threshold, means_1=np.greater_equal):
    """The accuracy at a threshold."""
    truth, scores = pair
    return np.mean(means_1(scores, threshold) == truth)


def first_best(pair, thresholds, means_1=np.greater_equal):
    """The first of the best thresholds."""
    return max(thresholds, key=lambda threshold: score(pair, threshold, means_1))


def choose(choosing, measuring, thresholds):
    """A right answer."""
    best = first_best(choosing, thresholds)
    return best, score(measuring, best)


def last_best(choosing, measuring, thresholds):
    best = first_best(choosing, thresholds[::-1])
    return best, score(measuring, best)


def above(choosing, measuring, thresholds):
    best = first_best(choosing, thresholds, np.greater)
    return best, score(measuring, best, np.greater)


def place_of_best(choosing, measuring, thresholds):
    place = [*thresholds].index(first_best(choosing, thresholds))
    return place, score(measuring, thresholds[place])


def swapped(choosing, measuring, thresholds):
    """Scores taken for the truth, and the truth for scores."""
    return choose(choosing[::-1], measuring[::-1], thresholds)


def check_threshold(best_threshold):
    check = checks.Check(best_threshold, points=2, **checks.THRESHOLD)
    check(CHOOSING, MEASURING, THRESHOLDS)
    check.total()


def test_a_right_threshold_earns_the_points(capsys):
    check_threshold(choose)
    assert capsys.readouterr().out == "Right: 2 of 2 points.\n"


@pytest.mark.parametrize(
    ("best_threshold", "message"),
    [
        (lambda v, t, th: (choose(v, t, th)[0], 1.0), "on the pictures to choose by. Measure with"),
        (lambda v, t, th: choose(t, t, th), "with `choosing` alone, not with"),
        (lambda v, t, th: choose(v, t, [0.5]), "with `measuring`, nor 0.5 always."),
        (swapped, "Are truth and scores mixed up?"),
        (place_of_best, "That is the index of the threshold. thresholds[index] is the threshold."),
        (lambda *given: choose(*given)[0], "Return two numbers: the threshold, and its accuracy"),
        (lambda *given: choose(*given)[1], "Return two numbers: the threshold, and its accuracy"),
        (lambda *given: choose(*given)[::-1], "The threshold comes first, then the accuracy."),
        (above, "A score equal to the threshold means class 1: use >=, for both pairs."),
        (last_best, "equally good: take the first in the array, as it is given."),
        (lambda *given: (choose(*given)[0], 3), "The threshold is right, its accuracy is not."),
        (lambda *given: (0.7, 9), "With `choosing`, 0.7 has the accuracy 1, and 0.6 has 1."),
        (lambda *given: (9, 9, 9), "Return two numbers: the threshold, and its accuracy"),
        (lambda *given: (9, 9), "The threshold should be one of `thresholds`, as it stands there."),
    ],
)
def test_known_mistakes_with_a_threshold_are_told(best_threshold, message):
    with pytest.raises(AssertionError) as error:
        check_threshold(best_threshold)
    assert message in str(error.value)
