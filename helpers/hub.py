"""Starts the server of one user of a JupyterHub, which calls it as `tensteps hub`.

A learner's server is what `tensteps lab` gives on a computer of their own: it opens on the copy of
the lessons in `my_lessons`, and has no panels for instructors. An instructor's server opens on the
course, and has them.

Kernels start cold: a warm process for each user would be most of what an idle user costs. Where
there is memory, `--KernelProvisionerFactory.default_provisioner_name=tensteps-warm` gives each
user one with the first notebook that is opened.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from . import COURSE
from .lab import WELCOME, WorkingCopy, enter, give_learners_settings

# Pages may stand in frames of pages of the same address.
FRAMES = {"headers": {"Content-Security-Policy": "frame-ancestors 'self'"}}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``tensteps hub``.

    Parameters
    ----------
    arguments : sequence of str, optional
        Options; those of the command line by default. What is unknown here is Jupyter's.

    Returns
    -------
    int
        The exit status, once the server has stopped.
    """
    parser = argparse.ArgumentParser(prog="tensteps hub", description=__doc__)
    parser.add_argument(
        "--course",
        metavar="FOLDER",
        help="for an instructor: the folder with nbgrader_config.py, seen from the home folder",
    )
    options, more = parser.parse_known_args(arguments)
    try:
        from jupyterhub.singleuser import main as serve
    except ImportError:
        print(
            "JupyterHub is not installed here. Install it: pip install jupyterhub", file=sys.stderr
        )
        return 1
    if options.course:
        folder = Path.home() / options.course
        # Formgrader is a page in a frame, which JupyterHub forbids.
        settings = ["--ServerApp.default_url=/lab", f"--ServerApp.tornado_settings={FRAMES}"]
    else:
        folder = Path.home()
        WorkingCopy(COURSE / "lessons", folder / "my_lessons").add_missing()
        settings = [f"--ServerApp.default_url=/lab/tree/my_lessons/{WELCOME}"]
    enter(folder)
    if not options.course:
        give_learners_settings(folder)
    serve([f"--ServerApp.root_dir={folder}", *settings, *more])
    return 0


if __name__ == "__main__":
    sys.exit(main())
