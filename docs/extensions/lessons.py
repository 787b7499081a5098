"""Makes a page of each solved notebook: what a learner should try alone is folded.

Which cells hold answers and checks is read from nbgrader's marks. What visitors can take with them,
the course's wheel and each lesson with its drawings, is packed here, too.
"""

import base64
import html
import io
import json
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

from helpers.progress import read_cells, read_lesson

from docutils import nodes
from PIL import Image, ImageOps
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxDirective
from sphinx.util.logging import getLogger

Cell = dict[str, Any]

# The figure that stands for a lesson on the front page: the id of the cell that draws it.
PICTURES = {
    "01_problem": "step-7",
    "02_inputs_outputs": "magnifier",
    "03_prepare_data": "neighbours",
    "04_build": "learned",
    "05_compile": "landscape",
    "06_fit": "overfit",
    "07_predict": "calibration-curve",
    "08_evaluate": "heatmap",
    "09_tune": "map",
    "10_share": "thirty",
    "11_capstone": "look",
}
PICTURE_SIZE = (640, 400)  # pixels, width and height
DOWNLOADS = "_downloads"  # the folder for what visitors can take with them
RECORDED = """```{admonition} You read a lesson that has been run
Its numbers and figures are from the course's own run. To do it yourself, download it: then cells can be run and changed,
and each exercise has a check. Here solutions and checks are folded.
```"""

log = getLogger(__name__)


def find_png(cell: Cell) -> tuple[bytes, str] | None:
    """Find the first figure that a cell stores: its PNG file and its alt text."""
    for output in cell.get("outputs", []):
        data = {kind: "".join(value) for kind, value in output.get("data", {}).items()}
        if image := re.match(
            r'<img alt="([^"]*)".* src="data:image/png;base64,([^"]*)"', data.get("text/html", "")
        ):
            return base64.b64decode(image[2]), html.unescape(image[1])
        if "image/png" in data:
            return base64.b64decode(data["image/png"]), ""
    return None


def lesson_file(folder: str | Path, lesson: str) -> Path:
    """Where a lesson's page is made from, below the folder of the pages."""
    return Path(folder, "lessons", lesson, f"{lesson}.ipynb")


def find_figure(file: Path, name: str) -> tuple[bytes, str] | None:
    """Find the first figure of the cell with this id: its PNG file and its alt text."""
    return next((find_png(cell) for cell in read_cells(file) if cell["id"] == name), None)


def fold_written_answer(text: str) -> str:
    """Fold the example and the rubric of an answer that a person marks."""
    return re.sub(
        r"<!-- BEGIN SOLUTION -->\s*(.*?)\s*<!-- END SOLUTION -->",
        r"<details><summary>Show an example, and how it is marked</summary>\n\n\1\n\n</details>",
        text,
        flags=re.DOTALL,
    )


def fold_code(cell: Cell, what: str) -> None:
    """Fold the code of a cell; its output stays."""
    metadata = cell["metadata"]
    metadata["tags"] = [*metadata.get("tags", []), "hide-input"]
    metadata["mystnb"] = {"code_prompt_show": f"Show {what}", "code_prompt_hide": f"Hide {what}"}


def replace_output(output: Cell, heading: str) -> Cell:
    """Put something a page can show in place of an output that needs a running notebook.

    A bare picture, as plain matplotlib leaves it, gets an alt text that says where it belongs.
    """
    data = output.get("data", {})
    if "application/vnd.jupyter.widget-view+json" in data:
        shown = "<p><em>Here a running notebook has controls.</em></p>"
    elif "image/png" in data:
        png = "".join("".join(data["image/png"]).split())
        alt = html.escape(f"{heading}: the figure that the code above draws.")
        shown = f'<img alt="{alt}" src="data:image/png;base64,{png}">'
    else:
        return output
    return {"output_type": "display_data", "metadata": {}, "data": {"text/html": shown}}


def write_buttons(docname: str, repository: str, branch: str) -> str:
    """Link to the learner's version of a lesson: on hosts that run notebooks, and as a file."""
    file = f"{docname}.ipynb"
    lesson = Path(docname).name
    name = repository.removeprefix("https://github.com/")
    colab = f"https://colab.research.google.com/github/{name}/blob/{branch}/{file}"
    binder = f"https://mybinder.org/v2/gh/{name}/{branch}?urlpath=lab/tree/{file}"
    return (
        "```{div} lesson-buttons\n"
        f"{{download}}`Download the lesson </{DOWNLOADS}/{lesson}.zip>` "
        f"[Open in Colab]({colab}) [Open in Binder]({binder})\n"
        "```"
    )


