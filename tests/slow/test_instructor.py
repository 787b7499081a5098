"""The instructor's path in a real browser, from Moodle's archive to marks, feedback and a table.

Each fixture is a step of it, so a step that fails is named by its fixture.
"""

import os
import re
import shutil
import subprocess
import sys
import zipfile

from grading.rubrics import read_rubrics

import browsing
import course
import pandas as pd
import pytest
from playwright.sync_api import expect

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="grading runs on Linux only"),
    pytest.mark.skipif(shutil.which("bwrap") is None, reason="bubblewrap is not installed"),
]
expect.set_options(timeout=60_000)  # milliseconds; machines are busy
LESSON = "01_problem"
RUBRICS = read_rubrics(course.read("solutions", LESSON).cells)
RUBRIC, EXAMPLE = RUBRICS["own_problem"]
FULL, WRONG, WRITTEN = "Ann Lee_70310", "Bob Roy_70311", "Cem Kaya_70312"
ESSAY = {
    FULL: """**Input:** one photograph of a plate, from above. **Output:** rice, noodles or bread.
**Metric:** recall of bread, which some guests must not eat. **Baseline:** "rice" finds no bread: 0.
**Data source:** 900 plates of our canteen, named by the cook.""",
    WRITTEN: """**Input:** one scan of a letter, 600 x 800 pixels. **Output:** bill, private, advertising.
**Metric:** accuracy. **Data source:** 2,000 letters of our office, sorted by two colleagues.""",
}
# Both at once, for the page may be scrolling.
GAP = """rubric => rubric.getBoundingClientRect().top
    - document.getElementById("own_problem").getBoundingClientRect().bottom"""
MARKS = {
    FULL: (3, "All is there."),
    WRITTEN: (2, "What does each error cost, and which accuracy has to be beaten?"),
}


