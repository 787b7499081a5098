"""Runs a submission's cells as nbgrader does, but in a sandbox, and makes sure that tests can fail."""

import secrets
from datetime import datetime
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell
from nbgrader.preprocessors import Execute
from traitlets import Bool, Instance

from .limits import KEPT_OUTPUT
from .preprocessors import is_test
from .sandbox import Sandbox, SandboxKernelManager

# Fails if asserts and helpers.checks do what they should; TOKEN tells its failure from others.
# No traceback is rendered, which takes IPython longer than all the rest.
CANARY = """try:
    try:
        assert "TOKEN" == "", "TOKEN"
    except AssertionError:
        FAIL
except AssertionError as _error:
    _error._render_traceback_ = list
    raise"""
PLAIN_FAIL = "raise"
CHECKS_FAIL = """from helpers import checks as _checks
        _checks.require("TOKEN", _checks.difference("TOKEN", 1, 2, "") is None, True, "")"""


class Disarmed(Exception):
    """Asserts or checks do not fail where they have to."""


class SandboxedExecute(Execute):
    """Runs a notebook in a sandbox, with a canary before each test cell."""

    sandbox = Instance(Sandbox)
    store_widget_state = Bool(False)  # nobody moves a slider in a graded notebook
    received = kept = 0  # bytes of output, of the notebook and of a cell

    def create_kernel_manager(self) -> SandboxKernelManager:
        """Make the manager of a kernel in the sandbox."""
        self.received = 0
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
        if is_test(cell):
            self.check_canary(cell, index)
        return super().preprocess_cell(cell, resources, index)

    def check_canary(self, cell: NotebookNode, index: int) -> None:
        """Run a check that must fail, of the kind that a test cell has."""
        token = secrets.token_hex(8)
        fail = CHECKS_FAIL if "checks." in cell.source else PLAIN_FAIL
        canary = new_code_cell(CANARY.replace("FAIL", fail).replace("TOKEN", token))
        try:
            self.execute_cell(canary, index, store_history=False)
        finally:
            self.nb.cells[index] = cell  # where nbclient has put the canary
        errors = [output for output in canary.outputs if output.output_type == "error"]
        timed_out = any(error.ename == "CellTimeoutError" for error in errors)
        if not timed_out and not any(token in error.evalue for error in errors):
            raise Disarmed

    def process_message(self, msg: dict, *context: Any) -> NotebookNode | None:
        """Take a message of the kernel; too many of them end it."""
        self.received += len(str(msg["content"])) + sum(map(len, msg.get("buffers", ())))
        if self.received > self.sandbox.output and self.sandbox.process is not None:
            self.sandbox.process.reason = f"printed more than {self.sandbox.output >> 20} MB"
            self.sandbox.process.kill()
            return None
        return super().process_message(msg, *context)

    def output(self, outs: list, msg: dict, *context: Any) -> NotebookNode | None:
        """Keep a piece of output, unless there is too much."""
        self.kept += len(str(msg["content"]))
        # Errors and results decide about points.
        if self.kept < KEPT_OUTPUT or msg["msg_type"] in ("error", "execute_result"):
            return super().output(outs, msg, *context)
        return None


def check_part_marks(nb: NotebookNode) -> list[str]:
    """Let part marks below 0 or above a test's points count 0; returns what was found.

    nbgrader stops at one that is too large, and gives all points for one that is negative.
    """
    found = []
    for number, cell in enumerate(nb.cells, 1):
        if not is_test(cell):
            continue
        most = float(cell.metadata.nbgrader["points"])
        for output in cell.outputs:
            if output.output_type != "execute_result":
                continue
            try:
                mark = float(output.data["text/plain"])
            except (KeyError, TypeError, ValueError):  # no number: all points, as in nbgrader
                output.data["text/plain"] = output.data.get("text/plain") or "None"
                continue
            if not 0 <= mark <= most:
                output.data["text/plain"] = "0"
                found.append(f"cell {number} gave {mark:g} of {most:g} points, which counts 0")
    return found


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
