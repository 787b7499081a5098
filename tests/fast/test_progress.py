"""Is what learners have reached read right, whatever their notebooks have become?"""

import re
import shutil

from helpers import checks, progress

import course
import pytest
from nbformat.v4 import new_output

LESSON = "01_problem"


@pytest.fixture
def copy(tmp_path):
    """A learner's copy of the lessons, as it came."""
    copy = tmp_path / "my_lessons"
    shutil.copytree(course.PROJECT / "lessons", copy)
    return copy


def change(copy, lesson, outputs=(), texts=()):
    """Save a lesson with outputs of its checks, and texts of answers, by nbgrader's names."""
    file = copy / lesson / f"{lesson}.ipynb"
    notebook = course.nbformat.read(file, as_version=4)
    cells = {course.grade_id(cell): cell for cell in notebook.cells}
    for name, output in dict(outputs).items():
        cells[name].outputs = output
    for name, text in dict(texts).items():
        cells[name].source = text
    course.nbformat.write(notebook, file)
    return file


def printed(text):
    return new_output("stream", name="stdout", text=text)


ERROR = new_output("error", ename="AssertionError", evalue="no", traceback=[])


def reached(copy, lesson=LESSON):
    """What is read of each exercise: points, or words of a written answer."""
    found = progress.read_lesson(lesson, copy / lesson / f"{lesson}.ipynb")
    return [e.words if e.is_written else e.reached for e in found.exercises]


def test_lessons_as_they_came_are_all_to_do(copy):
    lessons = progress.read_lessons(copy)
    assert [lesson.name for lesson in lessons] == course.LESSONS
    assert not any(lesson.is_begun for lesson in lessons)
    for lesson in lessons:
        assert sum(exercise.points for exercise in lesson.exercises) == 10
        titles = [exercise.title for exercise in lesson.exercises]
        assert len(set(titles)) == len(titles)
        time = re.search(
            r"(?s)Time:\*\*.*?(\d+) minutes", course.read("lessons", lesson.name).cells[0].source
        )
        assert lesson.minutes == int(time[1]) > 60
    first = lessons[0].exercises[0]
    assert str(first) == "1.1: facts of a data set: not run, 3 points"


def test_solutions_are_all_done():
    lessons = progress.read_lessons(course.PROJECT / "solutions")
    assert all(lesson.is_done for lesson in lessons)
    assert progress.choose_next(lessons) == ("All is done.", None)


def test_what_a_check_prints_is_read(capsys):
    for points in (3, 1, 1.5, 0, 2 / 3):
        checks.print_points(points, 3)
        assert progress.POINTS.findall(capsys.readouterr().out) == [f"{points:g}"]


@pytest.mark.parametrize(
    ("outputs", "points"),
    [
        ([printed("shape is wrong\nPoints: 2.5 of 3 points.\n")], 2.5),
        ([printed("Right: 3 of 3 "), printed("points.\n")], 3),
        ([printed("Right: 3 of 3 points.\n"), ERROR], 0),
        ([ERROR], 0),
        ([printed("A message.\n")], None),
        ([printed("Points: 1 of 3 points.\nPoints: 2 of 3 points.\n")], 2),
        ([], None),
    ],
)
def test_points_of_a_check(copy, outputs, points):
    change(copy, LESSON, {"test_describe": outputs})
    assert reached(copy) == [points, None, 0]


def test_an_answer_with_two_checks_has_the_points_of_both(copy):
    lesson, place = "10_share", 4
    change(copy, lesson, {"test_model_card": [printed("Right: 1 of 1 point.")]})
    assert reached(copy, lesson)[place] == 1
    change(copy, lesson, {"test_model_card_more": [ERROR]})
    found = progress.read_lesson(lesson, copy / lesson / f"{lesson}.ipynb").exercises[place]
    assert str(found) == "10.5: write a model card: 1 of 2 points"


def test_written_answers_count_by_the_learners_own_words(copy):
    stub = next(
        c for c in course.read("lessons", "06_fit").cells if course.grade_id(c) == "own_curves"
    )
    change(copy, "06_fit", texts={"own_curves": stub.source + "\n\nThe loss falls."})
    assert reached(copy, "06_fit")[-1] == 3


def test_deleted_stripped_and_damaged_notebooks_count_as_to_do(copy):
    file = change(copy, LESSON, {"test_describe": [printed("Right: 3 of 3 points.")]})
    notebook = course.nbformat.read(file, as_version=4)
    notebook.cells = [c for c in notebook.cells if course.grade_id(c) != "test_majority_baseline"]
    course.nbformat.write(notebook, file)
    assert reached(copy) == [3, None, 0]
    for content in ("", "{", "[]", '{"cells": 3}', '{"cells": [{"source": ""}, {}]}'):
        file.write_text(content)
        assert reached(copy) == [None, None, 0]
        assert "which cannot be read" in progress.describe(progress.read_lessons(copy))
    file.unlink()
    assert "which cannot be read" not in progress.describe(progress.read_lessons(copy))


def test_what_is_open_comes_next(copy):
    def now():
        advice, lesson = progress.choose_next(progress.read_lessons(copy))
        return advice, lesson.name

    assert now() == ("Start with", LESSON)
    change(copy, LESSON, {"test_describe": [ERROR]})
    assert now() == ("Go on with", LESSON)
    shutil.copytree(course.PROJECT / "solutions" / LESSON, copy / LESSON, dirs_exist_ok=True)
    assert now() == ("Next", "02_inputs_outputs")
    change(copy, "04_build", {"test_neuron": [printed("Right: 1 of 1 point.")]})
    assert now() == ("Go on with", "04_build")
    last = course.LESSONS[-1]
    shutil.copytree(course.PROJECT / "solutions" / last, copy / last, dirs_exist_ok=True)
    assert now() == ("Next", "02_inputs_outputs"), "what was skipped"


def test_the_page_shows_a_table_with_links(copy, monkeypatch, capsys):
    from bs4 import BeautifulSoup

    change(copy, LESSON, {"test_describe": [printed("Points: 1.5 of 3 points.\n")]})
    monkeypatch.chdir(copy)
    page = BeautifulSoup(progress.make_table(progress.read_lessons(copy)), "html.parser")
    rows = page.tbody.find_all("tr")
    assert [row.a["href"] for row in rows] == [f"{name}/{name}.ipynb" for name in course.LESSONS]
    assert [cell.text for cell in rows[0].find_all(["th", "td"])] == [
        "1. Formulate the problem",
        "120",
        "1.5 of 7",
        "0 of 1",
    ]
    assert all(row.th["scope"] == "row" for row in rows)
    assert len(page.thead.find_all("th", scope="col")) == len(rows[0].find_all(["th", "td"]))
    assert page.caption.text
    assert page.p.text == "Go on with: 1. Formulate the problem"


def test_the_command_reads_the_learners_copy(copy, monkeypatch, capsys):
    from helpers import lab

    change(copy, LESSON, {"test_describe": [printed("Right: 3 of 3 points.\n")]})
    monkeypatch.setattr(lab, "CLONE", copy.parent)
    assert progress.main([]) == 0
    told = capsys.readouterr().out
    assert re.search(r"3 of 7 +0 of 1  1\. Formulate the problem\n", told)
    assert told.endswith("Go on with: 1. Formulate the problem\n")
