"""Can a stranger use a shared network: with Keras and NumPy, and without this project?

And tests of what lesson 10 takes from helpers.
"""

import re
import subprocess
import sys
import sysconfig

from helpers import byhand, data, hardware, models, storage

import course
import keras
import numpy as np
import pytest

# Site packages without their .pth files, one of which leads to this project.
START = """\
import importlib.util, sys
sys.path += {folders!r}
print(importlib.util.find_spec("helpers"))
"""


def lines_for_a_stranger():
    """The program that lesson 10 says is enough."""
    cells = course.read("solutions", "10_share").cells
    source = next(cell.source for cell in cells if cell["id"] == "stranger")
    return re.search(r"```python\n(.*?)```", source, re.S)[1]


def test_a_stranger_predicts_the_same(tmp_path, monkeypatch):
    monkeypatch.setenv("TENSTEPS_OUTPUTS", str(tmp_path / "outputs"))
    network, _ = storage.load_reference_model("intro", "fashion_mnist")
    saved = storage.save_model(byhand.with_preprocessing(network), "shared", "fashion_mnist")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    saved.rename(elsewhere / "model.keras")
    pictures = data.load_dataset("fashion_mnist", "small").test_images[:40]
    np.save(elsewhere / "pictures.npy", pictures)
    folders = sorted({sysconfig.get_path("purelib"), sysconfig.get_path("platlib")})
    save = 'np.save("predictions.npy", model.predict(pictures, verbose=0))\n'
    program = START.format(folders=folders) + lines_for_a_stranger() + save
    run = subprocess.run(
        [sys.executable, "-I", "-S", "-c", program], cwd=elsewhere, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stderr
    expected = network.predict(byhand.normalise(pictures), verbose=0)
    found, *classes = run.stdout.splitlines()
    assert found == "None", "helpers can be imported, so this shows nothing"
    assert " ".join(classes) == " ".join(str(expected.argmax(axis=1)).splitlines())
    np.testing.assert_allclose(np.load(elsewhere / "predictions.npy"), expected, atol=1e-5)


def test_a_history_comes_back_from_the_table_beside_a_network(tmp_path, monkeypatch):
    monkeypatch.setenv("TENSTEPS_OUTPUTS", str(tmp_path))
    network = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)])
    history = {"loss": [2 / 3, 1 / 7], "val_loss": [1e-9, 3.0]}
    file = storage.save_model(network, "tiny", "fashion_mnist", history)
    assert byhand.history_from_csv(file.with_suffix(".csv")) == history


def test_a_new_start_leaves_frozen_layers_alone():
    network = byhand.freeze_convolutions(byhand.create_model_intro(), 3)
    network.compile("sgd", "categorical_crossentropy")
    before = network.get_weights()
    models.restart(network, seed=1)
    same = [np.array_equal(*pair) for pair in zip(before, network.get_weights(), strict=True)]
    # Kernel and bias of two convolutions stay; the biases of the new head begin as zeros.
    assert same == [True, True, True, True, False, True, False, True]


def test_digits_fit_the_networks_of_the_course():
    images, labels = data.load_digits()
    assert images.shape == (1797, 32, 32, 3)
    assert (images.dtype, labels.dtype) == (np.float32, np.int64)
    assert (images.min(), images.max()) == (0, pytest.approx(1, abs=0.01))
    assert byhand.class_counts(labels, 10).min() > 170


def test_a_card_needs_its_fields():
    with pytest.raises(ValueError, match="lacks: data, metrics, intended use, limits.$"):
        byhand.model_card("Digits", {"licence": "MIT", "data": " "})


def test_devices_can_be_computed_on():
    devices = hardware.find_devices()
    assert devices[0].startswith("cpu")
    for device in devices:
        with keras.device(device):
            assert hardware.milliseconds(keras.ops.sum, np.ones((4, 4))) > 0
