"""Which file of a submission is graded, and is it read whatever saved it?"""

import json
import warnings

from grading.submission import Submission, Unreadable, choose_notebook, read_notebook

import pytest
import tiny


def choose(*names):
    return choose_notebook(Submission("ann", "tiny", "tiny", dict.fromkeys(names, b"")))


@pytest.mark.parametrize(
    ("names", "chosen"),
    [
        (["tiny.ipynb", "notes.txt"], "tiny.ipynb"),
        (["tiny (1).ipynb", "._tiny.ipynb", "a/._tiny.ipynb"], "tiny (1).ipynb"),
        (["tiny-1.ipynb"], "tiny-1.ipynb"),
        (["LATE_tiny-2.ipynb"], "LATE_tiny-2.ipynb"),
        (["tiny - Kopie.ipynb"], "tiny - Kopie.ipynb"),
        (["Untitled.ipynb"], "Untitled.ipynb"),
        (["LATE_tiny.ipynb", "other.ipynb"], "LATE_tiny.ipynb"),
        (["a/tiny.ipynb"], "a/tiny.ipynb"),
        (["tiny.ipynb", "tiny - Kopie.ipynb"], "tiny.ipynb"),
        (["tiny.ipynb", "tiny (9).ipynb", "tiny (10).ipynb"], "tiny (10).ipynb"),
        (["tiny (1).ipynb", "tiny-2.ipynb"], "tiny-2.ipynb"),
    ],
)
def test_the_newest_is_graded_and_what_is_not_plain_is_told(names, chosen):
    name, remarks = choose(*names)
    assert name == chosen
    others = {file for file in names if file.endswith(".ipynb") and "._" not in file} - {chosen}
    # Canvas itself adds LATE_ in front and a number behind.
    by_canvas = {"tiny-1.ipynb", "tiny-2.ipynb", "LATE_tiny.ipynb", "LATE_tiny-2.ipynb"}
    is_renamed = chosen not in {"tiny.ipynb", *by_canvas}
    assert (f"renamed: {chosen} was graded" in remarks) == is_renamed
    assert ("late, as Canvas sees it" in remarks) == chosen.startswith("LATE_")
    assert all(any(file in remark for remark in remarks) for file in others)
    assert bool(remarks) == bool(others or is_renamed or chosen.startswith("LATE_"))


@pytest.mark.parametrize(
    ("names", "reason"),
    [
        (["Copy of tiny.ipynb", "tiny - Kopie.ipynb"], "renamed: there is no tiny.ipynb, but"),
        (["one.ipynb", "two.ipynb"], "renamed: there is no tiny.ipynb, but one.ipynb, two.ipynb"),
        (["notes.txt", ".ipynb_checkpoints/tiny.ipynb"], "missing"),
    ],
)
def test_in_doubt_none_is_graded(names, reason):
    with pytest.raises(Unreadable, match=reason):
        choose(*names)


def read(content):
    return read_notebook(Submission("ann", "tiny", "tiny", {"tiny.ipynb": content}))


def test_windows_1252_is_read():
    notebook = tiny.notebook()
    notebook.cells[0].source = "Größe – ‚ß‘"
    cells, remarks = read(json.dumps(notebook, ensure_ascii=False).encode("cp1252"))
    assert cells.cells[0].source == "Größe – ‚ß‘"
    assert remarks == ["saved in Windows-1252, not in UTF-8"]
    with pytest.raises(Unreadable, match="not JSON"):
        read(b"\xff\xfe\x00")


def test_a_notebook_without_ids_warns_nobody():
    notebook = tiny.notebook()
    for cell in notebook.cells:
        del cell["id"]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        nb, remarks = read(json.dumps(notebook).encode())
    assert len(nb.cells) == len(notebook.cells)
    assert remarks == []
