"""From an LMS's archive to feedback and a table: does an instructor get there, and fairly?"""

import csv
import io
import json
import re
import shutil
import subprocess
import sys
import zipfile

from grading.collect import Collector

import course
import pytest
import tiny
from nbgrader.api import Gradebook
from nbgrader.apps import ZipCollectApp
from nbgrader.coursedir import CourseDirectory

HEADINGS = {"double": "Exercise 1.1: twice (2 points)", "half": "Exercise 1.2: half (3 points)"}


def lesson_notebook():
    """The small notebook with headings of exercises, as lessons have them."""
    notebook = tiny.notebook()
    for name, heading in (HEADINGS | {"why": "Exercise 1.3: why? (1 point, written)"}).items():
        place = next(n for n, cell in enumerate(notebook.cells) if course.grade_id(cell) == name)
        notebook.cells.insert(place, tiny.new_markdown_cell(f"### {heading}", id=f"{name}-text"))
    notebook.cells[0].source = "# 1. Tiny"
    return notebook


def written(notebook):
    """A notebook as a file, without what learners never see."""
    return course.nbformat.writes(tiny.without_hidden(notebook))


def strip(notebook):
    """Without nbgrader's marks, as some editors save it."""
    for cell in notebook.cells:
        cell.metadata.pop("nbgrader", None)
    return notebook


def answer_elsewhere(notebook):
    """With the written answer in a cell of the learner's own."""
    notebook.cells[-1].source = "*Replace this line with your answer.*"
    notebook.cells.append(tiny.new_markdown_cell("Because two halves make a whole."))
    return notebook


def hand_ins(make=lesson_notebook):
    """What five learners hand in: renamed, stripped, an essay in a new cell, broken, late."""
    return {
        "renamed": written(make()),
        "stripped": written(strip(make())),
        "essay": written(answer_elsewhere(make())),
        "broken": written(make())[:-200],
        "late": written(make()),
    }


def write_zip(file, entries):
    """Pack texts or bytes by their names."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return file


def moodle(folder, lesson, contents):
    """Moodle's "Download all submissions", with a folder for each learner, as it is set at first."""
    place = "{} Müller_{}_assignsubmission_file/{}.ipynb"
    names = dict.fromkeys(contents, lesson) | {"renamed": f"{lesson} (1)"}
    entries = {
        place.format(kind.title(), 70310 + number, names[kind]): content
        for number, (kind, content) in enumerate(contents.items())
    }
    entries["Essay Müller_70312_assignsubmission_onlinetext/onlinetext.html"] = "<p>See file</p>"
    return write_zip(folder / f"CS1-{lesson}-4711.zip", entries)


def canvas(folder, lesson, contents):
    """Canvas' "Download Submissions"."""
    late = {"late": "LATE_"}
    names = dict.fromkeys(contents, lesson) | {"renamed": "my homework", "stripped": f"{lesson}-1"}
    return write_zip(
        folder / "submissions.zip",
        {
            f"smith{kind}_{late.get(kind, '')}{520 + number}_{88100 + number}_{names[kind]}.ipynb": (
                content
            )
            for number, (kind, content) in enumerate(contents.items())
        },
    )
