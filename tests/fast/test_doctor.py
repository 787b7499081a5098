"""Does the doctor notice what is wrong?"""

import importlib.metadata
import os
import shutil
import subprocess
import sys

from helpers import doctor

import course
import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet


def test_doctor_finds_this_installation_well():
    run = subprocess.run([sys.executable, "-m", "helpers.doctor"], capture_output=True, text=True)
    assert run.returncode == 0, run.stdout
    assert run.stdout.count("\n") == len(doctor.ALL) + 1
    assert "12 notebooks, 6 networks, 6 records of them, 20 results" in run.stdout
    assert run.stderr == ""


def test_doctor_says_what_to_do(monkeypatch, capsys):
    monkeypatch.setattr(doctor.importlib.metadata, "requires", lambda _: ["numpy>99", "nothere"])
    finding = doctor.check_packages()
    assert not finding.ok
    assert "numpy is" in finding.line
    assert "nothere is missing" in finding.line
    doctor.check()
    assert "pip install -e ." in capsys.readouterr().out
    monkeypatch.setattr(doctor, "ALL", [lambda: finding])
    assert doctor.main([]) == 1


@pytest.mark.parametrize("backend", ["jax", "torch"])
def test_a_missing_backend_is_named_with_how_to_install_it(backend):
    code = f"import sys; sys.modules[{backend!r}] = None  # as if it were not installed\n"
    code += "from helpers import doctor; print(doctor.check_keras())"
    env = os.environ | {"KERAS_BACKEND": backend}
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=env)
    first, second = run.stdout.splitlines()
    assert first == f"FAIL Keras: its backend {backend} is not installed"
    assert f"pip install '{backend}>=" in second


def test_what_doctor_installs_is_what_the_project_asks_for():
    wanted = importlib.metadata.requires("tensteps")
    page = (course.PROJECT / "docs" / "backends.md").read_text()
    for backend, advice in doctor.BACKENDS.items():
        [line] = [line for line in wanted if line.endswith(f"extra == '{backend}'")]
        package = advice.split("'")[1]
        assert Requirement(line).specifier == SpecifierSet(package.removeprefix(backend))
        assert f"pip install '{package}'" in page


@pytest.fixture
def copy(tmp_path, monkeypatch):
    """A copy of what the course has to hold; the doctor looks there."""
    for name in ("data", "lessons"):
        ignore = shutil.ignore_patterns("cifar10", "__pycache__")
        shutil.copytree(course.PROJECT / name, tmp_path / name, ignore=ignore)
    monkeypatch.setattr(doctor, "COURSE", tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("data/fashion_mnist_sample.npz", "Pictures: fashion_mnist_sample.npz is missing"),
        ("data/SHA256SUMS", "Pictures: SHA256SUMS is missing"),
        ("data/models/intro-cifar10.keras", "Files: intro-cifar10.keras missing"),
        ("data/models/improved-cifar10.json", "Files: improved-cifar10.json missing"),
        ("data/results/ladder-fashion_mnist.csv", "Files: ladder-fashion_mnist.csv missing"),
        ("data/results/board-cifar10.json", "Files: board-cifar10.json missing"),
    ],
)
def test_a_missing_file_is_named_by_doctor_and_in_the_first_lesson(copy, capsys, name, line):
    (copy / name).unlink()
    checks = [doctor.check_pictures, doctor.check_files]
    failed = [finding for finding in (check() for check in checks) if not finding.ok]
    assert [finding.line for finding in failed] == [line]
    doctor.check()
    printed = capsys.readouterr().out
    assert "All is ready" not in printed
    assert f"FAIL {line}\n     Get the course's files again" in printed


def test_missing_lesson_is_named_by_doctor_but_not_in_a_lesson(copy, capsys):
    """Where a lesson runs alone, as handed in or in a hosted notebook, the others are elsewhere."""
    (copy / "lessons" / "07_predict" / "07_predict.ipynb").unlink()
    assert doctor.check_files().line == "Files: 07_predict.ipynb missing"
    doctor.check()
    assert "All is ready" in capsys.readouterr().out


def test_many_missing_files_are_counted(copy):
    shutil.rmtree(copy / "data" / "models")
    line = doctor.check_files().line
    assert line.startswith("Files: intro-fashion_mnist.keras, intro-cifar10.keras, ")
    assert line.endswith(" and 9 more missing")


def test_damaged_pictures_are_noticed(copy):
    (copy / "data" / "fashion_mnist_sample.npz").write_bytes(b"x")
    assert doctor.check_pictures().line == "Pictures: fashion_mnist_sample.npz is damaged"


def test_doctor_looks_for_every_file_that_there_is():
    expected = {name for names in doctor.FILES.values() for name in names}
    patterns = ("lessons/**/*.ipynb", "data/models/*", "data/results/*")
    files = {file for pattern in patterns for file in course.PROJECT.glob(pattern)}
    assert {file.relative_to(course.PROJECT).as_posix() for file in files} == expected
