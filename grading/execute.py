"""Runs a submission's cells as nbgrader does, but in a sandbox, and makes sure that tests can fail."""

import secrets
from datetime import datetime

from nbformat.v4 import new_code_cell
from nbgrader import utils
from nbgrader.preprocessors import Execute
from traitlets import Bool, Instance

from .sandbox import Sandbox, SandboxKernelManager

# Bytes of a cell's output that are kept; what a cell prints beyond is dropped.
KEPT_OUTPUT = 1 << 20
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
    process = None
    store_widget_state = Bool(False)  # nobody moves a slider in a graded notebook

    def create_kernel_manager(self):
        """Make the manager of a kernel in the sandbox."""
        self.km = SandboxKernelManager(sandbox=self.sandbox, config=self.config)
        return self.km

    def start_new_kernel(self, **options):
        """Start the kernel, and keep hold of its process, which knows what it died of."""
        super().start_new_kernel(**options)
        self.process = self.km.provisioner.process
        self.received = 0

    def preprocess_cell(self, cell, resources, index):
        """Run a cell; before a test cell, make sure that tests can fail."""
        self.kept = 0
        if cell.cell_type == "code" and utils.is_grade(cell) and not utils.is_solution(cell):
            token = secrets.token_hex(8)
            fail = CHECKS_FAIL if "checks." in cell.source else PLAIN_FAIL
            canary = new_code_cell(CANARY.replace("FAIL", fail).replace("TOKEN", token))
            try:
                self.execute_cell(canary, index, store_history=False)
            finally:
                self.nb.cells[index] = cell  # where nbclient has put the canary
            errors = [o for o in canary.outputs if o.output_type == "error"]
            timed_out = any(error.ename == "CellTimeoutError" for error in errors)
            if not timed_out and not any(token in error.evalue for error in errors):
                raise Disarmed
        return super().preprocess_cell(cell, resources, index)

    def process_message(self, msg, cell, cell_index):
        """Take a message of the kernel; too many of them end it."""
        self.received += len(str(msg["content"])) + sum(map(len, msg.get("buffers", ())))
        if self.received > self.sandbox.output:
            self.process.reason = f"printed more than {self.sandbox.output >> 20} MB"
            self.process.kill()
            return None
        return super().process_message(msg, cell, cell_index)

    def output(self, outs, msg, display_id, cell_index):
        """Keep a piece of output, unless there is too much."""
        self.kept += len(str(msg["content"]))
        # Errors and results decide about points.
        if self.kept < KEPT_OUTPUT or msg["msg_type"] in ("error", "execute_result"):
            return super().output(outs, msg, display_id, cell_index)
        return None


def marks_in_range(nb):
    """Let part marks below 0 or above a test's points count 0; returns what was found.

    nbgrader stops at one that is too large, and gives all points for one that is negative.
    """
    found = []
    for number, cell in enumerate(nb.cells, 1):
        if cell.cell_type != "code" or not utils.is_grade(cell) or utils.is_solution(cell):
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


def seconds(nb):
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
