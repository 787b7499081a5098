"""Runs one submission and returns a result, whatever the submission does.

Does what nbgrader's autograder does up to the grades: the same preprocessors, in the same order,
from the same settings, but with the kernel in a sandbox. It needs no gradebook: what the course
asks for comes with each job as a small database.
"""

import atexit
import errno
import functools
import re
import signal
import tempfile
import threading
import traceback
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from nbgrader import utils
from nbgrader.converters import Autograde
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets.config import Config

from . import GradingError
from .demonstrations import find_answers, find_demonstrations, find_made
from .execute import Disarmed, SandboxedExecute, cell_seconds, settle_tests
from .internals import split_steps
from .kernels import ServerDied, WarmProcess
from .limits import TIMEOUT
from .preprocessors import (
    RestoreCells,
    ask_for_marks,
    fail_test,
    grade_id,
    is_of_lesson,
    is_test,
    leave_pending,
)
from .relay import Refused
from .sandbox import Sandbox, require_sandbox
from .submission import Submission, Unreadable, clean_cell, clean_outputs, read_notebook

SKIPPED = "demonstration"  # the tag of cells that do not run
FULL = (errno.EDQUOT, errno.EMFILE, errno.ENOMEM, errno.ENOSPC)  # nobody's notebook is to blame


@dataclass(frozen=True)
class Job:
    """What a worker needs to grade one submission.

    Attributes
    ----------
    submission : Submission
        What was handed in.
    definition : bytes
        What the course asks for; see `grading.gradebook.export_definition`.
    released : bytes
        The notebook as learners got it; empty if it is not there.
    config : Config
        nbgrader's settings.
    isolated : bool
        Whether learners' code runs in the sandbox.
    scratch : str or None
        Where to write; None for where the system has temporary folders.
    """

    submission: Submission
    definition: bytes
    released: bytes
    config: Config
    isolated: bool = True
    scratch: str | None = None


@dataclass(frozen=True)
class Result:
    """What a worker found.

    Attributes
    ----------
    student, lesson : str
        Whose submission it was.
    notebook : str
        The notebook after it was run, as JSON.
    reason : str or None
        Why it was not graded to the end.
    remarks : list of str
        What else an instructor should know.
    seconds : dict of str to float
        Of each cell that nbgrader knows.
    unread : bool
        Whether nothing of what was handed in could be read.
    """

    student: str
    lesson: str
    notebook: str
    reason: str | None
    remarks: list[str]
    seconds: dict[str, float]
    unread: bool = False


def grade(job: Job) -> Result:
    """Run one submission.

    Raises
    ------
    GradingError
        If the sandbox does not start, or the disk is full.
    """
    try:
        return run(job)
    except GradingError:
        raise
    except Unreadable as error:
        return refuse(job, str(error))
    except Exception as error:  # any notebook may come
        if is_ours(error):
            raise GradingError(f"The sandbox does not start here: {error}") from error
        if begins_here(error):
            return refuse(job, tell_failure(error), pending=True)
        return refuse(job, explain(error, None))


def is_ours(error: Exception) -> bool:
    """Whether an error is this machine's, and no notebook's."""
    return isinstance(error, ServerDied) or getattr(error, "errno", None) in FULL


def begins_here(error: Exception) -> bool:
    """Whether a line of this package failed at what a notebook did, without saying so.

    That is a mistake of ours, or a message of a kernel that nobody has thought of.
    """
    if isinstance(error, (Disarmed, Refused)):
        return False
    *_, (frame, _) = traceback.walk_tb(error.__traceback__)
    return Path(frame.f_code.co_filename).parent == Path(__file__).parent


def tell_failure(error: Exception) -> str:
    """Say that it is our mistake, and costs nobody points."""
    return f"the grader failed ({type(error).__name__}: {error}); a person will look at it"


def refuse(job: Job, reason: str, pending: bool = False) -> Result:
    """A result for a submission that cannot be graded: 0 points, or all wait for a person."""
    return run(job, reason.encode(errors="replace").decode(), pending)


