"""Are the recorded results complete, and does the script that records them go on where it was?"""

import sys

from helpers import data

import course
import numpy as np
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
    for settings in asked:
        if settings["run"] == "improved":
            settings |= record_results.RECIPES[dataset]
    for name in ("run", "batch_size", "epochs", "seed"):
        assert list(recorded[name]) == [settings[name] for settings in asked]
    for row in recorded.itertuples():
        validated = [] if study == "improved" else [row.val_loss, row.val_accuracy]
        for curve in (row.loss, row.accuracy, *validated):
            assert len(curve) == row.epochs
        if study != "improved":
            assert row.validation_accuracy == pytest.approx(
                row.val_accuracy[int(np.argmin(row.val_loss))], abs=2e-4
            )
        assert "cores" in row.machine
        assert "keras" in row.versions
        assert row.cpu_seconds > 0


@pytest.mark.parametrize("dataset", record_results.PAIRS)
def test_only_the_third_network_is_measured_on_test_pictures(dataset):
    measured = {
        study
        for study in record_results.STUDIES
        if "test_accuracy" in data.load_results(study, dataset)
    }
    assert measured == {"improved"}


def test_results_are_summarized_over_their_seeds():
    runs = data.load_results("ladder", "fashion_mnist")
    table = data.summarize_results("ladder", "fashion_mnist")
    widest = runs[runs["run"] == "two wider, wide dense"]["validation_accuracy"]
    assert list(table.index) == list(record_results.LADDER)
    assert list(table["seeds"]) == [5] * 5
    assert table["mean"].iloc[-1] == pytest.approx(np.mean(widest))
    assert table["spread"].iloc[-1] == pytest.approx(np.std(widest, ddof=1))
