"""Does the scoreboard keep what a learner reached, and say whose line is whose?"""

import json

from helpers import board, byhand, storage

import numpy as np
import pytest

RECORDED = [
    dict(lesson=1, classifier="commonest class", accuracy=0.1, pictures=1000, parameters=0),
    dict(lesson=3, classifier="nearest neighbour", accuracy=0.79, pictures=1000, parameters=0),
    dict(lesson=4, classifier="MLP", accuracy=0.8, pictures=1000, parameters=9, seconds=3.5),
    dict(lesson=4, classifier="first network", accuracy=0.82, pictures=1000, parameters=8),
]


def right(share, count=200):
    return np.arange(count) < share * count


@pytest.fixture(autouse=True)
def folders(tmp_path, monkeypatch):
    monkeypatch.setenv("TENSTEPS_OUTPUTS", str(tmp_path / "outputs"))
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    monkeypatch.setattr(board, "RESULTS_FOLDER", tmp_path)
    (tmp_path / "board-cifar10.json").write_text(json.dumps(RECORDED))


def test_own_lines_replace_recorded_ones_in_the_order_of_the_course(capsys):
    scores = board.Board("cifar10", lesson=4)
    scores.add("first network", right(0.85), parameters=7, seconds=12.34)
    scores.add("first network", right(0.9), parameters=7, seconds=12.34)
    scores.add("a network of mine", right(0.5))
    board.Board("cifar10", lesson=1).add("commonest class", right(0.1))
    scores.add("MLP", right(0.75))

    table = scores.lines()
    names = ["commonest class", "nearest neighbour", "MLP", "first network", "a network of mine"]
    assert list(table["classifier"]) == names
    assert list(table["accuracy"]) == [0.1, 0.79, 0.75, 0.9, 0.5]
    assert list(table["recorded"]) == [False, True, False, False, False]
    assert list(board.Board("cifar10", lesson=3).lines()["classifier"]) == names[:1]

    scores.show()
    assert "you have no such line yet" in capsys.readouterr().out


def test_what_is_still_to_do_in_a_lesson_is_not_shown():
    assert list(board.Board("cifar10", lesson=3).lines()["lesson"]) == [1]


def test_shown_board_names_uncertainty_and_owner(capsys, monkeypatch):
    shown = []
    monkeypatch.setattr("IPython.display.display", lambda each, **_: shown.append(each))
    scores = board.Board("cifar10", lesson=2)
    scores.add("nearest class mean", right(0.5, 100))
    scores.show()
    page = shown[-1].to_html()
    assert "0.500 ± 0.098" in page
    assert ">yours<" in page
    assert ">recorded<" in page


def test_an_empty_board_says_so(capsys):
    board.Board("fashion_mnist", lesson=1).show()
    assert capsys.readouterr().out == "The board is still empty.\n"


def test_damaged_board_is_kept_aside(capsys):
    scores = board.Board("cifar10", lesson=1)
    file = storage.outputs_folder() / "board-cifar10.json"
    file.write_text("{")
    scores.add("commonest class", right(0.1))
    assert "now board-cifar10.damaged" in capsys.readouterr().out
    assert file.with_suffix(".damaged").read_text() == "{"
    assert len(scores.lines()) == 1


def test_best_network_is_the_learners_or_the_reference(capsys):
    scores = board.Board("fashion_mnist", lesson=6)
    name, reference = scores.load_best()
    assert name == "reference network"
    scores.add("no network", right(0.95))
    models = {"first network": byhand.create_model_intro(), "worse": byhand.create_model_dropout()}
    scores.add("first network", right(0.8), model=models["first network"])
    scores.add("worse", right(0.7), model=models["worse"])
    name, best = scores.load_best()
    assert name == "first network"
    assert best.count_params() == models["first network"].count_params()
    assert "first network, 0.800 right" in capsys.readouterr().out

    (storage.outputs_folder() / "board_first_network-fashion_mnist.keras").write_text("damaged")
    name, _ = scores.load_best()
    assert name == "worse"
    assert "cannot be read" in capsys.readouterr().out


@pytest.mark.parametrize("wrong", [[0.5, 1.0], [[True], [False]], [], 0.9])
def test_right_has_to_be_true_or_false_for_each_picture(wrong):
    with pytest.raises(ValueError, match="predicted == truth"):
        board.Board("cifar10", lesson=1).add("mine", wrong)
