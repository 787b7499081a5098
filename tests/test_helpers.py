"""Tests of helpers: plots, models, checks, doctor, and the learner's copy of the lessons."""

import json
import subprocess
import sys

from helpers import checks, doctor, models, plots
from helpers.lab import WorkingCopy

import keras
import numpy as np
import pytest


@pytest.fixture
def shown(monkeypatch):
    """The figures that a test shows, each with its alt text."""
    figures = []

    def display(figure, metadata):
        figures.append((figure, metadata["image/png"]["alt"]))

    monkeypatch.setattr(plots, "display", display)
    return figures


def test_plot_images_titles_and_alt_text(shown):
    plots.plot_images(np.zeros((7, 32, 32, 3), "uint8"), list("abcdefg"), columns=3)
    figure, alt = shown[0]
    assert [axis.get_title() for axis in figure.axes[:7]] == list("abcdefg")
    assert len(figure.axes) == 9
    assert "a, b, c" in alt
    with pytest.raises(ValueError, match="2 pictures but 1 titles"):
        plots.plot_images(np.zeros((2, 8, 8)), ["a"])


def test_plot_vision_tasks_finds_the_six_coins(shown):
    plots.plot_vision_tasks()
    figure, alt = shown[0]
    assert [len(axis.patches) for axis in figure.axes] == [0, 1, 6, 0, 0]
    assert "each of 6 coins" in alt


def test_intro_model_has_the_parameters_of_the_course():
    model = models.create_model_intro()
    assert [layer.count_params() for layer in model.layers if layer.weights] == [
        448,
        4640,
        73792,
        650,
    ]
    assert model.count_params() == 79530
    assert models.create_model_intro((28, 28, 1), 3).output_shape == (None, 3)


@pytest.mark.parametrize("dataset", ["fashion_mnist"])
def test_reference_model_is_as_good_as_its_record_says(dataset):
    from helpers import data

    model, record = models.load_reference_model("intro", dataset)
    pictures = data.load_dataset(dataset, "full")
    classes = model.predict(pictures.test_images / 255, verbose=0).argmax(axis=1)
    accuracy = (classes == pictures.test_labels).mean()
    assert accuracy == pytest.approx(record["test_accuracy"], abs=0.003)
    assert record["parameters"] == model.count_params()
    assert len(record["history"]["val_accuracy"]) == record["epochs"]


def test_unknown_reference_model_is_named():
    with pytest.raises(ValueError, match="there are: intro-cifar10, intro-fashion_mnist"):
        models.load_reference_model("intro", "imagenet")


class Agrees:
    """Claims to equal everything."""

    def __eq__(self, other):
        return True

    def __array__(self, *_, **__):
        raise RuntimeError("no array")


class Text(str):
    """A text that claims to equal every text."""

    __slots__ = ()
    __hash__ = str.__hash__

    def __eq__(self, other):
        return True


@pytest.mark.parametrize(
    ("got", "expected"),
    [
        (3, 3.0),
        (np.float32(0.1), 0.1),
        ([1, 2], (1, 2)),
        (np.array([[1.0]]), [[1]]),
        (keras.ops.convert_to_tensor([1.0, 2.0]), [1, 2]),
        ("cat", "cat"),
        (np.str_("cat"), "cat"),
        (True, 1),
    ],
)
def test_right_answers_pass(got, expected):
    assert checks.difference("x", got, expected, "hint") is None


@pytest.mark.parametrize(
    ("got", "expected", "message"),
    [
        (None, 3, "Is there a return"),
        (4, 3, "x should be 3, not 4. Look."),
        ([1, 2], [1, 3], "x should be [1, 3], not [1, 2]. Look."),
        ([1, 2, 3], [1, 2], "x should be [1, 2], not [1, 2, 3]. Look."),
        (np.zeros((9, 9)), np.zeros((9, 8)), "x should have the shape (9, 8), not (9, 9)"),
        (np.eye(5), np.zeros((5, 5)), "They differ in 5 of 25 numbers, first at [0, 0]"),
        (np.nan, 1, "x should be 1, not nan"),
        ("3 cats", 3, "it is a str"),
        (Agrees(), 3, "it is a Agrees"),
        (Agrees(), "cat", "it is a Agrees"),
        (Text("dog"), "cat", "x should be 'cat', not 'dog'"),
        (3, "cat", "it is a int"),
    ],
)
def test_wrong_answers_are_described(got, expected, message, capsys):
    assert message in checks.difference("x", got, expected, "Look.")
    assert not checks.passes("x", got, expected, "Look.")
    assert message in capsys.readouterr().out
    with pytest.raises(AssertionError):
        checks.require("x", got, expected, "Look.")


