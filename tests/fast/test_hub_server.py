"""What does `tensteps hub` give a learner, and what an instructor?"""

import os
from pathlib import Path

from helpers import hub, lab

import course
import pytest


@pytest.fixture
def served(tmp_path, monkeypatch):
    """Run ``tensteps hub`` in an empty home folder; returns what JupyterHub's server gets."""
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.chdir(tmp_path)
    for name in ("PATH", "JUPYTER_CONFIG_PATH", "TENSTEPS_OUTPUTS"):
        monkeypatch.setenv(name, os.environ.get(name, ""))
    monkeypatch.delenv("JUPYTER_CONFIG_PATH")
    monkeypatch.delenv("TENSTEPS_OUTPUTS")
    calls = []
    monkeypatch.setattr("jupyterhub.singleuser.main", calls.append)

    def run(*arguments):
        assert hub.main(arguments) == 0
        return calls[-1]

    return run


def test_a_learner_gets_the_lessons_and_no_panels_for_instructors(served, tmp_path, monkeypatch):
    monkeypatch.setattr(lab, "has_exchange", lambda: True)
    arguments = served("--MappingKernelManager.cull_interval=300")
    assert sorted(p.name for p in (tmp_path / "my_lessons").iterdir() if p.is_dir()) == (
        course.LESSONS
    )
    assert f"--ServerApp.root_dir={tmp_path}" in arguments
    assert "--ServerApp.default_url=/lab/tree/my_lessons/Welcome.ipynb" in arguments
    assert arguments[-1] == "--MappingKernelManager.cull_interval=300"
    assert os.environ["JUPYTER_CONFIG_PATH"] == str(lab.SETTINGS)
    assert os.environ["TENSTEPS_OUTPUTS"] == str(tmp_path / "outputs")


def test_kernels_start_cold(served):
    assert not any("warm" in argument or "grading" in argument for argument in served())


def test_an_instructor_gets_the_course_and_the_panels(served, tmp_path):
    (tmp_path / "course").mkdir()
    arguments = served("--course", "course")
    assert f"--ServerApp.root_dir={tmp_path / 'course'}" in arguments
    assert Path.cwd() == tmp_path / "course"  # where nbgrader looks for the course's settings
    assert "JUPYTER_CONFIG_PATH" not in os.environ
    assert not (tmp_path / "my_lessons").exists()
