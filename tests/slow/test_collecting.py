"""From an LMS's archive to feedback and a table: does an instructor get there, and fairly?"""

import re
import shutil
import subprocess
import sys
import zipfile

import course
import pandas as pd
import pytest
import tiny
from bs4 import BeautifulSoup
from nbgrader.api import Gradebook

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="grading runs on Linux only"),
    pytest.mark.skipif(shutil.which("bwrap") is None, reason="bubblewrap is not installed"),
]
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


# By hand-in: learner in Moodle, and in Canvas, then points, what waits, and what the report says.
EXPECTED = {
    "renamed": ("Renamed Müller_70310", "smithrenamed_520", 5, 1, "was graded"),
    "stripped": ("Stripped Müller_70311", "smithstripped_521", 5, 1, "had lost its marks"),
    "essay": ("Essay Müller_70312", "smithessay_522", 5, 1, "may be answered in another cell"),
    "broken": ("Broken Müller_70313", "smithbroken_523", 0, 0, "not JSON"),
    "late": ("Late Müller_70314", "smithlate_524", 5, 1, "graded"),
}


def make_course(root):
    """A course whose learners' pages lie in `root`."""
    root.mkdir()
    tiny.write(root, solution=lesson_notebook())
    return root


@pytest.fixture(scope="module")
def moodle_course(tmp_path_factory):
    """A course that was graded step by step, from Moodle's archive, with what was printed."""
    root = make_course(tmp_path_factory.mktemp("moodle") / "course")
    archive = moodle(root.parent, "tiny", hand_ins())
    printed = [
        course.tensteps(root, "collect", "tiny", str(archive)),
        course.tensteps(root, "grade", "--jobs", "1"),
        course.tensteps(root, "feedback"),
        course.tensteps(root, "report", "tiny", "--moodle", "moodle.csv", "--totals", "totals.csv"),
    ]
    return root, printed


@pytest.fixture(scope="module")
def canvas_course(tmp_path_factory):
    """A course that was graded in one go, from Canvas' archive, with what was printed."""
    root = make_course(tmp_path_factory.mktemp("canvas") / "course")
    archive = str(canvas(root.parent, "tiny", hand_ins()))
    printed = [
        course.tensteps(root, "grade", "tiny", "--from", archive, "--feedback", "--jobs", "1"),
        course.tensteps(root, "report", "tiny", "--canvas", "canvas.csv", "--totals", "totals.csv"),
    ]
    return root, printed


def page(root, learner):
    """A learner's feedback."""
    file = root / "gradebook" / "feedback" / learner / "tiny" / "tiny.html"
    return BeautifulSoup(file.read_text(), "html.parser")


@pytest.mark.parametrize("lms", ["moodle", "canvas"])
@pytest.mark.parametrize("kind", EXPECTED)
def test_a_hand_in_gets_points_a_line_and_a_page(request, lms, kind):
    root, printed = request.getfixturevalue(f"{lms}_course")
    *learners, points, pending, remark = EXPECTED[kind]
    learner = learners[lms == "canvas"]
    assert learner in printed[0]
    totals = pd.read_csv(root / "totals.csv").set_index("student").loc[learner]
    assert (totals.score, totals.points, totals.pending) == (points, 6, pending)
    assert remark in totals.status
    if (lms, kind) == ("moodle", "late"):
        assert totals.status == "graded"
    if (lms, kind) == ("canvas", "late"):
        assert "late, as Canvas sees it" in totals.status
    waiting = ", 1 waiting for a person" if pending else ""
    assert f"{learner}: {points} of 6{waiting}: " in printed[-1]
    soup = page(root, learner)
    told = [" ".join(item.text.split()) for item in soup.select("nav li")]
    if kind == "broken":
        assert told == []
        assert "not JSON: it ends in the middle." in soup.header.find(class_="reason").text
        assert "hand it in again" in soup.header.text
        assert soup.header.find(class_="total").text == "No points yet"
        assert soup.main.text.strip() == ""  # none of it is the learner's
    else:
        assert told == [
            "Exercise 1.1: twice: 2 of 2 points",
            "Exercise 1.2: half: 3 of 3 points",
            "Exercise 1.3: why?: 1 point, waiting for a person",
        ]
        total = soup.header.find(class_="total").text
        assert total == "5 of 6 points so far, 1 waiting for a person"
        names = {"renamed": {"moodle": "tiny (1).ipynb", "canvas": "my homework.ipynb"}}
        if kind in names:
            assert f"File graded: {names[kind][lms]}" in soup.header.text


