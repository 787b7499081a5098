"""Two learners and an instructor on a real JupyterHub, that of `make hub`, from login to feedback.

Each step that others need is a fixture: one that fails is named, and those after it do not run.
"""

import dataclasses
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import course
import psutil
import pytest

BIN = Path(sys.executable).parent
LESSON = "01_problem"
LEARNERS = ("ann", "bob")


@dataclasses.dataclass
class Hub:
    """A JupyterHub that runs.

    Attributes
    ----------
    url : str
    passwords : dict of str
        Password of each user.
    pid : int
        A process that sees the Hub's own folders and users.
    """

    url: str
    passwords: dict[str, str]
    pid: int

    def home(self, user):
        """A user's home folder, seen from outside."""
        return Path(f"/proc/{self.pid}/root/srv/home/{user}")

    def run(self, user, command, ok=True):
        """Run a command as a user in the home folder; returns what it printed."""
        enter = ["nsenter", f"--target={self.pid}", "--mount", "--pid"]
        done = subprocess.run(
            [*enter, "runuser", "--login", user, "--command", command],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=300,
        )
        assert (done.returncode == 0) is ok, f"{user}: {command}\n{done.stdout}"
        return done.stdout


def find_ports():
    """Find three free ports in a row, for the Hub, its own server and its proxy's."""
    for first in range(8100, 9000, 3):
        with socket.socket() as a, socket.socket() as b, socket.socket() as c:
            try:
                for number, end in enumerate((a, b, c)):
                    end.bind(("127.0.0.1", first + number))
            except OSError:
                continue
            return first
    raise AssertionError("no three free ports in a row from 8100 to 9000")


@pytest.fixture(scope="module")
def hub(tmp_path_factory):
    """A JupyterHub with two learners and an instructor, started as `make hub` does."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("a JupyterHub starts servers of other users, which needs root on Linux")
    if not (BIN / "configurable-http-proxy").exists():
        pytest.skip("JupyterHub's proxy is missing: make .venv/bin/configurable-http-proxy")
    log = tmp_path_factory.mktemp("hub") / "log"
    port = find_ports()
    command = [course.PROJECT / "docs" / "deploy" / "try_hub.sh", str(port)]
    with open(log, "w") as file:
        script = subprocess.Popen(command, stdout=file, stderr=file, start_new_session=True)
    try:
        deadline = time.monotonic() + 180
        while "JupyterHub is now running" not in log.read_text(errors="replace"):
            assert script.poll() is None, log.read_text(errors="replace")
            assert time.monotonic() < deadline, log.read_text(errors="replace")
            time.sleep(0.1)
        passwords = dict(re.findall(r"^  (\w+) +(\S+)$", log.read_text(errors="replace"), re.M))
        started = psutil.Process(script.pid).children(recursive=True)
        (pid,) = (child.pid for child in started if str(BIN / "jupyterhub") in child.cmdline())
        yield Hub(f"http://127.0.0.1:{port}", passwords, pid)
    finally:
        os.killpg(script.pid, 15)
        script.wait(30)


def log_in(browser, hub, *users):
    """Log in all at once; returns each user's page, in which JupyterLab has opened."""
    pages = {}
    for user in users:
        pages[user] = page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
        page.goto(f"{hub.url}/hub/login")
        page.fill("#username_input", user)
        page.fill("#password_input", hub.passwords[user])
    for page in pages.values():
        page.click("#login_submit", no_wait_after=True)
    for page in pages.values():
        page.wait_for_selector("#jp-main-dock-panel", timeout=180_000)
    return pages


@pytest.fixture(scope="module")
def everybody(browser, hub):
    """JupyterLab of all three, who logged in at once."""
    pages = log_in(browser, hub, *hub.passwords)
    yield pages
    for page in pages.values():
        page.context.close()


@pytest.fixture(scope="module")
def pages(everybody):
    """JupyterLab of the two learners."""
    return {user: everybody[user] for user in LEARNERS}


def menu_of_nbgrader(page):
    """Open nbgrader's menu; returns its entries."""
    page.click("li.lm-MenuBar-item:has-text('Nbgrader')")
    return [line.strip() for line in page.inner_text(".lm-Menu").splitlines()]


def listed(page, kind):
    """Open nbgrader's list of lessons; returns its row of the lesson, in a part of the list."""
    tab = "#jp-main-dock-panel .lm-TabBar-tab:has-text('Assignments')"
    if page.locator(tab).count() == 0:
        menu_of_nbgrader(page)
        page.click(".lm-Menu-item:has-text('Assignment List')")
    page.click("#refresh_assignments_list")
    row = page.locator(f"#{kind}_assignments_list > .list_item", has_text=LESSON)
    row.first.wait_for(timeout=30_000)
    return row.first


def answer(hub, user, exercises):
    """Give the course's own answers to some exercises in a learner's notebook."""
    file = hub.home(user) / "my_lessons" / LESSON / f"{LESSON}.ipynb"
    notebook = course.nbformat.read(file, as_version=4)
    right = {course.grade_id(cell): cell for cell in course.read("solutions", LESSON).cells}
    for cell in notebook.cells:
        if course.is_answer(cell) and course.grade_id(cell) in exercises:
            cell.source = right[course.grade_id(cell)].source
    file.write_text(course.nbformat.writes(notebook))


