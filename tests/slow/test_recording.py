"""Do the scripts that make derived data go on where they were, and measure what is recorded?"""

import sys

from helpers import data
from helpers.data import results

import course
import pytest

sys.path.insert(0, str(course.PROJECT / "data"))
import record_preparation
import record_results


def test_recording_goes_on_where_it_was(tmp_path, monkeypatch, capsys):
    title, *parts = record_results.prepare("ladder_pair", "fashion_mnist")
    few = [(images[:64], labels[:64]) for images, labels in parts]
    monkeypatch.setattr(record_results, "prepare", lambda *_: (title, *few))
    monkeypatch.setattr(results, "RESULTS_FOLDER", tmp_path)
    runs = [settings | {"epochs": 1} for settings in record_results.STUDIES["ladder_pair"][:2]]
    monkeypatch.setattr(record_results, "STUDIES", {"ladder_pair": runs})
    record_results.main(["--dataset", "fashion_mnist"])
    file = tmp_path / "ladder_pair-fashion_mnist.csv"
    lines = file.read_text().splitlines(keepends=True)
    assert len(lines) == 3
    file.write_text("".join(lines[:2]))
    record_results.main(["ladder_pair", "--dataset", "fashion_mnist"])
    again = file.read_text().splitlines(keepends=True)
    assert again[:2] == lines[:2]
    assert again[2].startswith("ladder_pair,fashion_mnist,one convolution,")
    recorded = data.load_results("ladder_pair", "fashion_mnist")
    assert -1 <= recorded["correlation"].iloc[1] <= 1
    with pytest.raises(SystemExit):
        record_results.main(["tea"])
    assert "no such study: tea" in capsys.readouterr().err


def test_preparations_are_recorded_as_they_are_measured():
    recorded = data.load_results("preparation", "fashion_mnist")
    measured = record_preparation.record("fashion_mnist")
    for column in ("run", "preparation", "validation_images"):
        assert list(recorded[column]) == list(measured[column])
    for column in ("accuracy", "confidence"):
        assert list(recorded[column]) == pytest.approx(list(measured[column]), abs=0.003)


def test_preparations_of_both_data_sets_are_those_of_the_lesson():
    cells = {cell["id"]: cell for cell in course.read("solutions", "07_predict").cells}
    for name in ("fashion_mnist", "cifar10"):
        recorded = data.load_results("preparation", name)
        for run in ("intro", "improved"):
            rows = recorded[recorded["run"] == run]
            assert list(rows["preparation"]) == list(record_preparation.PREPARATIONS)
    assert all(f'"{way}"' in cells["prepared"].source for way in record_preparation.PREPARATIONS)
