"""A learner's path in a real browser, from the first page to the feedback."""

import shutil
import zipfile

import browsing
import course
import pytest
from browsing import PATIENCE, SERIOUS, Keyboard, step

pytestmark = pytest.mark.skipif(shutil.which("bwrap") is None, reason="grading needs bubblewrap")
LESSON, TRAINING = "01_problem", "06_fit"
ANSWER = '''def describe(images, labels):
    """Return a dictionary with six facts about pictures and their labels."""
    return {
        "pictures": images.shape[0],
        "picture_shape": images.shape[1:],
        "pixel_type": str(images.dtype),
        "lowest": images.min(),
        "highest": images.max(),
        "classes": len(np.unique(labels)),
    }'''
# Texts and outputs are ours; around them is JupyterLab's.
OURS = (".jp-RenderedMarkdown", ".jp-OutputArea-output")


@pytest.fixture(scope="module")
def lab(wheel, tmp_path_factory):
    """JupyterLab of a learner who has the wheel; gives its address and the folder."""
    root, packages = tmp_path_factory.mktemp("learner"), tmp_path_factory.mktemp("packages")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(packages)
    with browsing.running_lab(root, packages) as (address, _, _):
        yield address, root


@pytest.fixture(scope="module")
def page(browser, lab):
    """A page of a headless Chromium that has opened JupyterLab's address."""
    page = browser.new_page(viewport={"width": 1280, "height": 860})
    page.goto(lab[0])
    yield page
    page.close()


def cells(lesson):
    """The cells of a lesson as it came, or of the first page."""
    if lesson == "Welcome":
        file = course.PROJECT / "lessons" / "Welcome.ipynb"
        return course.nbformat.read(file, as_version=4).cells
    return course.read("lessons", lesson).cells


def open_link(page, name, lesson):
    """Click on a link of the first page's table; returns the learner at the lesson's keyboard."""
    welcome = go_back(page)
    welcome.go_to("progress")
    welcome.run("How far you are")
    page.click(f".jp-NotebookPanel:visible .jp-OutputArea-output a:text-is('{name}')")
    tab = f"#jp-main-dock-panel .lm-TabBar-tab.lm-mod-current >> text={lesson}.ipynb"
    page.wait_for_selector(tab, timeout=PATIENCE)
    return Keyboard(page, cells(lesson))


def go_back(page):
    """Choose the tab of the first page; returns the learner at its keyboard, on its first cell."""
    page.click("#jp-main-dock-panel .lm-TabBar-tab >> text=Welcome.ipynb")
    page.click(".jp-NotebookPanel:visible h1:has-text('Welcome')")
    return Keyboard(page, cells("Welcome"))


def test_the_first_page(page):
    with step("the first page opens"):
        page.wait_for_selector(".jp-NotebookPanel h1:has-text('Welcome')", timeout=PATIENCE)
        welcome = Keyboard(page, cells("Welcome"))
    with step("its first cell shows how far one is"):
        welcome.go_to("progress")
        welcome.run("Start with")
        table = page.locator(".jp-OutputArea-output table")
        assert table.locator("tbody tr").count() == len(course.LESSONS)
        assert "0 of 7" in table.inner_text()
    with step("a check that fails, and one that is right"):
        welcome.go_to("answer")
        welcome.run_and_go_on()
        welcome.run("Each row has")
        welcome.go_to("answer")
        welcome.write("def count_pixels(height, width):\n    return height * width")
        welcome.run_and_go_on()
        welcome.run("Right: 1 of 1 point.")
    for theme in ("Dark", "Light"):
        with step(f"axe finds nothing serious ({theme.lower()})"):
            name = f"JupyterLab {theme}"
            page.click("li.lm-MenuBar-item:has-text('Settings')")
            page.hover(".lm-Menu-item:has-text('Theme')")
            page.click(f".lm-Menu-item:has(.lm-Menu-itemLabel:text-is('{name}'))")
            page.wait_for_selector(f"body[data-jp-theme-name='{name}']", state="attached")
            welcome = go_back(page)
            for cell in ("hand-in-text", "title"):
                welcome.go_to(cell)
                assert browsing.find_faults(page, impacts=SERIOUS, include=OURS) == []
    welcome.picture("welcome")


def test_a_lesson_by_keyboard_to_the_feedback(page, lab, course_copy, tmp_path, browser):
    root = lab[1]
    file = root / "my_lessons" / "handed_in" / f"{LESSON}.ipynb"
    with step("lesson 1 opens from the link"):
        lesson = open_link(page, "1. Formulate the problem", LESSON)
    with step("its set-up runs"):
        lesson.go_to("setup")
        lesson.run("All is ready: Keras")
    with step("an exercise is answered, and its check says so"):
        lesson.go_to("describe")
        lesson.run_and_go_on()
        lesson.run("NotImplementedError: Replace this line with your code.")
        lesson.go_to("describe")
        lesson.write(ANSWER)
        lesson.run_and_go_on()
        lesson.run("Right: 3 of 3 points.")
        lesson.picture("jupyterlab")
    with step("handing in asks to save first"):
        lesson.go_to("hand-in")
        lesson.run("Save with Ctrl+S, then run this cell again.")
        assert not file.exists()
    with step("once it is saved the file is written"):
        lesson.save()
        lesson.run("Written: my_lessons/handed_in/01_problem.ipynb")
        assert "images.max()" in file.read_text()
        shown = page.inner_text(".jp-NotebookPanel:visible .jp-Cell.jp-mod-active")
        assert "1.1: facts of a data set: 3 of 3 points" in shown
        assert "A written answer is still empty." in shown
        lesson.picture("handin")
    with step("the first page shows the points"):
        welcome = go_back(page)
        welcome.go_to("progress")
        welcome.run("Go on with")
        assert "3 of 7" in page.inner_text(".jp-NotebookPanel:visible table")
    with step("the instructor collects and grades"):
        root = tmp_path / "course"
        shutil.copytree(course_copy, root)
        archive = root / "submissions.zip"
        with zipfile.ZipFile(archive, "w") as packed:
            packed.write(file, f"Ann Lee_70312_assignsubmission_file/{file.name}")
        request = ["grade", LESSON, "--from", archive.name, "--feedback", "--jobs", "1"]
        course.tensteps(root, *request)
    with step("the feedback tells the points"):
        html = root / "gradebook" / "feedback" / "Ann Lee_70312" / LESSON / f"{LESSON}.html"
        feedback = browser.new_page(viewport={"width": 1280, "height": 860})
        feedback.goto(html.as_uri())
        assert "facts of a data set: 3 of 3 points" in feedback.inner_text("nav")
        browsing.save_picture(feedback, "feedback")


def test_a_lesson_that_trains(page, lab):
    with step("lesson 6 opens from the link"):
        lesson = open_link(page, "6. Fit: train the network", TRAINING)
    with step("its set-up runs"):
        lesson.go_to("setup")
        lesson.run("5,000 training and 1,000 test pictures")
    with step("a network trains"):
        lesson.go_to("one-step")
        lesson.run("32 other pictures:")
