"""Steps that nbgrader lacks, as preprocessors of notebooks; `nbgrader_config.py` names them."""

import re

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output
from nbgrader import utils
from nbgrader.api import Gradebook, Notebook
from nbgrader.preprocessors import ClearHiddenTests, NbGraderPreprocessor

from .internals import hidden_test_marks


def is_test(cell: NotebookNode) -> bool:
    """Whether a cell is an autograded test."""
    return cell.cell_type == "code" and utils.is_grade(cell) and not utils.is_solution(cell)


class RestoreCells(NbGraderPreprocessor):
    """Gives a submission each cell that nbgrader knows exactly once, marked as it was released.

    Later steps then find what they rely on, whatever was deleted, copied or marked anew. Of
    copies the last one counts, as with nbgrader's `DeduplicateIds`. A cell that has lost its marks
    is known by its id, by a test's text, or by the text before and after it.

    ``resources["nbgrader"]`` may hold the cells as ``released``, and gets ``remarks``.
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


class HideTests(NbGraderPreprocessor):
    """Hides from feedback what hidden tests ask: their lines, wherever they appear.

    Messages stay, and they say what was expected; of an error, the learner's own lines stay.
    """

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        """Hide a notebook's hidden tests."""
        begin, end = hidden_test_marks(ClearHiddenTests(parent=self))
        region = re.compile(rf"^.*{re.escape(begin)}[\s\S]*?{re.escape(end)}.*$", re.MULTILINE)
        lines: set[str] = set()
        for cell in filter(is_test, nb.cells):  # no other is the course's
            for found in region.findall(cell.source):
                lines.update(line.strip() for line in found.splitlines())
            cell.source = region.sub("# Hidden tests ran here.", cell.source)
        # Short lines, such as a bracket, tell nothing and are everybody's.
        hidden = {line for line in lines if len(line) > 8}
        for cell in nb.cells:
            for output in cell.get("outputs", []):
                self.hide(output, hidden)
        return nb, resources

    def hide(self, output: NotebookNode, hidden: set[str]) -> None:
        """Take hidden lines out of an output."""
        if output.output_type == "error":
            output.traceback = [self.without(frame, hidden) for frame in output.traceback]
        elif output.output_type == "stream":
            output.text = self.without(output.text, hidden)
        else:
            for kind, value in output.get("data", {}).items():
                if isinstance(value, str) and kind != "image/png":
                    output.data[kind] = self.without(value, hidden)

    @staticmethod
    def without(text: str, hidden: set[str]) -> str:
        """The text without lines that hold a hidden one."""
        plain = re.compile(r"\x1b\[[\d;]*m")
        lines = text.splitlines(keepends=True)
        return "".join(
            line for line in lines if not any(secret in plain.sub("", line) for secret in hidden)
        )
