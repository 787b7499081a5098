"""Is the learner's copy of the lessons never overwritten, and does the command say what is wrong?"""

import json
import os
import shutil
import socket
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
    for folder in (tmp_path / "my_lessons", tmp_path / "my_lessons" / "04_build"):
        monkeypatch.chdir(folder)
        assert lab.main(["--copy-only"]) == 0
        assert not (folder / "my_lessons").exists()


def test_the_first_page_is_kept_and_updated_like_a_lesson(working_copy, tmp_path):
    page, mine = tmp_path / "lessons" / "Welcome.ipynb", tmp_path / "mine" / "Welcome.ipynb"
    page.write_text("first")
    assert working_copy.add_missing() == []
    mine.write_text("my notes")
    page.write_text("second")
    assert working_copy.add_missing() == ["Welcome.ipynb"]
    assert mine.read_text() == "my notes"
    kept = working_copy.update("Welcome.ipynb")
    assert mine.read_text() == "second"
    assert (kept / "Welcome.ipynb").read_text() == "my notes"


@pytest.fixture
def environment(monkeypatch):
    """A learner's environment variables, put back afterwards."""
    for name in ("JUPYTER_CONFIG_PATH", "PATH", "TENSTEPS_OUTPUTS"):
        monkeypatch.setenv(name, os.defpath)
    monkeypatch.delenv("TENSTEPS_OUTPUTS")
    return os.environ


@pytest.fixture
def learner(tmp_path, monkeypatch, environment):
    """An empty folder of somebody who has the wheel; returns it, and what JupyterLab is given."""
    monkeypatch.setattr(lab, "CLONE", None)
    monkeypatch.chdir(tmp_path)
    given = []
    monkeypatch.setattr("jupyterlab.labapp.LabApp.launch_instance", given.extend)
    return tmp_path, given


def test_networks_lie_beside_the_copy_and_terminals_know_the_command(learner, environment):
    folder, given = learner
    assert lab.main(["--port", "9000", "--no-browser"]) == 0
    assert f"--ServerApp.root_dir={folder}" in given
    assert given[-1] == "--no-browser"
    assert environment["TENSTEPS_OUTPUTS"] == str(folder / "outputs")
    assert shutil.which("tensteps") == str(Path(sys.executable).with_name("tensteps"))
    environment["TENSTEPS_OUTPUTS"] = "/elsewhere"
    lab.main([])
    assert environment["TENSTEPS_OUTPUTS"] == "/elsewhere"


@pytest.fixture
def taken():
    """A port on which another program listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


def test_a_taken_port_is_an_error_with_a_remedy(learner, taken, capsys):
    assert lab.main(["--host", "127.0.0.1", "--port", str(taken)]) == 1
    told = capsys.readouterr().err
    assert told.startswith(
        f"Port {taken} on 127.0.0.1 is in use. Take another: tensteps lab --port "
    )
    assert learner[1] == []


def test_a_name_that_no_machine_has_is_an_error(learner, capsys):
    assert lab.main(["--host", "no.such.host.invalid"]) == 1
    assert "Port 8888 on no.such.host.invalid cannot be used: " in capsys.readouterr().err
    assert learner[1] == []


@pytest.mark.parametrize("is_ours", [True, False])
def test_a_server_that_runs_here_already_is_opened(learner, taken, capsys, monkeypatch, is_ours):
    folder = learner[0] if is_ours else learner[0] / "elsewhere"
    server = {
        "port": taken,
        "root_dir": str(folder),
        "url": f"http://127.0.0.1:{taken}/",
        "token": "secret",
    }
    opened = []
    monkeypatch.setattr("jupyter_server.serverapp.list_running_servers", lambda: [server])
    monkeypatch.setattr("webbrowser.open", opened.append)
    options = ["--host", "127.0.0.1", "--port", str(taken)]
    assert lab.main(options) == (0 if is_ours else 1)
    address = f"http://127.0.0.1:{taken}/lab/tree/my_lessons/Welcome.ipynb?token=secret"
    assert opened == ([address] if is_ours else [])
    assert (address in capsys.readouterr().out) == is_ours
    assert lab.main([*options, "--no-browser"]) == (0 if is_ours else 1)
    assert len(opened) == is_ours
    assert learner[1] == []


def test_what_an_open_host_gives_away_is_told(learner, capsys):
    assert lab.main(["--port", "0"]) == 0
    assert capsys.readouterr().err == ""
    assert lab.main(["--host", "0.0.0.0", "--port", "0"]) == 0
    told = capsys.readouterr().err
    for part in ("run everything that you can", "plain HTTP", "JupyterHub"):
        assert part in told


def test_panels_of_the_exchange_are_there_where_it_works(learner, environment):
    root, given = learner
    shown = []
    settings = root / "nbgrader_config.py"
    exchange = root / "exchange"
    for text in (
        f"c = get_config()\nc.Exchange.root = {str(exchange)!r}\n",
        f"c = get_config()\nc.Exchange.root = {str(root / 'nowhere')!r}\n",
        "c = get_config()\nc.ExchangeFactory.list = 'ngshare_exchange.ExchangeList'\n",
    ):
        exchange.mkdir(exist_ok=True)
        settings.write_text(text)
        environment["JUPYTER_CONFIG_PATH"] = "/elsewhere"
        assert lab.main(["--port", "0"]) == 0
        paths = environment["JUPYTER_CONFIG_PATH"].split(os.pathsep)
        assert (paths[0], paths[-1]) == (str(lab.SETTINGS), "/elsewhere")
        shown.append(str(lab.ALONE) not in paths)
    assert shown == [True, False, True]


def test_validate_has_the_settings_of_grading(tmp_path, monkeypatch):
    """The Assignment List validates notebooks as grading does, also where no course's settings are."""
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", str(lab.SETTINGS))
    found = []
    for folder in (tmp_path, course.PROJECT):
        monkeypatch.chdir(folder)
        config = ValidateAssignmentHandler.load_config(None)
        found.append({name: config[name] for name in ("ExecutePreprocessor", "IgnorePattern")})
    assert found[0] == found[1]
    assert found[0]["ExecutePreprocessor"] == {"timeout": 60, "iopub_timeout": 30}
    assert found[0]["IgnorePattern"]["enabled"]
