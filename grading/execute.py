"""Runs a submission's cells as nbgrader does, but in a sandbox, and makes sure that tests can fail."""

import math
import os
import secrets
import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from string import Template
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_output
from nbgrader.preprocessors import Execute
from traitlets import Instance

from .demonstrations import find_answers, find_course_names, find_made, find_read
from .limits import KEPT_OUTPUT, TIMEOUT
from .preprocessors import fail_test, grade_id, is_test
from .sandbox import Sandbox, SandboxKernelManager

GUARD_TEXT = Path(__file__).with_name("guard.py").read_text()
GUARD = "__import__('sys').modules['grading_guard'].guard"
# Starts the guard where cells find it, under no name of the notebook.
START = Template("""import sys, types
sys.modules["grading_guard"] = types.ModuleType("grading_guard")
exec($text, vars(sys.modules["grading_guard"]))
sys.modules["grading_guard"].guard = sys.modules["grading_guard"].Guard(get_ipython())
del sys, types""")
SHOW = """__import__("sys").displayhook($integer)
__import__("sys").displayhook($fraction)
"""
# Shows two numbers as results, and fails if asserts and helpers.checks do what they should; a token
# tells its failure from others. No traceback is rendered, which takes IPython longer than the rest.
CANARY = Template(f"""print("$token", *{GUARD}.restore($names), sep="\\n")
{SHOW}try:
    try:
        assert "$token" == "", "$token"
    except AssertionError:
        $fail
except AssertionError as _error:
    _error._render_traceback_ = list
    raise""")
PLAIN_FAIL = "raise"
CHECKS_FAIL = 'checks.require("canary", checks.difference("", 1, 2, "") is None, True, "{}")'
# After a test: shows two numbers, and whether a trailing semicolon has been added, which hides
# results. Then the test's answers are stubs.
UNANSWER = Template(f"""{SHOW}__import__("sys").displayhook(
    get_ipython().history_manager.input_hist_parsed[-2].rstrip()
    == get_ipython().transform_cell($source).rstrip()
)
{GUARD}.unanswer($names, $stubs)""")


class Disarmed(Exception):
    """Asserts or checks do not fail where they have to."""


