"""What tests in a browser share: servers, axe, pictures for the docs, and a learner's keyboard."""

import contextlib
import os
import re
import shutil
import socket
import subprocess
import sys
import time

import course
from playwright.sync_api import TimeoutError

SHOTS = os.environ.get("TENSTEPS_SCREENSHOTS")  # the folder for pictures, if they are wanted
PATIENCE = 90_000  # milliseconds
# Where the focus is in a notebook's two modes; a mode is shown before the focus has come.
LISTENING = {
    "Command": ".jp-Notebook:focus-within",
    "Edit": ".jp-Notebook .jp-mod-active .cm-content:focus",
}
SERIOUS = ("serious", "critical")  # the worst of what axe finds


def find_port():
    """Find a free port of this machine."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def save_picture(page, name):
    """Take a picture of a page for the docs, where TENSTEPS_SCREENSHOTS names their folder."""
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/{name}.png")


def find_faults(page, *, rules=(), impacts=(), include=(), **options):
    """What axe finds on a page.

    Parameters
    ----------
    page : playwright.sync_api.Page
        The page.
    rules, impacts : sequence of str
        Only these rules of axe, and only what it holds to be so bad; all if empty.
    include : sequence of str
        Selectors of the parts to look at; the whole page if empty.
    **options
        More of axe's options.

    Returns
    -------
    list of (str, str)
        For each fault the rule, and the element that breaks it.
    """
    from axe_playwright_python.sync_playwright import Axe

    options = (
        {"resultTypes": ["violations"]} | ({"runOnly": list(rules)} if rules else {}) | options
    )
    context = {"include": [[selector] for selector in include]} if include else None
    found = Axe().run(page, context=context, options=options)
    return [
        (violation["id"], node["html"][:200])
        for violation in found.response["violations"]
        if not impacts or violation["impact"] in impacts
        for node in violation["nodes"]
    ]


@contextlib.contextmanager
def running(command, log, ready, **options):
    """Run a server until the block ends; gives its process, and what was found in its log.

    Parameters
    ----------
    command : list
        Starts it.
    log : pathlib.Path
        The file for what it prints.
    ready : str
        The pattern of what it prints once it can be reached.
    **options
        Of `subprocess.Popen`.
    """
    with open(log, "w") as file:
        server = subprocess.Popen(command, stdout=file, stderr=file, **options)
    try:
        end = time.monotonic() + 60
        while not (found := re.search(ready, log.read_text())):
            assert server.poll() is None, log.read_text()
            assert time.monotonic() < end, log.read_text()
            time.sleep(0.1)
        yield server, found
    finally:
        server.terminate()
        server.wait()


@contextlib.contextmanager
def step(name):
    """Say in a failure which step it was."""
    try:
        yield
    except Exception as error:
        error.add_note(f"The step that failed: {name}")
        raise


def copy_clone(root):
    """Copy of a clone what JupyterLab needs."""
    for name in ("helpers", "lessons", "data"):
        ignore = shutil.ignore_patterns("cifar10", "__pycache__")
        shutil.copytree(course.PROJECT / name, root / name, ignore=ignore)
    shutil.copy(course.PROJECT / "nbgrader_config.py", root)


@contextlib.contextmanager
def running_lab(root, packages):
    """Start `tensteps lab` in a folder; gives its address, process and environment.

    Parameters
    ----------
    root : pathlib.Path
        The folder, which is also the learner's home.
    packages : pathlib.Path
        Where `helpers` and `grading` lie.
    """
    # A test saves when a learner would, and not when two minutes are over.
    settings = root / "settings" / "@jupyterlab" / "docmanager-extension"
    settings.mkdir(parents=True)
    (settings / "plugin.jupyterlab-settings").write_text('{"autosave": false}')
    environment = os.environ | {
        "PYTHONPATH": str(packages),
        "HOME": str(root),
        "JUPYTERLAB_SETTINGS_DIR": str(root / "settings"),
    }
    for name in ("TENSTEPS_OUTPUTS", "MPLBACKEND"):
        environment.pop(name, None)
    port = find_port()
    command = [sys.executable, "-m", "helpers", "lab", "--port", str(port), "--no-browser"]
    ready = rf"http://localhost:{port}/lab\S*\?token=\w+"
    with running(command, root / "log", ready, cwd=root, env=environment) as (server, found):
        yield found.group(), server, environment


def wait_for_kernel(page):
    """Wait until the kernel rests: what is run before it is there, or in an error, is lost."""
    page.wait_for_selector("#jp-main-statusbar >> text=/Python 3 .* Idle/", timeout=PATIENCE)


class Keyboard:
    """A learner who goes through the open notebook by keyboard alone.

    Parameters
    ----------
    page : playwright.sync_api.Page
        JupyterLab, with the notebook in front.
    cells : list of NotebookNode
        The cells that it has.
    """

    def __init__(self, page, cells):
        self.page, self.cells = page, cells
        self.place = 0
        self.panel = page.locator(".jp-NotebookPanel:visible")
        page.wait_for_selector(".jp-NotebookPanel:visible .jp-Cell.jp-mod-active", timeout=PATIENCE)
        wait_for_kernel(page)
        page.keyboard.press("Escape")
        self._arrived()

    def _arrived(self):
        text = f"Cell {self.place + 1}/{len(self.cells)}"
        self.page.wait_for_selector(f"#jp-main-statusbar >> text='{text}'", timeout=PATIENCE)

    def _press(self, key, mode="Command"):
        """Press a key once the notebook listens in this mode: what comes before is lost."""
        self.page.wait_for_selector(f"#jp-main-statusbar >> text='Mode: {mode}'", timeout=PATIENCE)
        self.panel.locator(LISTENING[mode]).wait_for(timeout=PATIENCE)
        self.page.keyboard.press(key)

    def go_to(self, name):
        """Press an arrow until the cell of this id, or of nbgrader's name, is the active one.

        Arrows step over cells whose code is folded away, such as checks.
        """
        names = [(cell["id"], course.grade_id(cell)) for cell in self.cells]
        wanted = next(n for n, both in enumerate(names) if name in both)
        while self.place != wanted:
            way = 1 if wanted > self.place else -1
            self._press("ArrowDown" if way > 0 else "ArrowUp")
            self.place += way
            while self.cells[self.place].metadata.get("jupyter", {}).get("source_hidden"):
                self.place += way
            self._arrived()

    def run_and_go_on(self):
        """Run the active cell and go to the next one, as from an answer to its check."""
        wait_for_kernel(self.page)
        self._press("Shift+Enter")
        self.place += 1
        self._arrived()

    def run(self, expected, timeout=PATIENCE):
        """Run the active cell and stay; wait for a text of its output."""
        wait_for_kernel(self.page)
        self._press("Control+Enter")
        cell = self.panel.locator(".jp-Cell.jp-mod-active")
        try:
            shown = cell.locator(".jp-OutputArea-output").get_by_text(expected)
            shown.first.wait_for(timeout=timeout)
        except TimeoutError as error:
            status = self.page.inner_text("#jp-main-statusbar")
            error.add_note(f"The active cell: {cell.inner_text()}\nThe status bar: {status}")
            raise

    def write(self, text):
        """Replace the text of the active cell."""
        self._press("Enter")
        self._press("Control+a", mode="Edit")
        self.page.keyboard.insert_text(text)
        editor = self.panel.locator(".jp-mod-active .cm-content")
        assert editor.inner_text().split() == text.split()
        self._press("Escape", mode="Edit")

    def save(self):
        """Save, and wait until it has been done."""
        self._press("Control+s")
        self.page.wait_for_selector(
            "#jp-main-dock-panel .lm-TabBar-tab.lm-mod-current.jp-mod-dirty",
            state="detached",
            timeout=PATIENCE,
        )

    def picture(self, name):
        """Take a picture for the docs, where they are wanted."""
        if SHOTS:
            self.page.wait_for_load_state("networkidle")
            for output in self.panel.locator(".jp-mod-active .jp-OutputArea-output").all():
                output.scroll_into_view_if_needed()
            save_picture(self.page, name)
