"""Runs a submission's cells as nbgrader does, but in a sandbox, and makes sure that tests can fail."""

import secrets
import time
from datetime import datetime
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_output
from nbgrader.preprocessors import Execute
from traitlets import Instance

from .limits import KEPT_OUTPUT
from .preprocessors import fail_test, is_test
from .sandbox import Sandbox, SandboxKernelManager

# Shows two numbers as results, and fails if asserts and helpers.checks do what they should; TOKEN
# tells its failure from others. No traceback is rendered, which takes IPython longer than the rest.
CANARY = """REBIND
try:
    __import__("sys").displayhook(INTEGER)
    __import__("sys").displayhook(FRACTION)
    try:
        assert "TOKEN" == "", "TOKEN"
    except AssertionError:
        FAIL
except AssertionError as _error:
    _error._render_traceback_ = list
    raise"""
PLAIN_FAIL = "raise"
CHECKS_FAIL = 'checks.require("TOKEN", checks.difference("TOKEN", 1, 2, "") is None, True, "")'
# The checks as they are in the file, whatever the notebook has made of the name and the module.
REBIND_CHECKS = """def _import_checks():
    import importlib, sys
    for name in [name for name in sys.modules if f"{name}.".startswith("helpers.checks.")]:
        del sys.modules[name]
    return importlib.import_module("helpers.checks")
checks = _import_checks()"""
TIMEOUT = "CellTimeoutError"


class Disarmed(Exception):
    """Asserts or checks do not fail where they have to."""


class SandboxedExecute(Execute):
    """Runs a notebook in a sandbox, with a canary before each test cell."""

    sandbox = Instance(Sandbox)
    kept = 0  # bytes of a cell's output
    ended_by: int | None = None  # number of the cell that asked the kernel to end

    def create_kernel_manager(self) -> SandboxKernelManager:
        """Make the manager of a kernel in the sandbox."""
        self.ended_by = None
        self.km = SandboxKernelManager(sandbox=self.sandbox, config=self.config)
        return self.km

    def preprocess_cell(
        self, cell: NotebookNode, resources: dict, index: int
    ) -> tuple[NotebookNode, dict]:
        """Run a cell; before a test cell, make sure that tests can fail.

        Raises
        ------
        Disarmed
            If they cannot.
        """
        self.kept = 0
        if self.ended_by is not None:
            if is_test(cell):
                fail_test(cell, f"cell {self.ended_by} ends the kernel, with exit or quit")
            return cell, resources
        if is_test(cell) and not self.check_canary(cell, index):
            line = "No time was left for the test: what was started before still ran."
            cell.outputs = [new_output("error", ename=TIMEOUT, evalue="", traceback=[line])]
            return cell, resources
        return super().preprocess_cell(cell, resources, index)

    def check_canary(self, cell: NotebookNode, index: int) -> bool:
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
        token, integer, fraction = (
            secrets.token_hex(8),
            secrets.randbelow(10**6),
            0.5 + secrets.randbelow(10**6),
        )
        has_checks = "checks." in cell.source
        source = CANARY.replace("REBIND", REBIND_CHECKS if has_checks else "pass")
        source = source.replace("FAIL", CHECKS_FAIL if has_checks else PLAIN_FAIL)
        source = source.replace("INTEGER", str(integer)).replace("FRACTION", str(fraction))
        canary = new_code_cell(source.replace("TOKEN", token))
        begin = time.monotonic()
        try:
            self.execute_cell(canary, index)
        finally:
            self.nb.cells[index] = cell  # where nbclient has put the canary
        if self.timeout and time.monotonic() - begin >= self.timeout:
            return False
        shown = [
            output.data.get("text/plain")
            for output in canary.outputs
            if output.output_type == "execute_result"
        ]
        errors = [output for output in canary.outputs if output.output_type == "error"]
        if shown != [str(integer), str(fraction)] or not any(
            token in error.evalue for error in errors
        ):
            raise Disarmed
        return True

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
