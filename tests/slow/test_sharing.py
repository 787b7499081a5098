"""Can a stranger use a shared network: with Keras and Pillow, and without this project?

And tests of what lesson 10 takes from helpers.
"""

import subprocess
import sys
import sysconfig

from helpers import byhand, data, hardware, models, storage

import course
import keras
import numpy as np
import pytest
from PIL import Image

# Site packages without their .pth files, one of which leads to this project.
START = """\
import importlib.util, sys
sys.path += {folders!r}
print(importlib.util.find_spec("helpers"))
"""


def cell(name):
    """The code of a cell of lesson 10."""
    cells = course.read("solutions", "10_share").cells
    return next(cell.source for cell in cells if cell["id"] == name)


def test_a_stranger_predicts_the_same(tmp_path):
    """What lesson 10 packs is used by the program that it packs, where there is no project."""
    network, _ = storage.load_reference_model("improved", "fashion_mnist")
    dataset = data.load_dataset("fashion_mnist", "small")
    pictures = dataset.train_images[:200]
    names = dict(best=network, byhand=byhand, keras=keras, layers=keras.layers, np=np)
    names |= dict(dataset=dataset, share=tmp_path, validation_pictures=pictures)
    names |= dict(validation_images=byhand.normalise(pictures))
    for name in ("pack", "program"):
        exec(cell(name), names)
    for number in range(5):
        Image.fromarray(pictures[number]).save(tmp_path / f"{number}.png")
    Image.fromarray(pictures[5]).resize((90, 70)).save(tmp_path / "large.jpg")
    folders = sorted({sysconfig.get_path("purelib"), sysconfig.get_path("platlib")})
    program = START.format(folders=folders) + names["program"]
    files = [*(f"{number}.png" for number in range(5)), "large.jpg"]
    command = [sys.executable, "-I", "-S", "-c", program, *files]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    found, *lines, large, loaded = run.stdout.splitlines()
    assert found == "None", "helpers can be imported, so this shows nothing"
    assert loaded == "Was anything of the course loaded? False"
    assert large.startswith("large.jpg (70, 90, 3): ")
    expected = network.predict(byhand.normalise(pictures[:5]), verbose=0)
    for number, (line, row) in enumerate(zip(lines, expected, strict=True)):
        said, chance = line.rsplit(" ", 1)
        assert said == f"{number}.png (32, 32, 3): {dataset.class_names[row.argmax()]}"
        assert float(chance) == pytest.approx(row.max(), abs=2e-4)


def test_the_envelope_is_opened_once():
    cells = course.read("solutions", "10_share").cells
    opened = [c["id"] for c in cells if c.cell_type == "code" and "test_images" in c.source]
    assert opened == ["open"]
    assert cell("open").count("test_images") == 1


def test_without_a_connection_the_lesson_says_so(monkeypatch, capsys):
    def fail(**_):
        raise OSError("no route to host")

    monkeypatch.setattr(keras.applications, "MobileNetV2", fail)
    exec("import socket\n" + cell("mobilenet"), {"keras": keras})
    assert "Run this cell again when you are online." in capsys.readouterr().out


def test_accuracy_with_interval_is_that_of_its_parts():
    inputs = keras.Input((2, 2, 1))
    bright = keras.layers.GlobalAveragePooling2D()(inputs)
    network = keras.Model(inputs, keras.ops.concatenate([0.5 - bright, bright - 0.5], axis=1))
    images = np.array([0, 100, 200, 255], "uint8")[:, None, None, None] * np.ones((1, 2, 2, 1))
    result = byhand.accuracy_with_interval(network, images, [0, 0, 1, 0])
    assert result == (0.75, *byhand.confidence_interval(0.75, 4))
    with pytest.raises(ValueError, match="There are 3 labels but 4 predictions"):
        byhand.accuracy_with_interval(network, images, [0, 0, 1])


def test_only_networks_with_flatten_are_frozen():
    network = keras.Sequential([keras.Input((3,)), keras.layers.Dense(2)], name="plain")
    with pytest.raises(ValueError, match="The network plain has no Flatten layer."):
        byhand.freeze_convolutions(network, 2)


def test_the_augmented_network_of_lesson_6_can_get_a_new_head(tmp_path):
    (cell,) = (cell for cell in course.read("solutions", "06_fit").cells if cell.id == "augmented")
    built, _ = cell.source.split("augmented_network.compile")
    notebook = {"keras": keras, "layers": keras.layers, "byhand": byhand}
    exec(built, notebook)
    file = tmp_path / "augmented.keras"
    notebook["augmented_network"].save(file)
    best = keras.saving.load_model(file, compile=False)  # as lesson 10 gets it
    assert any(isinstance(layer, keras.layers.Conv2D) for layer in best.layers)
    network = byhand.freeze_convolutions(best, 3)
    assert network.output_shape == (None, 3)
    assert len(network.trainable_variables) == 2


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
    assert same == [True, True, True, True, False, True]


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
