"""Is grading sound, safe, and the same as nbgrader's? On a course of one small notebook."""

import contextlib
import copy
import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from grading import GradingError, schedule, seccomp
from grading.gradebook import load_course
from grading.sandbox import empty

import browsing
import course
import joblib
import psutil
import pytest
import requests
import tiny
from bs4 import BeautifulSoup
from nbgrader.api import Gradebook

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="grading runs on Linux only"),
    pytest.mark.skipif(shutil.which("bwrap") is None, reason="bubblewrap is not installed"),
]
BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
# The hostile submissions are many; with these limits none of them takes long.
LIMITS = """
c.ExecutePreprocessor.timeout = 3
c.ExecutePreprocessor.iopub_timeout = 8
c.Sandbox.seconds = 30
c.Sandbox.memory = 400 << 20
c.Sandbox.processes = 20
c.Sandbox.disk = 50 << 20
c.Sandbox.output = 4 << 20
"""


def grade_at_once(root, *arguments, env=None):
    """Run ``python -m grading autograde`` with several processes; returns what it printed."""
    command = [sys.executable, "-m", "grading", "autograde", *arguments]
    done = subprocess.run(command, cwd=root, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture
def grading():
    """Run ``python -m grading`` in a course; returns the exit status and what it printed."""

    def run(root, *arguments):
        done = course.run_module("grading", *arguments, cwd=root)
        return done.returncode, done.stdout + done.stderr

    return run


def grades(root, db_url=None):
    """Everything about grades in a gradebook, by learner and cell."""
    found = {}
    with Gradebook(db_url or f"sqlite:///{root}/gradebook/gradebook.db") as gradebook:
        for assignment in gradebook.assignments:
            for submission in assignment.submissions:
                for notebook in submission.notebooks:
                    for grade in notebook.grades:
                        key = assignment.name, submission.student_id, grade.name
                        found[key] = grade.auto_score, grade.score, grade.needs_manual_grade
                    for comment in notebook.comments:
                        key = assignment.name, submission.student_id, comment.name, "comment"
                        found[key] = comment.auto_comment
    return found


def score(found, student):
    """The points of one learner."""
    return sum(value[1] for key, value in found.items() if key[1] == student and len(key) == 3)


def with_double(source):
    """The solved notebook with another answer to the first exercise."""
    notebook = tiny.notebook()
    notebook.cells[1].source = source
    return notebook


def solved_after(source):
    """The solved notebook in which something else happens first."""
    return with_double(f"{source}\ndef double(x):\n    return 2 * x")


def changed(change):
    """The solved notebook after a change to its cells."""
    notebook = tiny.notebook()
    change(notebook.cells)
    return notebook


def _be_of_another_lesson(cells):
    """Answers, tests and marks of another lesson; what all lessons have stays."""
    for cell in cells[1:-1]:
        cell.id = cell.metadata.nbgrader.grade_id = f"other_{cell.id}"
        cell.source = cell.source.replace("double", "triple").replace("half", "third")


def with_half(source):
    """The solved notebook with another answer to the second exercise."""
    notebook = tiny.notebook()
    notebook.cells[3].source = source
    return notebook


def written(change):
    """The solved notebook as JSON after a change to its cells, valid or not."""
    notebook = json.loads(course.nbformat.writes(tiny.without_hidden(tiny.notebook())))
    change(notebook["cells"])
    return json.dumps(notebook)


def _skip(cells):
    cells[1].source = "def double(x):\n    return 0"
    cells[2].metadata["tags"] = ["skip-execution"]


def _retype(cells):
    cells[2] = tiny.new_markdown_cell("tests", metadata=cells[2].metadata)


def _edit(cells):
    cells[1].source = "def double(x):\n    return 0"
    cells[2].source = "pass"
    cells[2].metadata.nbgrader |= {"points": 100, "grade": False, "solution": True}


def _reorder(cells):
    cells.insert(1, cells.pop(2))


def _strip(cells):
    for cell in cells:
        cell.metadata.pop("nbgrader", None)


def _strip_all(cells):
    _strip(cells)
    for number, cell in enumerate(cells):
        cell.id = f"new{number}"


def _merge(cells):
    cells[2].source = f"def double(x):\n    return 2 * x  # ```\n{cells[2].source}"
    cells[1].source = f"def double(x):\n    {tiny.STUB}"


def _merge_over(cells):
    cells[2].source = f"def double(x):\n    return 3 * x\n{cells[2].source}"


def _write_elsewhere(cells):
    cells[5].source = "*Replace this line with your answer.*"
    cells.append(tiny.new_markdown_cell("Because two halves are a whole."))


# As editors name pictures that are pasted, and how they link to them; the last has no picture.
PICTURES = {
    "image (1).png": "attachment:image%20(1).png",
    "Größe 2.png": "attachment:Gr%C3%B6%C3%9Fe%202.png",
    "plain.png": "attachment:plain.png",
    "": "attachment:gone.png",
}
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


def _attach(cells):
    cells[5].source = "\n\n".join(f"![pasted]({link})" for link in PICTURES.values())
    cells[5].attachments = {name: {"image/png": PIXEL} for name in PICTURES if name}


DISARM = """
import ast
class Disarm(ast.NodeTransformer):
    def visit_Assert(self, node):
        return ast.Pass()
get_ipython().ast_transformers.append(Disarm())
def double(x):
    return 0
"""
REWRITE = """
def rewrite(lines):
    return [line.replace("assert", "0 and") for line in lines]
get_ipython().input_transformers_post.append(rewrite)
def double(x):
    return 0
"""
# Where half gives something that compares as a number, the test's marks are what it likes.
MARKS = """
class Marks(float):
    def __eq__(self, other):
        return MARK
    __hash__ = float.__hash__
def half(x):
    return Marks(x / 2)
"""
SEND = """
import json
from datetime import datetime
def half(x):
    kernel = get_ipython().kernel
    kernel.session.pack = lambda content: json.dumps(content, default=datetime.isoformat).encode()
    kernel.session.send(kernel.iopub_socket, KIND, CONTENT, parent=kernel.get_parent())
    return x / 2
"""
# What an answer may do to the results that cells show.
SHOW = "import sys\ndef {}(x):\n    sys.displayhook({})\n    return 0"
QUIET = "get_ipython().displayhook.quiet = lambda: True\ndef half(x):\n    return 0"
FORMAT = """
formatter = get_ipython().display_formatter.formatters["text/plain"]
for kind in (bool, int, float):
    formatter.for_type(kind, lambda value, printer, cycle: printer.text("3"))
def half(x):
    return 0
"""
# What a trailing semicolon hides, and what drops a test before its canary can see it.
SEMICOLON = """
def half(x):
    get_ipython().history_manager.input_hist_parsed[-1] = "marks;"
    return 0
"""
DROP = """
import ast
shell = get_ipython()
usual = shell.run_ast_nodes
def run(nodes, *values, **options):
    kept = [n for n in nodes if not (isinstance(n, ast.Assert) and "double" in ast.unparse(n))]
    return usual(kept, *values, **options)
shell.run_ast_nodes = run
def double(x):
    return 0
"""
TIMED_OUT = """
class CellTimeoutError(Exception):
    pass
def rewrite(lines):
    if any("_render_traceback_" in line for line in lines):
        return ["raise CellTimeoutError"]
    return [line.replace("assert", "0 and") for line in lines]
get_ipython().input_transformers_post.append(rewrite)
def double(x):
    return 0
"""
WIDGETS = """
import ipywidgets
ipywidgets.interact(lambda x: print(x), x=3)
shown = ipywidgets.Output()
with shown:
    print("shown")
shown.clear_output()
"""
UNLINKED = """
import os, time
kept = []
for number in range(8):
    kept.append(open(str(number), "wb"))
    os.remove(str(number))
    kept[-1].write(bytes(20 << 20))
    kept[-1].flush()
time.sleep(2)
"""
MEMORY_FILES = """
import os, time
for number in range(14):
    os.write(os.memfd_create(str(number)), bytes(45 << 20))
time.sleep(2)
"""
SHARED_MEMORY = """
import mmap, time
kept = mmap.mmap(-1, 500 << 20)
kept.write(bytes(len(kept)))
time.sleep(2)
"""
# Few enough that they fit into the memory.
COMMS = """
kernel = get_ipython().kernel
for number in range(12):
    state = {"_model_name": "", "_model_module": "", "x": "x" << 1}
    content = {"comm_id": str(number), "target_name": "", "data": {"state": state}}
    kernel.session.send(kernel.iopub_socket, "comm_open", content, parent=kernel.get_parent())
""".replace('"x" << 1', '"x" * (1 << 20)')
DEEP = "import os\nfor _ in range(1500):\n    os.mkdir('d'); os.chdir('d')"
# Keys of the kernel outlive the process that has added them.
KEYS = """
import ctypes, platform
call = ctypes.CDLL(None, use_errno=True).syscall
ADD_KEY, KEYCTL = (217, 219) if platform.machine() == "aarch64" else (248, 250)
SEARCH, USER_KEYRING = 10, ctypes.c_long(-4)
assert call(KEYCTL, SEARCH, USER_KEYRING, b"user", b"answer", 0) == -1
call(ADD_KEY, b"user", b"answer", b"42", ctypes.c_long(2), USER_KEYRING)
"""
# What would run in a browser that shows the submission.
SCRIPT = '<script>alert(1)</script><img src="x" onerror="alert(1)"><b style="color: red">bold</b>'
LINK = "<a href='javascript:alert(1)'>link</a> [link](javascript:alert(1))"
INJECT = f"""
from IPython.display import HTML, Javascript, Latex, Markdown, display
display(HTML({SCRIPT + LINK!r}), Javascript("alert(1)"), Latex({SCRIPT!r}), Markdown({SCRIPT!r}))
display({{"image/png": ""}}, raw=True, metadata={{"image/png": {{"width": "1 onerror=alert(1)"}}}})
"""


def _inject(cells):
    cells[1].source = f"{INJECT}\ndef double(x):\n    return 2 * x"
    cells[
        0
    ].source += f"\n\n{SCRIPT}\n\n{LINK}\n\n<details><summary>Hint</summary>\n\nYes.\n\n</details>"
    cells[5].source = SCRIPT + LINK + "\n\n![](/logout) [out](/logout)"


# What a submission tries, and the lines it prints where it succeeds.
SPY = """
import os, socket, glob, subprocess
def attempt(name, function):
    try:
        function()
    except BaseException as error:
        print(name, "refused", type(error).__name__)
    else:
        print(name, "SUCCEEDED")
attempt("net", lambda: socket.create_connection(("127.0.0.1", PORT), 2))
attempt("abstract", lambda: socket.socket(socket.AF_UNIX).connect("\\0tensteps-test-PID"))
attempt("solution", lambda: open("ROOT/solutions/tiny/tiny.ipynb").read())
attempt("gradebook", lambda: open("ROOT/gradebook/gradebook.db").read())
attempt("neighbour", lambda: open("ROOT/gradebook/submitted/good1/tiny/tiny.ipynb").read())
attempt("project", lambda: os.listdir("PROJECT/solutions"))
attempt("home", lambda: open(os.path.join("HOME", "secret")).read())
attempt("shadow", lambda: open("/etc/shadow").read())
for place in ("../..", "/tmp", "/dev", "/usr", "PROJECT/helpers", "ROOT"):
    attempt("write " + place, lambda: open(os.path.join(place, "stray"), "w"))
attempt("server's memory", lambda: open("/proc/1/mem", "rb"))
attempt("server's descriptors", lambda: os.readlink("/proc/1/fd/0"))
"""
# What a submission may do to those that come after it.
POISON = """
import os, resource, signal, pathlib
start = pathlib.Path.home() / ".ipython/profile_default/startup"
start.mkdir(parents=True, exist_ok=True)
(start / "evil.py").write_text("import os; os._exit(7)")
os.kill(1, signal.SIGKILL); os.kill(1, signal.SIGSTOP); os.kill(1, signal.SIGINT)
resource.prlimit(1, resource.RLIMIT_CPU, (1000, 1000))
import ctypes; ctypes.CDLL(None).shmget(42, 1 << 20, 0o1666)
os.mkdir("locked"); open("locked/file", "w"); os.chmod("locked", 0)
"""
# Pools of threads need shared memory, which has to be empty again for the next submission.
POOL = """
import multiprocessing.pool, os
multiprocessing.pool.ThreadPool(2).close()
assert os.listdir("/dev/shm") == []
os.mkdir("/dev/shm/locked"); open("/dev/shm/locked/file", "w"); os.chmod("/dev/shm/locked", 0)
"""
# With one process a core, more threads would stand in each other's way.
THREADS = f"""
import os
assert os.environ["OMP_NUM_THREADS"] == "{max(1, joblib.cpu_count() // 2)}"
assert os.environ["TF_NUM_INTRAOP_THREADS"] == os.environ["OMP_NUM_THREADS"]
"""
DAEMON = "import subprocess; subprocess.Popen(['sleep', '4321'], start_new_session=True)"
FORK_BOMB = "import os, time\nwhile True:\n    os.fork()"
LEAK = "raise ValueError(In[-1])"
# Ways to write a text that are not itself.
CODES = {
    "hexadecimal": "''.join(In).encode().hex()",
    "reversed": "''.join(In)[::-1]",
    "spaced": "' '.join(''.join(In))",
}
LEAKS = {
    **{f"prints_{name}": f"    print({code})\n    return 2 * x" for name, code in CODES.items()},
    **{f"raises_{name}": f"    raise ValueError({code})" for name, code in CODES.items()},
    "returns_itself": "    import sys\n    print(sys._getframe(1).f_globals['In'][-1][::-1])",
}
UPDATE = """
from IPython.display import display
shown = display("early", display_id="early")
def double(x):
    shown.update("".join(In)[::-1])
    return 2 * x
"""


def _print_late(code):
    seen = tiny.course.new_output("stream", name="stdout", text="as handed in")
    return changed(lambda cells: cells.append(tiny.new_code_cell(f"print({code})", outputs=[seen])))


def held(reason):
    """The outcome of what libseccomp refuses to one answer, and without it ends the notebook."""
    return (0, reason) if seccomp.LIBRARY is None else (3, "graded")


# Who hands in what, how many points that earns, and what the report says of it.
CASES = {
    "good1": (tiny.notebook(), 5, "graded"),
    "not_json": ("{", 0, "not JSON"),
    "empty": ("", 0, "empty"),
    "no_notebook": ("[1, 2]", 0, "not a notebook"),
    "binary": (b"\xff\xfe\x00", 0, "not JSON"),
    "newer": ('{"nbformat": 5, "nbformat_minor": 0, "metadata": {}, "cells": []}', 0, "format 5"),
    "deleted_test": (changed(lambda cells: cells.pop(2)), 5, "test_double: was missing"),
    "deleted_both": (
        changed(lambda cells: [cells.pop(1), cells.pop(1)]),
        3,
        "double, test_double: was missing",
    ),
    "duplicated": (
        changed(lambda cells: cells.insert(3, copy.deepcopy(cells[2]))),
        5,
        "test_double: of copies the last one counts",
    ),
    "reordered": (changed(_reorder), 3, "graded"),
    "retyped": (changed(_retype), 5, "test_double: was changed"),
    "edited": (changed(_edit), 3, "test_double: was changed"),
    "stripped": (
        changed(_strip),
        5,
        "double, test_double, half, test_half, why: had lost its marks",
    ),
    "stripped_of_ids": (changed(_strip_all), 5, "why: had lost its marks"),
    "other": (changed(_be_of_another_lesson), 0, "another notebook: it holds no exercise of tiny"),
    "essay": (changed(_write_elsewhere), 5, "why: may be answered in another cell"),
    "cells": (
        changed(lambda cells: cells.extend(tiny.new_markdown_cell() for _ in range(1001))),
        0,
        "more than 1,000 cells",
    ),
    "pasted": (
        changed(lambda c: c[5].update(source=f"![](data:image/png;base64,{'A' * (1 << 20)})")),
        5,
        "graded",
    ),
    "text": (with_double("#" * (1 << 20)), 0, "more than 1,048,576 characters"),
    "attached": (changed(_attach), 5, "graded"),
    "loop": (with_double("while True: pass"), 3, "took too long"),
    "stubborn": (
        with_double("import signal; signal.signal(2, signal.SIG_IGN)\nwhile True: pass"),
        0,
        "no longer answered",
    ),
    "hog": (with_double("x = [bytes(1 << 20) for _ in range(10_000)]"), 3, "out of memory"),
    "hogs": (
        with_double(
            "import os\nfor _ in range(4): os.fork()\nx = b'1' * (300 << 20)\nwhile 1: pass"
        ),
        0,
        "of memory",
    ),
    "bomb": (with_double(FORK_BOMB), 0, "more than"),
    "exit": (with_double("import os; os._exit(3)"), 0, "exit status 3"),
    "killed": (with_double("import os; os.kill(os.getpid(), 9)"), 0, "killed"),
    "crashed": (
        with_double("import ctypes; ctypes.string_at(0)"),
        0,
        "crashed (Segmentation fault)",
    ),
    "talker": (with_double("while True: print('x' * 100)"), 0, "printed more than"),
    "shouter": (with_double("print('x' * (16 << 20))"), 0, ""),
    "filler": (
        with_double("for i in range(10_000): open(str(i), 'wb').write(bytes(1 << 20))"),
        0,
        "wrote more than",
    ),
    "disarmed": (with_double(DISARM), 0, "disarmed"),
    "rewritten": (with_double(REWRITE), 0, "disarmed"),
    "hoarder": (
        with_double("for i in range(10_000): open(f'/dev/shm/{i}', 'wb').write(bytes(1 << 20))"),
        0,
        "wrote more than",
    ),
    **{f"pool{number}": (solved_after(POOL), 5, "graded") for number in range(3)},
    "threads": (solved_after(THREADS), 5, "graded"),
    "daemon": (solved_after(DAEMON), 5, "graded"),
    "poison": (solved_after(POISON), 5, "graded"),
    "leaker": (changed(lambda cells: cells.append(tiny.new_code_cell(LEAK))), 5, "graded"),
    "skipped": (changed(_skip), 3, "graded"),
    "generous": (with_half(MARKS.replace("MARK", "10**9")), 2, "of 3 points, which counts 0"),
    "negative": (with_half(MARKS.replace("MARK", "-1")), 2, "of 3 points, which counts 0"),
    "scribbled": (written(lambda cells: cells[0].update(outputs=[1, None])), 5, "graded"),
    "half_a_character": (written(lambda cells: cells[0].update(source="\ud800")), 5, "graded"),
    "no_source": (written(lambda cells: cells[5].update(source=None)), 0, "not a notebook"),
    "bom": (
        b"\xef\xbb\xbf" + course.nbformat.writes(tiny.without_hidden(tiny.notebook())).encode(),
        5,
        "graded",
    ),
    "backwards": (
        written(
            lambda cells: cells[5]["metadata"].update(
                execution={
                    "iopub.status.busy": "2020-01-01",
                    "iopub.status.idle": "2020-01-01T00:00:00+00:00",
                }
            )
        ),
        5,
        "graded",
    ),
    "sends_half_a_character": (
        with_half(
            SEND.replace("KIND", "'stream'").replace(
                "CONTENT", "{'name': 'stdout', 'text': '\\ud800'}"
            )
        ),
        5,
        "graded",
    ),
    "widgets": (solved_after(WIDGETS), 5, "graded"),
    "exits_at_the_end": (
        changed(lambda cells: cells.append(tiny.new_code_cell("exit()"))),
        5,
        "cell 7 ends the kernel",
    ),
    "exits_before": (with_half("exit()"), 2, "cell 4 ends the kernel"),
    "shows_before_an_error": (with_double(SHOW.format("double", 2)), 3, "graded"),
    "shows_before_marks": (with_half(SHOW.format("half", 3)), 2, "cell 5 gave 3, 3, 0 of 3 points"),
    "quiet": (with_half(QUIET), 0, "disarmed"),
    "semicolon": (with_half(SEMICOLON), 2, "test_half: what the test shows may be hidden"),
    "drops": (with_double(DROP), 3, "test_double: the test passes also without the answer"),
    "merged": (changed(_merge), 3, "test_double: held double"),
    "merged_over": (changed(_merge_over), 5, "test_double: was changed and is as released"),
    **{f"late_{name}": (_print_late(code), 5, "graded") for name, code in CODES.items()},
    **{
        name: (
            with_double(f"def double(x):\n{source}"),
            5 if "2 * x" in source else 3,
            "graded",
        )
        for name, source in LEAKS.items()
    },
    "updates": (with_double(UPDATE), 5, "graded"),
    "formatted": (with_half(FORMAT), 0, "disarmed"),
    "timed_out": (with_double(TIMED_OUT), 0, "disarmed"),
    "sends_nothing": (
        with_half(
            SEND.replace("KIND", "'execute_result'").replace(
                "CONTENT", "{'data': {'text/plain': []}, 'metadata': {}, 'execution_count': 1}"
            )
        ),
        2,
        "which counts 0",
    ),
    "sends_numbers": (
        with_half(
            SEND.replace("KIND", "'stream'").replace("CONTENT", "{'name': 'stdout', 'text': 5}")
        ),
        0,
        "the kernel sent what cannot be read",
    ),
    "injector": (changed(_inject), 5, "graded"),
    "comms": (with_double(COMMS), 0, "printed more than"),
    "unlinked": (with_double(UNLINKED), 0, "wrote more than"),
    "memory_files": (with_double(MEMORY_FILES), *held("wrote more than")),
    "shared_memory": (with_double(SHARED_MEMORY), *held("of memory")),
    **{f"deep{number}": (solved_after(DEEP), 5, "graded") for number in range(2)},
    **{f"keys{number}": (solved_after(KEYS), 5, "graded") for number in range(3)},
    "emptied": (changed(lambda cells: cells[-1].update(source=" \n")), 5, "graded"),
    "good2": (tiny.notebook(), 5, "graded"),
    "good3": (tiny.notebook(), 5, "graded"),
}


# What stands in `timestamp.txt`, as nbgrader's exchange writes it.
TIMES = {"yesterday": "yesterday", "for_ever": "9" * 20, "punctual": "2026-01-31 12:00:00 UTC"}
# Folders with names that could not be stored or shown as they are, and what they are stored as.
NAMES = {
    b"M\xfcller": r"M\xfcller",
    b"M\xf6ller": r"M\xf6ller",
    rb"M\xf6ller": r"M\x5cxf6ller",
    b"line\nbreak": r"line\x0abreak",
    b"<img src=x onerror=alert(1)>": r"\x3cimg src=x onerror=alert(1)\x3e",
    b"\xff" * 200: r"\xff" * 6 + r"\-d0f9b20e11b4dee0",
}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """A course in which all cases have been handed in and graded; also what the spy tries."""
    root = tmp_path_factory.mktemp("hostile")
    tiny.write(root)
    with open(root / "nbgrader_config.py", "a") as settings:
        settings.write(LIMITS)
    for student, (content, _, _) in CASES.items():
        tiny.submit(root, student, content)
    tiny.submit(root, "renamed", tiny.notebook(), name="tiny (1).ipynb")
    tiny.submit(root, "renamed", tiny.notebook(), name="._tiny.ipynb")
    tiny.submit(root, "twice", tiny.notebook(), name="Copy of tiny.ipynb")
    tiny.submit(root, "twice", tiny.notebook(), name="tiny - Kopie.ipynb")
    tiny.submit(root, "older", tiny.notebook())
    tiny.submit(root, "older", tiny.notebook(), name="tiny (1).ipynb")
    tiny.submit(root, "missing", "nothing", name="notes.txt")
    link = tiny.submit(root, "link", tiny.notebook()) / "book"
    link.symlink_to(root / "gradebook" / "gradebook.db")
    submitted = root / "gradebook" / "submitted"
    (submitted / "linked").mkdir()
    (submitted / "linked" / "tiny").symlink_to(root / "solutions" / "tiny")
    (submitted / "folder" / "tiny" / "tiny.ipynb").mkdir(parents=True)
    (submitted / "folder" / "tiny" / "tiny.ipynb" / "file").touch()
    os.mkfifo(tiny.submit(root, "pipe", tiny.notebook()) / "timestamp.txt")
    for student, text in TIMES.items():
        (tiny.submit(root, student, tiny.notebook()) / "timestamp.txt").write_text(text)
    for name in map(os.fsdecode, NAMES):
        (tiny.submit(root, name, tiny.notebook()) / f"{name[:9]}.csv").touch()
    (tiny.submit(root, "long_name", tiny.notebook()) / ("x" * 201)).touch()
    for number in range(1001):
        (tiny.submit(root, "files", tiny.notebook()) / str(number)).touch()
    nested = tiny.submit(root, "nested", tiny.notebook())
    for depth in range(1, 1500):
        os.mkdir(f"{nested}{'/d' * depth}")
    (root / "home").mkdir()
    (root / "home" / "secret").write_text("secret")
    with socket.create_server(("127.0.0.1", 0)) as server, socket.socket(socket.AF_UNIX) as unix:
        unix.bind(f"\0tensteps-test-{os.getpid()}")
        unix.listen()
        spy = SPY.replace("ROOT", str(root)).replace("PROJECT", str(course.PROJECT))
        spy = spy.replace("HOME", str(root / "home")).replace("PORT", str(server.getsockname()[1]))
        spy = spy.replace("PID", str(os.getpid()))
        tiny.submit(root, "spy", solved_after(spy))
        scratch = tempfile.mkdtemp()
        environment = os.environ | {"HOME": str(root / "home"), "TMPDIR": scratch}
        printed = grade_at_once(root, "--jobs", "2", env=environment)
    empty(nested)  # pytest could not
    time.sleep(0.5)
    left = [p.info for p in psutil.process_iter(["cmdline", "environ"]) if scratch in str(p.info)]
    shutil.rmtree(scratch)
    return root, printed, grades(root), left


def outcome(root, student):
    """The last line of the record about a learner."""
    lines = (root / "gradebook" / "grading.jsonl").read_text().splitlines()
    return [json.loads(line) for line in lines if json.loads(line)["student"] == student][-1]


@pytest.mark.parametrize("student", CASES)
def test_each_submission_gets_its_points_and_one_line(hostile, student):
    root, printed, found, _ = hostile
    _, points, reason = CASES[student]
    assert score(found, student) == points
    lines = [line for line in printed.splitlines() if line.startswith(f"  {student}:")]
    if reason == "graded":
        assert lines == []
        assert outcome(root, student)["reason"] is None
    else:
        assert len(lines) == 1
        assert reason in lines[0]


@pytest.mark.parametrize(
    ("student", "reason"),
    [
        ("twice", "renamed: there is no tiny.ipynb, but Copy of tiny.ipynb, tiny - Kopie.ipynb"),
        ("missing", "missing"),
        ("link", "book is not a plain file"),
        ("linked", "its folder is a link"),
        ("folder", "missing"),
        ("nested", "nested too deep"),
        ("long_name", "longer than 200 bytes"),
        ("files", "more than 1,000 files"),
        ("pipe", "timestamp.txt is not a plain file"),
    ],
)
def test_folders_without_a_notebook_to_grade(hostile, student, reason):
    root, _, found, _ = hostile
    assert score(found, student) == 0
    assert reason in outcome(root, student)["reason"]


@pytest.mark.parametrize(
    ("student", "remark"),
    [
        ("renamed", "tiny (1).ipynb was graded"),
        ("older", "renamed: tiny (1).ipynb was graded', 'not graded: tiny.ipynb"),
        ("yesterday", "timestamp.txt tells no time ('yesterday')"),
    ],
)
def test_what_an_instructor_should_know_is_a_remark(hostile, student, remark):
    root, _, found, _ = hostile
    assert score(found, student) == 5
    assert remark in str(outcome(root, student)["remarks"])


def test_what_may_be_a_written_answer_goes_to_a_person(hostile):
    _, _, found, _ = hostile
    assert found["tiny", "essay", "why"] == (None, 0, True)


@pytest.mark.parametrize(
    ("student", "test"),
    [("drops", "test_double"), ("merged", "test_double"), ("semicolon", "test_half")],
)
def test_a_test_that_proves_nothing_goes_to_a_person(hostile, student, test):
    _, _, found, _ = hostile
    assert found["tiny", student, test] == (None, 0, True)


def test_what_stood_in_an_overwritten_cell_is_kept(hostile):
    root, _, _, _ = hostile
    for student, source in (("merged", "2 * x  # ```"), ("merged_over", "3 * x")):
        path = root / "gradebook" / "autograded" / student / "tiny" / "tiny.ipynb"
        cells = course.nbformat.read(path, as_version=4).cells
        assert f"def double(x):\n    return {source}\nassert" in cells[2].source
        assert cells[3].source == tiny.notebook().cells[2].source


@pytest.mark.parametrize("student", [*TIMES, *NAMES.values()])
def test_odd_times_and_names_cost_nothing(hostile, student):
    root, _, found, _ = hostile
    assert score(found, student) == 5
    with Gradebook(f"sqlite:///{root}/gradebook/gradebook.db") as gradebook:
        time = gradebook.find_submission("tiny", student).timestamp
    assert str(time) == ("2026-01-31 12:00:00" if student == "punctual" else "None")


def test_nothing_is_left_running(hostile):
    assert hostile[3] == []


def test_sandbox_shows_nothing_and_keeps_everything(hostile):
    root, _, found, _ = hostile
    path = root / "gradebook" / "autograded" / "spy" / "tiny" / "tiny.ipynb"
    cell = course.nbformat.read(path, as_version=4).cells[1]
    lines = course.text(cell).splitlines()
    assert len(lines) == 16
    assert [line for line in lines if "refused" not in line] == []
    assert score(found, "spy") == 5
    assert not (root / "stray").exists()


def test_feedback_tells_the_reason_and_hides_hidden_tests(hostile):
    root, _, _, _ = hostile
    course.run_command("grading", "feedback", cwd=root)
    pages = {
        page.parts[-3]: page.read_text() for page in root.glob("gradebook/feedback/*/*/*.html")
    }
    others = {
        "renamed",
        "twice",
        "older",
        "long_name",
        "files",
        "missing",
        "link",
        "linked",
        "folder",
        "nested",
        "pipe",
        "spy",
    }
    assert set(pages) == {*CASES, *TIMES, *NAMES.values(), *others}
    for student, page in pages.items():
        assert "secretsecret" not in page, student
        assert "half(5)" not in page, student
        for text in ("secretsecret", "half(5)"):
            for form in (text[::-1], " ".join(text), text.encode().hex()):
                assert form not in page, student
    assert "double(2) should be 4" in pages["edited"]
    assert "Not graded: the kernel ended with exit status 3" in pages["exit"]
    assert "Not graded: a person will look at this" in pages["drops"]
    assert "Not graded: cell 4 ends the kernel" in pages["exits_before"]
    # One test that was not graded is not the notebook.
    graded = {student for student in CASES if outcome(root, student)["reason"] is None}
    assert graded > {"drops", "exits_before", "good1"}
    for student in CASES:
        reason = BeautifulSoup(pages[student], "html.parser").header.find(class_="reason")
        assert (reason is None) == (student in graded), student
    assert "return 2 * x  # ```" in BeautifulSoup(pages["merged"], "html.parser").text
    for name in CODES:
        assert "as handed in" in pages[f"late_{name}"]
    loop = BeautifulSoup(pages["loop"], "html.parser")
    assert "This cell took too long and was stopped." in loop.text
    assert "KeyboardInterrupt" not in loop.text
    shown = BeautifulSoup(pages["attached"], "html.parser").find_all("img", alt="pasted")
    sources = [image.get("src", "none")[:22] for image in shown]
    assert sources == ["data:image/png;base64,"] * 3 + ["none"]


def test_an_emptied_answer_waits_for_nobody(hostile):
    root, _, found, _ = hostile
    *_, waits = found["tiny", "emptied", "why"]
    assert not waits
    (page,) = root.glob("gradebook/feedback/emptied/*/*.html")
    assert "you wrote no answer: 0 of 1 point" in " ".join(page.read_text().split())


def test_pages_run_no_scripts_of_learners(hostile):
    root, _, _, _ = hostile
    course.run_command("grading", "feedback", "--student", "injector", "--force", cwd=root)
    (page,) = root.glob("gradebook/feedback/injector/*/*.html")
    with Gradebook(f"sqlite:///{root}/gradebook/gradebook.db") as gradebook:
        notebook = gradebook.find_submission_notebook("tiny", "tiny", "injector").id
    port = browsing.find_port()
    address = f"http://127.0.0.1:{port}/formgrader/submissions/{notebook}/"
    command = [sys.executable, "-m", "jupyter_server", "--no-browser", "--allow-root"]
    command += [f"--port={port}", "--IdentityProvider.token=", f"--ServerApp.root_dir={root}"]
    with subprocess.Popen(command, cwd=root, stderr=subprocess.DEVNULL) as server:
        try:
            for _ in range(300):
                with contextlib.suppress(requests.ConnectionError):
                    response = requests.get(address, timeout=60)
                    break
                time.sleep(0.1)
        finally:
            server.terminate()
    assert response.status_code == 200
    for html in (page.read_text(), response.text):
        soup = BeautifulSoup(html, "html.parser")
        assert "bold" in [tag.text for tag in soup.find_all("b")]
        assert "Hint" in [tag.text for tag in soup.find_all("summary")]
        assert not any("alert(1)" in tag.text for tag in soup.find_all("script"))
        for tag in soup.find_all(True):
            assert not any("alert(1)" in str(value) for value in tag.attrs.values()), tag
            assert not any("/logout" in str(value) for value in tag.attrs.values()), tag


def test_second_run_does_what_is_new_or_changed(hostile, grading):
    root, _, _, _ = hostile
    assert "Nothing is new." in grading(root, "autograde")[1]
    tiny.submit(root, "exit", tiny.notebook())
    tiny.submit(root, "late", tiny.notebook())
    for student, source in (("good1", DISARM), ("good2", "import os; os._exit(1)")):
        tiny.submit(root, student, with_double(source))  # the points of before do not stay
    tiny.submit(root, "good3", changed(_skip))
    assert "5 graded now." in grading(root, "autograde", "--jobs", "1")[1]
    found = grades(root)
    assert score(found, "exit") == score(found, "late") == 5
    assert score(found, "good1") == score(found, "good2") == 0
    assert score(found, "good3") == 3
    assert "double" in grading(root, "report", "--csv", "report.csv")[1]
    assert "tiny,late,double,2.0,2.0," in (root / "report.csv").read_text()
    # A submission that fails the second time does not keep its old points.
    tiny.submit(root, "late", "{")
    assert grading(root, "autograde", "--student", "late", "--jobs", "1")[0] == 0
    assert score(grades(root), "late") == 0


def test_interrupted_run_goes_on_where_it_stopped(hostile, grading):
    root, _, _, _ = hostile
    for number in range(12):
        tiny.submit(root, f"many{number}", solved_after("import time; time.sleep(1)"))
    command = [sys.executable, "-m", "grading", "autograde", "--jobs", "2"]
    pipe = subprocess.PIPE
    run = subprocess.Popen(
        command,
        cwd=root,
        stderr=pipe,
        stdout=pipe,
        text=True,
        # A shell's background jobs, which this may be part of, ignore it.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    record = root / "gradebook" / "grading.jsonl"
    before = record.read_text().count("\n")
    deadline = time.monotonic() + 300
    while record.read_text().count("\n") < before + 2 and time.monotonic() < deadline:
        time.sleep(0.05)
    run.send_signal(signal.SIGINT)
    _, errors = run.communicate(timeout=60)
    assert run.returncode == 130, errors
    done = record.read_text().count("\n") - before
    assert 2 <= done < 12
    found = grades(root)
    recorded = {key[1] for key in found if key[1].startswith("many")}
    assert len(recorded) == done
    assert all(score(found, student) == 5 for student in recorded)
    assert f"{12 - done} graded now." in grade_at_once(root)


def count_running(processes, word):
    """How many processes have a word in their command."""
    found = 0
    for process in processes:
        with contextlib.suppress(psutil.Error):
            found += word in " ".join(process.cmdline())
    return found


@pytest.mark.parametrize(
    ("jobs", "preload", "wanted"),
    [("2", "[]", "4321"), ("1", "[]", "4321"), ("1", '["keras"]', "grading.server")],
)
def test_nothing_outlives_a_killed_grader_and_the_next_run_goes_on(
    tmp_path, grading, jobs, preload, wanted
):
    students = ("ann", "bob")[: int(jobs)]
    tiny.write(tmp_path)
    with open(tmp_path / "nbgrader_config.py", "a") as settings:
        settings.write(f"c.Sandbox.preload = {preload}\n")
    for student in students:
        tiny.submit(
            tmp_path, student, solved_after("import subprocess\nsubprocess.run(['sleep', '4321'])")
        )
    command = [sys.executable, "-m", "grading", "autograde", "--jobs", jobs]
    grader = psutil.Popen(command, cwd=tmp_path, stderr=subprocess.DEVNULL, start_new_session=True)
    deadline = time.monotonic() + 60
    started = []
    while count_running(started, wanted) < int(jobs):
        assert time.monotonic() < deadline
        time.sleep(0.05)
        started = grader.children(recursive=True)
    grader.kill()
    _, left = psutil.wait_procs(started, timeout=5)
    for process in left:
        process.kill()
    assert left == []
    for student in students:
        tiny.submit(tmp_path, student, tiny.notebook())
    assert f"{jobs} graded now." in grade_at_once(tmp_path, "--jobs", jobs)


def mixed(root, count):
    """Hand in `count` notebooks: right, wrong, untouched, half done, with odd marks and warnings."""
    sources = [
        "def double(x):\n    return 2 * x",
        "def double(x):\n    return 4",
        tiny.STUB,
        "def double(x):\n    import sys\n    print('note', file=sys.stderr)\n    return 2 * x",
        "syntax error",
    ]
    for number in range(count):
        notebook = with_double(sources[number % len(sources)])
        if number % 3 == 0:
            notebook.cells[3].source = "def half(x):\n    return x // 2"
        if number % 4 == 0:
            notebook.cells[5].source = "I think so."
        folder = tiny.submit(root, f"student{number:02}", notebook)
        if number % 5 == 0:
            (folder / "timestamp.txt").write_text("2026-01-02 03:04:05 UTC")


@pytest.fixture(scope="module")
def stock(tmp_path_factory):
    """A course graded by nbgrader itself, and its grades."""
    root = tmp_path_factory.mktemp("stock")
    tiny.write(root)
    mixed(root, 10)
    fresh = root.with_name("fresh")
    shutil.copytree(root, fresh)
    course.grade_with_nbgrader("tiny", root)
    return fresh, grades(root)


def copied(stock, tmp_path):
    """A copy of the course as it was before it was graded."""
    root = tmp_path / "course"
    shutil.copytree(stock[0], root)
    return root


def test_grades_are_nbgraders(stock, tmp_path, grading):
    root = copied(stock, tmp_path)
    grade_at_once(root, "--jobs", "2")
    assert grades(root) == stock[1]


def test_grades_are_the_same_on_a_dask_cluster(stock, tmp_path, grading):
    from distributed import LocalCluster

    root = copied(stock, tmp_path)
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        grade_at_once(root, "--cluster", cluster.scheduler_address)
    assert grades(root) == stock[1]


def test_grades_are_the_same_in_postgresql(stock, tmp_path, postgresql, grading):
    root = copied(stock, tmp_path)
    with open(root / "nbgrader_config.py", "a") as settings:
        settings.write(f"\nc.CourseDirectory.db_url = {postgresql!r}\n")
    course.run_command("nbgrader", "generate_assignment", "tiny", "--force", cwd=root)
    grade_at_once(root, "--jobs", "2")
    assert grades(root, postgresql) == stock[1]


@pytest.fixture
def postgresql():
    """The address of a new database of a PostgreSQL server, which refuses to run as root."""
    if not BINARIES:
        pytest.skip("PostgreSQL is not installed")
    folder = Path(tempfile.mkdtemp())  # pytest's own folders are closed to other users
    user = {}
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
        user = {"user": "postgres", "group": "postgres", "extra_groups": []}

    def run(program, *arguments):
        command = [BINARIES[-1] / program, *arguments]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=folder, **user)

    run("initdb", "-D", folder / "data", "-U", "grader", "-A", "trust")
    run("pg_ctl", "-D", folder / "data", "-l", folder / "log", "-w", "start", "-o",
        f"-c listen_addresses='' -k {folder}")  # fmt: skip
    try:
        yield f"postgresql+psycopg://grader@/postgres?host={folder}"
    finally:
        run("pg_ctl", "-D", folder / "data", "-m", "immediate", "stop")
        shutil.rmtree(folder)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nonsense"], "The gradebook has no lesson nonsense. It has: tiny."),
        (["--student", "nobody"], "Nothing has been handed in by nobody."),
        (["--cluster", "tcp://127.0.0.1:1"], "There is no Dask scheduler"),
        (["--jobs", "0"], "'0' is no number of 1 or more"),
    ],
)
def test_bad_requests_get_a_clear_answer(stock, grading, arguments, message):
    status, printed = grading(stock[0], "autograde", *arguments)
    assert status in (1, 2)
    assert message in printed
    assert "Traceback" not in printed


