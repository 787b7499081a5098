"""Tries classifiers that are given away: a folder with a saved network and its classes' names.

The network is loaded as a stranger would, in a process that knows Keras and nothing of the course
or of the notebook.
"""

import json
import subprocess
import sys
import sysconfig
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from ..quiet import keras, layers
from .guards import told_plainly
from .networks import compute
from .points import print_points

MODEL, CLASSES = "model.keras", "classes.json"
SIZES = ((48, 64), (90, 40))  # height and width of the pictures that a classifier is asked
# Layers of Keras that bring values from 0 to 255 into the range that a network has learned.
SCALING = ("Rescaling", "Normalization", "TrueDivide", "Divide", "Multiply")
# Answers on the last line of what it prints: for each folder what its network says of each
# picture, or why it says nothing.
STRANGER = """
import gc, json, sys
gc.disable()  # so that Keras is there sooner
sys.path += json.loads(sys.argv[1])
import keras
import numpy as np
answers = []
for folder, pictures in json.load(sys.stdin):
    answer = []
    try:
        model = keras.saving.load_model(folder + "/model.keras")
    except Exception as error:
        answers.append("load: " + type(error).__name__)
        continue
    for picture in pictures:
        try:
            batch = np.array(picture, "uint8")[None]
            answer.append(np.asarray(model.predict(batch, verbose=0), float).tolist())
        except Exception as error:
            answer = "predict: " + type(error).__name__
            break
    answers.append(answer)
print()
print(json.dumps(answers))
"""


def _ask_stranger(questions: Sequence[tuple[Path, Sequence[np.ndarray]]]) -> list[Any]:
    """Let a plain process load the network of each folder and predict its pictures.

    It starts in an empty folder. Site packages are on its path without their .pth files, one of
    which may lead to the course.
    """
    packages = sorted({sysconfig.get_path("purelib"), sysconfig.get_path("platlib")})
    asked = [
        (str(folder.resolve()), [p.tolist() for p in pictures]) for folder, pictures in questions
    ]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as empty:
        run = subprocess.run(
            [sys.executable, "-I", "-S", "-c", STRANGER, json.dumps(packages)],
            cwd=empty,
            input=json.dumps(asked),
            capture_output=True,
            text=True,
        )
    assert run.returncode == 0, f"A plain process with Keras ended early: {run.stderr[-500:]}"
    return json.loads(run.stdout.splitlines()[-1])


def _read_names(folder: Path) -> tuple[list[str] | None, str]:
    """The names in a folder's `CLASSES`, or None and what is wrong with it."""
    file = folder / CLASSES
    if not file.exists():
        return None, f"There is no file {CLASSES}. Write it with json.dumps(class_names)."
    try:
        names = json.loads(file.read_text())
    except ValueError:
        return None, f"{CLASSES} holds no JSON. Write it with json.dumps(class_names)."
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        return None, f"{CLASSES} should hold a list of names, one for each class."
    return names, ""


def _explain(answer: Any) -> str:
    """Say why a network gave no answer in the plain process; empty if it gave one."""
    if not isinstance(answer, str):
        return ""
    step, kind = answer.split(": ")
    if step == "load":
        return (
            f"{MODEL} does not load in a process that knows only Keras ({kind}). Use layers of "
            "Keras itself; functions, classes and Lambda layers of your notebook stay behind."
        )
    sizes = " and ".join(f"{height} x {width}" for height, width in SIZES)
    return (
        f"{MODEL} does not take pictures of every size, such as {sizes} pixels ({kind}). Let it "
        "begin with keras.Input((None, None, 3)) and layers.Resizing(height, width)."
    )


def _picture(height: int, width: int, seed: int) -> np.ndarray:
    """A picture whose colours change slowly, so that every way to resize it gives the same."""
    random = np.random.default_rng(seed)
    y, x = np.mgrid[0 : 1 : height * 1j, 0 : 1 : width * 1j][..., None]
    first, down, right = random.uniform([[100], [-90], [-90]], [[155], [90], [90]], (3, 3))
    return (first + down * (y - 0.5) + right * (x - 0.5)).round().astype("uint8")


def _make_network(height: int, width: int, classes: int, seed: int) -> keras.Model:
    """A network for pictures with values from 0 to 1, with an answer that depends on every pixel."""
    random = np.random.default_rng(seed)
    stack = [layers.Flatten(), layers.Dense(classes, activation="softmax")]
    network = keras.Sequential([keras.Input((height, width, 3)), *stack])
    across = np.stack(
        [np.full((height, width), 0.2), *np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j]]
    )
    kernel = np.einsum("ihw,ick->hwck", across, random.normal(size=(3, 3, classes)))
    kernel = kernel.reshape(-1, classes) * 30 / kernel[..., 0].size
    network.set_weights([kernel, np.zeros(classes)])
    return network