@pytest.fixture(scope="module")
def released(hub):
    """Lesson 1, made and released by the instructor."""
    hub.run("instructor", f"cd course && {BIN}/nbgrader generate_assignment {LESSON}")
    hub.run("instructor", f"cd course && {BIN}/nbgrader release_assignment {LESSON}")


@pytest.fixture(scope="module")
def submitted(hub, pages, released):
    """Lesson 1, handed in by ann with all answers in code, and by bob with one."""
    # Ann hands in the copy that she has had from the start.
    answer(hub, "ann", ["describe", "majority_baseline"])
    row = listed(pages["ann"], "fetched")
    # Bob has lost his, and fetches the lesson anew.
    shutil.rmtree(hub.home("bob") / "my_lessons" / LESSON)
    listed(pages["bob"], "released").locator("button:has-text('Fetch')").click()
    listed(pages["bob"], "fetched")
    answer(hub, "bob", ["describe"])
    row.locator("button:has-text('Submit')").click()
    listed(pages["bob"], "fetched").locator("button:has-text('Submit')").click()
    return {user: listed(page, "submitted") for user, page in pages.items()}


@pytest.fixture(scope="module")
def graded(hub, submitted):
    """The table that the instructor reads after grading; learners can fetch feedback then."""
    hub.run("instructor", f"cd course && {BIN}/nbgrader collect {LESSON}")
    table = hub.run("instructor", f"cd course && {BIN}/tensteps grade {LESSON} --feedback")
    hub.run("instructor", f"cd course && {BIN}/nbgrader release_feedback {LESSON}")
    return table


def test_learners_find_their_own_copy_of_the_lessons(pages, hub):
    for user, page in pages.items():
        page.wait_for_selector(f".jp-DirListing-item >> text={LESSON}", timeout=60_000)
        assert f"/user/{user}/lab/tree/my_lessons" in page.url
        copy = hub.home(user) / "my_lessons"
        assert sorted(p.name for p in copy.glob("[!.]*/")) == course.LESSONS


def test_only_instructors_have_panels_for_instructors(pages, everybody):
    panels = {"Formgrader", "Create assignment", "Course List"}
    for page in pages.values():
        entries = menu_of_nbgrader(page)
        page.keyboard.press("Escape")
        assert "Assignment List" in entries
        assert not panels.intersection(entries)
    page = everybody["instructor"]
    assert panels <= set(menu_of_nbgrader(page))
    page.click(".lm-Menu-item:has-text('Formgrader')")
    formgrader = page.frame_locator("iframe").first
    formgrader.locator(f"td:has-text('{LESSON}')").first.wait_for(timeout=60_000)


def test_the_instructor_sees_who_solved_what(graded):
    assert re.search(r"describe +3 +3.00 +2 of 2", graded), graded
    assert re.search(r"majority_baseline +4 +2.00 +1 of 2", graded), graded


def test_each_reads_their_own_feedback(graded, submitted, pages, hub):
    for user, page in pages.items():
        listed(page, "submitted").locator("button:has-text('Fetch Feedback')").click()
        listed(page, "submitted").locator("text=view feedback").wait_for(timeout=30_000)
        (file,) = (hub.home(user) / "my_lessons" / LESSON / "feedback").glob("*/*.html")
        reader = page.context.new_page()
        reader.goto(f"{hub.url}/user/{user}/files/{file.relative_to(hub.home(user))}")
        text = " ".join(reader.inner_text("body").split())
        assert re.search(r"facts of a data set: 3 of 3 points", text), text[:600]
        majority = {"ann": 4, "bob": 0}[user]
        assert f"the majority-class baseline: {majority} of 4 points" in text, text[:600]


def test_nobody_reads_what_is_not_theirs(graded, pages, hub):
    exchange = "/srv/nbgrader/exchange/tensteps"
    for folder in ("/srv/home/bob", "/srv/home/instructor/course", f"{exchange}/inbound"):
        assert "Permission denied" in hub.run("ann", f"ls {folder}", ok=False)
    assert "Permission denied" in hub.run("ann", f"ls {exchange}/feedback", ok=False)
    assert "No such file" in hub.run("ann", f"ls {course.PROJECT}/solutions", ok=False)
    assert "Permission denied" in hub.run("ann", "ls /tmp/tensteps-hub.*", ok=False)
    answer = pages["ann"].context.new_page().goto(f"{hub.url}/user/bob/lab")
    assert answer.status in (403, 404)


def test_an_idle_user_takes_at_most_half_of_what_a_warm_process_would(pages, hub):
    page = pages["bob"]
    page.dblclick(f".jp-DirListing-item >> text={LESSON}")
    page.dblclick(f".jp-DirListing-item >> text={LESSON}.ipynb")
    page.wait_for_selector("#jp-main-statusbar >> text=/Python 3 .* Idle/", timeout=90_000)
    user = hub.home("bob").stat().st_uid
    own = [process for process in psutil.process_iter() if process.uids().real == user]
    commands = [" ".join(process.cmdline()) for process in own]
    assert any("ipykernel" in command for command in commands), commands
    shares = [process.memory_full_info().pss / 2**20 for process in own]
    assert sum(shares) < 342, dict(zip(commands, shares, strict=True))
