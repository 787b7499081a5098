"""Can a stranger use a shared network: with Keras and NumPy, and without this project?"""

import re
import subprocess
import sys
import sysconfig

from helpers import data, models

import course
import numpy as np

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
    network, _ = models.load_reference_model("intro", "fashion_mnist")
    saved = models.save_model(models.with_preprocessing(network), "shared", "fashion_mnist")
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
    expected = network.predict(data.normalise(pictures), verbose=0)
    found, *classes = run.stdout.splitlines()
    assert found == "None", "helpers can be imported, so this shows nothing"
    assert " ".join(classes) == " ".join(str(expected.argmax(axis=1)).splitlines())
    np.testing.assert_allclose(np.load(elsewhere / "predictions.npy"), expected, atol=1e-5)