def _find_cause(network: keras.Model, picture: np.ndarray, got: np.ndarray) -> str:
    """What a network that was saved does otherwise than the one that was given."""
    height, width = network.input_shape[1:3]
    batch = picture[None].astype("float32")
    whole = keras.ops.convert_to_numpy(layers.Resizing(height, width)(batch))
    cut, filled = (
        keras.ops.convert_to_numpy(layers.Resizing(height, width, **{option: True})(batch))
        for option in ("crop_to_aspect_ratio", "pad_to_aspect_ratio")
    )
    causes = (
        (
            whole,
            "Pixels from 0 to 255 reach your network as they are, and it has learned from 0 to "
            "1. Put layers.Rescaling(1 / 255) before it.",
        ),
        (whole / 255**2, "It scales twice: one division by 255 is enough."),
        (whole / 127.5 - 1, "It scales to -1 up to 1, and your network has learned from 0 to 1."),
        (
            cut / 255,
            "It cuts off what does not fit. Your network has learned from whole pictures, "
            "squeezed to its size.",
        ),
        (
            filled / 255,
            "It fills the picture up with black. Your network has learned from whole "
            "pictures, squeezed to its size.",
        ),
    )
    for inputs, cause in causes:
        if np.abs(compute(network, inputs)[0] - got).max() < 0.01:
            return cause
    return (
        "It should resize, then scale by 1/255, then ask the network itself (clone_model makes a "
        "copy with new weights)."
    )


@told_plainly
def try_save_classifier(
    save_classifier: Callable[..., Any],
    cases: Iterable[tuple[tuple[int, int], list[str]]],
    points: float,
) -> None:
    """Check a function that saves a network with its preprocessing, and its classes' names.

    Parameters
    ----------
    save_classifier : callable
        The learner's; takes a network for pictures with values from 0 to 1, the names of its
        classes and an existing folder.
    cases : iterable of tuple
        Height and width of the network's pictures, and names of classes.
    points : float
        What the exercise is worth.

    Raises
    ------
    AssertionError
        If a file is missing, or the saved network does not load in a plain process, does not take
        pictures of every size, or says something else than the network that was given.
    """
    __tracebackhide__ = True  # the learner sees the test cell, not this file
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        tried = []
        for number, ((height, width), names) in enumerate(cases):
            folder = Path(place) / f"classifier{number}"
            folder.mkdir()
            network = _make_network(height, width, len(names), number)
            before = network.get_weights()
            try:
                save_classifier(network, list(names), folder)
            except ValueError as error:  # what Keras says of shapes that do not fit
                raise AssertionError(
                    "save_classifier stops with an error for a network for pictures of "
                    f"{height} x {width} pixels. Take the size from network.input_shape."
                ) from error
            assert (folder / MODEL).exists(), (
                f"There is no file {MODEL} in the folder. Save the new network with "
                f'.save(Path(folder) / "{MODEL}").'
            )
            found, mistake = _read_names(folder)
            assert found is not None, mistake
            assert found == names, (
                f"{CLASSES} holds {found}, but the classes are {names}, in the order of the "
                "network's outputs."
            )
            same = all(map(np.array_equal, before, network.get_weights())) and network.trainable
            assert same, "The network that is given should stay as it is."
            pictures = [_picture(*size, seed) for seed, size in enumerate(SIZES)]
            tried.append((folder, network, pictures))
        answers = _ask_stranger([(folder, pictures) for folder, _, pictures in tried])
        for (_, network, pictures), answer in zip(tried, answers, strict=True):
            assert not _explain(answer), _explain(answer)
            for picture, got in zip(pictures, answer, strict=True):
                small = layers.Resizing(*network.input_shape[1:3])(picture[None])
                expected = compute(network, keras.ops.convert_to_numpy(small) / 255)
                what = f"A picture of {picture.shape[0]} x {picture.shape[1]} pixels: {MODEL}"
                assert np.shape(got) == expected.shape, (
                    f"{what} gives an array of shape {np.shape(got)}, not {expected.shape}: one "
                    "probability for each class."
                )
                assert np.abs(np.array(got) - expected).max() < 0.01, (
                    f"{what} says {np.round(got[0], 2)}, your network {np.round(expected[0], 2)}. "
                    + _find_cause(network, picture, np.array(got[0]))
                )
    print_points(points, points)


def classifier_mistakes(folder: Path) -> list[str]:
    """Look at a classifier as a stranger gets it.

    Parameters
    ----------
    folder : path
        Holds ``model.keras`` and ``classes.json``.

    Returns
    -------
    list of str
        What is wrong: a file is missing; the network does not load in a plain process, does not
        take pictures of two sizes, does not scale them, or gives no probabilities that sum to
        1, one for each name. Empty if all is well.
    """
    folder = Path(folder)
    names, mistake = _read_names(folder)
    mistakes = [mistake] if mistake else []
    if not (folder / MODEL).exists():
        return [f"There is no file {MODEL}.", *mistakes]
    (answer,) = _ask_stranger([(folder, [_picture(*size, 0) for size in SIZES])])
    if why := _explain(answer):
        return [*mistakes, why]
    with zipfile.ZipFile(folder / MODEL) as archive:
        config = archive.read("config.json").decode()
    if not any(f'"class_name": "{name}"' in config for name in SCALING):
        mistakes.append(f"{MODEL} does not scale pictures. Let it hold layers.Rescaling(1 / 255).")
    for got in map(np.array, answer):
        if got.ndim != 2 or len(got) != 1 or got.min() < 0 or abs(got.sum() - 1) > 1e-3:
            mistakes.append(f"{MODEL} gives no probabilities that sum to 1. Let it end in softmax.")
            break
        if names is not None and got.shape[1] != len(names):
            mistakes.append(f"{CLASSES} has {len(names)} names for {got.shape[1]} probabilities.")
            break
    return mistakes
