"""Do the instructor's pages say what the lessons say, and do rubrics stay with instructors?"""

import re
import shutil
from datetime import datetime, timedelta

from grading.pages import FeedbackExporter
from grading.rubrics import read_rubrics

import course
import exercises
import pytest
from nbconvert import HTMLExporter
from traitlets.config import PyFileConfigLoader

GUIDE = (course.PROJECT / "docs" / "teaching.md").read_text()
ROW = re.compile(r"(?m)^\| (\d\d:\d\d) \| (.+?) \| (\d+) \|$")
PART = re.compile(r"(\d+|Capstone)\. \*(.+?)\*(?: to \*(.+?)\*)?")


def sections(lesson, short):
    """The minutes of a lesson's sections, by their names; on the short path or of all."""
    found = {}
    for cell in course.read("solutions", lesson).cells:
        match = re.match(r"## (.+)\n\n\*(\d+) minutes(, short path)?\*", cell.source)
        if match and (match[3] or not short):
            found[match[1]] = int(match[2])
    return found


def named_lesson(number):
    """A lesson by what plans call it: its number, or Capstone."""
    return course.CAPSTONE if number == "Capstone" else course.LESSONS[int(number) - 1]


def plans():
    """The timetables of the guide, by their headings."""
    parts = re.split(r"(?m)^###+ (.+)$", GUIDE)[1:]
    timetables = {
        heading: ROW.findall(text) for heading, text in zip(parts[::2], parts[1::2], strict=True)
    }
    return {heading: rows for heading, rows in timetables.items() if rows}


@pytest.mark.parametrize("plan", plans())
def test_times_of_a_day_add_up(plan):
    rows = plans()[plan]
    for (start, _, minutes), (end, _, _) in zip(rows, rows[1:], strict=False):
        passed = datetime.strptime(end, "%H:%M") - datetime.strptime(start, "%H:%M")
        assert passed == timedelta(minutes=int(minutes)), f"{start} + {minutes} minutes"


@pytest.mark.parametrize("plan", plans())
def test_plans_take_the_minutes_of_the_lessons(plan):
    """Each part has the minutes of its sections; a day's parts are its lessons' short paths."""
    taught = {}
    for _, what, minutes in plans()[plan]:
        if part := PART.fullmatch(what):
            lesson = named_lesson(part[1])
            names = list(sections(lesson, short=lesson != course.CAPSTONE).items())
            first, last = (
                [name for name, _ in names].index(name) for name in (part[2], part[3] or part[2])
            )
            assert int(minutes) == sum(m for _, m in names[first : last + 1]), what
            taught.setdefault(lesson, []).extend(names[first : last + 1])
    assert taught
    for lesson, done in taught.items():
        if lesson != course.CAPSTONE:
            assert done == list(sections(lesson, short=True).items()), "sections in order, none out"
            stated = re.search(r"short path[^.]*?(\d+) minutes", course_start(lesson))
            assert sum(m for _, m in done) == int(stated[1])


def course_start(lesson):
    """The first cell of a lesson."""
    return course.read("solutions", lesson).cells[0].source


def test_ten_evenings_take_the_minutes_of_the_lessons():
    rows = re.findall(r"(?m)^\| (\d+) \| (.+?) \| (\d+) \| (\d+) \| (.+?) \|$", GUIDE)
    assert [int(number) for number, *_ in rows] == list(range(1, 11))
    for number, title, whole, short, pause in rows:
        lesson = named_lesson(number)
        start = course_start(lesson)
        assert title == start.splitlines()[0].removeprefix(f"# {number}. ")
        assert int(whole) == int(re.search(r"\*\*Time:\*\* (\d+)", start)[1])
        assert int(whole) == sum(sections(lesson, short=False).values())
        assert int(short) == sum(sections(lesson, short=True).values())
        assert pause.strip("*") in sections(lesson, short=False)


def test_exercises_are_made_from_lessons_and_answers():
    """Messages are those that the page has; each holds what `test_graders.py` holds checks to."""
    page = exercises.PAGE.read_text()
    stumbles = exercises.read_stumbles(page)
    assert page == exercises.write_page(stumbles), "make exercises"
    for lesson in course.LESSONS:
        parts = {}  # of a title, which several answers may have
        for _, name, title, _, _, part in course.bank(lesson):
            part = exercises.shorten((part or "").split(") should")[-1])  # the call is cut
            parts.setdefault((name, title), []).append(part)
        for name, heading, *_ in exercises.read_exercises(lesson):
            assert name not in course.challenges(lesson) or len(stumbles[heading]) >= 2
            for titles, message in stumbles[heading]:
                assert all((name, title) in parts for title in titles), titles
                assert any(part in message for part in parts[name, titles[0]]), "make exercises"


def test_the_guide_has_remedies_for_messages_that_there_are():
    table = GUIDE.split("| message | what to do |")[1].split("\n\n")[0]
    messages = re.findall(r"(?m)^\| `(.+?)` \|", table)
    files = [
        file for name in ("grading", "helpers") for file in (course.PROJECT / name).rglob("*.py")
    ]
    code = re.sub(r'"\s*f?"', "", "\n".join(file.read_text() for file in files))  # joined literals
    assert len(messages) >= 8
    for message in messages:
        for piece in message.split("..."):
            assert piece.strip() in code, piece


@pytest.mark.parametrize("lesson", course.LESSONS)
def test_each_written_answer_has_its_rubric(lesson):
    cells = course.read("solutions", lesson).cells
    rubrics = read_rubrics(cells)
    marked = [c for c in filter(course.is_answer, cells) if c.metadata.nbgrader.grade]
    assert {course.grade_id(cell) for cell in marked} == rubrics.keys()
    for cell in marked:
        rubric, example = rubrics[course.grade_id(cell)]
        points = cell.metadata.nbgrader.points
        assert rubric.startswith(f"**Rubric, {points:g} point{'s' if points != 1 else ''}.**")
        assert example.startswith("**An example")


def test_rubrics_are_on_formgraders_page_alone(tmp_path):
    """Whatever a learner puts into the notebook; feedback has the same settings for its page."""
    lesson = "01_problem"
    shutil.copy(course.PROJECT / "nbgrader_config.py", tmp_path)
    shutil.copytree(course.PROJECT / "solutions" / lesson, tmp_path / "solutions" / lesson)
    settings = PyFileConfigLoader("nbgrader_config.py", path=str(tmp_path)).load_config()
    notebook = course.read("lessons", lesson)
    for cell in notebook.cells:
        cell.metadata["rubric"] = ["**Rubric, 3 points.** All answers", "Any"]
    answer = next(cell for cell in notebook.cells if course.grade_id(cell) == "own_problem")
    answer.source = '<aside class="rubric"><div class="panel-body">My answer</div></aside>'
    shown = {"assignment_id": lesson, "notebook_id": lesson, "index": 0, "total": 1}
    page, _ = HTMLExporter(config=settings).from_notebook_node(notebook, shown)
    assert page.count("Rubric, 3 points.") == page.count('class="rubric"') == 1
    order = ['id="own_problem"', "Rubric, 3 points.", "One point for", "apple leaves", "My answer"]
    places = [page.index(part) for part in [*order, 'id="own_problem-comment"']]
    assert places == sorted(places)
    told = {"feedback": {"title": lesson, "total": "", "exercises": []}}
    page, _ = FeedbackExporter(config=settings).from_notebook_node(notebook, told)
    assert "My answer" in page
    assert not re.search("Rubric|apple leaves|All answers", page)
