"""Is the wheel all that a learner needs? It is installed in an empty environment, out of sight of
the clone, and used in an empty folder with an empty home."""

import os
import re
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

from helpers.__main__ import COMMANDS

import course
import nbformat
import pytest

UV = Path(sys.executable).with_name("uv")
DATA = ("sample.npz", "SHA256SUMS", "LICENSE-FASHION-MNIST", "README.md")
# A cell that tells where the course lies, and where CIFAR-10 and the learner's networks go.
WHERE = """import helpers
print(helpers.__file__, data.cifar10_file(), storage.outputs_folder(), sep="\\n")"""


class Learner:
    """Somebody who has installed the wheel, and nothing else.

    Attributes
    ----------
    environment : pathlib.Path
        The virtual environment.
    folder : pathlib.Path
        Where commands are run.
    """

    def __init__(self, root):
        self.environment, self.folder, self.home = root / "env", root / "here", root / "home"
        self.folder.mkdir()
        self.home.mkdir()

    def run(self, command, *options):
        """Run one of the environment's commands, with no settings but HOME and PATH."""
        return subprocess.run(
            [self.environment / "bin" / command, *options],
            cwd=self.folder,
            env={"HOME": str(self.home), "PATH": os.defpath},
            capture_output=True,
            text=True,
        )


@pytest.fixture(scope="module")
def learner(tmp_path_factory, wheel):
    """A learner, with the versions of the course's lock."""
    learner = Learner(tmp_path_factory.mktemp("learner"))
    venv.create(learner.environment, symlinks=True)
    command = [UV, "pip", "install", "--quiet", "--python", learner.environment, wheel]
    subprocess.run(
        [*command, "--constraint", course.PROJECT / "requirements.lock"],
        cwd=learner.folder,
        env={name: value for name, value in os.environ.items() if name != "PYTHONPATH"},
        check=True,
    )
    return learner


def test_it_holds_the_course_and_nothing_of_instructors(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        notebooks = {name: archive.read(name) for name in names if name.endswith(".ipynb")}
    found = {Path(name).stem for name in notebooks}
    assert found == {*course.LESSONS, "Welcome"}
    for name, content in notebooks.items():
        assert name.startswith("helpers/course/lessons/")
        assert b"BEGIN SOLUTION" not in content
        assert b"BEGIN HIDDEN TESTS" not in content
    data = [name for name in names if name.startswith("helpers/course/data/")]
    assert [
        name
        for name in data
        if not re.search(r"/(models|results)/[^/]+$", name) and not name.endswith(DATA)
    ] == []


def test_the_packages_are_those_of_the_wheel(learner):
    run = learner.run("python", "-c", "import grading, helpers; print(grading, helpers)")
    assert run.stdout.count(str(learner.environment)) == 2, run
    assert str(course.PROJECT) not in run.stdout


def test_the_command_tells_what_it_can_do(learner):
    run = learner.run("tensteps", "--help")
    assert run.returncode == 0
    for name in COMMANDS:
        assert re.search(rf"\n  {name}  +\w", run.stdout)


def test_the_doctor_finds_it_well_until_something_is_gone(learner):
    run = learner.run("tensteps", "doctor")
    assert run.returncode == 0, run.stdout
    assert run.stdout.endswith("All is well.\n")
    models = next(learner.environment.glob("lib/*/site-packages/helpers/course/data/models"))
    models.rename(learner.home / "models")
    run = learner.run("tensteps", "doctor")
    (learner.home / "models").rename(models)
    assert run.returncode == 1
    assert "FAIL Files: intro-fashion_mnist.keras" in run.stdout
    assert "pip install --force-reinstall --no-deps tensteps-*.whl" in run.stdout


def test_the_copy_of_the_lessons_lies_in_the_current_folder(learner):
    run = learner.run("tensteps", "lab", "--copy-only")
    assert run.returncode == 0, run.stderr
    copy = learner.folder / "my_lessons"
    assert f"Your copy of the lessons: {copy}" in run.stdout
    assert sorted(p.name for p in copy.iterdir() if p.is_dir()) == course.LESSONS


@pytest.mark.parametrize("lesson", ["01_problem", "07_predict"])
def test_a_lesson_runs_to_its_first_exercise(learner, lesson):
    """In a plain kernel of the environment, wherever the notebook lies."""
    notebook = course.read("lessons", lesson)
    exercise = next(n for n, cell in enumerate(notebook.cells) if course.is_test(cell))
    del notebook.cells[exercise + 1 :]
    notebook.cells.append(nbformat.v4.new_code_cell(WHERE))
    file = learner.folder / f"{lesson}.ipynb"
    nbformat.write(notebook, file)
    command = ["nbconvert", "--to", "notebook", "--execute", "--allow-errors", "--inplace"]
    run = learner.run("jupyter", *command, file.name)
    assert run.returncode == 0, run.stderr
    *_, exercise, where = cells = nbformat.read(file, as_version=4).cells
    package, pictures, networks = course.text(where).split()
    assert package.startswith(str(learner.environment))
    assert pictures.startswith(str(learner.home)), "the environment may not be the learner's"
    assert networks.startswith(str(learner.home))
    errors = [
        (cell.id, output.evalue)
        for cell in cells
        for output in cell.get("outputs", [])
        if output.output_type == "error"
    ]
    assert errors == [(exercise.id, "Replace this line with your code.")]


def test_a_file_of_cifar10_that_is_not_there_is_named(learner):
    run = learner.run("tensteps", "data", "cifar10", "--from", "nowhere.tar.gz")
    assert run.returncode == 1
    assert run.stderr == "There is no file nowhere.tar.gz. Check the path after --from.\n"


@pytest.mark.parametrize("command", ["collect", "grade", "report", "feedback"])
def test_grading_asks_for_a_course(learner, command):
    run = learner.run("tensteps", command)
    assert run.returncode == 1
    assert run.stderr.startswith(f"There is no course in {learner.folder}")
    assert f"Run `tensteps {command}` in the instructor's folder" in run.stderr
    run = learner.run("tensteps", command, "--help")
    assert run.stdout.startswith(f"usage: tensteps {command} "), run


def test_jupyter_finds_the_warm_kernel(learner):
    run = learner.run("jupyter", "kernelspec", "list")
    assert re.search(rf"tensteps-warm +{learner.environment}", run.stdout), run
