"""Tests of the course's networks and their training."""

import os
import subprocess
import sys
import time

from helpers import byhand, hardware, models

import keras
import numpy as np
import pytest


def test_intro_model_has_the_parameters_of_the_course():
    model = byhand.create_model_intro()
    assert [layer.count_params() for layer in model.layers if layer.weights] == [
        448,
        4640,
        73792,
        650,
    ]
    assert model.count_params() == 79530
    assert byhand.create_model_intro((28, 28, 1), 3).output_shape == (None, 3)


def test_nearest_neighbour_gives_the_label_of_the_most_similar_picture():
    pictures = np.array([0.0, 0.5, 1.0])[:, None, None, None] * np.ones((1, 2, 2, 3))
    labels = np.array([4, 7, 5])
    assert models.nearest_neighbour(pictures, labels, pictures[::-1] * 0.9).tolist() == [5, 7, 4]
    one_hot = models.nearest_neighbour(pictures, np.eye(3), pictures[[2]])
    assert one_hot.tolist() == [[0, 0, 1]]


def test_dropout_model_has_the_parameters_of_the_course():
    model = byhand.create_model_dropout()
    assert model.count_params() == 448 + 4640 + 18496 + 10250 == 33834
    assert model.output_shape == (None, 10)


def test_improved_model_looks_at_the_middle_only():
    model = models.create_model_improved()
    assert model.count_params() == 221746
    pictures = np.random.default_rng(1).random((4, 32, 32, 3), "float32")
    framed = pictures.copy()
    framed[:, :2], framed[:, -2:], framed[:, :, :2], framed[:, :, -2:] = 1, 1, 1, 1
    answers = [model.predict(x, verbose=0) for x in (pictures, framed)]
    np.testing.assert_array_equal(*answers)


def test_improved_model_can_drop_before_its_last_layer():
    usual, dropping = models.create_model_improved(), models.create_model_improved(dropout_rate=0.3)
    extra = dropping.layers[-2]
    assert (type(extra), extra.rate) == (keras.layers.Dropout, 0.3)
    assert len(dropping.layers) == len(usual.layers) + 1
    assert dropping.count_params() == usual.count_params()


@pytest.mark.parametrize(
    ("options", "updates", "highest"),
    [
        ({}, 10, 0.003),
        ({"rate": 0.02}, 10, 0.02),
        ({"batch_size": 16}, 40, 0.003 / 4),
    ],
)
def test_the_recipes_rate_rises_to_the_given_one_and_falls_to_0(options, updates, highest):
    model = keras.Sequential(
        [keras.Input((4, 4, 1)), keras.layers.Flatten(), keras.layers.Dense(2)]
    )
    pictures, labels = np.zeros((64, 4, 4, 1), "float32"), np.eye(2, dtype="float32")[[0, 1] * 32]
    models.fit_improved(model, (pictures, labels), epochs=10, verbose=0, **options)
    rates = [float(model.optimizer._learning_rate(step)) for step in range(updates + 1)]
    assert rates[updates // 5] == max(rates) == pytest.approx(highest)
    assert rates[-1] == pytest.approx(0, abs=1e-9)
    # What its file says; see tests/slow/test_backends.py.
    assert model.get_compile_config().get("steps_per_execution", 1) == 1
    assert int(model.optimizer.iterations) == updates


def test_augmented_batches_shift_and_flip_all_pictures_once():
    pictures = np.zeros((40, 32, 32, 3), "float32")
    labels = np.arange(1, 41)
    pictures[:, 10, 12] = labels[:, None]
    batches = models.AugmentedBatches(pictures, labels, batch_size=16, seed=1)
    orders, places = [], set()
    for _ in range(20):
        batches.on_epoch_end()
        orders.append(())
        for images, names in (batches[0], batches[1]):
            assert images.shape == (16, 32, 32, 3)
            found = images[..., 0].reshape(16, -1)
            np.testing.assert_array_equal(found.max(axis=1), names)  # pictures and labels agree
            assert np.count_nonzero(found) == 16
            row, column = divmod(int(found[0].argmax()), 32)
            places.add((row, column))
            orders[-1] += tuple(names)
    assert len(batches) == 2
    assert all(len(set(order)) == 32 for order in orders)
    assert len(set(orders)) == 20
    rows, columns = zip(*places, strict=True)
    assert set(rows) == set(range(8, 13))
    # A flip takes column 12 to 19.
    assert min(columns) < 12 < 19 < max(columns)


def test_restart_is_like_a_new_network():
    random = np.random.default_rng(1)
    images, labels = random.random((40, 8, 8, 1)), np.eye(3)[random.integers(0, 3, 40)]

    def build():
        stack = [keras.layers.Flatten(), keras.layers.Dropout(0.5), keras.layers.Dense(3)]
        model = keras.Sequential([keras.Input((8, 8, 1)), *stack, keras.layers.Softmax()])
        model.compile(keras.optimizers.Adam(0.01), "categorical_crossentropy")
        return model

    model = build()
    losses = []
    for _ in range(2):
        models.restart(model, seed=5)
        losses.append(model.fit(images, labels, epochs=2, verbose=0).history["loss"])
    assert losses[0] == pytest.approx(losses[1], rel=1e-5)
    models.restart(model, seed=5)
    assert float(model.optimizer.learning_rate) == pytest.approx(0.01)
    assert int(model.optimizer.iterations) == 0
    weights = model.get_weights()
    models.restart(model, seed=6)
    assert not np.allclose(weights[0], model.get_weights()[0])


@pytest.mark.skipif(sys.platform != "linux", reason="GNU's OpenMP says what it was set to")
def test_threads_of_openmp_sleep_while_they_wait():
    """PyTorch's are OpenMP's; here it is scikit-learn that loads it."""
    env = os.environ | {"OMP_DISPLAY_ENV": "verbose"}
    env.pop("OMP_WAIT_POLICY", None)
    command = [sys.executable, "-c", "import helpers, sklearn.utils"]
    told = subprocess.run(command, env=env, capture_output=True, text=True, check=True).stderr
    assert "GOMP_SPINCOUNT = '0'" in told, "they go round in a loop"


def test_times_are_in_milliseconds():
    assert 20 <= hardware.milliseconds(time.sleep, 0.02) < 200
