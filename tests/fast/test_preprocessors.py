"""Is it told which lesson a notebook is of?"""

from grading.preprocessors import is_of_lesson

import course
import pytest


@pytest.mark.parametrize("lesson", course.LESSONS)
def test_a_notebook_is_of_its_lesson_alone(lesson):
    released = course.read("lessons", lesson).cells
    for other in course.LESSONS:
        notebook = course.read("solutions", other)
        assert is_of_lesson(notebook, released) == (other == lesson), other


@pytest.mark.parametrize("lesson", course.LESSONS)
def test_a_notebook_without_marks_is_known_by_its_cells(lesson):
    notebook = course.read("lessons", lesson)
    released = course.read("lessons", lesson).cells
    for cell in notebook.cells:
        cell.metadata.pop("nbgrader", None)
    assert is_of_lesson(notebook, released)
