"""Do the lessons run in grading's sandbox, and find their modules loaded?"""

import shutil
import sys

import course
import pytest
import tiny

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="grading runs on Linux only"),
    pytest.mark.skipif(shutil.which("bwrap") is None, reason="bubblewrap is not installed"),
]

HANDED_IN = shutil.ignore_patterns("submitted", "autograded", "feedback")
# A notebook with a line of IPython's own has none of its cells left out.
BEFORE = "import sys, matplotlib_inline.backend_inline\nmodules_before = {*sys.modules}\n%pwd"
# TensorFlow makes modules of the functions that it traces.
LATE = "print({name for name in {*sys.modules} - modules_before if not name.startswith('__')})"


def grade(lesson, notebook, root):
    """Grade a notebook of a lesson; returns its cells, as they ran."""
    notebook.cells.insert(0, tiny.new_code_cell(BEFORE))
    notebook.cells.append(tiny.new_code_cell(LATE))
    tiny.submit(root, "ann", notebook, lesson)
    printed = course.run_command("grading", "autograde", lesson, "--jobs", "1", cwd=root)
    assert "1 graded now." in printed
    path = root / f"gradebook/autograded/ann/{lesson}/{lesson}.ipynb"
    return course.nbformat.read(path, as_version=4).cells


@pytest.fixture
def root(course_copy, tmp_path):
    """A course in which nothing has been handed in."""
    return shutil.copytree(course_copy, tmp_path / "course", ignore=HANDED_IN)


def assert_all_preloaded(cells):
    """What a cell loads, each of three hundred notebooks would load again."""
    late = course.text(cells[-1]).strip()
    assert late == "set()", f"loaded late: {late}: .venv/bin/python -m grading.preload"


def errors(cell):
    """The errors that a cell ended with."""
    return [output for output in cell.get("outputs", []) if output.output_type == "error"]


@pytest.mark.parametrize("lesson", course.LESSONS)
def test_a_solution_runs(root, lesson):
    """Without demonstrations, which are not graded."""
    solved = course.without_demonstrations(lesson, course.read("solutions", lesson))
    cells = grade(lesson, solved, root)
    for cell in cells:
        assert not errors(cell), course.text(cell)
    assert_all_preloaded(cells)


@pytest.mark.whole
@pytest.mark.parametrize("lesson", course.LESSONS)
def test_only_exercises_fail_in_an_untouched_lesson(root, lesson):
    """With all demonstrations; where a notebook has a line of IPython's own, none is left out."""
    cells = grade(lesson, course.read("lessons", lesson), root)
    for cell in cells:
        assert course.grade_id(cell) or not errors(cell), course.text(cell)
    assert any(map(errors, cells))
    assert_all_preloaded(cells)