def test_without_puts_a_function_out_of_reach_under_every_name():
    also = checks.difference

    def answer():
        return also("x", 1, 1, hint="")

    with (
        checks.without(checks.difference),
        pytest.raises(AssertionError, match="Write it yourself"),
    ):
        answer()
    assert answer() is None


def test_doctor_finds_this_installation_well():
    run = subprocess.run([sys.executable, "-m", "helpers.doctor"], capture_output=True, text=True)
    assert run.returncode == 0, run.stdout
    assert run.stdout.count("\n") == len(doctor.ALL) + 1
    assert run.stderr == ""


def test_doctor_says_what_to_do(monkeypatch, capsys):
    monkeypatch.setattr(doctor.importlib.metadata, "requires", lambda _: ["numpy>99", "nothere"])
    finding = doctor.check_packages()
    assert not finding.ok
    assert "numpy is" in finding.line
    assert "nothere is missing" in finding.line
    doctor.check()
    assert "pip install -e ." in capsys.readouterr().out
    monkeypatch.setattr(doctor, "ALL", [lambda: finding])
    assert doctor.main() == 1


def test_doctor_notices_a_damaged_file(tmp_path, monkeypatch):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "SHA256SUMS").write_text("0 sample.npz\n1 gone.npz\n")
    (tmp_path / "data" / "sample.npz").write_bytes(b"x")
    monkeypatch.setattr(doctor, "PROJECT", tmp_path)
    finding = doctor.check_data()
    assert finding.line == "Data: sample.npz is damaged; gone.npz is missing"
    assert not finding.ok


@pytest.fixture
def working_copy(tmp_path):
    """A learner's copy of two lessons."""
    for name in ("01_a/01_a.ipynb", "01_a/picture.svg", "02_b/02_b.ipynb"):
        file = tmp_path / "lessons" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"first {name}")
    copy = WorkingCopy(tmp_path / "lessons", tmp_path / "mine")
    assert copy.add_missing() == []
    return copy


def test_the_learners_work_is_never_overwritten(working_copy, tmp_path):
    mine = tmp_path / "mine" / "01_a" / "01_a.ipynb"
    mine.write_text("my work")
    (tmp_path / "mine" / "02_b" / "02_b.ipynb").unlink()
    assert WorkingCopy(tmp_path / "lessons", tmp_path / "mine").add_missing() == []
    assert mine.read_text() == "my work"
    assert (tmp_path / "mine" / "02_b" / "02_b.ipynb").read_text() == "first 02_b/02_b.ipynb"


def test_a_newer_lesson_is_announced_and_fetched_on_request(working_copy, tmp_path):
    mine = tmp_path / "mine" / "01_a" / "01_a.ipynb"
    mine.write_text("my work")
    (tmp_path / "lessons" / "01_a" / "01_a.ipynb").write_text("second")
    assert working_copy.add_missing() == ["01_a"]
    assert mine.read_text() == "my work"
    kept = working_copy.update("01_a")
    assert mine.read_text() == "second"
    assert (kept / "01_a.ipynb").read_text() == "my work"
    assert sorted(p.name for p in kept.iterdir()) == ["01_a.ipynb"]
    assert working_copy.add_missing() == []
    assert working_copy.update("01_a") is None
    with pytest.raises(ValueError, match="There are: 01_a, 02_b"):
        working_copy.update("03_c")


def test_a_damaged_record_of_versions_is_no_obstacle(working_copy, tmp_path):
    (tmp_path / "mine" / ".versions.json").write_text("{")
    (tmp_path / "mine" / "02_b" / "02_b.ipynb").unlink()
    copy = WorkingCopy(tmp_path / "lessons", tmp_path / "mine")
    assert copy.add_missing() == []
    assert [*json.loads((tmp_path / "mine" / ".versions.json").read_text())] == ["02_b/02_b.ipynb"]
