"""Reads the course's notebooks, and runs some of their cells in a process of their own."""

import copy
import functools
import gc
import multiprocessing
import os
import pickle
import re
import runpy
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from grading import internals
from grading.kernels import LESSONS as LESSON_IMPORTS
from helpers import doctor

import nbformat
import psutil
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from nbformat.v4 import new_output
from traitlets.config import Config

PROJECT = Path(__file__).resolve().parents[1]
# Lets the process that others are forked from find this module.
os.environ["PYTHONPATH"] = os.pathsep.join(
    filter(None, [str(PROJECT / "tests"), os.environ.get("PYTHONPATH")])
)
LESSONS = list(doctor.LESSONS)
# What the course's commands import, some of it only once they are at work.
COMMAND_IMPORTS = [
    "nbgrader.apps",
    "grading.feedback",
    "grading.report",
    "grading.schedule",
    "grading.worker",
]
CAPSTONE = LESSONS[-1]  # a project after the ten lessons, with a form of its own


@functools.cache
def _read(folder, lesson):
    return nbformat.read(PROJECT / folder / lesson / f"{lesson}.ipynb", as_version=4)


def read(folder, lesson):
    """Read a lesson's notebook from `folder`: "solutions" or "lessons"; returns a copy to change."""
    return copy.deepcopy(_read(folder, lesson))


def grade_id(cell):
    """The name that nbgrader knows a cell by; None for a cell that it does not know."""
    return cell.metadata.get("nbgrader", {}).get("grade_id")


def is_test(cell):
    """Whether a cell is an autograded test."""
    settings = cell.metadata.get("nbgrader", {})
    return bool(settings.get("grade") and not settings.get("solution"))


def is_answer(cell):
    """Whether a cell is where learners write."""
    return bool(cell.metadata.get("nbgrader", {}).get("solution"))


def challenges(lesson):
    """Names of a lesson's autograded challenges, each with its test cells.

    A test cell `test_NAME`, or `test_NAME_more`, belongs to the answer cell `NAME`.
    """
    notebook = read("solutions", lesson)
    answers = [grade_id(cell) for cell in notebook.cells if is_answer(cell)]
    found = {}
    for cell in filter(is_test, notebook.cells):
        name = grade_id(cell).removeprefix("test_")
        owner = max((a for a in answers if f"{name}_".startswith(f"{a}_")), key=len)
        found.setdefault(owner, []).append(cell)
    return found


def bank(lesson):
    """Read the answers in `tests/answers` that a lesson's graders are tried on.

    Yields
    ------
    kind : str
        "right" or "wrong".
    challenge, title, source : str
        Which challenge it answers, in what way, and the code.
    points : float or None
        What a wrong answer earns; None for a right one.
    message : str
        What the output of a wrong answer has to contain.
    """
    text = (PROJECT / "tests" / "answers" / f"{lesson}.py").read_text()
    parts = re.split(r"(?m)^# %% (.*)\n", text)[1:]
    for head, source in zip(parts[::2], parts[1::2], strict=True):
        match = re.fullmatch(r"(right|wrong) (\w+)(?: ([\d.]+))?: (.*?)(?: -> (.*))?", head)
        assert match, f"tests/answers/{lesson}.py: cannot read the line '# %% {head}'"
        kind, challenge, points, title, message = match.groups()
        assert (kind == "wrong") == bool(message), f"only wrong answers need a message: {head}"
        points = None if kind == "right" else float(points or 0)
        yield kind, challenge, title, source, points, message


def with_answers(lesson, answered):
    """The solution's notebook with stubs for all challenges but `answered`."""
    notebook = read("solutions", lesson)
    released = {grade_id(cell): cell for cell in read("lessons", lesson).cells}
    for cell in filter(is_answer, notebook.cells):
        if grade_id(cell) not in answered:
            cell.source = released[grade_id(cell)].source
    return notebook


def setup_cells(lesson):
    """The cells that a lesson's exercises need before them."""
    cells = [c for c in read("solutions", lesson).cells if c.cell_type == "code"]
    return [c for c in cells if c["id"] == "setup" or "setup" in c.metadata.get("tags", [])]


def without_demonstrations(lesson, notebook):
    """The notebook without the code that only shows something, which is what takes time."""
    needed = {cell["id"] for cell in setup_cells(lesson)}
    notebook.cells = [
        cell
        for cell in notebook.cells
        if cell.cell_type != "code" or grade_id(cell) or cell["id"] in needed
    ]
    return notebook


def run_answer(lesson, challenge, source, timeout=180):
    """Run an answer to one challenge after the lesson's set-up; returns the challenge's tests."""
    notebook = read("solutions", lesson)
    answer = next(cell for cell in notebook.cells if grade_id(cell) == challenge)
    answer.source = source
    return run([answer, *challenges(lesson)[challenge]], setup_cells(lesson), timeout)[1:]


def _execute(cells):
    """Run cells as nbgrader would, and put their outputs into them."""
    os.environ["NBGRADER_EXECUTION"] = "autograde"
    # The history would be written by a thread, and a process with threads is not to be forked.
    shell = InteractiveShell.instance(config=Config({"HistoryManager": {"enabled": False}}))
    # A traceback takes a second, and quotes the code, in which each message would be found.
    shell.set_custom_exc((BaseException,), lambda *_, **__: None)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["TENSTEPS_OUTPUTS"] = folder
        for cell in cells:
            if cell.cell_type != "code":
                continue
            cell.outputs = []
            with capture_output() as captured:
                ran = shell.run_cell(cell.source, silent=not is_test(cell))
            error = ran.error_before_exec or ran.error_in_exec
            if captured.stdout:
                cell.outputs.append(new_output("stream", name="stdout", text=captured.stdout))
            if error is not None:
                name = type(error).__name__
                cell.outputs.append(new_output("error", ename=name, evalue=str(error)))
            elif ran.result is not None:
                data = {"text/plain": repr(ran.result)}
                cell.outputs.append(new_output("execute_result", data=data, execution_count=1))
    return cells