def test_a_table_that_cannot_be_written(stock, grading):
    status, printed = grading(stock[0], "report", "--csv", "nowhere/grades.csv")
    assert status == 1
    assert "nowhere/grades.csv cannot be written" in printed


def test_a_gradebook_in_use_stops_the_run(stock, tmp_path, grading):
    root = copied(stock, tmp_path)
    with sqlite3.connect(root / "gradebook" / "gradebook.db") as other:
        other.execute("BEGIN EXCLUSIVE")
        status, printed = grading(root, "autograde", "--student", "student00")
    assert status == 1
    assert "database is locked" in printed
    assert "Traceback" not in printed


def test_a_sandbox_that_does_not_start_costs_nobody_points(stock, tmp_path, grading, monkeypatch):
    root = copied(stock, tmp_path)
    broken = tmp_path / "bin" / "bwrap"
    broken.parent.mkdir()
    broken.write_text('#!/bin/sh\nfor last; do :; done\ntest "$last" = true\n')
    broken.chmod(0o755)
    request = ["autograde", "--student", "student00", "--jobs", "1"]
    with monkeypatch.context() as patch:
        patch.setenv("PATH", f"{broken.parent}:{os.environ['PATH']}")
        status, printed = grading(root, *request)
    assert status == 1
    assert "The sandbox does not start here" in printed
    assert "1 graded now." in grading(root, *request)[1]


