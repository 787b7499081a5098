"""Ten steps to an image classifier: what the lessons import.

`helpers.data` loads the pictures, `helpers.plots` draws them, `helpers.models` builds the
networks and `helpers.storage` finds saved ones. The command `tensteps` is `python -m helpers`:
`tensteps doctor` checks an installation, `tensteps lab` opens JupyterLab on a learner's own copy
of the lessons.

Attributes
----------
CLONE : pathlib.Path or None
    Top folder of the clone that this package lies in; None where a wheel was installed.
COURSE : pathlib.Path
    Holds the folders ``lessons`` and ``data``, the same in both. Nothing is written there by a
    learner who has the wheel.
USER_FOLDER : pathlib.Path
    Where CIFAR-10 and a learner's networks are kept, unless ``TENSTEPS_DATA`` and
    ``TENSTEPS_OUTPUTS`` name other folders: the clone, or this user's folder for such data.
REPAIR : str
    What to do where files of the course are missing or damaged.
"""

import contextlib
import gc
import os
from collections.abc import Iterator
from pathlib import Path

import platformdirs

_packed = Path(__file__).resolve().parent / "course"  # only a wheel has it
CLONE = None if _packed.is_dir() else _packed.parents[1]
COURSE = CLONE or _packed
USER_FOLDER = CLONE or platformdirs.user_data_path("tensteps", appauthor=False)
REPAIR = (
    "Get the course's files again, in its folder: git checkout data lessons"
    if CLONE
    else "Install the course again: pip install --force-reinstall --no-deps tensteps-*.whl"
)

# Leaves only errors of the log that TensorFlow writes while it runs.
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
# PyTorch's threads wait for each other in busy loops, which on a machine with other work to do
# makes training ten times slower; so they sleep. OpenMP reads this when PyTorch is loaded.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")


@contextlib.contextmanager
def quiet_start() -> Iterator[None]:
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


@contextlib.contextmanager
def collector_paused() -> Iterator[None]:
    """Let Python's collector of garbage rest inside the block, in which much is imported.

    It would go through all new objects again and again, and find that they stay. That takes a
    quarter of the time in which Keras is imported. What has been made by then it leaves alone
    afterwards, too.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if enabled:
            gc.enable()