class SandboxedExecute(Execute):
    """Runs a notebook in a sandbox, with canaries around each test cell.

    Before a test a check must fail and numbers must be shown. A test that passes then runs once
    more, with the released stubs in place of the answers: there it must not pass.

    Attributes
    ----------
    unproven : dict of int to str
        Why a test that passed proves nothing, by its place.
    remarks : list of str
        What else an instructor should know.
    """

    sandbox = Instance(Sandbox)
    kept = 0  # bytes of a cell's output
    load = ""  # why a cell took too long, where that may be the machine's fault
    ended_by: int | None = None  # number of the cell that asked the kernel to end

    def create_kernel_manager(self) -> SandboxKernelManager:
        """Make the manager of a kernel in the sandbox."""
        self.ended_by, self.load = None, ""
        self.unproven: dict[int, str] = {}
        self.remarks: list[str] = []
        self.guarded = False
        self.km = SandboxKernelManager(sandbox=self.sandbox, config=self.config)
        return self.km

    def preprocess_cell(
        self, cell: NotebookNode, resources: dict, index: int
    ) -> tuple[NotebookNode, dict]:
        """Run a cell; with a test cell, make sure that it can fail.

        Raises
        ------
        Disarmed
            If it cannot.
        """
        self.kept = 0
        if cell.cell_type != "code":
            return cell, resources
        if self.ended_by is not None:
            if is_test(cell):
                fail_test(cell, f"cell {self.ended_by} ends the kernel, with exit or quit")
            return cell, resources
        if not self.guarded:
            self.run_aside(START.substitute(text=repr(GUARD_TEXT)), index)
            self.guarded = True
        released = resources.get("nbgrader", {}).get("released", [])
        if not is_test(cell):
            cell, resources = super().preprocess_cell(cell, resources, index)
            self.note_load(cell, index)
            self.clear_display_id_mapping(index)  # so that no later cell changes what it shows
            skipped = self.skip_cells_with_tag in cell.metadata.get("tags", [])
            names = [] if skipped else find_course_names(cell, released)
            if names and self.ended_by is None:
                self.run_aside(f"{GUARD}.keep({names})", index)
            return cell, resources
        if not self.check_canary(cell, released, index):
            line = "No time was left for the test: what was started before still ran."
            cell.outputs = [new_output("error", ename=TIMEOUT, evalue="", traceback=[line])]
            self.note_load(cell, index)
            return cell, resources
        cell, resources = super().preprocess_cell(cell, resources, index)
        self.note_load(cell, index)
        if self.ended_by is None and may_earn(cell):
            self.try_unanswered(cell, find_answers(cell, released), index)
        return cell, resources

    def note_load(self, cell: NotebookNode, index: int) -> None:
        """After a cell that a busy machine may have kept from ending, no failed test counts."""
        if any(output.get("ename") == TIMEOUT for output in cell.outputs):
            self.load = self.load or describe_load()
        if self.load and is_test(cell) and not may_earn(cell):
            self.unproven[index] = self.load

    def run_aside(self, source: str, index: int) -> NotebookNode:
        """Run code that is no cell of the notebook, in the place of one; returns it as a cell."""
        cell, aside = self.nb.cells[index], new_code_cell(source)
        try:
            return self.execute_cell(aside, index)
        finally:
            self.nb.cells[index] = cell  # where nbclient has put the other

    def run_canary(self, code: Template, index: int, **texts: Any) -> tuple[NotebookNode, bool]:
        """Run code that shows two numbers first; returns it, and whether they were shown."""
        numbers = secrets.randbelow(10**6), 0.5 + secrets.randbelow(10**6)
        texts |= dict(zip(("integer", "fraction"), numbers, strict=True))
        canary = self.run_aside(code.substitute(texts), index)
        return canary, find_results(canary)[:2] == [*map(str, numbers)]

    def check_canary(
        self, cell: NotebookNode, released: Sequence[NotebookNode], index: int
    ) -> bool:
        """Run a check that must fail, of the kind that a test cell has.

        Returns
        -------
        bool
            Whether the kernel had time to do it.

        Raises
        ------
        Disarmed
            If it does not fail, or results are not shown as they are.
        """
        token = secrets.token_hex(8)
        fail = CHECKS_FAIL.format(token) if "checks." in cell.source else PLAIN_FAIL
        begin = time.monotonic()
        canary, shown = self.run_canary(
            CANARY, index, token=token, fail=fail, names=find_read(cell)
        )
        if self.timeout and time.monotonic() - begin >= self.timeout:
            return False
        errors = [output for output in canary.outputs if output.output_type == "error"]
        if not shown or not any(token in error.evalue for error in errors):
            raise Disarmed
        printed = "".join(o.text for o in canary.outputs if o.output_type == "stream")
        restored = printed.partition(token)[2].split()
        if restored:
            self.remarks.append(
                f"{', '.join(restored)}: changed in the notebook, as the course has it in "
                f"{grade_id(cell)}"
            )
        return True

    def try_unanswered(
        self, cell: NotebookNode, answers: Sequence[NotebookNode], index: int
    ) -> None:
        """Run a test that has passed once more, with stubs in place of the answers.

        Raises
        ------
        Disarmed
            If results are no longer shown as they are.
        """
        names = sorted(set().union(*map(find_made, answers)))
        stubs = [answer.source for answer in answers]
        texts = {"names": names, "stubs": stubs, "source": repr(cell.source)}
        begin = time.monotonic()
        aside, shown = self.run_canary(UNANSWER, index, **texts)
        if self.timeout and time.monotonic() - begin >= self.timeout:
            self.unproven[index] = "no time was left to try the test without the answer"
            return
        if not shown:
            raise Disarmed
        if find_results(aside)[2:] != ["True"]:
            self.unproven[index] = "what the test shows may be hidden"
        if not answers:
            return
        unanswered = self.run_aside(cell.source, index)
        self.run_aside(f"{GUARD}.answer()", index)
        if may_earn(unanswered):
            self.unproven[index] = "the test passes also without the answer"

    def on_cell_executed(self, **context: Any) -> None:
        """Note a cell that asks the kernel to end, which the kernel does some time later."""
        super().on_cell_executed(**context)
        payload = context["execute_reply"]["content"].get("payload", ())
        if any(part.get("source") == "ask_exit" for part in payload):
            self.ended_by = context["cell_index"] + 1

    def output(self, outs: list, msg: dict, *context: Any) -> NotebookNode | None:
        """Keep a piece of output, unless there is too much."""
        self.kept += len(str(msg["content"]))
        # Errors and results decide about points.
        if self.kept < KEPT_OUTPUT or msg["msg_type"] in ("error", "execute_result"):
            return super().output(outs, msg, *context)
        return None


