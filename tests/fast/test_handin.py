"""Is what is handed in what was saved, does nothing get lost, and does the course know the file?"""

import os
import shutil
import zipfile

from grading.collect import Collector, Extractor, locate
from grading.demonstrations import find_demonstrations
from helpers import handin, lab

import course
import pytest
from IPython.core.interactiveshell import InteractiveShell
from nbgrader.apps import ZipCollectApp
from nbgrader.coursedir import CourseDirectory

LESSON = "04_build"


@pytest.fixture
def copy(tmp_path, monkeypatch):
    """A learner's copy of one lesson, in the folder of which its kernel runs."""
    copy = tmp_path / "my_lessons"
    shutil.copytree(course.PROJECT / "lessons" / LESSON, copy / LESSON)
    monkeypatch.chdir(copy / LESSON)
    monkeypatch.setattr(lab, "CLONE", tmp_path)
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    return copy


class Kernel:
    """Runs the lesson's cells as JupyterLab's kernel does, as far as handing in can see."""

    def __init__(self, file):
        self.file = file
        self.notebook = course.nbformat.read(file, as_version=4)
        self.history_manager = self
        self.input_hist_raw = [""]
        self.metadata = {"cellId": "hand-in"}

    def get_parent(self):
        return {"metadata": self.metadata}

    def cell(self, name):
        return next(cell for cell in self.notebook.cells if cell["id"] == name)

    def run(self, name):
        self.cell(name).execution_count = len(self.input_hist_raw)
        self.input_hist_raw.append(self.cell(name).source)
        if name == "hand-in":
            handin.hand_in()

    def save(self):
        before = self.file.stat().st_mtime_ns
        course.nbformat.write(self.notebook, self.file)
        os.utime(self.file, ns=(before + 10**9, before + 10**9))


@pytest.fixture
def kernel(copy, monkeypatch):
    kernel = Kernel(copy / LESSON / f"{LESSON}.ipynb")
    monkeypatch.setattr("IPython.get_ipython", lambda: kernel)
    return kernel


@pytest.fixture
def told(capsys):
    """What was printed since it was last asked."""
    return lambda: capsys.readouterr().out


def handed_in(copy):
    return sorted(path.name for path in copy.glob("handed_in/*"))


def test_what_is_not_saved_is_not_handed_in(kernel, copy, told):
    kernel.cell("neuron").source = "def neuron(x, w, b):\n    return w @ x + b"
    for name in ("setup", "neuron", "hand-in"):
        kernel.run(name)
    assert told() == handin.UNSAVED + "\n"
    kernel.run("hand-in")
    assert told() == handin.UNSAVED + "\n"
    assert handed_in(copy) == []
    kernel.save()
    kernel.run("hand-in")
    assert "Written: my_lessons/handed_in/04_build.ipynb\n" in told()
    written = copy / "handed_in" / f"{LESSON}.ipynb"
    assert written.read_bytes() == kernel.file.read_bytes()
    assert "w @ x + b" in written.read_text()


def test_a_change_that_has_run_since_is_not_handed_in(kernel, copy, told):
    for name in ("setup", "neuron"):
        kernel.run(name)
    kernel.save()
    kernel.run("hand-in")
    assert "Written" in told()
    kernel.cell("neuron").source += "  # changed"
    kernel.run("neuron")
    kernel.run("hand-in")
    assert told() == handin.UNSAVED + "\n"
    kernel.save()
    kernel.run("hand-in")
    assert "Written anew" in told()


def test_a_change_in_a_cell_that_ran_before_others(kernel, told):
    kernel.run("setup")
    kernel.cell("neuron").source += "  # changed"
    kernel.run("neuron")
    kernel.run("activations")
    saved = course.nbformat.read(kernel.file, as_version=4)
    for cell in saved.cells:  # of an earlier run, with the same counts
        if cell["id"] in ("setup", "neuron", "activations"):
            cell.execution_count = kernel.cell(cell["id"]).execution_count
    course.nbformat.write(saved, kernel.file)
    kernel.run("hand-in")
    assert told() == handin.UNSAVED + "\n"


def test_counts_of_an_older_kernel_and_deleted_cells_are_no_dead_end(kernel, told):
    for count, cell in enumerate(c for c in kernel.notebook.cells if c.cell_type == "code"):
        cell.execution_count = count + 1
    kernel.save()
    for name in ("setup", "activations", "neuron"):  # other cells had these counts
        kernel.run(name)
    kernel.notebook.cells.remove(kernel.cell("neuron"))
    kernel.save()
    kernel.run("hand-in")
    assert told() == handin.UNSAVED + "\n"
    kernel.save()
    kernel.run("hand-in")
    assert "Written" in told()


def test_a_kernel_that_has_run_nothing_takes_what_is_saved(kernel, told):
    kernel.run("hand-in")
    assert "Written" in told()


def test_it_tells_what_the_checks_gave(kernel, told):
    cell = next(c for c in kernel.notebook.cells if course.grade_id(c) == "test_forward")
    text = "Points: 1 of 2 points.\n"
    cell.outputs = [course.new_output("stream", name="stdout", text=text)]
    kernel.save()
    kernel.run("hand-in")
    lines = told().splitlines()
    assert lines[0].startswith("4. Build an architecture, saved ")
    assert lines[1:3] == [
        "  4.1: one neuron: not run, 1 point",
        "  4.2: a whole batch at once: 1 of 2 points",
    ]
    assert lines[8] == "Checks: 1 of 10 points. Not run: 6."
    assert "empty" not in "".join(lines)


