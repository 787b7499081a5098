"""What is told of single cells that went wrong?"""

from grading.worker import describe_troubles

import pytest
import tiny
from nbformat.v4 import new_output


@pytest.mark.parametrize(
    ("name", "text", "remark"),
    [
        ("CellTimeoutError", "No reply", "double took too long"),
        ("MemoryError", "", "double ran out of memory"),
        # What Matplotlib says to matplotlib.use("TkAgg") and %matplotlib qt.
        (
            "ImportError",
            "Cannot load backend 'TkAgg' which requires the 'tk' interactive framework, "
            "as 'headless' is currently running",
            "double asks for a window to draw in, and there is none",
        ),
        (
            "ImportError",
            "Failed to import any of the following Qt binding modules: PyQt6, PySide6",
            "double asks for a window to draw in, and there is none",
        ),
        ("ImportError", "No module named 'nonsense'", None),
    ],
)
def test_troubles_are_remarks(name, text, remark):
    notebook = tiny.notebook()
    notebook.cells[1].outputs = [new_output("error", ename=name, evalue=text, traceback=[])]
    assert describe_troubles(notebook) == ([remark] if remark else [])
