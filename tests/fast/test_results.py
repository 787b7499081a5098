"""Are the recorded results complete, and does the script that records them go on where it was?"""

import sys

from helpers import data
from helpers.data import results

import course
import pytest

sys.path.insert(0, str(course.PROJECT / "data"))
import record_results

EACH = pytest.mark.parametrize(
    ("study", "dataset"),
    [(study, dataset) for study in record_results.STUDIES for dataset in record_results.PAIRS],
)


@EACH
def test_results_are_complete(study, dataset):
    recorded = data.load_results(study, dataset)
    asked = [record_results.DEFAULT | settings for settings in record_results.STUDIES[study]]
    for name in ("run", "batch_size", "epochs", "seed"):
        assert list(recorded[name]) == [settings[name] for settings in asked]
    for row in recorded.itertuples():
        validated = [] if study == "improved" else [row.val_loss, row.val_accuracy]
        for curve in (row.loss, row.accuracy, *validated):
            assert len(curve) == row.epochs
        assert 0 < row.test_accuracy < 1
        assert row.test_images < row.training_images
        assert "keras" in row.versions
        assert row.seconds > 0


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