def test_handing_in_again_keeps_what_was_handed_in(kernel, copy, told):
    kernel.run("hand-in")
    first = (copy / "handed_in" / f"{LESSON}.ipynb").read_bytes()
    told()
    kernel.run("hand-in")
    assert told().splitlines()[-3] == "Written: my_lessons/handed_in/04_build.ipynb"
    assert not (copy / "old").exists()
    kernel.cell("title").source += "\n\nMy notes."
    kernel.save()
    kernel.run("hand-in")
    assert "Written anew (the one from " in told()
    assert b"My notes." in (copy / "handed_in" / f"{LESSON}.ipynb").read_bytes()
    assert [file.read_bytes() for file in copy.glob("old/04_build-*.ipynb")] == [first]
    assert handed_in(copy) == [f"{LESSON}.ipynb"]


def test_a_folder_that_is_read_only_is_told(kernel, copy, told, monkeypatch):
    (copy / "handed_in").write_text("in the way")
    kernel.run("hand-in")
    assert "Nothing was handed in: " in (text := told())
    assert "Download the notebook itself, 04_build.ipynb" in text
    assert handin.main([LESSON]) == 1


def test_a_reader_who_goes_away_is_no_file_that_cannot_be_written(copy, monkeypatch):
    class Closed:
        def write(self, text):
            raise BrokenPipeError("Nothing was handed in" in text)

    monkeypatch.setattr("sys.stdout", Closed())  # as `tensteps handin 04_build | head` does
    with pytest.raises(BrokenPipeError) as error:
        handin.main([LESSON])
    assert error.value.args == (False,)
    assert handed_in(copy) == [f"{LESSON}.ipynb"]


def test_a_damaged_notebook_is_told(copy, told):
    (copy / LESSON / f"{LESSON}.ipynb").write_text("{}")
    assert handin.main([LESSON]) == 1
    assert "Nothing was handed in: " in told()
    assert handed_in(copy) == []


@pytest.mark.parametrize("case", ["no page", "graded", "no file", "no lesson", "the course's"])
def test_where_nobody_hands_in_nothing_is_written(kernel, copy, told, monkeypatch, case):
    if case == "no page":  # as with nbconvert, nbval
        kernel.metadata = {}
    elif case == "graded":
        monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    elif case == "no file":  # as on hosted notebooks
        monkeypatch.chdir(copy)
    elif case == "no lesson":
        kernel.file.rename(copy / "mine.ipynb")
        monkeypatch.chdir(copy)
        monkeypatch.setenv("JPY_SESSION_NAME", str(copy / "mine.ipynb"))
    else:
        monkeypatch.chdir(course.PROJECT / "lessons" / LESSON)
    kernel.run("hand-in")
    assert told() == handin.NOT_HERE + "\n"
    assert handed_in(copy) == []
    assert not (course.PROJECT / "lessons" / "handed_in").exists()


def test_a_plain_shell_has_no_notebook(copy):
    assert handin.find_notebook(InteractiveShell()) is None


def test_a_renamed_notebook_is_found_by_the_kernels_name(kernel, copy, told, monkeypatch):
    file = kernel.file.rename(copy / LESSON / "04_build-Copy1.ipynb")
    monkeypatch.setenv("JPY_SESSION_NAME", str(file))
    kernel.run("hand-in")
    assert "Written: my_lessons/handed_in/04_build.ipynb" in told()


def test_the_command_says_when_it_was_saved(copy, told, capsys, monkeypatch):
    monkeypatch.chdir(copy)
    assert handin.main([LESSON, "--name", "Ann Lee"]) == 0
    text = told()
    assert "4. Build an architecture, saved " in text
    assert text.endswith(f"The folder is {copy / 'handed_in'}\n")
    assert handed_in(copy) == ["Ann_Lee_04_build.ipynb"]
    shutil.rmtree(copy / LESSON)
    assert handin.main([LESSON]) == 1
    assert "Run: tensteps lab" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        handin.main(["12_more"])


@pytest.mark.parametrize(
    ("form", "name", "learner"),
    [
        ("Ann Lee_70312_assignsubmission_file/{}", "", "Ann Lee_70312"),
        ("Ann Lee_70312_assignsubmission_file/{}", "Ann Lee", "Ann Lee_70312"),
        ("leeann_520_88100_{}", "", "leeann_520"),
        ("leeann_LATE_520_88100_{}", "Ann", "leeann_520"),
        ("{}", "Ann Lee", "Ann_Lee"),
        ("{}", "Änn-Lee", "Änn-Lee"),
    ],
)
def test_the_course_knows_the_file(copy, tmp_path, form, name, learner):
    """Out of a zip file of Moodle, of Canvas, and as a plain file."""
    assert handin.main([LESSON, "--name", name]) == 0
    (file,) = (copy / "handed_in").iterdir()
    app = ZipCollectApp(coursedir=CourseDirectory(root=str(tmp_path), assignment_id=LESSON))
    app.extractor_plugin, app.collector_plugin, app.force = Extractor, Collector, True
    archive = locate(app, app.archive_directory)
    archive.mkdir(parents=True)
    if form == "{}":
        shutil.copy(file, archive)
    else:
        with zipfile.ZipFile(archive / "submissions.zip", "w") as packed:
            packed.write(file, form.format(file.name))
    app.init_plugins()
    app.extract_archive_files()
    app.process_extracted_files()
    (collected,) = tmp_path.glob("submitted/*/*/*.ipynb")
    assert collected.parent == tmp_path / "submitted" / learner / LESSON
    assert LESSON in collected.name
    assert collected.read_bytes() == file.read_bytes()


@pytest.mark.parametrize("lesson", course.LESSONS)
def test_it_does_not_run_when_a_lesson_is_graded(lesson):
    released = course.read("lessons", lesson).cells
    skipped = find_demonstrations(course.read("solutions", lesson).cells, released)
    assert "hand-in" in [cell["id"] for cell in skipped]
