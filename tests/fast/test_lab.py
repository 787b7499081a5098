"""Is the learner's copy of the lessons never overwritten?"""

import json

from helpers.lab import WorkingCopy

import pytest


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