def test_without_bubblewrap_it_refuses_unless_told(stock, tmp_path, grading, monkeypatch):
    root = copied(stock, tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    request = ["autograde", "--student", "student00", "--jobs", "1"]
    status, refused = grading(root, *request)
    assert status == 1
    assert "bubblewrap is not installed" in refused
    assert "it can read solutions, the gradebook and your files" in refused
    assert "1 graded now." in grading(root, *request, "--no-sandbox")[1]
    mine = {key: value for key, value in stock[1].items() if key[1] == "student00"}
    assert {k: v for k, v in grades(root).items() if k[1] == "student00"} == mine


WRONG = "def double(x):\n    return x"
RIGHT = "def double(x):\n    return 2 * x"
METHODS = "checks.Check.__call__ = lambda *_, **__: None\nchecks.Check.total = print\n"
NUMPY = "np.allclose = np.array_equal = np.isclose = lambda *_, **__: np.True_\n"
HELPERS = "byhand.mse = lambda *_: 2\nchecks.require = lambda *_: None\n"
REBOUND = {  # what is handed in, its points, and what is said to have been changed
    "honest": (RIGHT, 5, None),
    "wrong": (WRONG, 3, None),
    "names": (f"np = checks = None\n{RIGHT}", 5, "checks, np: changed"),
    "shadows": (
        f"class checks:\n    require = Check = staticmethod(lambda *_, **__: print)\n{WRONG}",
        3,
        "checks: changed",
    ),
    "checks": (
        f"checks.difference = checks.values.difference = lambda *_, **__: None\n{WRONG}",
        3,
        "helpers.checks.difference",
    ),
    "methods": (f"{WRONG}\n{METHODS}", 3, "Check.total"),
    "numpy": (f"{WRONG}\n{NUMPY}", 3, "numpy.allclose"),
    "everything": (f"{WRONG}\n{METHODS}{NUMPY}{HELPERS}", 3, "helpers.byhand.mse"),
}


def test_tests_use_what_the_course_has_made(tmp_path, grading):
    notebook = tiny.notebook()
    imports = "import numpy as np\nfrom helpers import byhand, checks"
    notebook.cells.insert(1, tiny.new_code_cell(imports))
    notebook.cells[3].source = (
        'check = checks.Check(double, "Twice.", points=2)\ncheck(3, gives=6)\n'
        'checks.require("double(2)", double(2), 4, "")\nassert np.allclose(double(2), 4)\n'
        "assert double(2) == byhand.mse([1], [3])\ncheck.total()"
    )
    tiny.write(tmp_path, solution=notebook)
    with open(tmp_path / "nbgrader_config.py", "a") as settings:
        settings.write("\nc.Sandbox.preload = ['helpers.byhand', 'helpers.checks']\n")
    for student, (source, _, _) in REBOUND.items():
        notebook.cells[2].source = source
        tiny.submit(tmp_path, student, notebook)
    status, printed = grading(tmp_path, "autograde", "--jobs", "1")
    assert status == 0, printed
    found = grades(tmp_path)
    for student, (_, points, changes) in REBOUND.items():
        assert score(found, student) == points, student
        assert not found["tiny", student, "test_double"][2], student
        remarks = str(outcome(tmp_path, student)["remarks"])
        assert "changed in the notebook" in remarks if changes else remarks == "[]", student
        assert (changes or "") in remarks, student


def test_what_a_result_depends_on_is_graded_anew(stock, tmp_path, grading, monkeypatch):
    root = copied(stock, tmp_path)
    request = ["autograde", "--student", "student00", "--jobs", "1"]
    assert "1 graded now." in grading(root, *request)[1]
    assert "Nothing is new." in grading(root, *request)[1]
    assert "1 graded now." in grading(root, *request, "--force")[1]
    with Gradebook(f"sqlite:///{root}/gradebook/gradebook.db") as gradebook:
        gradebook.update_or_create_assignment("tiny", duedate="2026-01-01 00:00:00 UTC")
    assert "1 graded now." in grading(root, *request)[1]
    with open(root / "nbgrader_config.py", "a") as settings:
        settings.write("\nc.AssignLatePenalties.penalty_method = 'zero'\n")
    assert "1 graded now." in grading(root, *request)[1]
    monkeypatch.chdir(root)
    loaded = load_course()
    assert schedule.find_pending(loaded, [], ["student00"]) == []
    monkeypatch.setattr(schedule, "hash_code", lambda: "changed")
    assert len(schedule.find_pending(loaded, [], ["student00"])) == 1


def test_a_full_disk_stops_grading_and_costs_nobody_points(stock, tmp_path, grading):
    root = copied(stock, tmp_path)
    request = ["autograde", "--student", "student00", "--jobs", "1", "--no-sandbox"]
    full = (
        "import errno, sys; from grading import gradebook; from grading.__main__ import main\n"
        "def write(*_): raise OSError(errno.ENOSPC, 'No space left on device')\n"
        "gradebook.Course._write_files = write; sys.exit(main(sys.argv[1:]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", full, *request], cwd=root, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "No space left on device" in done.stderr
    assert "1 graded now." in grading(root, *request)[1]


MISTAKES = {
    "before": "worker.keep_texts = None",
    "while": "execute.find_read = None",
    "while, and it cannot be read": "execute.find_read = worker.clean_outputs = None",
    "after": "worker.settle_tests = None",
}


def test_our_own_mistakes_cost_nobody_points(tmp_path):
    """Whatever they keep from being graded waits for a person."""
    tiny.write(tmp_path)
    tiny.submit(tmp_path, "ann", tiny.notebook())
    request = ["autograde", "--jobs", "1", "--no-sandbox", "--force"]
    for when, mistake in MISTAKES.items():
        code = f"import sys; from grading import __main__, execute, worker; {mistake}; " + (
            "sys.exit(__main__.main(sys.argv[1:]))"
        )
        subprocess.run([sys.executable, "-c", code, *request], cwd=tmp_path, check=True)
        assert "the grader failed (TypeError: " in outcome(tmp_path, "ann")["reason"], when
        found = grades(tmp_path).items()
        waits = {key[2] for key, grade in found if len(key) == 3 and grade[2]}
        assert waits == {"test_double", "test_half", "why"}, when
        if when == "before":
            course.run_command("grading", "feedback", cwd=tmp_path)
            (page,) = tmp_path.glob("gradebook/feedback/ann/tiny/*.html")
            assert "a person will look at it" in page.read_text()
            assert "hand it in again" not in page.read_text()


def test_a_busy_machine_costs_nobody_points(tmp_path):
    """What failed after a cell that took too long waits for a person; what passed counts."""
    tiny.write(tmp_path)
    with open(tmp_path / "nbgrader_config.py", "a") as settings:
        settings.write("\nc.ExecutePreprocessor.timeout = 2\n")
    slow = "import time\ntime.sleep(9)\ndef double(x):\n    return 2 * x"
    tiny.submit(tmp_path, "ann", with_double(slow))
    code = "import os, sys; from grading import __main__; os.getloadavg = lambda: (99.0, 0, 0); "
    code += "sys.exit(__main__.main(sys.argv[1:]))"
    request = ["autograde", "--jobs", "1", "--no-sandbox"]
    subprocess.run([sys.executable, "-c", code, *request], cwd=tmp_path, check=True)
    found = grades(tmp_path)
    waits = {key[2] for key, grade in found.items() if len(key) == 3 and grade[2]}
    assert waits == {"test_double", "why"}
    assert score(found, "ann") == 3
    remarks = str(outcome(tmp_path, "ann")["remarks"])
    assert "a cell took too long while the machine was busy (load 99.0" in remarks


def test_feedback_is_made_anew_when_what_it_tells_has_changed(stock, tmp_path, grading):
    root = copied(stock, tmp_path)
    assert "Nothing is new." in grading(root, "feedback")[1]  # nothing has been graded
    request = ["autograde", "--student", "student00", "student04", "--jobs", "1"]
    assert grading(root, *request)[0] == 0
    assert "2 pages made." in grading(root, "feedback")[1]
    assert "Nothing is new." in grading(root, "feedback")[1]
    (page,) = root.glob("gradebook/feedback/student04/tiny/*.html")
    before = page.read_text()
    tiny.submit(root, "student04", tiny.notebook())
    assert grading(root, *request)[0] == 0
    assert "1 pages made." in grading(root, "feedback", "tiny")[1]
    assert page.read_text() != before
    with Gradebook(f"sqlite:///{root}/gradebook/gradebook.db") as gradebook:
        grade = gradebook.find_grade("why", "tiny", "tiny", "student04")
        grade.manual_score, grade.needs_manual_grade = 0.75, False
        gradebook.db.commit()
    assert "1 pages made." in grading(root, "feedback")[1]
    assert "0.75" in page.read_text()
    page.unlink()
    assert "1 pages made." in grading(root, "feedback")[1]
    assert "2 pages made." in grading(root, "feedback", "--force")[1]


SEEN = {"output_type": "stream", "name": "stdout", "text": "seen by the learner"}
LOOKERS = {
    "looks": ("def double(x):\n    return 2 * x", [SEEN], "seen by the learner"),
    "reads": ("def double(x):\n    return 2 * x if number else 0", [SEEN], "ran 1\n"),
    "forges": ("def double(x):\n    return 2 * x", [SEEN | {"text": "x" * (2 << 20)}], ""),
    "breaks": ("def double(x):\n    return 2 * x", [{"output_type": "nonsense"}], ""),
}


def test_cells_that_only_show_something_keep_what_the_learner_saw(tmp_path, grading):
    notebook = tiny.notebook()
    look = tiny.new_code_cell("number = 1\nprint('ran', number)", id="look")
    notebook.cells[1:1] = [tiny.new_code_cell("import math", id="setup"), look]
    tiny.write(tmp_path, solution=notebook)
    for student, (source, outputs, _) in LOOKERS.items():
        notebook.cells[3].source, look.outputs = source, outputs
        tiny.submit(tmp_path, student, json.dumps(notebook))
    status, printed = grading(tmp_path, "autograde", "--jobs", "1")
    assert status == 0, printed
    found = grades(tmp_path)
    for student, (_, _, text) in LOOKERS.items():
        path = tmp_path / f"gradebook/autograded/{student}/tiny/tiny.ipynb"
        cells = course.nbformat.read(path, as_version=4).cells
        assert course.text(cells[2]) == text, student
        assert "tags" not in cells[2].metadata
        assert score(found, student) == 5, student


def test_two_runs_do_not_write_at_once(stock, monkeypatch):
    monkeypatch.chdir(stock[0])
    one, two = load_course(), load_course()
    with one.lock(), pytest.raises(GradingError, match="at work"), two.lock():
        pass
