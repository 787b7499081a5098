"""Does the capstone end with a classifier that others can use: a file, a program, a page?

The classifier here is one whose answers are known. It is saved by the solution's function, and the
programs beside it are those that the notebook writes.
"""

import base64
import contextlib
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import sysconfig
import time
from pathlib import Path

from helpers import checks
from helpers.quiet import keras, layers

import browsing
import course
import numpy as np
import playwright.sync_api
import pytest
from PIL import ExifTags, Image

NAMES = ["red", "green", "blue"]
COLOURS = {"red": (220, 30, 40), "green": (20, 200, 60), "blue": (10, 40, 230)}
# Site packages without their .pth files, one of which leads to this project.
PLAIN = "import runpy, sys; sys.path += {folders!r}; sys.argv.pop(0); runpy.run_path(*{program!r})"


def cells():
    """Sources of the solution's cells by id."""
    return {cell["id"]: cell.source for cell in course.read("solutions", course.CAPSTONE).cells}


def colour_network():
    """A network for pictures of 8 x 8 pixels, from 0 to 1, that names the strongest colour."""
    means = [layers.AveragePooling2D(8), layers.Flatten()]  # of no other size
    network = keras.Sequential(
        [keras.Input((8, 8, 3)), *means, layers.Dense(3, activation="softmax")]
    )
    network.set_weights([10 * np.eye(3), np.zeros(3)])
    return network


@pytest.fixture(scope="module")
def classifier(tmp_path_factory):
    """A folder as step 10 leaves it, with a picture of each colour."""
    folder = tmp_path_factory.mktemp("my_classifier")
    names = {"json": json, "keras": keras, "layers": layers, "Path": Path, "shared": folder}
    for cell in ("save-classifier", "ask", "page"):
        exec(cells()[cell], names)
    names["save_classifier"](colour_network(), NAMES, folder)
    for number, (name, colour) in enumerate(COLOURS.items()):
        Image.new("RGB", (50 + 30 * number, 120), colour).save(folder / f"{name}.png")
    return folder


def test_the_program_answers_where_there_is_only_keras(classifier, tmp_path):
    folders = sorted({sysconfig.get_path("purelib"), sysconfig.get_path("platlib")})
    program = PLAIN.format(folders=folders, program=(str(classifier / "ask.py"), {}, "__main__"))
    for name in NAMES:
        run = subprocess.run(
            [sys.executable, "-I", "-S", "-c", program, "ask.py", classifier / f"{name}.png"],
            cwd=tmp_path,
            capture_output=True,
            text=True,
        )
        assert run.returncode == 0, run.stderr
        said = {line.split()[1]: float(line.split()[0]) for line in run.stdout.splitlines()}
        assert list(said) == NAMES
        assert max(said, key=said.get) == name
        assert sum(said.values()) == pytest.approx(1, abs=0.002)


