"""Does feedback keep hidden tests hidden, and the rest readable?"""

import time

from grading.preprocessors import HideTests, split_hidden

import course
import pytest
import tiny
from nbformat.v4 import new_code_cell, new_output

HIDDEN = 'assert double("secret") == "secretsecret", "double a text, too."'
PLAIN = tiny.notebook().cells[2].source
DISGUISES = {
    "plain": PLAIN,
    "reversed": PLAIN[::-1],
    "spaced": " ".join(PLAIN),
    "lines": "\n".join(PLAIN),
    "hexadecimal": PLAIN.encode().hex(),
    "shifted": "Here: 7" + PLAIN.encode().hex(" ") + "1",
    "capitals": PLAIN.upper(),
}


def _print(text):
    return new_output("stream", name="stdout", text=text)


def _fail(text, name="ValueError"):
    return new_output("error", ename=name, evalue=text, traceback=[f"{name}: {text}"])


def feedback(*outputs, extra=()):
    """What is shown of a test with these outputs, and of cells after it."""
    notebook = tiny.notebook()
    notebook.cells[2].outputs = list(outputs)
    notebook.cells += extra
    shown, _ = HideTests()(notebook, {})
    return shown.cells


@pytest.mark.parametrize("make", [_print, _fail])
@pytest.mark.parametrize("kind", DISGUISES)
def test_a_test_shows_no_hidden_line_in_disguise(kind, make):
    cell = feedback(make(DISGUISES[kind]))[2]
    shown = course.text(cell) if make is _print else "".join(cell.outputs[0].get("traceback", ()))
    for form in (HIDDEN, HIDDEN[::-1], " ".join(HIDDEN), HIDDEN.encode().hex(), HIDDEN.upper()):
        assert form not in shown
    assert "Hidden tests ran here." in cell.source
    assert HIDDEN not in cell.source


def test_messages_of_tests_stay():
    messages = ["double(2) should be 4, not 5.", "double a text, too.", "Right: 2 of 2 points."]
    for message in messages:
        assert message in course.text(feedback(_print(message))[2])
        assert message in feedback(_fail(message))[2].outputs[0].traceback[0]


def test_cells_after_a_hidden_test_show_what_was_handed_in():
    early = new_code_cell("1", outputs=[_print("graded")], metadata={"submitted_outputs": []})
    late = new_code_cell("1", outputs=[_print("graded")])
    late.metadata["submitted_outputs"] = [_print("handed in")]
    broken = new_code_cell("x", outputs=[_fail("anything")], metadata={"submitted_outputs": []})
    coded = new_code_cell(
        "x", outputs=[_fail("anything", "Anything")], metadata={"submitted_outputs": []}
    )
    notebook = tiny.notebook()
    notebook.cells = [early, *notebook.cells[:3], late, broken, coded]
    cells = HideTests()(notebook, {})[0].cells
    assert course.text(cells[0]) == "graded"
    assert course.text(cells[4]) == "handed in"
    assert course.text(cells[5]) == "When this was graded, the cell stopped with ValueError.\n"
    assert course.text(cells[6]) == "When this was graded, the cell stopped with an error.\n"
    assert not any("submitted_outputs" in cell.metadata for cell in cells)


def test_a_slip_of_the_pen_is_told_after_a_hidden_test_too():
    cell = new_code_cell("%matplotlib inline\ndef f(x)\n    return x")
    cell.metadata["submitted_outputs"] = []
    cell.outputs = [_fail(HIDDEN, "SyntaxError")]
    shown = course.text(feedback(extra=[cell])[-1])
    assert shown == (
        "When this was graded, the cell stopped with SyntaxError in line 2: expected ':'.\n"
    )


def test_time_that_ran_out_is_told_after_a_hidden_test_too():
    cell = new_code_cell("while True: pass")
    cell.metadata["submitted_outputs"] = []
    cell.outputs = [_fail("", "KeyboardInterrupt"), _fail(HIDDEN, "CellTimeoutError")]
    (shown,) = feedback(extra=[cell])[-1].outputs
    assert (shown.ename, shown.evalue, shown.traceback) == ("CellTimeoutError", "", [])


def test_a_large_figure_stays_whole():
    html = f'<img alt="Two curves." src="data:image/png;base64,{"A" * 400_000}">'
    drawn = [new_output("display_data", data={"text/html": html})]
    late = new_code_cell("draw()", outputs=drawn, metadata={"submitted_outputs": drawn})
    shown = feedback(_print("x" * 400_000), extra=[late])
    assert shown[-1].outputs[0].data["text/html"] == html
    assert len(course.text(shown[2])) < 200_000


def test_a_hidden_line_far_into_a_page_does_not_show():
    html = "<p>" + "A" * 400_000 + PLAIN[::-1] + "</p>"
    shown = feedback(new_output("display_data", data={"text/html": html}))[2].outputs
    assert HIDDEN[::-1] not in str(shown)


@pytest.mark.parametrize("source", ["# B\n" * 50_000, "# B " * 50_000, "x" * 200_000])
def test_a_long_source_takes_linear_time(source):
    begin = time.monotonic()
    split_hidden(source, "B", "E")
    feedback(_print(source))
    assert time.monotonic() - begin < 2


def test_hidden_parts_are_replaced():
    assert split_hidden("a\n# B\nb\n# E\nc\n# B\nd", "B", "E") == (
        "a\n# Hidden tests ran here.\nc\n# Hidden tests ran here.",
        ["# B", "b", "# E", "# B", "d"],
    )