def hand_in(learner):
    """The lesson as a learner hands it in: all right, all but one exercise, or only the text."""
    notebook = course.read("lessons", LESSON)
    solutions = {course.grade_id(c): c.source for c in course.read("solutions", LESSON).cells}
    wrong = {title: source for _, _, title, source, *_ in course.bank(LESSON)}
    for cell in filter(course.is_answer, notebook.cells):
        name = course.grade_id(cell)
        if name == "own_problem":
            cell.source = ESSAY.get(learner, cell.source)
        elif learner != WRITTEN:
            cell.source = solutions[name]
        if learner == WRONG and name == "majority_baseline":
            cell.source = wrong["percent"]
    return course.nbformat.writes(notebook)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    """The instructor's folder, with the lesson in its gradebook, and Moodle's archive beside it."""
    root = tmp_path_factory.mktemp("teaching") / "course"
    shutil.copytree(course.PROJECT / "solutions" / LESSON, root / "solutions" / LESSON)
    shutil.copy(course.PROJECT / "nbgrader_config.py", root)
    command = [sys.executable, "-m", "nbgrader", "generate_assignment", LESSON]
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    with zipfile.ZipFile(root.parent / "submissions.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for learner in (FULL, WRONG, WRITTEN):
            file = f"{learner}_assignsubmission_file/{LESSON}.ipynb"
            archive.writestr(file, hand_in(learner))
    return root


@pytest.fixture(scope="module")
def graded(prepared):
    """The folder after one command has collected, graded, and made feedback; and what it said."""
    archive = str(prepared.parent / "submissions.zip")
    return prepared, course.tensteps(prepared, "grade", LESSON, "--from", archive, "--feedback")


@pytest.fixture(scope="module")
def formgrader(browser, graded):
    """Formgrader, opened from JupyterLab's menu as docs/grading.md says: the page, and its frame."""
    root, _ = graded
    port = browsing.find_port()
    options = f"--no-browser --allow-root --port {port} --IdentityProvider.token=marks"
    command = [sys.executable, "-m", "jupyterlab", *options.split()]
    settings = root.parent / "settings"
    news = settings / "@jupyterlab" / "apputils-extension" / "notification.jupyterlab-settings"
    news.parent.mkdir(parents=True)
    news.write_text('{"fetchNews": "false"}')  # else a question lies over the page
    environment = os.environ | {"HOME": str(root.parent), "JUPYTERLAB_SETTINGS_DIR": str(settings)}
    log = root.parent / "log"
    with browsing.running(command, log, "is running at", cwd=root, env=environment):
        page = browser.new_page(viewport={"width": 1280, "height": 1000})
        page.set_default_timeout(60_000)
        page.route(re.compile(r"https?://(?!localhost)"), lambda route: route.abort())
        page.goto(f"http://localhost:{port}/lab?token=marks")
        page.click("li.lm-MenuBar-item:has-text('Nbgrader')")
        page.click(".lm-Menu-item:has-text('Formgrader')")
        yield page, page.frame_locator("iframe")
        page.close()


@pytest.fixture(scope="module")
def listed(formgrader):
    """The list of those who have handed in, by name, and who of them waits for a mark."""
    page, frame = formgrader
    frame.get_by_role("link", name="Manual Grading").click()
    for place in ("Manual Grading", f"Manual Grading {LESSON}"):
        expect(frame.locator(".breadcrumb")).to_have_text(place)
        frame.locator("tbody").get_by_role("link", name=LESSON).click()
    rows = frame.locator("tbody tr", has_text="Submission #")
    expect(rows).to_have_count(3)
    frame.get_by_text("Show All Names").click()
    return {
        learner: row.locator("td").nth(6).locator(".glyphicon-ok").count()
        for learner in (FULL, WRONG, WRITTEN)
        for row in [rows.filter(has_text=learner)]
    }


@pytest.fixture(scope="module")
def marked(formgrader, listed):
    """The rubric, as it was seen where each learner was marked, and how far below the points."""
    page, frame = formgrader
    seen = {}
    for learner, (mark, comment) in MARKS.items():
        frame.locator("tbody").get_by_role("link", name=learner).click()
        points = frame.locator("#own_problem")
        expect(points).to_have_class(re.compile("needs_manual_grade"))
        # By keyboard: Tab goes from field to field, also without a network.
        for _ in range(20):
            if points.evaluate("field => field === document.activeElement"):
                break
            page.keyboard.press("Tab")
        expect(points).to_be_focused()
        rubric = frame.locator(".rubric")
        expect(points).to_be_in_viewport(ratio=1)
        expect(rubric).to_be_in_viewport(ratio=1)
        seen[learner] = rubric.inner_text(), rubric.evaluate(GAP)
        page.keyboard.type(f"{mark}")
        with page.expect_response(lambda response: "/api/grade/" in response.url) as saved:
            page.keyboard.press("Tab")
            page.keyboard.press("Tab")
        assert saved.value.ok
        expect(frame.locator("#own_problem-comment")).to_be_focused()
        page.keyboard.type(comment)
        if learner == WRITTEN:
            browsing.save_picture(page, "formgrader")
        with page.expect_response(lambda response: "/api/comment/" in response.url) as saved:
            page.keyboard.press("Escape")
        assert saved.value.ok
        frame.locator(".breadcrumb").get_by_role("link", name=LESSON).last.click()
        expect(frame.locator("tbody tr", has_text="Submission #")).to_have_count(3)
        frame.get_by_text("Show All Names").click()
    return seen


@pytest.fixture(scope="module")
def returned(graded, marked):
    """What was said when the pages were made anew, and the table of totals."""
    root, _ = graded
    said = course.tensteps(root, "feedback")
    course.tensteps(root, "report", LESSON, "--moodle", "moodle.csv", "--totals", "totals.csv")
    return said, pd.read_csv(root / "totals.csv").set_index("student")


def find_page(root, learner):
    """A learner's page of feedback."""
    return root / "gradebook" / "feedback" / learner / LESSON / f"{LESSON}.html"


def test_one_command_grades(graded):
    root, said = graded
    assert f"3 learners collected: {FULL}, {WRONG}, {WRITTEN}" in said
    assert "3 graded now." in said
    assert "3 pages made." in said
    assert all(find_page(root, learner).exists() for learner in (FULL, WRONG, WRITTEN))


def test_formgrader_lists_who_waits_for_a_mark(listed):
    assert listed == {FULL: 1, WRONG: 0, WRITTEN: 1}


def test_the_rubric_stands_beside_the_field_for_points(marked):
    for shown, gap in marked.values():
        assert " ".join(re.sub(r"[*]", "", RUBRIC).split()) in " ".join(shown.split())
        assert 0 < gap < 30  # pixels


def test_feedback_tells_the_mark_and_the_comment(browser, graded, returned):
    root, _ = graded
    said, _ = returned
    assert "2 pages made." in said
    page = browser.new_page(viewport={"width": 1280, "height": 1000})
    for learner, total in {FULL: 10, WRONG: 3, WRITTEN: 2}.items():
        page.goto(f"file://{find_page(root, learner)}")
        expect(page.locator(".total")).to_have_text(f"{total:g} of 10 points")
        mark, comment = MARKS.get(learner, (0, None))
        told = page.locator("nav li", has_text="a problem of your own")
        expect(told).to_contain_text(f"{mark:g} of 3 points")
        if comment is None:
            expect(page.locator("#cell-own_problem")).to_contain_text("you wrote no answer: 0 of")
            expect(told.get_by_role("link", name="comment")).to_have_count(0)
            continue
        told.get_by_role("link", name="comment").click()
        expect(page.locator("#cell-own_problem .comment")).to_be_in_viewport()
        expect(page.locator("#cell-own_problem .comment")).to_contain_text(comment)
    page.goto(f"file://{find_page(root, WRONG)}#cell-majority_baseline")
    expect(page.get_by_text("That is in percent.")).to_be_in_viewport()
    browsing.save_picture(page, "feedback_answer")
    page.close()


def test_the_tables_hold_the_totals(graded, returned):
    _, totals = returned
    assert totals.score.to_dict() == {FULL: 10, WRONG: 3, WRITTEN: 2}
    assert totals.pending.eq(0).all()
    sheet = pd.read_csv(graded[0] / "moodle.csv").set_index("Identifier")
    assert sheet.Grade.to_dict() == {
        f"Participant {learner[-5:]}": score for learner, score in totals.score.items()
    }


def test_nothing_that_is_kept_or_given_back_holds_a_rubric(graded, returned):
    root, _ = graded
    secrets = ["Rubric", *re.findall(r"[^.*:]{30,}", RUBRIC + EXAMPLE)]
    assert len(secrets) > 8
    files = [*(root / "gradebook").rglob("*.html"), *(root / "gradebook").rglob("*.ipynb")]
    assert len(files) == 9
    for file in files:
        text = file.read_text()
        assert not [secret for secret in secrets if secret.strip() in text], file
