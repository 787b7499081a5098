"""Opens the course in JupyterLab in a real browser: does a learner get what works, and only that?"""

import json
import re
import subprocess
import sys
import zipfile

import browsing
import course
import psutil
import pytest


@pytest.fixture(scope="module", params=["clone", "wheel"])
def lab(request, tmp_path_factory):
    """JupyterLab, in a clone with an exchange, or in an empty folder on what the wheel holds."""
    root = packages = tmp_path_factory.mktemp("learner")
    if request.param == "clone":
        browsing.copy_clone(root)
        exchange = root / "exchange"
        exchange.mkdir()
        with open(root / "nbgrader_config.py", "a") as settings:
            settings.write(f"\nc.Exchange.root = {str(exchange)!r}\n")
    else:
        packages = tmp_path_factory.mktemp("packages")
        with zipfile.ZipFile(request.getfixturevalue("wheel")) as archive:
            archive.extractall(packages)
    with browsing.running_lab(root, packages) as (address, server, environment):
        # Imports for warm kernels begin before there is one.
        children = [" ".join(child.cmdline()) for child in psutil.Process(server.pid).children()]
        assert any("grading.server" in child for child in children)
        yield address, root, environment


@pytest.fixture(scope="module")
def page(browser, lab):
    """A page of a headless Chromium that has opened JupyterLab's address."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(lab[0])
    page.wait_for_selector("#jp-main-dock-panel", timeout=60_000)
    yield page
    page.close()


def test_it_opens_on_the_first_page_of_the_learners_copy(page, lab):
    page.wait_for_selector(".jp-DirListing-item >> text=01_problem", timeout=60_000)
    page.wait_for_selector(".jp-NotebookPanel h1:has-text('Welcome')", timeout=60_000)
    assert "/lab/tree/my_lessons/Welcome.ipynb" in page.url
    assert sorted(p.parent.name for p in lab[1].glob("my_lessons/[01]*/*.ipynb")) == course.LESSONS


def test_learners_see_the_panels_that_work(page, lab):
    config = json.loads(page.inner_text("#jupyter-config-data"))
    disabled = {name.split(":")[-1] for name in config["disabledExtensions"]}
    assert {"formgrader", "create-assignment", "course-list"} <= disabled
    browsing.wait_for_kernel(page)
    if (lab[1] / "exchange").exists():
        page.click("li.lm-MenuBar-item:has-text('Nbgrader')")
        menu = page.inner_text(".lm-Menu")
        page.keyboard.press("Escape")
        assert "Assignment List" in menu
        assert "Formgrader" not in menu
    else:
        assert "Nbgrader" not in page.inner_text(".lm-MenuBar")
    assert page.locator(".jp-NotebookPanel-toolbar :text('Validate')").count() == 0
    page.keyboard.press("Control+Shift+l")
    cards = page.locator(".jp-LauncherCard[data-category='Notebook']")
    cards.first.wait_for(timeout=60_000)
    assert [card.get_attribute("title") for card in cards.all()] == ["Python 3 (ipykernel)"]


def test_a_second_start_opens_what_runs(lab):
    address, root, environment = lab
    port = re.search(r":(\d+)/", address)[1]
    command = [sys.executable, "-m", "helpers", "lab", "--port", port, "--no-browser"]
    again = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True)
    assert again.returncode == 0, again.stderr
    assert f"runs here already: http://localhost:{port}/lab/tree/my_lessons/Wel" in again.stdout
