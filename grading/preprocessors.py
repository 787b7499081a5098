"""Steps that nbgrader lacks, as preprocessors of notebooks; `nbgrader_config.py` names them."""

import ast
import builtins
import re

from IPython.core.inputtransformer2 import TransformerManager
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output
from nbgrader import utils
from nbgrader.api import Grade, Gradebook, Notebook
from nbgrader.preprocessors import ClearHiddenTests, NbGraderPreprocessor

from .internals import hidden_test_marks
from .limits import KEPT_OUTPUT, TIMEOUT

COLOUR = re.compile(r"\x1b\[[\d;]*m")
LONGEST_SHOWN = 100_000  # characters of a text that feedback shows of what ran after hidden tests


def is_test(cell: NotebookNode) -> bool:
    """Whether a cell is an autograded test."""
    return cell.cell_type == "code" and utils.is_grade(cell) and not utils.is_solution(cell)


class RestoreCells(NbGraderPreprocessor):
    """Gives a submission each cell that nbgrader knows exactly once, marked as it was released.

    Later steps then find what they rely on, whatever was deleted, copied or marked anew. Of
    copies the last one counts, as with nbgrader's `DeduplicateIds`. A cell that has lost its marks
    is known by its id, by a test's text, or by the text before and after it.

    ``resources["nbgrader"]`` may hold the cells as ``released``, and gets ``remarks``. A cell that was
    changed and is overwritten has its text as ``submitted_source`` in its metadata.
    """

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        """Restore a notebook's cells."""
        where = resources["nbgrader"]
        with Gradebook(where["db_url"]) as gradebook:
            notebook = gradebook.find_notebook(where["notebook"], where["assignment"])
            remarks = self.restore(nb, notebook, where.get("released", []))
        where.setdefault("remarks", []).extend(remarks)
        return nb, resources

    def restore(
        self, nb: NotebookNode, notebook: Notebook, released: list[NotebookNode]
    ) -> list[str]:
        """Restore the cells of `nb` from `notebook` of the gradebook; returns what was done."""
        sources = {cell.name: cell for cell in notebook.source_cells}
        graded = {cell.name: cell.max_score for cell in notebook.grade_cells}
        tasks = {cell.name: cell.max_score for cell in notebook.task_cells}
        solutions = {cell.name for cell in notebook.solution_cells}
        found: dict[str, NotebookNode] = {}
        done: dict[str, list[str]] = {}
        for cell in reversed(nb.cells):
            marks = cell.metadata.pop("nbgrader", None)
            name = marks.get("grade_id") if isinstance(marks, dict) else None
            if not isinstance(name, str) or name not in sources:
                continue
            if name in found:
                done.setdefault("of copies the last one counts", []).append(name)
                continue
            found[name] = cell
        for name in sources:
            if name not in found:
                cell = find_unmarked(name, nb.cells, released, found)
                if cell is not None:
                    found[name] = cell
                    done.setdefault("had lost its marks", []).append(name)
        texts = {grade_id(cell): cell.source.strip() for cell in released}
        before = None
        for name, source in sources.items():
            cell = found.get(name)
            if cell is None:
                make = new_code_cell if source.cell_type == "code" else new_markdown_cell
                cell = make(source.source)
                index = nb.cells.index(before) + 1 if before is not None else 0
                nb.cells.insert(index, cell)
                done.setdefault("was missing and is as released", []).append(name)
            elif source.locked and texts.get(name, cell.source.strip()) != cell.source.strip():
                done.setdefault("was changed and is as released", []).append(name)
                cell.metadata["submitted_source"] = cell.source
            elif name in solutions and source.cell_type == "markdown" and not cell.source.strip():
                cell.source = source.source  # emptied, which is no answer for a person to mark
            cell.metadata["nbgrader"] = {
                "cell_type": source.cell_type,
                "checksum": source.checksum,
                "grade": name in graded,
                "grade_id": name,
                "locked": source.locked,
                "schema_version": 3,
                "solution": name in solutions,
                "task": name in tasks,
            }
            if name in graded or name in tasks:
                cell.metadata.nbgrader["points"] = graded.get(name, tasks.get(name))
            before = cell
        for cell in nb.cells:
            cell.metadata.pop("submitted_id", None)
        return [f"{', '.join(names)}: {what}" for what, names in done.items()]


def grade_id(cell: NotebookNode) -> str | None:
    """The name by which nbgrader knows a cell, if it does."""
    return cell.metadata.get("nbgrader", {}).get("grade_id")


