"""What is read of times and of tests' messages?"""

from grading.gradebook import find_messages, read_time

import pytest
import tiny
from nbformat.v4 import new_output


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("2026-01-31 12:00:00 UTC", "2026-01-31 12:00:00"),
        ("2026-01-31 12:00:00.5 UTC", "2026-01-31 12:00:00.500000"),
        ("2026-01-31 12:00:00", "2026-01-31 12:00:00"),
        ("2026-01-31 12:00:00+01:00", "2026-01-31 11:00:00"),
        ("2026-01-31 12:00:00 +0100", "2026-01-31 11:00:00"),
        ("2026-01-31 12:00:00 CET", "2026-01-31 11:00:00"),
        ("2026-07-31 12:00:00 America/New_York", "2026-07-31 16:00:00"),
    ],
)
def test_time_zones_count(text, time):
    assert [str(read_time(text.encode())[0]), read_time(text.encode())[1]] == [time, []]


@pytest.mark.parametrize("text", ["yesterday", "", "2026-07-31 12:00:00 XYZT", "9" * 20])
def test_what_tells_no_time_is_a_remark(text):
    time, (remark,) = read_time(text.encode())
    assert time is None
    assert "timestamp.txt tells no time" in remark
    assert read_time(None) == (None, [])


def error(name, value):
    return new_output("error", ename=name, evalue=value, traceback=[])


@pytest.mark.parametrize(
    ("outputs", "message"),
    [
        ([error("AssertionError", "double(2) should be 4.\nLook.")], "double(2) should be 4."),
        ([error("TypeError", "no number")], "TypeError: no number"),
        (
            [error("KeyboardInterrupt", ""), error("CellTimeoutError", "No reply")],
            "took too long",
        ),
        (
            [
                new_output("stream", name="stdout", text="one part is wrong\n1 of 2\n"),
                new_output("execute_result", data={"text/plain": "1"}),
            ],
            "one part is wrong",
        ),
        ([new_output("execute_result", data={"text/plain": "2"})], None),
        ([error("NotGraded", "it is empty")], None),
    ],
)
def test_the_message_of_a_test_that_failed(outputs, message):
    notebook = tiny.notebook()
    notebook.cells[2].outputs = outputs
    notebook.cells[4].outputs = [new_output("execute_result", data={"text/plain": "3"})]
    assert find_messages(notebook) == ({"test_double": message} if message else {})
