"""Do figures reach those who do not see them? Pages are opened in a browser and looked at by axe."""

import os
import re
import shutil
import subprocess
import sys

import browsing
import course
import pytest
from bs4 import BeautifulSoup
from nbconvert import HTMLExporter
from nbformat.v4 import new_output

LESSONS = ["01_problem", "04_build", "08_evaluate"]
LESSON = pytest.mark.parametrize("lesson", LESSONS)


@pytest.fixture(scope="module")
def page(browser):
    """A page of a headless Chromium that reaches this machine only."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.route(re.compile(r"https?://(?!localhost)"), lambda route: route.abort())
    yield page
    page.close()


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """The address of a JupyterLab on solved lessons, in folders `trusted` and `stranger`.

    Whoever opens a notebook that another person has run does not trust it, and gets its outputs
    without what a browser would run.
    """
    root = tmp_path_factory.mktemp("lab")
    environment = os.environ | {
        "HOME": str(root),
        "JUPYTERLAB_SETTINGS_DIR": str(root / "settings"),
    }
    # Else JupyterLab draws only the cells in view.
    settings = root / "settings" / "@jupyterlab" / "notebook-extension"
    settings.mkdir(parents=True)
    (settings / "tracker.jupyterlab-settings").write_text('{"windowingMode": "none"}')
    for folder in ("trusted", "stranger"):
        for lesson in LESSONS:
            shutil.copytree(course.PROJECT / "solutions" / lesson, root / folder / lesson)
            file = root / folder / lesson / f"{lesson}.ipynb"
            notebook = course.nbformat.read(file, as_version=4)
            notebook.metadata["title"] = folder  # trust depends on what is in a file, not on where
            first = next(cell for cell in notebook.cells if cell.cell_type == "code")
            probe = {"text/html": '<p onclick="1">Is this trusted?</p>'}
            first.outputs.append(new_output("display_data", data=probe))
            course.nbformat.write(notebook, file)
    command = ["jupyter", "trust", *(root / "trusted").glob("*/*.ipynb")]
    subprocess.run(
        [sys.executable, "-m", *command], env=environment, check=True, capture_output=True
    )
    port = browsing.find_port()
    command = f"jupyterlab --no-browser --allow-root --port {port} --IdentityProvider.token=figures"
    command = [sys.executable, "-m", *command.split()]
    with browsing.running(command, root / "log", "is running at", cwd=root, env=environment):
        yield f"http://localhost:{port}/doc/tree/{{}}?token=figures"


def stored_texts(lesson):
    """Alt texts of the figures that a solved lesson holds."""
    return [
        image.get("alt")
        for cell in course.read("solutions", lesson).cells
        for output in cell.get("outputs", [])
        for image in BeautifulSoup(output.get("data", {}).get("text/html", ""), "html.parser")(
            "img"
        )
    ]


def shown_texts(page, outputs):
    """Alt texts of the figures that a page shows in its outputs, each drawn as large as it should."""
    images = page.locator(f"{outputs} img").all()
    for image in images:
        size = image.evaluate(
            "i => [i.clientWidth, i.clientHeight, i.naturalWidth, i.naturalHeight]"
        )
        width, height, whole_width, whole_height = size
        assert 100 < width <= whole_width / 1.5 + 1
        assert width / height == pytest.approx(whole_width / whole_height, rel=0.05)
    return [image.get_attribute("alt") for image in images]


@LESSON
@pytest.mark.parametrize("folder", ["trusted", "stranger"])
def test_jupyterlab(page, lab, lesson, folder):
    page.goto(lab.format(f"{folder}/{lesson}/{lesson}.ipynb"))
    texts = stored_texts(lesson)
    assert len(texts) >= 4
    page.wait_for_selector(".jp-NotebookPanel .jp-OutputArea-output img", timeout=60_000)
    outputs = ".jp-NotebookPanel .jp-OutputArea-output"
    page.wait_for_function(
        f"document.querySelectorAll('{outputs} img').length >= {len(texts)}", timeout=60_000
    )
    probe = page.get_by_text("Is this trusted?").get_attribute("onclick")
    assert bool(probe) == (folder == "trusted")
    assert shown_texts(page, outputs) == texts
    assert browsing.find_faults(page, rules=["image-alt"]) == []


@LESSON
@pytest.mark.parametrize(
    ("template", "outputs"), [("lab", ".jp-OutputArea"), ("classic", ".output")]
)
def test_html_export(page, tmp_path, lesson, template, outputs):
    notebook = course.read("solutions", lesson)
    html, _ = HTMLExporter(template_name=template).from_notebook_node(notebook)
    folder = shutil.copytree(course.PROJECT / "solutions" / lesson, tmp_path / lesson)
    (folder / "page.html").write_text(html)
    page.goto(f"file://{folder}/page.html", wait_until="domcontentloaded")
    assert shown_texts(page, outputs) == stored_texts(lesson)
    assert browsing.find_faults(page, rules=["image-alt"]) == []


@pytest.mark.parametrize(
    ("lesson", "commands"),
    [
        ("01_problem", ["nbgrader autograde", "nbgrader generate_feedback"]),
        ("04_build", ["grading autograde --jobs 1", "grading feedback"]),
        ("08_evaluate", ["grading autograde --jobs 1", "grading feedback"]),
    ],
)
def test_feedback(page, course_copy, lesson, commands):
    """What grading has run tells a figure's text in its place; what it left out keeps the figure."""
    folder = course_copy / "gradebook" / "submitted" / "reader" / lesson
    shutil.copytree(course_copy / "solutions" / lesson, folder)
    for command in commands:
        course.run_command(*command.split(), lesson, "--student", "reader", cwd=course_copy)
    html = course_copy / "gradebook" / "feedback" / "reader" / lesson / f"{lesson}.html"
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.split(":")[0]))
    page.goto(f"file://{html}")
    figures = page.get_by_text(re.compile("^Figure: ")).all_inner_texts()
    shown = shown_texts(page, "main .shown")
    assert bool(shown) == commands[0].startswith("grading")
    assert all(shown)
    assert len(figures + shown) >= len(stored_texts(lesson))
    assert browsing.find_faults(page) == []
    assert page.locator("html").get_attribute("lang") == "en"
    assert set(asked) <= {"file", "data"}  # the page fetches nothing
    drawings = page.locator("main img").all()
    assert all(image.get_attribute("src").startswith("data:image/") for image in drawings)
    for image in drawings:
        assert image.evaluate("image => image.naturalWidth") > 0
    # Contents lead by keyboard to each exercise, and back.
    links = page.locator("nav a")
    headings = re.findall(r"### (Exercise .*?) \(", course_text(lesson))
    assert [name for name in links.all_inner_texts() if name != "comment"] == headings
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.innerText") == headings[0]
    page.keyboard.press("Enter")
    assert page.evaluate("document.querySelector(':target').innerText").startswith(headings[0])


def course_text(lesson):
    """The text of a lesson."""
    cells = course.read("lessons", lesson).cells
    return "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