def test_nobodys_files_and_hidden_ones_cost_nothing(tmp_path):
    root = make_course(tmp_path / "course")
    solved = written(lesson_notebook())
    archive = write_zip(
        tmp_path / "all.zip",
        {
            "ann/tiny.ipynb": solved,
            "ann/._tiny.ipynb": b"\0",
            "__MACOSX/ann/._tiny.ipynb": b"\0",
            "bob/tiny.ipynb": solved,
            "bob/tiny (1).ipynb": "{",
            "readme.txt": "Good luck",
        },
    )
    printed = course.tensteps(root, "collect", "tiny", str(archive))
    assert "2 learners collected: ann, bob" in printed
    assert "Left out, for they name no learner: all/readme.txt" in printed
    submitted = root / "gradebook" / "submitted"

    def files():
        return {file.relative_to(submitted).as_posix() for file in submitted.rglob("*.*")}

    collected = files()
    assert collected == {"ann/tiny/tiny.ipynb", "bob/tiny/tiny.ipynb", "bob/tiny/tiny (1).ipynb"}
    # nbgrader's own command does the same with the course's settings.
    shutil.rmtree(submitted)
    course.run_command("nbgrader", "zip_collect", "tiny", "--force", cwd=root)
    assert files() == collected
    # A later archive replaces what its learners handed in before, and nobody else's.
    later = write_zip(tmp_path / "later.zip", {"bob/tiny (2).ipynb": solved})
    assert "1 learners collected: bob" in course.tensteps(root, "collect", "tiny", str(later))
    assert files() == {"ann/tiny/tiny.ipynb", "bob/tiny/tiny (2).ipynb"}


def test_an_archive_of_another_lesson_replaces_nothing(two_lessons):
    notebook = written(lesson_notebook())
    for lesson in ("tiny", "second"):
        names = [f"lee{kind}_52{number}_88_{lesson}.ipynb" for number, kind in enumerate("ab")]
        write_zip(two_lessons / f"{lesson}.zip", dict.fromkeys(names, notebook))
    course.tensteps(two_lessons, "collect", "tiny", "tiny.zip")
    before = sorted((two_lessons / "gradebook" / "submitted").rglob("*"))
    done = course.run_module("helpers", "collect", "tiny", "second.zip", cwd=two_lessons)
    assert done.returncode == 1
    assert "This is no archive of tiny: its notebooks are named second. Nothing was" in done.stderr
    assert sorted((two_lessons / "gradebook" / "submitted").rglob("*")) == before


def test_downloads_are_not_for_git():
    if not (course.PROJECT / ".git").exists():
        pytest.skip("this copy of the project is not under git")
    command = ["git", "check-ignore", "--quiet", "downloaded/x"]
    assert subprocess.run(command, cwd=course.PROJECT).returncode == 0


def test_pages_for_moodle_lie_in_its_own_folders(moodle_course, tmp_path):
    root, _ = moodle_course
    file = tmp_path / "pages.zip"
    printed = course.tensteps(root, "feedback", "tiny", "--moodle", str(file))
    assert f"5 pages in {file}." in printed
    with zipfile.ZipFile(file) as archive:
        assert sorted(archive.namelist()) == sorted(
            f"{learner}_assignsubmission_file/tiny.html" for learner, *_ in EXPECTED.values()
        )
        (late,) = (name for name in archive.namelist() if name.startswith("Late"))
        assert "waiting for a person" in archive.read(late).decode()


