"""What nbgrader lacks: warm kernels, and autograding that is parallel, sound and safe.

- A submission: `collect` takes it out of an LMS's archive; `submission` packs, reads and cleans it;
  `worker` runs one and returns a result; `schedule` finds which are pending and runs them side by
  side; `gradebook` knows the course and stores results; `report` tells what came out; `feedback`
  makes pages of it, `pages` says how they look and what of strangers' texts they keep.
- Where it runs: `demonstrations` finds cells that need not run, `execute` runs the others,
  `sandbox` is the place for it, `limits` says what may be used there, `seccomp` refuses system
  calls, `relay` counts what a kernel sends. `server` forks kernels from a process that has imported
  what `preload` lists; `kernels` starts it, and is what Jupyter uses by the name of the kernelspec,
  ``tensteps-warm``.
- `guard` runs in the kernel: it keeps what tests rely on, and tries them without the answers.
- `preprocessors` is what nbgrader itself uses too, through `nbgrader_config.py`; `internals` holds
  whatever other packages do not promise.

The commands are in `__main__`: `python -m grading --help`.
"""

PACKET = 1 << 20  # bytes, more than any message between a warm kernel's client and its server


class GradingError(Exception):
    """Grading cannot start or go on; the message says what to do."""
