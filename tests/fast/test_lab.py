"""Is the learner's copy of the lessons never overwritten?"""

import json
import os
import shutil
import sys
from pathlib import Path

from helpers import lab
from helpers.lab import WorkingCopy

import course
import pytest
from nbgrader.server_extensions.validate_assignment.handlers import ValidateAssignmentHandler


@pytest.fixture
def working_copy(tmp_path):
    """A learner's copy of two lessons."""
    for name in ("01_a/01_a.ipynb", "01_a/picture.svg", "02_b/02_b.ipynb"):
        file = tmp_path / "lessons" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"first {name}")
    copy = WorkingCopy(tmp_path / "lessons", tmp_path / "mine")
    assert copy.add_missing() == []
    return copy


def test_the_learners_work_is_never_overwritten(working_copy, tmp_path):
    mine = tmp_path / "mine" / "01_a" / "01_a.ipynb"
    mine.write_text("my work")
    (tmp_path / "mine" / "02_b" / "02_b.ipynb").unlink()
    assert WorkingCopy(tmp_path / "lessons", tmp_path / "mine").add_missing() == []
    assert mine.read_text() == "my work"
    assert (tmp_path / "mine" / "02_b" / "02_b.ipynb").read_text() == "first 02_b/02_b.ipynb"


def test_a_newer_lesson_is_announced_and_fetched_on_request(working_copy, tmp_path):
    mine = tmp_path / "mine" / "01_a" / "01_a.ipynb"
    mine.write_text("my work")
    (tmp_path / "lessons" / "01_a" / "01_a.ipynb").write_text("second")
    assert working_copy.add_missing() == ["01_a"]
    assert mine.read_text() == "my work"
    kept = working_copy.update("01_a")
    assert mine.read_text() == "second"
    assert (kept / "01_a.ipynb").read_text() == "my work"
    assert sorted(p.name for p in kept.iterdir()) == ["01_a.ipynb"]
    assert working_copy.add_missing() == []
    assert working_copy.update("01_a") is None
    with pytest.raises(ValueError, match="There are: 01_a, 02_b"):
        working_copy.update("03_c")


def test_a_damaged_record_of_versions_is_no_obstacle(working_copy, tmp_path):
    (tmp_path / "mine" / ".versions.json").write_text("{")
    (tmp_path / "mine" / "02_b" / "02_b.ipynb").unlink()
    copy = WorkingCopy(tmp_path / "lessons", tmp_path / "mine")
    assert copy.add_missing() == []
    assert [*json.loads((tmp_path / "mine" / ".versions.json").read_text())] == ["02_b/02_b.ipynb"]


def test_the_copy_lies_in_the_clone_or_else_where_the_learner_is(tmp_path, monkeypatch):
    assert lab.working_folder() == course.PROJECT
    monkeypatch.setattr(lab, "CLONE", None)
    monkeypatch.chdir(tmp_path)
    assert lab.main(["--copy-only"]) == 0
    assert sorted(p.name for p in (tmp_path / "my_lessons").glob("*")) == [
        ".versions.json",
        *course.LESSONS,
        "Welcome.ipynb",
    ]
    monkeypatch.chdir(tmp_path / "my_lessons")
    assert lab.main(["--copy-only"]) == 0
    assert not (tmp_path / "my_lessons" / "my_lessons").exists()


@pytest.fixture
def environment(monkeypatch):
    """A learner's environment variables, put back afterwards."""
    for name in ("JUPYTER_CONFIG_PATH", "PATH", "TENSTEPS_OUTPUTS"):
        monkeypatch.setenv(name, os.defpath)
    monkeypatch.delenv("TENSTEPS_OUTPUTS")
    return os.environ


def test_networks_lie_beside_the_copy_and_terminals_know_the_command(
    tmp_path, monkeypatch, environment
):
    monkeypatch.setattr(lab, "CLONE", None)
    monkeypatch.chdir(tmp_path)
    given = []
    monkeypatch.setattr("jupyterlab.labapp.LabApp.launch_instance", given.extend)
    assert lab.main(["--port", "9000", "--no-browser"]) == 0
    assert f"--ServerApp.root_dir={tmp_path}" in given
    assert given[-1] == "--no-browser"
    assert environment["TENSTEPS_OUTPUTS"] == str(tmp_path / "outputs")
    assert shutil.which("tensteps") == str(Path(sys.executable).with_name("tensteps"))
    environment["TENSTEPS_OUTPUTS"] = "/elsewhere"
    lab.main([])
    assert environment["TENSTEPS_OUTPUTS"] == "/elsewhere"


def test_validate_has_the_settings_of_grading(tmp_path, monkeypatch):
    """The button Validate runs notebooks as grading does, also where no course's settings are."""
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", str(lab.SETTINGS))
    found = []
    for folder in (tmp_path, course.PROJECT):
        monkeypatch.chdir(folder)
        config = ValidateAssignmentHandler.load_config(None)
        found.append({name: config[name] for name in ("ExecutePreprocessor", "IgnorePattern")})
    assert found[0] == found[1]
    assert found[0]["ExecutePreprocessor"] == {"timeout": 60, "iopub_timeout": 30}
    assert found[0]["IgnorePattern"]["enabled"]
