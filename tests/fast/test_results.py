"""Are the recorded results complete, and does the script that records them go on where it was?"""

import sys

from helpers import data

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
    for settings in asked:
        if settings["run"] == "improved":
            settings |= record_results.RECIPES[dataset]
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
