"""What other packages do not promise, in one place: private names, and public ones that may go.

Each function here looks a name up and does without where it is not there: that costs time, or the
tidiness of an end, but no kernel and no points. `tests/slow/test_internals.py` takes each
away. Methods of nbclient that `grading.execute` overrides are not here: a version that
does not call them runs notebooks all the same.
"""

import contextlib
import importlib.util
import sys
from typing import Any

from . import GradingError


def build_before_tracing() -> None:
    """Let Keras build optimizer and metrics before it traces a step, as with JAX and PyTorch.

    With TensorFlow it builds them in the first trace, and has to trace again then: half of what a
    short `fit` takes. The results are the same.
    """
    import keras

    usual = getattr(keras.Model, "_maybe_symbolic_build", None)
    if usual is None or keras.backend.backend() != "tensorflow":
        return

    def build(self: Any, iterator: Any = None, data_batch: Any = None) -> None:
        usual(self, iterator, data_batch)
        if not self.built or self.run_eagerly:
            return
        # What is wrong here Keras meets again in the trace, and then says it.
        with contextlib.suppress(Exception):
            if iterator is not None:
                data_batch = iterator._distributed_dataset.element_spec
            self._symbolic_build(data_batch=data_batch)

    keras.Model._maybe_symbolic_build = build


def render_a_traceback() -> None:
    """Let IPython look up the file of each module, which it does at the first traceback."""
    with contextlib.suppress(Exception):
        from IPython.core.ultratb import FormattedTB

        try:
            raise Exception
        except Exception:
            FormattedTB("Context").structured_traceback(*sys.exc_info())


def inline_backend() -> str | None:
    """The backend that ipykernel gives to Matplotlib, to show figures in the notebook."""
    # Only looked for: it has to be imported in a running kernel.
    found = importlib.util.find_spec("matplotlib_inline")
    return "module://matplotlib_inline.backend_inline" if found else None


def stop_workers(kill: bool) -> None:
    """Stop the processes that joblib keeps for the next jobs; else they end with this one.

    Parameters
    ----------
    kill : bool
        Whether not to wait for the jobs they have.
    """
    with contextlib.suppress(ImportError, AttributeError):
        from joblib.externals import loky

        loky.get_reusable_executor().shutdown(kill_workers=kill)


def hidden_test_marks(step: Any) -> tuple[str, str]:
    """The lines around hidden tests, which nbgrader's `ClearHiddenTests` has as settings."""
    return (
        getattr(step, "begin_test_delimeter", "BEGIN HIDDEN TESTS"),
        getattr(step, "end_test_delimeter", "END HIDDEN TESTS"),
    )


def split_steps(autograde: Any) -> tuple[list[type], list[type]]:
    """The steps of nbgrader's autograder after running cells, and from storing grades on.

    Parameters
    ----------
    autograde : nbgrader.converters.Autograde
        Has the list of steps, which `nbgrader_config.py` may change.

    Raises
    ------
    GradingError
        If the list does not run cells and then store grades.
    """
    from nbgrader.preprocessors import Execute, SaveAutoGrades

    steps = list(autograde.autograde_preprocessors)
    try:
        run, store = (steps.index(step) for step in (Execute, SaveAutoGrades))
    except ValueError:
        raise GradingError(
            "c.Autograde.autograde_preprocessors in nbgrader_config.py needs nbgrader's Execute "
            "and SaveAutoGrades."
        ) from None
    return steps[run + 1 : store], steps[store:]