def test_tables_for_an_lms(moodle_course, canvas_course):
    sheet = pd.read_csv(moodle_course[0] / "moodle.csv").set_index("Identifier")
    assert list(sheet) == ["Full name", "Grade", "Maximum grade", "Last modified (grade)"]
    assert sheet.loc["Participant 70310", "Full name"] == "Renamed Müller"
    # What waits for a person is no grade, and neither is a file that could not be read.
    assert sheet.Grade.isna().sum() == 5
    table = pd.read_csv(canvas_course[0] / "canvas.csv")
    assert list(table)[:2] == ["Student", "ID"]
    assert list(table)[-2:] == ["Section", "tiny"]
    assert (table.Student[0], table.tiny[0]) == ("Points Possible", 6)
    assert table.tiny.isna().sum() == 5


def test_marks_of_a_person_reach_page_and_tables(canvas_course, tmp_path):
    root = shutil.copytree(canvas_course[0], tmp_path / "course")
    with Gradebook(f"sqlite:///{root}/gradebook/gradebook.db") as gradebook:
        grade = gradebook.find_grade("why", "tiny", "tiny", "smithessay_522")
        grade.manual_score, grade.needs_manual_grade = 0.5, False
        gradebook.find_comment(
            "why", "tiny", "tiny", "smithessay_522"
        ).manual_comment = "Good *start*"
        gradebook.db.commit()
    assert "1 pages made." in course.tensteps(root, "feedback")
    soup = page(root, "smithessay_522")
    assert soup.header.find(class_="total").text == "5.5 of 6 points"
    assert soup.find(class_="comment").em.text == "start"
    link = soup.nav.find("a", string="comment")
    assert soup.find(id=link["href"][1:]).find(class_="comment")
    printed = course.tensteps(root, "report", "tiny", "--canvas", "canvas.csv")
    assert "smithessay_522: 5.5 of 6: " in printed
    assert pd.read_csv(root / "canvas.csv").set_index("ID").tiny[522] == 5.5
    # Grading anew keeps the mark of a text that is the same; that of a changed one waits again.
    learner = "smithessay_522"
    again = ["grade", "tiny", "--student", learner, "--force", "--jobs", "1"]
    course.tensteps(root, *again)
    assert f"{learner}: 5.5 of 6: " in course.tensteps(root, "report", "tiny")
    (file,) = (root / "gradebook" / "submitted" / learner / "tiny").glob("*.ipynb")
    file.write_text(file.read_text().replace("return 2 * x", "return x + x"))
    course.tensteps(root, *again)
    assert f"{learner}: 5.5 of 6: " in course.tensteps(root, "report", "tiny")
    file.write_text(file.read_text().replace("two halves", "no halves"))
    for _ in range(2):
        course.tensteps(root, *again)
        printed = course.tensteps(
            root, "report", "tiny", "--canvas", "canvas.csv", "--csv", "all.csv"
        )
        assert f"{learner}: 5 of 6, 1 waiting for a person: " in printed
        assert pd.isna(pd.read_csv(root / "canvas.csv").set_index("ID").tiny[522])
    exercises = pd.read_csv(root / "all.csv").set_index(["student", "exercise"])
    assert pd.isna(exercises.score[learner, "why"])
    assert exercises.pending[learner, "why"]
    course.tensteps(root, "feedback")
    total = page(root, learner).header.find(class_="total").text
    assert total == "5 of 6 points so far, 1 waiting for a person"
    before = page(root, learner).find(class_="comment").strong.text
    assert before == "Comment on what you handed in before:"


@pytest.fixture
def two_lessons(tmp_path):
    """A course of two lessons, where nothing is graded."""
    root = make_course(tmp_path / "course")
    tiny.write(root, "second")
    return root