def describe_load() -> str:
    """Say that four times as many threads want to run as there are cores, or more; "" if not."""
    load, cores = os.getloadavg()[0], len(os.sched_getaffinity(0))
    if load < 4 * cores:
        return ""
    return f"a cell took too long while the machine was busy (load {load:.1f}, {cores} cores)"


def settle_tests(nb: NotebookNode) -> list[str]:
    """Leave in test cells what decides about points; returns what was found.

    nbgrader takes the first of an error and a result, whatever else there is, gives all points for
    a result that is no number or a negative one, and stops at one that is too large. Here an error
    counts 0, and so does what is not one number from 0 to the test's points.
    """
    found = []
    for number, cell in enumerate(nb.cells, 1):
        if not is_test(cell):
            continue
        kinds = [output.output_type for output in cell.outputs]
        results = [output for output in cell.outputs if output.output_type == "execute_result"]
        if "error" in kinds:
            cell.outputs = [output for output in cell.outputs if output not in results]
        elif results:
            points = float(cell.metadata.nbgrader["points"])
            marks = [output.data.get("text/plain") for output in results]
            if len(marks) == 1 and is_mark(marks[0], points):
                continue
            what = ", ".join(str(mark)[:20] for mark in marks)
            found.append(f"cell {number} gave {what} of {points:g} points, which counts 0")
            for output in results:
                output.data = {"text/plain": "0"}
    return found


def find_results(cell: NotebookNode) -> list[Any]:
    """The texts of a cell's results."""
    return [o.data.get("text/plain") for o in cell.outputs if o.output_type == "execute_result"]


def may_earn(cell: NotebookNode) -> bool:
    """Whether a test that has run earns points: it has no error, and no result that is 0."""
    if any(output.output_type == "error" for output in cell.outputs):
        return False
    results = find_results(cell)
    return not results or any(is_mark(text, math.inf) and float(text) > 0 for text in results)


def is_mark(text: Any, points: float) -> bool:
    """Whether a result is a number from 0 to a test's points."""
    try:
        return 0 <= float(text) <= points
    except (TypeError, ValueError):
        return False


def cell_seconds(nb: NotebookNode) -> dict[str, float]:
    """How long the cells that nbgrader knows took; kernels tell the times."""
    found = {}
    for cell in nb.cells:
        times = cell.metadata.get("execution", {})
        marks = cell.metadata.get("nbgrader", {})
        try:
            begin, end = (
                datetime.fromisoformat(times[f"iopub.status.{state}"]) for state in ("busy", "idle")
            )
            span = round((end - begin).total_seconds(), 3)
        except (KeyError, TypeError, ValueError):  # the kernel has told no times
            continue
        if "grade_id" in marks:
            found[marks["grade_id"]] = span
    return found
