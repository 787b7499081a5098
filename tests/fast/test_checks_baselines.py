"""Does the check of the majority-class baseline tell right from wrong, and name the slip?"""

from helpers import checks

import numpy as np
import pytest

CASES = [
    ([5, 1, 1, 1, 2, 2, 1], [2, 2, 1, 2, 5, 2, 1, 2, 5, 1], 0.3),
    (np.array([[3], [3], [7]]), np.array([[3], [7], [3], [3]]), 0.75),
]


def commonest(labels):
    return np.bincount(np.ravel(labels)).argmax()


def test_a_right_baseline_earns_the_points(capsys):
    def majority_baseline(train_labels, new_labels):
        return np.mean(np.ravel(new_labels) == commonest(train_labels))

    checks.try_majority_baseline(majority_baseline, CASES, points=4)
    assert capsys.readouterr().out == "Right: 4 of 4 points.\n"


@pytest.mark.parametrize(
    ("baseline", "told"),
    [
        (lambda train, new: 30, "should be 0.3, not 30. That is in percent."),
        (lambda train, new: np.mean(np.equal(new, 2)), "knows only train_labels."),
        (lambda train, new: 4 / 7, "That is the share among train_labels."),
        (lambda train, new: new.count(1), "That is how many answers are right."),
        (lambda train, new: new.count(1) / len(train), "not of training labels."),
        (lambda train, new: train.count(2) / len(train), "changed places?"),
        (lambda train, new: 1 / len(set(train)), "That is the chance level"),
        (lambda train, new: 0.7, "That is the share of wrong answers."),
        (lambda train, new: new.count(0), "Did you take the largest count"),
        (lambda train, new: commonest(train), "That is the commonest class."),
        (lambda train, new: new.count(5) / len(new), "the largest class number,"),
        (lambda train, new: 0.9, "not 0.9. Find the class"),
        (lambda train, new: (new == 1).mean(), "Labels come in three forms."),
        (lambda train, new: None, "Is there a return"),
    ],
)
def test_a_wrong_baseline_is_told_why(baseline, told):
    with pytest.raises(AssertionError) as error:
        checks.try_majority_baseline(baseline, CASES, points=4)
    assert told in str(error.value)


def test_labels_in_rows_are_explained():
    with pytest.raises(AssertionError, match=r"stopped: .* np\.ravel makes a flat array"):
        checks.try_majority_baseline(
            lambda train, new: np.bincount(train).argmax(), CASES[1:], points=4
        )