@pytest.mark.parametrize(
    ("first", "second", "missing"),
    [
        (["Ann Lee_70", "Bob_71"], ["Ann Lee_32"], ["Bob_71"]),  # Moodle
        (["Ann_7"], ["Ann_3"], []),
        (["leeann_520", "leeann_521"], ["leeann_521"], ["leeann_520"]),  # Canvas
        (["student_1", "student_2", "ann"], ["student_2"], ["ann", "student_1"]),
    ],
)
def test_missing_is_who_handed_in_another_lesson(two_lessons, first, second, missing):
    for lesson, students in {"tiny": first, "second": second}.items():
        for student in students:
            tiny.submit(two_lessons, student, lesson_notebook(), lesson)
    course.tensteps(two_lessons, "report", "--totals", "totals.csv")
    totals = pd.read_csv(two_lessons / "totals.csv")
    found = totals[(totals.lesson == "second") & (totals.status == "nothing handed in")]
    assert [*found.student] == missing


def test_what_is_taken_back_counts_nowhere(two_lessons):
    root = two_lessons
    for student in ("Ann_1", "Bob_2"):
        tiny.submit(root, student, lesson_notebook())
    course.tensteps(root, "grade", "--jobs", "1")
    shutil.rmtree(root / "gradebook" / "submitted" / "Bob_2")
    printed = course.tensteps(root, "report", "tiny", "--moodle", "moodle.csv")
    assert "tiny: 1 graded of 1 handed in, mean 5.0 of 6 points" in printed
    assert "nothing handed in: Bob_2" in printed
    assert [*pd.read_csv(root / "moodle.csv")["Full name"]] == ["Ann"]
    # No assignment for a lesson that nobody has handed in.
    course.tensteps(root, "report", "--canvas", "canvas.csv")
    assert [*pd.read_csv(root / "canvas.csv")][-2:] == ["Section", "tiny"]


def test_the_report_tells_who_is_missing_and_what_went_wrong(tmp_path):
    root = make_course(tmp_path / "course")
    course.run_command("nbgrader", "db", "student", "add", "nobody_111", cwd=root)
    for number in range(3):
        notebook = lesson_notebook()
        notebook.cells[2].source = "def double(x):\n    return 7"
        if number == 2:
            notebook.cells[5].source = "def half(x):\n    return 0"
        tiny.submit(root, f"=HYPERLINK({number})", notebook)
    printed = course.tensteps(root, "grade", "--jobs", "1")
    assert (
        "tiny: 3 graded of 3 handed in, mean 2.0 of 6 points; answers that wait for a person: 3"
        in printed
    )
    assert re.search(r"half +3 +2[.]00 +2 of 3", printed)
    assert "nothing handed in: nobody_111" in printed
    assert "double(2) should be 4" not in printed
    tables = ["--totals", "t.csv", "--csv", "c.csv", "--moodle", "m.csv"]
    printed = course.tensteps(root, "report", "tiny", *tables)
    learners = ", ".join(f"=HYPERLINK({number})" for number in range(3))
    assert f"Not in m.csv, for their names have no number: {learners}" in printed
    assert "Not in t.csv" not in printed
    assert re.search(r"double +3 x double\(2\) should be 4\.", printed)
    totals = pd.read_csv(root / "t.csv").set_index("student")
    assert totals.status["nobody_111"] == "nothing handed in"
    assert pd.isna(totals.score["nobody_111"])
    for file in ("t.csv", "c.csv"):
        students = pd.read_csv(root / file).student
        assert set(students) - {"nobody_111"} == {f"'=HYPERLINK({n})" for n in range(3)}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["collect", "nonsense", "a.zip"], "The gradebook has no lesson nonsense. It has: tiny."),
        (["feedback", "nonsense"], "The gradebook has no lesson nonsense. It has: tiny."),
        (["report", "nonsense"], "The gradebook has no lesson nonsense. It has: tiny."),
        (["collect", "tiny", "a.zip"], "There is no file a.zip."),
        (["collect", "tiny", "broken.zip"], "broken.zip is no zip file, or broken."),
        (["grade", "--from", "a.zip"], "An archive is of one lesson: name it"),
    ],
)
def test_bad_requests_get_a_clear_answer(canvas_course, arguments, message):
    (canvas_course[0] / "broken.zip").write_text("<html>Log in again</html>")
    done = course.run_module("helpers", *arguments, cwd=canvas_course[0])
    assert done.returncode == 1
    assert message in done.stderr
    assert "Traceback" not in done.stderr
