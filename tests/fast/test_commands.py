"""Do the commands of grading tell what they are called, and what is done when they stop?"""

import grading.__main__
import helpers.__main__
from grading import gradebook

import pytest


@pytest.mark.parametrize("command", ["collect", "grade", "report", "feedback"])
def test_help_has_the_name_that_was_called(capsys, command):
    for main, name in (
        (helpers.__main__.main, "tensteps"),
        (grading.__main__.main, "python -m grading"),
    ):
        with pytest.raises(SystemExit):
            main([command, "--help"])
        assert capsys.readouterr().out.startswith(f"usage: {name} {command} ")


@pytest.mark.parametrize("error", [OSError("the disk is full"), KeyboardInterrupt()])
@pytest.mark.parametrize("command", ["grade", "report", "feedback"])
def test_only_grading_that_stops_says_that_grades_are_stored(capsys, monkeypatch, error, command):
    def stop():
        raise error

    monkeypatch.setattr(gradebook, "load_course", stop)
    assert grading.__main__.main([command]) != 0
    told = capsys.readouterr().err
    assert ("What was graded is stored. " in told) == (command == "grade")
    assert told.endswith("Run it again to go on.\n")
