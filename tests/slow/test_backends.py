"""Is a network that one backend saved the same on the others, and are kernels warm on each?"""

import importlib.util
import itertools
import os
import subprocess
import sys

from grading import kernels

import numpy as np
import pytest
from test_kernels import running

BACKENDS = ("tensorflow", "jax", "torch")
MISSING = [name for name in BACKENDS if importlib.util.find_spec(name) is None]
pytestmark = [
    pytest.mark.backends,
    pytest.mark.skipif(bool(MISSING), reason=f"missing: {', '.join(MISSING)} (make backends)"),
]
PICTURES = """
import sys
from helpers import models
import keras, numpy as np
random = np.random.default_rng(1)
images = random.random((40, 32, 32, 3)).astype("float32")
labels = np.eye(10)[random.integers(0, 10, 40)]
"""
SAVE = """
network = models.create_model_improved()
models.fit_improved(network, (images, labels), 1, 20, verbose=0)
network.save(sys.argv[1] + ".keras")
np.save(sys.argv[1] + ".npy", network.predict(images, verbose=0))
"""
LOAD = """
network = keras.saving.load_model(sys.argv[1] + ".keras")
np.save(sys.argv[2] + ".npy", network.predict(images, verbose=0))
"""
TRAIN_ON = """
network.fit(images, labels, verbose=0)  # the optimizer has come with it
print(keras.backend.backend(), int(network.optimizer.iterations))
"""


def run_on(backend, code, *arguments):
    """Run code in a Python of its own, on a backend; returns what it printed."""
    command = [sys.executable, "-c", PICTURES + code, *map(str, arguments)]
    env = os.environ | {"KERAS_BACKEND": backend}
    return subprocess.run(command, env=env, check=True, stdout=subprocess.PIPE, text=True).stdout


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    """A folder in which each backend has saved a trained network, and what it predicts."""
    folder = tmp_path_factory.mktemp("saved")
    for backend in BACKENDS:
        run_on(backend, SAVE, folder / backend)
    return folder


@pytest.mark.parametrize(("writer", "reader"), list(itertools.permutations(BACKENDS, 2)))
def test_a_network_of_one_backend_predicts_the_same_on_another(saved, writer, reader):
    read = saved / f"{writer}-{reader}"
    if writer == "torch":  # whose files name an optimizer that only PyTorch can run
        run_on(reader, LOAD, saved / writer, read)
    else:  # two updates of 20 pictures, and two of up to 32
        assert run_on(reader, LOAD + TRAIN_ON, saved / writer, read) == f"{reader} 4\n"
    expected = np.load(saved / f"{writer}.npy")
    assert np.ptp(expected) > 0.01, "a network that says the same of all shows nothing"
    np.testing.assert_allclose(np.load(f"{read}.npy"), expected, atol=1e-5)


TRAINING = """
import keras, numpy
from helpers import byhand
keras.utils.set_random_seed(1)
network = byhand.create_model_dropout()
network.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
images, labels = numpy.random.default_rng(1).random((40, 32, 32, 3)), numpy.eye(10)[[1, 2] * 20]
print(keras.backend.backend(), network.fit(images, labels, epochs=2, verbose=0).history)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux only")
@pytest.mark.parametrize("backend", BACKENDS)
def test_kernels_are_warm_and_train_as_plain_ones_do(backend):
    env = os.environ | {"KERAS_BACKEND": backend}
    with running(env=env) as (manager, _, run):
        assert isinstance(manager.provisioner.process, kernels.WarmProcess)
        assert run(f"import sys; print({backend!r} in sys.modules)") == "True"
        numbers = run(TRAINING, timeout=120)
    assert numbers.startswith(backend)
    with running("python3", env=env, stderr=subprocess.DEVNULL) as (_, _, run):
        assert run(TRAINING, timeout=120) == numbers