def prepare_notebook(notebook: Cell, buttons: str) -> None:
    """Fold answers and checks, add buttons and a box below the title, and drop live outputs."""
    heading = ""
    for number, cell in enumerate(notebook["cells"]):
        source = "".join(cell["source"])
        marks = cell["metadata"].get("nbgrader", {})
        if cell["cell_type"] == "markdown":
            if number == 0:
                title, rest = source.split("\n", 1)
                source = f"{title}\n\n{buttons}\n\n{RECORDED}\n{rest}"
            headings = re.findall(r"^#+ (.*)", source, re.MULTILINE)
            heading = headings[-1] if headings else heading
            source = fold_written_answer(source)
        elif cell["cell_type"] == "code":
            source = re.sub(r"^ *### (BEGIN|END) SOLUTION\n?", "", source, flags=re.MULTILINE)
            cell["outputs"] = [replace_output(output, heading) for output in cell["outputs"]]
            if marks.get("solution"):
                fold_code(cell, "a solution")
            elif marks.get("grade"):
                fold_code(cell, "the check")
                # Points, which the line that was printed tells, too.
                cell["outputs"] = [o for o in cell["outputs"] if o["output_type"] == "stream"]
        cell["source"] = source


def read_source(app: Sphinx, docname: str, source: list[str]) -> None:
    """Prepare a notebook before MyST-NB reads it."""
    if docname.startswith("lessons/"):
        app.env.note_dependency(__file__)
        notebook = json.loads(source[0])
        config = app.config
        buttons = write_buttons(docname, config.course_repository, config.course_branch)
        prepare_notebook(notebook, buttons)
        source[0] = json.dumps(notebook)


def copy_lessons(app: Sphinx, config: Config) -> None:
    """Copy the solved notebooks to where Sphinx looks for pages, with their times."""
    folder = Path(app.srcdir, "lessons")
    shutil.rmtree(folder, ignore_errors=True)
    ignored = shutil.ignore_patterns(".ipynb_checkpoints")
    shutil.copytree(Path(app.srcdir).parent / "solutions", folder, ignore=ignored)


def write_pictures(app: Sphinx) -> None:
    """Write the pictures of the front page, small enough for phones."""
    folder = Path(app.srcdir, "_pictures")
    folder.mkdir(exist_ok=True)
    for lesson, name in PICTURES.items():
        found = find_figure(lesson_file(app.srcdir, lesson), name)
        if found is None:
            log.warning("lesson %s has no figure in a cell with the id %r", lesson, name)
            continue
        figure = Image.open(io.BytesIO(found[0])).convert("RGB")
        picture = ImageOps.pad(figure, PICTURE_SIZE, color="white")
        picture.save(folder / f"{lesson}.png", optimize=True)


def pack_downloads(app: Sphinx) -> None:
    """Pack the course's wheel, and each of the learner's lessons with the drawings beside it."""
    folder = Path(app.srcdir, DOWNLOADS)
    shutil.rmtree(folder, ignore_errors=True)
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(build, cwd=Path(app.srcdir).parent, capture_output=True, text=True)
    if done.returncode:
        raise ExtensionError(f"The wheel cannot be built: {done.stderr}")
    for lesson in PICTURES:
        beside = Path(app.srcdir).parent / "lessons" / lesson
        with zipfile.ZipFile(folder / f"{lesson}.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            for file in sorted(path for path in beside.iterdir() if path.is_file()):
                archive.write(file, f"{lesson}/{file.name}")


class Lessons(SphinxDirective):
    """Show all lessons as cards: picture, title, question and time, from the notebooks."""

    def run(self) -> list:
        """Make the cards."""
        cards = [self._write_card(lesson, name) for lesson, name in PICTURES.items()]
        text = "`````{grid} 2 2 3 3\n:gutter: 2 2 3 3\n\n" + "\n".join(cards) + "`````\n"
        return self.parse_text_to_nodes(text)

    def _write_card(self, lesson: str, picture: str) -> str:
        file = lesson_file(self.env.srcdir, lesson)
        self.env.note_dependency(str(file))
        told = read_lesson(lesson, file)
        question = re.search(r"\*\*Question:\*\* (.*)", read_cells(file)[0]["source"])[1]
        _, alt = find_figure(file, picture)
        alt = alt.replace("\n", " ") or "Pictures of the project's own, a row for each class."
        return (
            f"````{{grid-item-card}} {told.title}\n"
            f":img-top: _pictures/{lesson}.png\n:img-alt: {alt}\n"
            f":link: lessons/{lesson}/{lesson}\n:link-type: doc\n\n"
            f"{question}\n\n```{{card-footer}}\n{told.minutes} minutes\n```\n````\n"
        )


class Picture(SphinxDirective):
    """Show a figure that a lesson stores: ``{picture} 10_share board-show``."""

    required_arguments = 2

    def run(self) -> list:
        """Make the figure."""
        lesson, name = self.arguments
        file = lesson_file(self.env.srcdir, lesson)
        self.env.note_dependency(str(file))
        found = find_figure(file, name)
        if found is None:
            raise self.error(f"lesson {lesson} has no figure in a cell with the id {name!r}")
        png, alt = found
        data = base64.b64encode(png).decode()
        markup = f'<img alt="{html.escape(alt)}" src="data:image/png;base64,{data}">'
        return [nodes.raw("", markup, format="html")]


def setup(app: Sphinx) -> dict[str, bool]:
    """Register what is above."""
    app.add_config_value("course_repository", "", "env")
    app.add_config_value("course_branch", "main", "env")
    app.connect("config-inited", copy_lessons)
    app.connect("builder-inited", write_pictures)
    app.connect("builder-inited", pack_downloads)
    app.connect("source-read", read_source)
    app.add_directive("lessons", Lessons)
    app.add_directive("picture", Picture)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
