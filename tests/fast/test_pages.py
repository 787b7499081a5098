"""Do pages fetch and run nothing of strangers, and say what was earned in plain words?"""

import base64

from grading.pages import (
    embed_pictures,
    explain_errors,
    name_exercises,
    tell_score,
    without_scripts,
    without_sources,
)

import pytest
import tiny
from nbformat.v4 import new_output

PIXEL = "data:image/png;base64,iVBORw0KGgo="


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ('<img src="/logout">', "<img>"),
        ('<img src="../../../hub/logout">', "<img>"),
        ('<img src="//example.com/x.png">', "<img>"),
        ('<img src="https://example.com/x.png" alt="x">', '<img alt="x">'),
        (f'<img src="{PIXEL}">', f'<img src="{PIXEL}">'),
        ('<img src="data:text/html,x">', "<img>"),
        ('<img width="722">', '<img width="722">'),
        ('<img width="1 onerror=alert(1)">', "<img>"),
        ('<a href="/logout">x</a>', '<a rel="noopener noreferrer">x</a>'),
        ('<a href="javascript:alert(1)">x</a>', '<a rel="noopener noreferrer">x</a>'),
        ('<a href="#top">x</a>', '<a rel="noopener noreferrer">x</a>'),
        ('<p class="reason total">x</p>', "<p>x</p>"),
        ('<div class="panel-heading highlight">x</div>', '<div class="highlight">x</div>'),
        ('<span class="nf">x</span>', '<span class="nf">x</span>'),
        ("<th></th>", "<td></td>"),
        ('<b style="color: red" onclick="1">x</b><script>1</script>', "<b>x</b>"),
    ],
)
def test_what_stays_of_html(html, kept):
    wrapped = "<table><tbody><tr>{}</tr></tbody></table>" if html.startswith("<th") else "{}"
    for clean in (without_scripts, without_sources):
        assert clean(wrapped.format(html)) == wrapped.format(kept)


def test_links_to_other_places_stay():
    assert 'href="https://keras.io"' in without_sources('<a href="https://keras.io">x</a>')


def test_formgrader_keeps_pictures_of_the_submission():
    picture = '<img src="network.svg">'
    assert without_scripts(picture) == picture
    assert without_sources(picture) == "<img>"


def test_pictures_beside_the_notebook_are_embedded(tmp_path):
    (tmp_path / "network.svg").write_text("<svg/>")
    (tmp_path / "secret.png").symlink_to(tmp_path / "network.svg")
    (tmp_path.parent / "other.png").write_text("other")
    names = ["network.svg", "secret.png", "../other.png", "gone.png", "/etc/passwd"]
    cell = tiny.new_markdown_cell("".join(f"![a picture]({name})" for name in names))
    embed_pictures(cell, tmp_path)
    content = base64.b64encode(b"<svg/>").decode()
    assert cell.attachments == {"network.svg": {"image/svg+xml": content}}
    assert cell.source.startswith("![a picture](attachment:network.svg)![a picture](secret.png)")


@pytest.mark.parametrize(
    ("score", "points", "waiting", "told"),
    [
        (1, 1, 0, "1 of 1 point"),
        (1.333, 2, 0, "1.33 of 2 points"),
        (0, 3, 3, "3 points, waiting for a person"),
        (4, 10, 3, "4 of 10 points so far, 3 waiting for a person"),
    ],
)
def test_points_that_wait_are_no_zeros(score, points, waiting, told):
    assert tell_score(score, points, waiting) == told


def test_cells_have_the_names_of_their_exercises():
    cells = tiny.notebook().cells
    assert name_exercises(cells)[1]["test_double"] == "double"
    cells.insert(1, tiny.new_markdown_cell("### Exercise 1.1: twice `x` (2 points, code)\n\nGo."))
    title, names = name_exercises(cells)
    assert title == "Tiny"
    assert names["double"] == names["test_double"] == "Exercise 1.1: twice `x`"
    written = next(cell for cell in cells if cell.id == "why")
    written.source = "### Exercise 1.2: why? (1 point)\n\n*Replace this line.*"
    assert name_exercises(cells)[1]["why"] == "Exercise 1.2: why?"


def explained(*outputs, test=True):
    cell = tiny.notebook().cells[2 if test else 1]
    cell.outputs = [
        new_output("error", ename=name, evalue=text, traceback=["frame", f"\x1b[31m{last}\x1b[0m"])
        for name, text, last in outputs
    ]
    explain_errors(cell)
    return [(output.get("message"), bool(output.traceback)) for output in cell.outputs]


def test_errors_are_told_in_plain_words():
    failed = ("AssertionError", "double(2) should be 4.", "AssertionError: double(2) should be 4.")
    broken = ("TypeError", "secret", "TypeError: no number")
    stopped = ("KeyboardInterrupt", "", "KeyboardInterrupt: ")
    late = ("CellTimeoutError", "", "CellTimeoutError: No reply from kernel before timeout")
    assert explained(failed) == [("double(2) should be 4.", False)]
    assert explained(broken) == [("TypeError: no number", True)]
    assert explained(stopped, late) == [("This cell took too long and was stopped.", False)]
    assert explained(stopped, late, test=False) == explained(stopped, late)
    assert explained(broken, test=False) == [(None, True)]
    waited = ("CellTimeoutError", "", "No time was left for the test.")
    assert explained(waited) == [("No time was left for the test.", False)]
