"""The pages that show submissions: what of strangers' texts they keep, and what feedback tells."""

import base64
import functools
import mimetypes
import re
from pathlib import Path

import nbformat
import nh3
from nbconvert import HTMLExporter
from nbconvert.filters import strip_ansi
from nbformat import NotebookNode
from nbgrader import utils
from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets.config import Config

from .limits import TIMEOUT
from .preprocessors import is_test, points_earned, points_waiting

TEMPLATES = Path(__file__).with_name("templates")
# What Markdown, lessons and tables of pandas are made of.
TAGS = {
    "a", "b", "blockquote", "br", "code", "del", "details", "div", "em", "h1", "h2", "h3",
    "h4", "h5", "h6", "hr", "i", "img", "kbd", "li", "ol", "p", "pre", "s", "span", "strong",
    "sub", "summary", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
ATTRIBUTES = {
    "*": {"align", "class"},
    "a": {"href", "title"},
    "img": {"alt", "src", "title", "width"},
}
# Classes that give a page's own parts their look are for the page; these colour code.
CLASSES = re.compile(r"highlight|[a-z]{1,2}[a-z0-9]?|ansi-[\w-]+")
OUTSIDE = re.compile(r"(https?|mailto):", re.IGNORECASE)
PICTURE = re.compile(r"data:image/[\w.+-]+[;,]", re.IGNORECASE)
# Formgrader gives a page the files of the submission; other addresses there belong to Jupyter.
FILE = re.compile(r"[\w-]+\.(gif|jpe?g|png|svg|webp)", re.IGNORECASE)
NO_ANSWER = "No response."  # nbgrader's comment
LARGEST_PICTURE = 5 << 20  # bytes of a file that a page gets


def keep_attribute(files: bool, tag: str, name: str, value: str) -> str | None:
    """What stays of an attribute's value; None if nothing may."""
    if name == "class":
        return " ".join(filter(CLASSES.fullmatch, value.split())) or None
    if name == "href":
        return value if OUTSIDE.match(value) else None
    if name == "src":
        return value if PICTURE.match(value) or (files and FILE.fullmatch(value)) else None
    if name == "width":
        return value if value.isascii() and value.isdigit() else None
    return value


def without_scripts(html: str, files: bool = True) -> str:
    """HTML without what a browser would run or fetch, in pages that show submissions.

    Formgrader's pages belong to the instructor's Jupyter: a script there could do all that it can,
    and a picture's address could log its reader out.

    Parameters
    ----------
    html : str
        A piece of a page.
    files : bool
        Whether pictures may be files of the submission.

    Returns
    -------
    str
        It, without tags and attributes that are not known to be harmless.
    """
    clean = nh3.clean(
        str(html),
        tags=TAGS,
        clean_content_tags={"script", "style"},
        attributes=ATTRIBUTES,
        attribute_filter=functools.partial(keep_attribute, files),
        url_schemes={"data", "http", "https", "mailto"},
    )
    return clean.replace("<th></th>", "<td></td>")  # the corner of a table is no heading


def without_sources(html: str) -> str:
    """As `without_scripts`, for a page that stands alone."""
    return without_scripts(html, files=False)


class FeedbackExporter(HTMLExporter):
    """Makes feedback: a page that stands alone, for people with and without sight or mouse."""

    @property
    def default_config(self) -> Config:
        """Settings that `nbgrader_config.py` may change; nbgrader has its own for other pages."""
        config = super().default_config.copy()
        config.merge(
            {
                "FeedbackExporter": {
                    "template_name": "tensteps",
                    "extra_template_basedirs": [str(TEMPLATES)],
                    "preprocessors": [],  # those of Formgrader's pages show rubrics
                    "exclude_anchor_links": True,  # they show a sign that leads nowhere
                    "filters": {
                        "clean_html": without_sources,
                        "strip_files_prefix": without_sources,
                    },
                }
            }
        )
        return config


class TellGrades(NbGraderPreprocessor):
    """Prepares what feedback tells: by exercise, in plain words, with the reason first.

    ``resources["feedback"]`` gets it, and so does the metadata ``feedback`` of cells that count.
    """

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        """Prepare a notebook's page, after `GetGrades`."""
        where = resources["nbgrader"]
        with Gradebook(where["db_url"]) as gradebook:
            submitted = gradebook.find_submission_notebook(
                where["notebook"], where["assignment"], where["student"]
            )
            earned = {grade.name: points_earned(grade) for grade in submitted.grades}
            waits = {grade.name: points_waiting(grade) for grade in submitted.grades}
            # What was written on an older hand-in is kept with its mark until there is a new one.
            old = {
                grade.name
                for grade in submitted.grades
                if grade.needs_manual_grade and grade.manual_score is not None
            }
        folder = Path(resources["metadata"]["path"])
        title, names = name_exercises(self.read_released(where) or nb.cells)
        reason = nb.metadata.get("reason")
        exercises: dict[str, dict] = {}
        for cell in nb.cells:
            if cell.cell_type == "markdown":
                embed_pictures(cell, folder)
            explain_errors(cell)
            if not counts(cell):
                continue
            marks = cell.metadata.nbgrader
            name = names.get(marks.grade_id, marks.grade_id)
            told = {"name": name, "anchor": f"cell-{marks.grade_id}"}
            told["old_comment"] = marks.grade_id in old
            if marks.get("comment") == NO_ANSWER:  # which nobody has written
                marks.comment = None
                told["unanswered"] = not reason
            # An answer comes before its tests, and holds the cause if it has stopped.
            first = {"name": name, "anchor": told["anchor"], "earned": 0, "points": 0, "waiting": 0}
            exercise = exercises.setdefault(name, first)
            if "points" in marks:
                score, waiting = earned[marks.grade_id], waits[marks.grade_id]
                told["score"] = tell_score(score, marks.points, waiting)
                exercise["earned"] += score
                exercise["points"] += marks.points
                exercise["waiting"] += waiting
            if marks.get("comment"):
                exercise["comment"] = told["anchor"]
            cell.metadata["feedback"] = told
        graded = [exercise for exercise in exercises.values() if exercise["points"]]
        for exercise in graded:
            exercise["score"] = tell_score(
                exercise["earned"], exercise["points"], exercise["waiting"]
            )
        resources["feedback"] = {
            "title": title or where["notebook"],
            "file": nb.metadata.get("file"),
            "reason": reason,
            "unread": nb.metadata.get("unread", False),
            "waiting": sum(waits.values()),
            "total": tell_score(
                max(0, sum(earned.values()) - where["late_penalty"]),
                where["max_score"],
                sum(waits.values()),
            ),
            "late": f"{round(where['late_penalty'], 2):g}" if where["late_penalty"] else None,
            "exercises": graded,
        }
        return nb, resources

    def read_released(self, where: dict) -> list[NotebookNode]:
        """The lesson's cells as learners got them, which nobody has changed; empty if missing."""
        coursedir = self.parent.parent.coursedir
        folder = coursedir.format_path(coursedir.release_directory, ".", where["assignment"])
        file = Path(folder, f"{where['notebook']}.ipynb")
        return nbformat.read(file, as_version=4).cells if file.exists() else []


def counts(cell: NotebookNode) -> bool:
    """Whether a cell is an answer or a test."""
    return utils.is_grade(cell) or utils.is_solution(cell) or utils.is_task(cell)


def name_exercises(cells: list[NotebookNode]) -> tuple[str, dict[str, str]]:
    """The title of a notebook, and the name of the exercise that each cell belongs to.

    That is the last heading that begins with "Exercise" and a number, or else the answer's name.
    """
    title, heading, answer = "", "", ""
    names = {}
    for cell in cells:
        if cell.cell_type == "markdown":
            title = title or find_heading(r"# +(?=\S)", cell.source)
            heading = find_heading(r"#+ +(?=Exercise \d)", cell.source) or heading
        if counts(cell):
            marks = cell.metadata.nbgrader
            answer = marks.grade_id if marks.solution else answer
            names[marks.grade_id] = heading or answer or marks.grade_id
    return title, names


def tell_score(score: float, points: float, waiting: float) -> str:
    """Say what was earned; points that wait for a person are no zeros."""
    if waiting and waiting == points:
        return f"{points:g} {'point' if points == 1 else 'points'}, waiting for a person"
    earned = f"{round(score, 2):g} of {points:g} {'point' if points == 1 else 'points'}"
    return f"{earned} so far, {waiting:g} waiting for a person" if waiting else earned


def find_heading(start: str, text: str) -> str:
    """The first heading that begins so, without its points; empty if there is none."""
    found = re.search(rf"(?m)^{start}(.+)$", text)
    return re.sub(r"\s*\([^()]*points?\b[^()]*\)$", "", found[1].strip()) if found else ""


def explain_errors(cell: NotebookNode) -> None:
    """Give errors of a cell a ``message`` to read; of tests that is what learners need.

    Tracebacks stay where they lead into the learner's own code.
    """
    errors = [output for output in cell.get("outputs", []) if output.output_type == "error"]
    timed_out = any(error.ename == TIMEOUT for error in errors)
    for error in errors:
        # The last piece, from which hidden tests are gone, as they may not be from `evalue`.
        last = strip_ansi(error.traceback[-1]).strip() if error.traceback else ""
        if error.ename == TIMEOUT:
            is_plain = last and not last.startswith(TIMEOUT)
            error["message"] = last if is_plain else "This cell took too long and was stopped."
        elif timed_out:  # the kernel was interrupted for it, which is no error of its own
            cell.outputs.remove(error)
        elif is_test(cell):
            error["message"] = last.removeprefix("AssertionError: ") or error.ename
        if error.ename in ("AssertionError", "NotGraded", TIMEOUT) and "message" in error:
            error.traceback = []


def embed_pictures(cell: NotebookNode, folder: Path) -> None:
    """Put pictures that lie beside the notebook into the page."""
    for name in re.findall(r"!\[[^\]]*\]\(([^()\s]+)\)", cell.source):
        file = folder / name
        kind = mimetypes.guess_type(name)[0]
        if not FILE.fullmatch(name) or file.is_symlink() or not file.is_file() or not kind:
            continue
        if file.stat().st_size <= LARGEST_PICTURE:
            content = base64.b64encode(file.read_bytes()).decode()
            cell.setdefault("attachments", {})[name] = {kind: content}
            cell.source = cell.source.replace(f"]({name})", f"](attachment:{name})")
