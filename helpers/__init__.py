"""Ten steps to an image classifier: what the lessons import.

`helpers.data` loads the pictures, `helpers.plots` draws them, `helpers.models` builds the
networks and finds saved ones. `python -m helpers.doctor` checks an installation,
`python -m helpers.lab` opens JupyterLab on a learner's own copy of the lessons.
"""

import contextlib
import os
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]

# Leaves only errors of the log that TensorFlow writes while it runs.
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")


@contextlib.contextmanager
def quiet_start():
    """Drop what compiled code writes to stderr inside the block; Python's errors still come.

    TensorFlow writes start-up remarks there that no setting turns off. They frighten learners,
    and nbgrader counts any text on stderr as a failed test.
    """
    stderr = os.dup(2)
    with open(os.devnull, "w") as nowhere:
        os.dup2(nowhere.fileno(), 2)
    try:
        yield
    finally:
        os.dup2(stderr, 2)
        os.close(stderr)
