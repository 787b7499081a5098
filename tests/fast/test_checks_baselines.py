"""Does the check of the majority-class baseline tell right from wrong, and name the slip?"""

from helpers import checks

import numpy as np
import pytest

CASES = [
    ([10, 9, 9, 9, 6, 6, 0, 6, 6, 9, 6, 10], [9, 6, 10, 9, 10, 9, 1, 6, 10, 9], 0.2),
    (np.array([[13], [7], [13], [7], [13]]), np.array([[13], [7], [13]]), 2 / 3),
    ([0, 0, 1], [0, 2], 0.5),
]


def commonest(labels):
    return np.bincount(np.ravel(labels)).argmax()


def share(train, new, allowed):
    """The baseline of a program that knows only some classes."""
    train = np.ravel(train).tolist()
    return np.mean(np.ravel(new) == max(allowed, key=train.count))


def test_a_right_baseline_earns_the_points(capsys):
    def majority_baseline(train_labels, new_labels):
        return np.mean(np.ravel(new_labels) == commonest(train_labels))

    checks.try_majority_baseline(majority_baseline, CASES, points=4)
    assert capsys.readouterr().out == "Right: 4 of 4 points.\n"


@pytest.mark.parametrize(
    ("baseline", "told"),
    [
        (lambda train, new: 20, "should be 0.2, not 20. That is in percent."),
        (lambda train, new: np.mean(np.equal(new, 9)), "knows only train_labels."),
        (lambda train, new: 5 / 12, "That is the share among train_labels."),
        (lambda train, new: new.count(6), "That is how many answers are right."),
        (lambda train, new: new.count(6) / len(train), "not of training labels."),
        (lambda train, new: train.count(9) / len(train), "changed places?"),
        (lambda train, new: 1 / len(set(train)), "That is the chance level"),
        (lambda train, new: 0.8, "That is the share of wrong answers."),
        (lambda train, new: new.count(5), "No new label equalled your class. Print the class:"),
        (lambda train, new: 0.1, "ten classes. Or: Did you take the index of the largest count"),
        (lambda train, new: share(train, new, range(10)), "0 to 9 (there may be more)?"),
        (lambda train, new: round(share(train, new, range(14)), 2), "Do not round the share."),
        (lambda train, new: share(train, new, range(1, 14)), "not 0. No new label equalled"),
        (lambda train, new: np.equal(new, commonest(train)).mean(axis=0), "shape (n, 1)."),
        (lambda train, new: commonest(train), "That is the commonest class."),
        (lambda train, new: new.count(10) / len(new), "the largest class number or the first"),
        (lambda train, new: 0.9, "not 0.9. Find the class"),
        (lambda train, new: (new == 6).mean(), "Labels come in three forms."),
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
            lambda train, new: np.bincount(train).argmax(), CASES[1:2], points=4
        )


@pytest.mark.parametrize(
    ("baseline", "told"),
    [
        (lambda train, new: np.array(train)[:, 0], "Labels come in three forms."),
        (lambda train, new: train[:, 0], "Labels come in three forms."),
        (lambda train, new: np.ones(3) * np.ones(2), r"most_common\(1\)\[0\]\[0\]"),
        (lambda train, new: [[_, _] for _, _ in [[1]]], "is a list of one pair"),
    ],
)
def test_errors_of_known_slips_are_explained(baseline, told):
    with pytest.raises(AssertionError, match=f"stopped: .*{told}"):
        checks.try_majority_baseline(baseline, CASES, points=4)