def run(job: Job, reason: str | None = None, pending: bool = False) -> Result:
    """Run one submission, or none of its cells if there is a reason not to.

    Raises
    ------
    Exception
        Whatever a submission may lead to.
    """
    submission = job.submission
    autograde = Autograde(config=job.config)
    released = nbformat.reads(job.released, as_version=4).cells if job.released else []
    remarks: list[str] = []
    seconds: dict[str, float] = {}
    unread, file = reason is not None, None
    resources = {
        "nbgrader": {
            "db_url": f"sqlite:///{write_definition(job.definition, job.scratch)}",
            "assignment": submission.lesson,
            "notebook": submission.notebook,
            "student": submission.student,
            "released": released,
            "remarks": remarks,
        },
    }

    def apply(steps: Iterable[type[NbGraderPreprocessor]], nb: NotebookNode) -> NotebookNode:
        for step in steps:
            nb, _ = step(parent=autograde)(nb, resources)  # unless it is switched off
        return nb

    sanitize = list(autograde.sanitize_preprocessors)
    if RestoreCells not in sanitize:
        sanitize.insert(0, RestoreCells)
    if reason:
        note = nbformat.v4.new_markdown_cell(f"This notebook could not be graded: {reason}.")
        nb = apply(sanitize, nbformat.v4.new_notebook(cells=[note]))
        remarks.clear()  # that all cells were missing is no news
        for cell in filter(utils.is_grade, nb.cells) if pending else ():
            cell.metadata["pending"] = reason
    else:
        nb, about_files = read_notebook(submission)
        if released and not is_of_lesson(nb, released):
            raise Unreadable(f"another notebook: it holds no exercise of {submission.lesson}")
        remarks += about_files
        file = nb.metadata["file"]
        nb = apply(sanitize, nb)
        remarks += ask_for_marks(nb, released)
        remarks += keep_texts(nb, released)
        shown = skip_demonstrations(nb, released)
        nb, reason, about_kernel = run_cells(nb, job, autograde, resources)
        seconds = cell_seconds(nb)
        remarks += about_kernel + describe_troubles(nb) + settle_tests(nb)
        for cell in nb.cells:
            if "pending" in cell.metadata:
                leave_pending(cell, cell.metadata["pending"])
        for number, outputs in shown.items():
            nb.cells[number].outputs = outputs
            nb.cells[number].metadata.pop("tags", None)
    if reason:
        for cell in filter(is_test, nb.cells):
            fail_test(cell, reason)
    after, _ = split_steps(autograde)
    nb = apply(after, nb)
    if reason:
        nb.metadata["reason"] = reason  # for the page, also where single tests tell another one
        nb.metadata["unread"] = unread
    if file:
        nb.metadata["file"] = file  # for the page: whoever hands in two reads which one counted
    content = nbformat.writes(nb)
    return Result(submission.student, submission.lesson, content, reason, remarks, seconds, unread)


def keep_texts(nb: NotebookNode, released: Sequence[NotebookNode]) -> list[str]:
    """Show what stood in cells of the course that were changed; returns remarks.

    Where a test held the answer and its own cell is still the stub, the test is ``pending``.
    """
    remarks = []
    sources = {grade_id(cell): cell.source.strip() for cell in nb.cells}
    for cell in list(nb.cells):
        text = cell.metadata.pop("submitted_source", None)
        if text is None:
            continue
        fence = "`" * (1 + max(2, *map(len, re.findall("`+", text)), 0))
        note = f"The next cell was handed in with this text:\n\n{fence}\n{text}\n{fence}"
        nb.cells.insert(nb.cells.index(cell), nbformat.v4.new_markdown_cell(note))
        stubs = find_answers(cell, released) if is_test(cell) else []
        open_names = {
            name
            for stub in stubs
            if sources.get(grade_id(stub)) == stub.source.strip()
            for name in find_made(stub)
        }
        if held := sorted(open_names & find_made(nbformat.v4.new_code_cell(text))):
            cell.metadata["pending"] = "an answer stood in the test"
            remarks.append(f"{grade_id(cell)}: held {', '.join(held)}; look at the text above it")
    return remarks


def skip_demonstrations(
    nb: NotebookNode, released: list[NotebookNode]
) -> dict[int, list[NotebookNode]]:
    """Let the cells that no grade depends on be skipped.

    Returns
    -------
    dict of int to list
        The outputs with which they were handed in, by the cell's place.
    """
    skipped = [id(cell) for cell in find_demonstrations(nb.cells, released)]
    shown = {}
    for number, cell in enumerate(nb.cells):
        if id(cell) in skipped:
            cell.metadata["tags"] = [SKIPPED]
            shown[number] = cell.metadata.pop("submitted_outputs", [])
    return shown


