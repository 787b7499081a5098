"""Which modules a warm kernel has imported before it starts: those that kernels and lessons load.

`python -m grading.preload` finds them: it runs an empty notebook and every solution in a plain
kernel, asks each at its end what is loaded, and writes `preload.json`. Run it again after lessons
have changed what they import; `tests/slow/test_preload.py` says when.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

FILE = Path(__file__).with_name("preload.json")
# Loaded in a running kernel only, where they look at it and change it.
BOUND = ("__main__", "ipykernel_launcher", "matplotlib_inline")
# Imports the modules that are given, and then from the last to the first those that are wanted and
# not loaded yet: what was loaded last has most of the others with it.
REDUCE = """
import contextlib, importlib, json, os, sys
os.environ["MPLBACKEND"] = "module://matplotlib_inline.backend_inline"  # as in the server
found = []
def load(name):
    if name not in sys.modules:
        with contextlib.suppress(Exception):
            importlib.import_module(name)
            found.append(name)
with contextlib.redirect_stdout(sys.stderr):
    import helpers
    given, wanted = json.loads(sys.stdin.read())
    for name in given:
        load(name)
    found.clear()
    for name in reversed(wanted):
        load(name)
print(json.dumps(found))
"""


def read_modules(part: str) -> tuple[str, ...]:
    """Read a part of the record.

    Parameters
    ----------
    part : str
        "kernel": what every kernel loads; "lessons": what lessons load besides.

    Returns
    -------
    tuple of str
        Names of modules, in the order in which they are to be imported.
    """
    return tuple(json.loads(FILE.read_text())[part])


def loaded(cells: Iterable[str]) -> list[str]:
    """Run cells in a plain kernel; returns the names of what is loaded then, in order."""
    import nbclient
    from nbformat.v4 import new_code_cell, new_notebook

    last = new_code_cell("import json, sys\nprint(json.dumps([*sys.modules]))")
    notebook = new_notebook(cells=[*map(new_code_cell, cells), last])
    with tempfile.TemporaryDirectory() as folder:
        env = os.environ | {"TENSTEPS_DATASET": "fashion_mnist", "TENSTEPS_OUTPUTS": folder}
        env.pop("MPLBACKEND", None)
        client = nbclient.NotebookClient(notebook, kernel_name="python3", allow_errors=True)
        client.execute(env=env, cwd=folder)
    return json.loads(last.outputs[0].text)


def reduce(names: Iterable[str], given: Iterable[str] = ()) -> list[str]:
    """Leave out what cannot be imported by its name, or comes with another.

    Parameters
    ----------
    names : iterable of str
        Modules in the order in which they were loaded.
    given : iterable of str
        Modules that will have been imported before.

    Returns
    -------
    list of str
        The few to import, in this order.
    """
    wanted = [name for name in names if name.split(".")[0] not in BOUND]
    done = subprocess.run(
        [sys.executable, "-c", REDUCE],
        input=json.dumps([list(given), wanted]),
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return json.loads(done.stdout)


def main() -> None:
    """Find the modules, and write the record."""
    import nbformat

    kernel = loaded(["raise ValueError", "%config InlineBackend.figure_formats"])
    lessons: dict[str, None] = {}
    for file in sorted(Path("solutions").glob("*/*.ipynb")):
        cells = nbformat.read(file, as_version=4).cells
        names = loaded(cell.source for cell in cells if cell.cell_type == "code")
        new = set(names).difference(kernel, lessons)
        print(f"{file.parent.name}: {len(new)} modules more")
        lessons |= dict.fromkeys(names)
    write(kernel, lessons)


def write(kernel: Iterable[str], lessons: Iterable[str]) -> None:
    """Write the record of what is loaded in an empty notebook and in lessons."""
    first = reduce(kernel)
    found = {"kernel": first, "lessons": reduce(lessons, first)}
    FILE.write_text(json.dumps(found, indent=1) + "\n")


if __name__ == "__main__":
    main()
