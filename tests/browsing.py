"""JupyterLab as learners start it, and its notebooks as they use them by keyboard."""

import contextlib
import os
import re
import shutil
import socket
import subprocess
import sys
import time

import course

SHOTS = os.environ.get("TENSTEPS_SCREENSHOTS")  # the folder for pictures, if they are wanted
PATIENCE = 90_000  # milliseconds


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
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = root / "log"
    command = [sys.executable, "-m", "helpers", "lab", "--port", str(port), "--no-browser"]
    with open(log, "w") as file:
        server = subprocess.Popen(command, cwd=root, env=environment, stdout=file, stderr=file)
    try:
        end = time.monotonic() + 60
        while not (
            found := re.search(rf"http://localhost:{port}/lab\S*\?token=\w+", log.read_text())
        ):
            assert server.poll() is None, log.read_text()
            assert time.monotonic() < end, log.read_text()
            time.sleep(0.1)
        yield found.group(), server, environment
    finally:
        server.terminate()
        server.wait()


def wait_for_kernel(page):
    """Wait until the kernel is there: what is run before is lost."""
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

    def go_to(self, name):
        """Press an arrow until the cell of this id, or of nbgrader's name, is the active one.

        Arrows step over cells whose code is folded away, such as checks.
        """
        names = [(cell["id"], course.grade_id(cell)) for cell in self.cells]
        wanted = next(n for n, both in enumerate(names) if name in both)
        while self.place != wanted:
            way = 1 if wanted > self.place else -1
            self.page.keyboard.press("ArrowDown" if way > 0 else "ArrowUp")
            self.place += way
            while self.cells[self.place].metadata.get("jupyter", {}).get("source_hidden"):
                self.place += way
            self._arrived()

    def run_and_go_on(self):
        """Run the active cell and go to the next one, as from an answer to its check."""
        self.page.keyboard.press("Shift+Enter")
        self.place += 1
        self._arrived()

    def run(self, expected, timeout=PATIENCE):
        """Run the active cell and stay; wait for a text of its output."""
        self.page.keyboard.press("Control+Enter")
        shown = self.panel.locator(".jp-Cell.jp-mod-active .jp-OutputArea-output")
        shown.get_by_text(expected).first.wait_for(timeout=timeout)

    def write(self, text):
        """Replace the text of the active cell."""
        self.page.keyboard.press("Enter")
        self.page.wait_for_selector("#jp-main-statusbar >> text='Mode: Edit'", timeout=PATIENCE)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(text)
        self.page.keyboard.press("Escape")

    def save(self):
        """Save, and wait until it has been done."""
        self.page.keyboard.press("Control+s")
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
            self.page.screenshot(path=f"{SHOTS}/{name}.png")
