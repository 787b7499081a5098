"""Are networks saved and found again?"""

from helpers import byhand, data, models, storage

import numpy as np
import pytest


@pytest.mark.parametrize("name", models.CREATE)
def test_reference_model_is_as_good_as_its_record_says(name):
    model, record = storage.load_reference_model(name, "fashion_mnist")
    pictures = data.load_dataset("fashion_mnist", "full")
    classes = model.predict(pictures.test_images / 255, verbose=0).argmax(axis=1)
    accuracy = (classes == pictures.test_labels).mean()
    assert accuracy == pytest.approx(record["test_accuracy"], abs=0.003)
    assert record["parameters"] == model.count_params()
    assert len(record["history"]["val_accuracy"]) == record["epochs"]


def test_unknown_reference_model_is_named():
    with pytest.raises(ValueError, match="there are: .*intro-cifar10, intro-fashion_mnist"):
        storage.load_reference_model("intro", "imagenet")


def test_own_model_is_taken_for_its_data_set_only(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("TENSTEPS_OUTPUTS", str(tmp_path / "mine"))
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    mine = byhand.create_model_intro()
    history = {"loss": [2.0, 1.0], "val_loss": [2.1, 1.5]}
    file = storage.save_model(mine, "intro", "cifar10", history)
    assert file == tmp_path / "mine" / "intro-cifar10.keras"
    table = file.with_suffix(".csv").read_text().split()
    assert table == ["epoch,loss,val_loss", "1,2.0,2.1", "2,1.0,1.5"]

    model = storage.load_model_or_reference("intro", "cifar10")
    assert "your own network, intro-cifar10.keras" in capsys.readouterr().out
    assert np.array_equal(model.get_weights()[0], mine.get_weights()[0])
    storage.load_model_or_reference("intro", "fashion_mnist")
    assert "reference network for Fashion-MNIST" in capsys.readouterr().out

    storage.save_model(mine, "intro", "cifar10")
    assert not file.with_suffix(".csv").exists(), "the history of an older network"
    file.write_text("no network")
    storage.load_model_or_reference("intro", "cifar10")
    assert "cannot be read" in capsys.readouterr().out
    with pytest.raises(ValueError, match="no reference model"):
        storage.load_model_or_reference("other", "cifar10")
    with pytest.raises(ValueError, match=r"dataset\.name"):
        storage.save_model(mine, "intro", "Fashion-MNIST: 5,000 pictures")


def test_validating_does_not_replace_own_models(tmp_path, monkeypatch):
    outputs = tmp_path / "outputs"  # not there yet, as for who validates a lesson first
    monkeypatch.setenv("TENSTEPS_OUTPUTS", str(outputs))
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")
    file = storage.save_model(byhand.create_model_intro(), "intro", "fashion_mnist")
    assert file.exists()
    assert not outputs.exists()
    monkeypatch.delenv("NBGRADER_EXECUTION")
    assert storage.outputs_folder() == outputs
    assert outputs.is_dir()
