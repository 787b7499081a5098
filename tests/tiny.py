"""A course of one small notebook that imports nothing, for the tests of grading."""

import copy
import re
from pathlib import Path

import course
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

LESSON = "tiny"
HIDDEN = re.compile(r"\n?### BEGIN HIDDEN TESTS\n[\s\S]*?### END HIDDEN TESTS")
STUB = 'raise NotImplementedError("Replace this line with your code.")'


def _cell(source, name, make=new_code_cell, **marks):
    """A cell with nbgrader's marks."""
    settings = {"grade": False, "solution": False, "locked": False, "task": False}
    settings |= {"grade_id": name, "schema_version": 3} | marks
    return make(source, id=name, metadata={"nbgrader": settings})


def notebook():
    """The notebook with its solutions: two exercises, one with part marks, and a question."""

    def answer(source):
        return f"def {source}\n    ### END SOLUTION"

    def test(source, name, points):
        return _cell(source, name, grade=True, locked=True, points=points)

    return new_notebook(
        metadata={"kernelspec": {"name": "python3", "display_name": "", "language": "python"}},
        cells=[
            new_markdown_cell("# Tiny", id="title"),
            _cell(
                answer("double(x):\n    ### BEGIN SOLUTION\n    return 2 * x"),
                "double",
                solution=True,
            ),
            test(
                'assert double(2) == 4, "double(2) should be 4."\n### BEGIN HIDDEN TESTS\n'
                'assert double("secret") == "secretsecret", "double a text, too."\n'
                "### END HIDDEN TESTS",
                "test_double",
                2,
            ),
            _cell(
                answer("half(x):\n    ### BEGIN SOLUTION\n    return x / 2"), "half", solution=True
            ),
            test(
                "marks = int(half(4) == 2)\n### BEGIN HIDDEN TESTS\nmarks += 2 * (half(5) == 2.5)\n"
                "### END HIDDEN TESTS\nmarks",
                "test_half",
                3,
            ),
            _cell(
                "### BEGIN SOLUTION\nBecause.\n### END SOLUTION",
                "why",
                new_markdown_cell,
                grade=True,
                solution=True,
                points=1,
            ),
        ],
    )


def write(root, lesson=LESSON, solution=None):
    """Make a course of this notebook, or another, below `root`, with nbgrader's gradebook."""
    folder = Path(root, "solutions", lesson)
    folder.mkdir(parents=True)
    course.nbformat.write(solution or notebook(), folder / f"{lesson}.ipynb")
    settings = (course.PROJECT / "nbgrader_config.py").read_text()
    Path(root, "nbgrader_config.py").write_text(f"{settings}\nc.Sandbox.preload = []\n")
    course.run_command("nbgrader", "generate_assignment", lesson, "--force", cwd=root)


def without_hidden(content):
    """A notebook as learners have it, who never see hidden tests."""
    content = copy.deepcopy(content)
    for cell in content.cells:
        cell.source = HIDDEN.sub("", cell.source)
    return content


def submit(root, student, content, lesson=LESSON, name=None):
    """Hand in a notebook, or any text or bytes in its place."""
    folder = Path(root, "gradebook", "submitted", student, lesson)
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / (name or f"{lesson}.ipynb")
    if isinstance(content, bytes):
        file.write_bytes(content)
    elif isinstance(content, str):
        file.write_text(content)
    else:
        course.nbformat.write(without_hidden(content), file)
    return folder
