"""Opens the course in JupyterLab in a real browser, as a learner would."""

import contextlib
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import zipfile

import course
import psutil
import pytest


def copy_clone(root):
    """Copy of a clone what JupyterLab needs."""
    for name in ("helpers", "lessons", "data"):
        ignore = shutil.ignore_patterns("cifar10", "__pycache__")
        shutil.copytree(course.PROJECT / name, root / name, ignore=ignore)
    shutil.copy(course.PROJECT / "nbgrader_config.py", root)


@pytest.fixture(scope="module", params=["clone", "wheel"])
def lab(request, tmp_path_factory):
    """JupyterLab, started in a clone, or in an empty folder on what the wheel holds."""
    root = packages = tmp_path_factory.mktemp("learner")
    if request.param == "clone":
        copy_clone(root)
    else:
        packages = tmp_path_factory.mktemp("packages")
        with zipfile.ZipFile(request.getfixturevalue("wheel")) as archive:
            archive.extractall(packages)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = root / "log"
    environment = os.environ | {"PYTHONPATH": str(packages), "HOME": str(root)}
    environment.pop("TENSTEPS_OUTPUTS", None)
    command = [sys.executable, "-m", "helpers", "lab", "--port", str(port), "--no-browser"]
    with open(log, "w") as file:
        server = subprocess.Popen(command, cwd=root, env=environment, stdout=file, stderr=file)
    try:
        for _ in range(600):
            found = re.search(rf"http://localhost:{port}/lab\S*\?token=\w+", log.read_text())
            if found:
                break
            assert server.poll() is None, log.read_text()
            time.sleep(0.1)
        # Imports for warm kernels begin before there is one.
        children = [" ".join(child.cmdline()) for child in psutil.Process(server.pid).children()]
        assert any("grading.server" in child for child in children)
        yield found.group(), root
    finally:
        server.terminate()
        server.wait()


@pytest.fixture(scope="module")
def page(browser, lab):
    """A page of a headless Chromium that has opened JupyterLab's address."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(lab[0])
    page.wait_for_selector("#jp-main-dock-panel", timeout=60_000)
    yield page
    page.close()


def test_it_opens_on_the_learners_copy_of_the_lessons(page, lab):
    page.wait_for_selector(".jp-DirListing-item >> text=01_problem", timeout=60_000)
    assert "my_lessons" in page.url
    names = sorted(p.name for p in (lab[1] / "my_lessons").iterdir() if p.is_dir())
    assert names == course.LESSONS


def test_learners_see_no_panels_for_instructors(page):
    config = json.loads(page.inner_text("#jupyter-config-data"))
    disabled = config["disabledExtensions"]
    for name in ("formgrader", "create-assignment", "course-list"):
        assert any(entry.endswith(f"nbgrader:{name}") for entry in disabled)
    page.click("li.lm-MenuBar-item:has-text('Nbgrader')")
    menu = page.inner_text(".lm-Menu")
    page.keyboard.press("Escape")
    assert "Assignment List" in menu
    assert "Formgrader" not in menu


@pytest.mark.parametrize("lesson", course.LESSONS[:1])
def test_a_lesson_runs_up_to_its_first_exercise(page, lesson, lab):
    page.dblclick(f".jp-DirListing-item >> text={lesson}")
    page.dblclick(f".jp-DirListing-item >> text={lesson}.ipynb")
    page.wait_for_selector(".jp-NotebookPanel .jp-Cell", timeout=60_000)
    # What is run before the kernel is there, is lost.
    page.wait_for_selector("#jp-main-statusbar >> text=/Python 3 .* Idle/", timeout=60_000)
    assert page.locator(".jp-NotebookPanel-toolbar :text('Validate')").count() >= 1
    page.click("li.lm-MenuBar-item:has-text('Run')")
    page.click(".lm-Menu-item:has-text('Run All Cells')")
    # JupyterLab draws only the cells in view, so the outputs are read from the saved file.
    file = lab[1] / "my_lessons" / lesson / f"{lesson}.ipynb"
    printed, end = "", time.monotonic() + 180
    while "Error" not in printed and time.monotonic() < end:
        page.wait_for_timeout(1000)
        assert page.locator(".jp-Dialog").count() == 0, page.inner_text(".jp-Dialog")
        page.keyboard.press("Control+s")
        with contextlib.suppress(course.nbformat.reader.NotJSONError):  # it is just being written
            cells = course.nbformat.read(file, as_version=4).cells
            printed = "".join(course.text(cell) for cell in cells if cell.cell_type == "code")
    assert "NotImplementedError: Replace this line with your code." in printed
    assert "All is ready: Keras" in printed
    assert "Fashion-MNIST (bundled sample): 5,000 training" in printed
    if folder := os.environ.get("TENSTEPS_SCREENSHOTS"):
        page.mouse.move(800, 500)
        page.mouse.wheel(0, -100_000)
        page.wait_for_timeout(2000)
        page.screenshot(path=f"{folder}/{lesson}.png")