def find_unmarked(
    name: str,
    cells: list[NotebookNode],
    released: list[NotebookNode],
    found: dict[str, NotebookNode],
) -> NotebookNode | None:
    """Find the one cell without marks that can only be a certain one of the released cells.

    Parameters
    ----------
    name : str
        The name by which nbgrader knows the released cell.
    cells : list of NotebookNode
        The submitted ones; ``submitted_id`` in their metadata is the id that they had.
    released : list of NotebookNode
        The lesson's, as learners got them.
    found : dict of str to NotebookNode
        The submitted cells that are known already.
    """
    places = [place for place, cell in enumerate(released) if grade_id(cell) == name]
    if not places:
        return None
    (place,) = places
    wanted = released[place]
    taken = [id(cell) for cell in found.values()]
    open_places = [
        number
        for number, cell in enumerate(cells)
        if id(cell) not in taken and cell.cell_type == wanted.cell_type
    ]

    def text(cells: list[NotebookNode], number: int) -> str:
        return cells[number].source.strip() if 0 <= number < len(cells) else ""

    def is_between(number: int) -> bool:
        return all(text(cells, number + step) == text(released, place + step) for step in (-1, 1))

    wanted_id = wanted.get("id")
    same_id = [n for n in open_places if cells[n].metadata.get("submitted_id") == wanted_id]
    same_text = [n for n in open_places if text(cells, n) == wanted.source.strip()]
    between = [n for n in open_places if is_between(n)]
    for candidates in (same_id, same_text, between):
        if len(candidates) == 1:
            return cells[candidates[0]]
    return None


def is_of_lesson(nb: NotebookNode, released: list[NotebookNode]) -> bool:
    """Whether a notebook holds an exercise of a lesson, with or without its marks.

    Where it holds none, another notebook was handed in. Cells for texts do not tell: they begin
    alike in all lessons.
    """
    names = {
        str(grade_id(cell))
        for cell in released
        if cell.cell_type == "code" and (utils.is_grade(cell) or utils.is_solution(cell))
    }
    marks = [cell.metadata.get("nbgrader") for cell in nb.cells if cell.cell_type == "code"]
    kept = {mark.get("grade_id") for mark in marks if isinstance(mark, dict)}
    return not names.isdisjoint(map(str, kept)) or any(
        find_unmarked(name, nb.cells, released, {}) for name in names
    )


def ask_for_marks(nb: NotebookNode, released: list[NotebookNode]) -> list[str]:
    """Let a person mark written answers that may stand in another cell; returns remarks.

    nbgrader gives 0 to an answer that is as it was released. Where the learner has written text
    into a cell of their own, or one of the course's, that may be the answer.
    """
    texts = {cell.source.strip() for cell in released}
    own = [
        cell
        for cell in nb.cells
        if cell.cell_type == "markdown" and not grade_id(cell) and cell.source.strip() not in texts
    ]
    if not released or not own:
        return []
    moved = []
    for cell in nb.cells:
        if utils.is_grade(cell) and utils.is_solution(cell):
            marks = cell.metadata.nbgrader
            if marks["checksum"] == utils.compute_checksum(cell):
                marks["checksum"] = "0" * 32  # it differs, as if the answer stood here
                moved.append(marks["grade_id"])
    return [f"{', '.join(moved)}: may be answered in another cell"] if moved else []


def fail_test(cell: NotebookNode, reason: str) -> None:
    """Let a test fail, for a reason that the learner reads in the feedback."""
    line = f"Not graded: {reason}"
    cell.outputs = [new_output("error", ename="NotGraded", evalue=reason, traceback=[line])]


def leave_pending(cell: NotebookNode, reason: str) -> None:
    """Let a test's points wait for a person, for a reason that the learner reads in the feedback.

    `LeavePending` tells the gradebook; without that step the test counts 0.
    """
    fail_test(cell, f"a person will look at this, because {reason}")
    cell.metadata["pending"] = True


class LeavePending(NbGraderPreprocessor):
    """Settles in the gradebook what waits for a person; runs after SaveAutoGrades.

    That are cells with ``pending`` in their metadata, and whatever a person had marked, which
    `SaveAutoGrades` lets wait anew: ``resources["nbgrader"]`` may hold the names of the cells whose
    marks stand, as ``marked``.
    """

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        """Settle what waits in a notebook."""
        where = resources["nbgrader"]
        pending = [c for c in nb.cells if c.metadata.get("pending") and utils.is_grade(c)]
        with Gradebook(where["db_url"]) as gradebook:
            place = where["notebook"], where["assignment"], where["student"]
            for cell in pending:
                grade = gradebook.find_grade(grade_id(cell), *place)
                grade.auto_score, grade.needs_manual_grade = None, True
            for name in where.get("marked", ()):
                gradebook.find_grade(name, *place).needs_manual_grade = False
            gradebook.db.commit()
        return nb, resources


def points_waiting(grade: Grade) -> float:
    """A grade's points if a person has to look at it, also where an older hand-in has a mark."""
    return grade.max_score if grade.needs_manual_grade else 0


def points_earned(grade: Grade) -> float:
    """What a grade is known to earn: nothing yet while it waits for a person."""
    return 0 if grade.needs_manual_grade else grade.score


