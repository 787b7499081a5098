"""What all tests share: their data, boards of their own, and that nothing is skipped where it must not be."""

import os
import re
import shutil
import sys
import tempfile
from pathlib import Path

import pytest

# Tests import the modules beside them by name.
sys.path.insert(0, str(Path(__file__).parent))

os.environ["TENSTEPS_DATASET"] = "fashion_mnist"
os.environ.setdefault("MPLBACKEND", "agg")


class OwnOutputs:
    """Gives each notebook and module a board of its own, whatever runs before and beside it."""

    def __init__(self):
        self.folder = Path(tempfile.mkdtemp())

    @pytest.hookimpl(tryfirst=True)  # before nbval starts the kernel
    def pytest_runtest_setup(self, item):
        os.environ["TENSTEPS_OUTPUTS"] = str(self.folder / item.path.stem)

    def pytest_unconfigure(self):
        shutil.rmtree(self.folder, ignore_errors=True)


def pytest_configure(config):
    # As a plugin it sees the notebooks in solutions/, too.
    config.pluginmanager.register(OwnOutputs())


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    """Turn a skip into a failure where TENSTEPS_NO_SKIPS is set, as it is in CI."""
    report = (yield).get_result()
    if report.skipped and os.environ.get("TENSTEPS_NO_SKIPS"):
        report.outcome = "failed"
        report.longrepr = f"skipped, and TENSTEPS_NO_SKIPS is set: {report.longrepr}"


@pytest.hookimpl(optionalhook=True)  # it is pytest-xdist's
def pytest_xdist_make_scheduler(config, log):
    """Give each worker a notebook, a module, or what graders are asked of one lesson, at a time."""
    from xdist.scheduler import LoadScopeScheduling

    class LessonScheduling(LoadScopeScheduling):
        def _split_scope(self, nodeid):
            lesson = re.search(r"/test_(?:graders|nbgrader|preload)\.py.*\[(\d\d_[a-z_]+)", nodeid)
            return super()._split_scope(nodeid.split("[")[0]) + (lesson[1] if lesson else "")

    return LessonScheduling(config, log)


@pytest.fixture(scope="session")
def course_copy(tmp_path_factory):
    """A copy of the course in which nbgrader has made the lessons; grading writes there."""
    from course import PROJECT, run_command

    root = tmp_path_factory.mktemp("course")
    lessons = os.environ.get("LESSON", "*")
    shutil.copy(PROJECT / "nbgrader_config.py", root)
    shutil.copytree(PROJECT / "solutions", root / "solutions")
    # `make check LESSON=...` needs one.
    run_command("nbgrader", "generate_assignment", lessons, "--force", cwd=root)
    return root


@pytest.fixture(scope="session")
def wheel(tmp_path_factory):
    """The wheel that learners install, made from this clone."""
    import subprocess

    from course import PROJECT

    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=PROJECT, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


@pytest.fixture
def shown(monkeypatch):
    """The figures that a test shows, each with the alt text that a page has of it."""
    import base64
    import io

    import matplotlib.pyplot as plt
    from bs4 import BeautifulSoup
    from PIL import Image

    figures = []

    def display(data, raw):
        (image,) = BeautifulSoup(data["text/html"], "html.parser")
        kind, encoded = image["src"].split(",")
        assert (raw, image.name, kind) == (True, "img", "data:image/png;base64")
        drawn = Image.open(io.BytesIO(base64.b64decode(encoded)))
        assert drawn.width / 1.5 == pytest.approx(int(image["width"]), abs=1)
        assert data["text/plain"] == f"Figure: {image['alt']}"
        figures.append((plt.gcf(), image["alt"]))

    monkeypatch.setattr("helpers.plots.figure.display", display)
    return figures


@pytest.fixture(scope="module")
def browser():
    """A headless Chromium."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("there is no Chromium or Chrome on the path")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=chromium, args=flags)
        yield browser
        browser.close()