def run_cells(
    nb: NotebookNode, job: Job, autograde: Autograde, resources: dict
) -> tuple[NotebookNode, str | None, list[str]]:
    """Run a notebook's cells in this thread's sandbox.

    Returns
    -------
    nb : NotebookNode
        The notebook with outputs.
    reason : str or None
        Why it did not run to its end.
    remarks : list of str
        What else happened.

    Raises
    ------
    ServerDied, OSError
        If the sandbox does not start.
    """
    sandbox = find_sandbox(job)
    sandbox.renew()
    for name, content in job.submission.files.items():
        file = sandbox.working_folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    execute = SandboxedExecute(
        parent=autograde,
        sandbox=sandbox,
        shutdown_kernel="immediate",
        skip_cells_with_tag=SKIPPED,
    )
    place = {"metadata": {"path": str(sandbox.working_folder)}}
    reason = None
    try:
        nb, _ = execute.preprocess(nb, resources | place)
    except Exception as error:
        if is_ours(error):
            raise
        reason = explain(error, sandbox.process)
        if begins_here(error):
            reason = tell_failure(error)
            for cell in filter(is_test, nb.cells):
                cell.metadata["pending"] = reason
    remarks = execute.remarks
    for index, why in execute.unproven.items():
        nb.cells[index].metadata["pending"] = why
        remarks.append(f"{grade_id(nb.cells[index])}: {why}; look at the notebook")
    if not reason and execute.ended_by is not None:
        remarks.append(f"cell {execute.ended_by} ends the kernel; no cell after it was run")
    try:
        return clean_outputs(nb), reason, remarks
    except Exception as error:  # a kernel can send anything
        reason = reason or f"it printed what no notebook can hold ({type(error).__name__})"
        cells = [clean_cell(cell) for cell in nb.cells]
        for cell, clean in zip(nb.cells, cells, strict=True):
            if "pending" in cell.metadata:
                clean.metadata["pending"] = cell.metadata["pending"]
        return nbformat.v4.new_notebook(cells=cells), reason, remarks


def explain(error: Exception, process: WarmProcess | None) -> str:
    """Say in plain words why a notebook did not run to its end.

    Parameters
    ----------
    error : Exception
        What ended it.
    process : WarmProcess or None
        The kernel's; None if there was none.
    """
    if process is not None and process.reason:
        return process.reason
    if isinstance(error, Disarmed):
        return "tests are disarmed: a check that must fail passed"
    if isinstance(error, DeadKernelError) and process is not None:
        status = process.wait()
        if status == -signal.SIGKILL:
            return "the kernel was killed"
        if status is not None and status < 0:
            what = signal.strsignal(-status)
            return f"the kernel crashed ({what}), as it may where memory runs out"
        return f"the kernel ended with exit status {status}"
    if isinstance(error, CellTimeoutError):
        return "the kernel no longer answered"
    what = f"{type(error).__name__}: {error}".strip().splitlines()[0]
    return f"the kernel sent what cannot be read ({what})" if process is not None else what


def describe_troubles(nb: NotebookNode) -> list[str]:
    """What happened to single cells that an instructor should know."""
    words = {TIMEOUT: "took too long", "MemoryError": "ran out of memory"}
    window = re.compile("interactive framework|Qt binding modules")  # of Matplotlib's backends
    found = []
    for number, cell in enumerate(nb.cells, 1):
        name = grade_id(cell) or f"cell {number}"
        for output in cell.get("outputs", []):
            if output.output_type == "error" and output.ename in words:
                found.append(f"{name} {words[output.ename]}")
            elif output.output_type == "error" and window.search(output.evalue):
                found.append(f"{name} asks for a window to draw in, and there is none")
    return found


# --- What a worker keeps from job to job ----------------------------------------------------------

_kept = threading.local()


def find_sandbox(job: Job) -> Sandbox:
    """This thread's sandbox; its warm server serves one job after the other."""
    sandbox = getattr(_kept, "sandbox", None)
    key = (job.isolated, job.scratch, str(job.config.get("Sandbox")))
    if sandbox is None or _kept.key != key:
        close_sandbox()
        if job.isolated:
            require_sandbox()
        sandbox = Sandbox(isolated=job.isolated, scratch=job.scratch, config=job.config)
        _kept.sandbox, _kept.key = sandbox, key
        atexit.register(sandbox.close)
    return sandbox


def close_sandbox() -> None:
    """Stop this thread's sandbox, if it has one."""
    if getattr(_kept, "sandbox", None) is not None:
        atexit.unregister(_kept.sandbox.close)
        _kept.sandbox.close()
        _kept.sandbox = None


@functools.lru_cache(maxsize=1)
def write_definition(content: bytes, scratch: str | None) -> Path:
    """The file of a definition, in a folder that goes with the worker."""
    folder = tempfile.TemporaryDirectory(prefix="grading-", dir=scratch)
    file = Path(folder.name, "course.db")
    file.write_bytes(content)
    atexit.register(folder.cleanup)
    return file
