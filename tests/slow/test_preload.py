"""Do the lessons run in grading's sandbox, every cell of them, and find their modules loaded?"""

import shutil
import subprocess
import sys

import course
import pytest
import tiny

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="grading runs on Linux only"),
    pytest.mark.skipif(shutil.which("bwrap") is None, reason="bubblewrap is not installed"),
]

# A notebook with a line of IPython's own has none of its cells left out.
BEFORE = "import sys, matplotlib_inline.backend_inline\nmodules_before = {*sys.modules}\n%pwd"
# TensorFlow makes modules of the functions that it traces.
LATE = "print({name for name in {*sys.modules} - modules_before if not name.startswith('__')})"


@pytest.fixture(scope="module")
def graded(request, course_copy, tmp_path_factory):
    """A lesson as it is given out, graded whole, and its solution without demonstrations."""
    lesson = request.param
    root = tmp_path_factory.mktemp("sandbox") / "course"
    others = shutil.ignore_patterns("submitted", "autograded", "feedback")
    shutil.copytree(course_copy, root, ignore=others)
    solved = course.without_demonstrations(lesson, course.read("solutions", lesson))
    found = {"solved": solved, "untouched": course.read("lessons", lesson)}
    for student, notebook in found.items():
        notebook.cells.insert(0, tiny.new_code_cell(BEFORE))
        notebook.cells.append(tiny.new_code_cell(LATE))
        tiny.submit(root, student, notebook, lesson)
    command = [sys.executable, "-m", "grading", "autograde", lesson, "--jobs", "1"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True)
    assert "2 graded now." in done.stdout, done.stdout + done.stderr
    for student in found:
        path = root / f"gradebook/autograded/{student}/{lesson}/{lesson}.ipynb"
        found[student] = course.nbformat.read(path, as_version=4).cells
    return found


def errors(cell):
    """The errors that a cell ended with."""
    return [output for output in cell.get("outputs", []) if output.output_type == "error"]


@pytest.mark.parametrize("graded", course.LESSONS, indirect=True)
def test_a_solution_runs(graded):
    for cell in graded["solved"]:
        assert not errors(cell), course.text(cell)


@pytest.mark.parametrize("graded", course.LESSONS, indirect=True)
def test_only_exercises_fail_in_an_untouched_lesson(graded):
    for cell in graded["untouched"]:
        assert course.grade_id(cell) or not errors(cell), course.text(cell)
    assert any(map(errors, graded["untouched"]))


@pytest.mark.parametrize("graded", course.LESSONS, indirect=True)
def test_everything_that_is_loaded_has_been_preloaded(graded):
    for cells in graded.values():
        late = course.text(cells[-1]).strip()
        assert late == "set()", f"loaded late: {late}: .venv/bin/python -m grading.preload"