class HideTests(NbGraderPreprocessor):
    """Hides from feedback what hidden tests ask: their lines, wherever they appear.

    Messages of tests stay, and they say what was expected; of an error, the learner's own lines
    stay. Other cells after a hidden test are shown with the outputs that were handed in: whatever
    they print when they are graded, the learner has not seen.
    """

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        """Hide a notebook's hidden tests."""
        marks = hidden_test_marks(ClearHiddenTests(parent=self))
        hidden: set[str] = set()
        for cell in filter(is_test, nb.cells):  # no other is the course's
            cell.source, lines = split_hidden(cell.source, *marks)
            # Short lines, such as a bracket, tell nothing and are everybody's.
            hidden.update(line for line in map(str.strip, lines) if len(line) > 8)
            cell.metadata["hides"] = bool(lines)
        forms = {form for line in hidden for form in disguise(line) if len(form) > 8}
        ran = False
        for cell in nb.cells:
            # Demonstrations have theirs in place already; nbgrader's own autograde keeps none.
            submitted = cell.metadata.pop("submitted_outputs", None)
            if ran and submitted is not None and cell.cell_type == "code" and not is_test(cell):
                cell.outputs = [*submitted, *tell_error(cell)]
            ran = cell.metadata.pop("hides", False) or ran
            if ran:
                for place, output in enumerate(cell.get("outputs", [])):
                    hide(output, hidden)
                    if is_disguised(output, forms):
                        note = "Not shown, because it holds hidden tests.\n"
                        cell.outputs[place] = new_output("stream", name="stderr", text=note)
        return nb, resources


def split_hidden(source: str, begin: str, end: str) -> tuple[str, list[str]]:
    """Take the hidden tests, each between two marks, out of a test's text; returns their lines."""
    shown, hidden, inside = [], [], False
    for line in source.split("\n"):
        if not inside and begin in line:
            inside = True
            shown.append("# Hidden tests ran here.")
        if inside:
            hidden.append(line)
            inside = end not in line
        else:
            shown.append(line)
    return "\n".join(shown), hidden


def tell_error(cell: NotebookNode) -> list[NotebookNode]:
    """Say in place of a cell's outputs that it stopped, where it did, and nothing that it chose."""
    errors = [output for output in cell.outputs if output.output_type == "error"]
    if any(error.ename == TIMEOUT for error in errors):
        return [new_output("error", ename=TIMEOUT, evalue="", traceback=[])]
    told = []
    for error in errors:
        name = error.ename if hasattr(builtins, error.ename) else "an error"
        text = f"When this was graded, the cell stopped with {name}{locate_slip(cell.source)}.\n"
        told.append(new_output("stream", name="stderr", text=text))
    return told


def locate_slip(source: str) -> str:
    """Where a text is no Python, and why, in words that a cell cannot choose; "" if it is."""
    try:
        ast.parse(TransformerManager().transform_cell(source))
    except SyntaxError as error:
        return f" in line {error.lineno}: {error.msg}" if error.lineno else f": {error.msg}"
    except Exception:  # any text may stand there
        return ""
    return ""


def find_texts(output: NotebookNode) -> list[str]:
    """The texts that an output shows."""
    if output.output_type == "error":
        return [output.ename, output.evalue, *output.traceback]
    if output.output_type == "stream":
        return [output.text]
    return [str(value) for kind, value in output.data.items() if not kind.startswith("image/")]


def hide(output: NotebookNode, hidden: set[str]) -> None:
    """Take hidden lines, and what is too long for a message, out of an output."""

    def without(text: str, longest: int = LONGEST_SHOWN) -> str:
        lines = text[:longest].splitlines(keepends=True)
        return "".join(
            line for line in lines if not any(secret in COLOUR.sub("", line) for secret in hidden)
        )

    if output.output_type == "error":
        output.traceback = [without(frame) for frame in output.traceback]
    elif output.output_type == "stream":
        output.text = without(output.text)
    else:
        for kind, value in output.data.items():
            if isinstance(value, str) and not kind.startswith("image/"):
                # A figure that is cut off shows nothing.
                output.data[kind] = without(
                    value, KEPT_OUTPUT if kind == "text/html" else LONGEST_SHOWN
                )


def disguise(text: str) -> list[str]:
    """What is left of a text without all but letters and digits, forwards and backwards."""
    plain = "".join(filter(str.isalnum, COLOUR.sub("", text).lower()))
    return [plain, plain[::-1]]


def is_disguised(output: NotebookNode, forms: set[str]) -> bool:
    """Whether an output shows a hidden line with other gaps, reversed or in hexadecimal digits.

    Parameters
    ----------
    output : NotebookNode
        What a cell has shown.
    forms : set of str
        The hidden lines, as `disguise` gives them.
    """
    plain = disguise("\n".join(text[:KEPT_OUTPUT] for text in find_texts(output)))[0]
    texts = [plain]
    for digits in re.findall("[0-9a-f]{16,}", plain):
        for start in (0, 1):  # a digit before it may belong to something else
            even = digits[start : len(digits) - (len(digits) - start) % 2]
            texts += disguise(bytes.fromhex(even).decode("latin-1"))
    return any(form in text for form in forms for text in texts)