def test_the_program_turns_a_picture_as_its_telephone_has_noted(tmp_path):
    """The network tells whether the upper or the lower half of a picture is brighter."""
    halves = np.repeat(np.eye(2), 8 * 8 * 3 // 2, axis=0) / 10
    stack = [layers.Flatten(), layers.Dense(2, activation="softmax")]
    network = keras.Sequential([keras.Input((8, 8, 3)), *stack])
    network.set_weights([halves, np.zeros(2)])
    names = {"json": json, "keras": keras, "layers": layers, "Path": Path, "shared": tmp_path}
    for cell in ("save-classifier", "ask"):
        exec(cells()[cell], names)
    names["save_classifier"](network, ["above", "below"], tmp_path)
    picture = Image.new("RGB", (40, 20))
    picture.paste("white", (0, 0, 20, 20))  # as it lies; the left side is the upper one
    note = picture.getexif()
    note[ExifTags.Base.Orientation] = 6
    picture.save(tmp_path / "noted.jpg", exif=note)
    command = [sys.executable, tmp_path / "ask.py", tmp_path / "noted.jpg"]
    run = subprocess.run(command, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    above, below = (float(line.split()[0]) for line in run.stdout.splitlines())
    assert above > 0.9 > 0.1 > below


@pytest.fixture(scope="module")
def address(classifier, tmp_path_factory):
    """Where the page is, which is started as a learner does."""
    port = browsing.find_port()
    log = tmp_path_factory.mktemp("page") / "log"
    with open(log, "w") as file:
        server = subprocess.Popen(
            [sys.executable, "page.py"],
            cwd=classifier,
            env=os.environ | {"GRADIO_SERVER_PORT": str(port)},
            stdout=file,
            stderr=file,
        )
    try:
        end = time.monotonic() + 180
        with socket.socket() as client:
            while client.connect_ex(("127.0.0.1", port)):
                assert server.poll() is None, log.read_text()
                assert time.monotonic() < end, log.read_text()
                time.sleep(0.2)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


@pytest.fixture(scope="module")
def page(browser, address):
    """The page in a headless Chromium, and what it asked for of other machines."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    elsewhere = []
    page.on("request", lambda request: elsewhere.append(request.url))
    page.goto(address, wait_until="domcontentloaded")
    page.get_by_text("Drop a picture here").first.wait_for(timeout=120_000)
    yield page, elsewhere
    page.close()


DROP = """(zone, [name, content]) => {
    const bytes = Uint8Array.from(atob(content), char => char.charCodeAt(0));
    const transfer = new DataTransfer();
    transfer.items.add(new File([bytes], name, {type: "image/png"}));
    for (const kind of ["dragenter", "dragover", "drop"])
        zone.dispatchEvent(new DragEvent(kind, {dataTransfer: transfer, bubbles: true}));
}"""


@pytest.mark.parametrize("name", NAMES)
def test_who_drops_a_picture_on_the_page_reads_the_answer(page, classifier, name):
    page, elsewhere = page
    content = base64.b64encode((classifier / f"{name}.png").read_bytes()).decode()
    zone = page.locator("button:has(input[type=file])").first
    answer = page.get_by_test_id("label-output-value")
    # While the page draws itself anew a drop is lost, and a person would drop again.
    for _ in range(6):
        zone.evaluate(DROP, [f"{name}.png", content])
        with contextlib.suppress(playwright.sync_api.TimeoutError):
            answer.get_by_text(name, exact=True).wait_for(timeout=15_000)
            break
    assert answer.inner_text().strip() == name
    shown = page.locator("body").inner_text()
    assert all(other in shown for other in NAMES), "the other classes are shown, too"
    page.get_by_role("button", name="Clear").click()
    answer.wait_for(state="detached")
    mine = re.compile(r"(https?://127\.0\.0\.1[:/]|data:|blob:)")
    assert [url for url in elsewhere if not mine.match(url)] == []


def change(folder, name):
    """Spoil a classifier in a way that a learner may."""
    network = colour_network()
    scale, resize = layers.Rescaling(1 / 255), layers.Resizing(8, 8)
    anything = keras.Input((None, None, 3))
    if name == "no preprocessing":
        network.save(folder / "model.keras")
    elif name == "no scaling":
        keras.Sequential([anything, resize, network]).save(folder / "model.keras")
    elif name == "no softmax":
        network.layers[-1].activation = keras.activations.linear
        keras.Sequential([anything, resize, scale, network]).save(folder / "model.keras")
    elif name == "own code":
        double = layers.Lambda(lambda x: 2 * x, output_shape=(8, 8, 3))
        keras.Sequential([anything, resize, scale, double, network]).save(folder / "model.keras")
    elif name == "no network":
        (folder / "model.keras").unlink()
    elif name == "no names":
        (folder / "classes.json").unlink()
    elif name == "too few names":
        (folder / "classes.json").write_text('["red", "green"]')
    elif name == "one text":
        (folder / "classes.json").write_text('"red, green, blue"')


@pytest.mark.parametrize(
    ("what", "message"),
    [
        ("nothing", None),
        ("no preprocessing", "model.keras does not take pictures of every size, such as 48 x 64"),
        ("no scaling", "model.keras does not scale pictures. Let it hold layers.Rescaling"),
        ("no softmax", "model.keras gives no probabilities that sum to 1. Let it end in softmax."),
        ("own code", "model.keras does not load in a process that knows only Keras"),
        ("no network", "There is no file model.keras."),
        ("no names", "There is no file classes.json."),
        ("too few names", "classes.json has 2 names for 3 probabilities."),
        ("one text", "classes.json should hold a list of names, one for each class."),
    ],
)
def test_what_a_stranger_stumbles_over_is_told(classifier, tmp_path, what, message):
    folder = shutil.copytree(classifier, tmp_path / "copy")
    change(folder, what)
    mistakes = checks.classifier_mistakes(folder)
    assert len(mistakes) == (message is not None)
    assert message is None or mistakes[0].startswith(message)