def _serve(setup, pipe):
    """Run the set-up, say whether that leaves a process that can be forked, and run what is asked.

    Each list of cells runs in a fork, which starts from the set-up and ends with its last cell.
    """
    os.setsid()  # so that forks can be killed with it
    internals.build_before_tracing()  # as where submissions are graded; a short fit takes half the time
    _execute([])  # makes the shell
    threads = psutil.Process().num_threads()
    _execute(setup)
    gc.collect()
    gc.freeze()  # keeps the collector from touching, and so copying, the pages that are shared
    # Keras has computed something where there are more; its threads would be missing in a fork.
    pipe.send(psutil.Process().num_threads() == threads)
    while True:
        try:
            cells = pipe.recv()
        except EOFError:
            os._exit(0)
        receiver, sender = multiprocessing.Pipe(duplex=False)
        pid = os.fork()
        if pid == 0:
            try:
                sender.send(_execute(cells))
            finally:
                os._exit(0)  # without TensorFlow's tear-down, which takes longer than most tests
        sender.close()
        try:
            result = receiver.recv_bytes()
        except EOFError:
            result = pickle.dumps(None)
        receiver.close()
        os.waitpid(pid, 0)
        pipe.send_bytes(result)


def _context():
    """Where processes come from that have imported all already."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["course", *LESSON_IMPORTS, *COMMAND_IMPORTS])
    return context


def _start(setup):
    """Start a process that has run a set-up; returns it, its pipe and what it has not yet run."""
    context = _context()
    pipe, other = context.Pipe()
    process = context.Process(target=_serve, args=(setup, other), daemon=True)
    process.start()
    other.close()
    if pipe.recv():
        return process, pipe, []
    process.kill()
    return *_start([])[:2], setup


_warm = {}  # processes that have run a set-up, by its source


def run(cells, setup=(), timeout=180):
    """Run cells in a new process in which Keras is loaded and a set-up has run already.

    Text on stderr is dropped, as nbgrader_config.py has it.

    Returns
    -------
    list
        Copies of `cells` (not of the set-up), with their outputs.
    """
    key = "\n".join(cell.source for cell in setup)
    if key not in _warm:
        _warm[key] = _start(list(setup))
    process, pipe, before = _warm[key]
    pipe.send([*before, *cells])
    if not pipe.poll(timeout):
        os.killpg(process.pid, signal.SIGKILL)
        del _warm[key]
        raise TimeoutError(f"the cells took longer than {timeout} s")
    result = pipe.recv()
    if result is None:
        raise RuntimeError("the cells ended their process")
    return result[len(before) :]


def _become(module, arguments, cwd, env, outputs):
    """Be the program `python -m MODULE`."""
    os.setsid()
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(env)
    for descriptor, output in enumerate(outputs, start=1):
        os.dup2(os.open(output, os.O_WRONLY | os.O_CREAT), descriptor)
    sys.path.insert(0, str(cwd))
    sys.argv = [module, *arguments]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


def run_module(module, *arguments, cwd, env=None):
    """Run `python -m MODULE` in a process that has imported all already, which saves two seconds.

    Not for what starts processes of its own with joblib: these tidy up at a program's end only.

    Returns
    -------
    subprocess.CompletedProcess
        With exit status and texts, whatever the status is.
    """
    arguments = [str(argument) for argument in arguments]
    with tempfile.TemporaryDirectory() as folder:
        outputs = [Path(folder, "stdout"), Path(folder, "stderr")]
        environment = dict(os.environ if env is None else env)
        process = _context().Process(
            target=_become, args=(module, arguments, cwd, environment, outputs)
        )
        process.start()
        process.join()
        texts = [output.read_text() for output in outputs]
    return subprocess.CompletedProcess([module, *arguments], process.exitcode, *texts)


def run_command(module, *arguments, cwd, env=None):
    """Run `python -m MODULE`, which has to succeed; returns what it printed."""
    done = run_module(module, *arguments, cwd=cwd, env=env)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def grade_with_nbgrader(lesson, cwd):
    """Run `nbgrader autograde` until it succeeds, as long as it fails for a port that is taken.

    Jupyter chooses a kernel's ports before the kernel takes them; where several start at a time,
    another process may be quicker. What is graded already nbgrader leaves as it is.
    """
    for _ in range(3):
        done = run_module("nbgrader", "autograde", lesson, cwd=cwd)
        if "Address already in use" not in done.stderr:
            break
    assert done.returncode == 0, done.stdout + done.stderr


def tensteps(root, *arguments):
    """Run the course's command in a folder; returns what it printed."""
    return run_command("helpers", *arguments, cwd=root)


def text(cell):
    """Everything a cell printed, and its error."""
    pieces = []
    for output in cell.outputs:
        if output.output_type == "error":
            pieces.append(f"{output.ename}: {output.evalue}")
        elif output.output_type == "stream":
            pieces.append(output.text)
    return "\n".join(pieces)
