"""Rubrics of written answers: they stand in the solutions, and Formgrader shows them beside answers."""

import re
from collections.abc import Iterable
from pathlib import Path

import nbformat
from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode
from nbgrader import utils
from nbgrader.coursedir import CourseDirectory

# Of an answer in the solutions: an example first, then the rubric.
SOLUTION = re.compile(r"BEGIN SOLUTION[^\n]*\n(.*?)(\*\*Rubric.*?)\n[^\n]*END SOLUTION", re.DOTALL)


def read_rubrics(cells: Iterable[NotebookNode]) -> dict[str, tuple[str, str]]:
    """Find the rubrics in a notebook of `solutions`.

    Parameters
    ----------
    cells : iterable of NotebookNode
        Its cells.

    Returns
    -------
    dict of str to (str, str)
        The rubric and an example of a good answer, both in Markdown, by the answer's name.
    """
    rubrics = {}
    for cell in cells:
        if utils.is_solution(cell) and (found := SOLUTION.search(cell.source)):
            example, rubric = found.groups()
            rubrics[cell.metadata.nbgrader.grade_id] = rubric.strip(), example.strip()
    return rubrics


class ShowRubrics(Preprocessor):
    """Puts rubrics beside written answers, in the page of Formgrader and nowhere else.

    Cells get them as metadata ``rubric``, which the template ``formgrader`` shows. The notebook's
    file stays as it is.
    """

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        """Add the rubrics to a notebook that Formgrader shows."""
        coursedir = CourseDirectory(parent=self)
        lesson = resources["assignment_id"]
        folder = coursedir.format_path(coursedir.source_directory, ".", lesson)
        file = Path(folder, f"{resources['notebook_id']}.ipynb")
        rubrics = read_rubrics(nbformat.read(file, as_version=4).cells) if file.exists() else {}
        for cell in nb.cells:
            name = cell.metadata.get("nbgrader", {}).get("grade_id")
            cell.metadata["rubric"] = rubrics.get(name)
        return nb, resources
