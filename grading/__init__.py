"""What nbgrader lacks: warm kernels, and autograding that is parallel, sound and safe.

`grading.kernels` starts kernels by forking a process (`grading.server`) that has imported Keras
already; Jupyter programs use it by the name of the kernelspec, ``tensteps-warm``.
`python -m grading autograde` runs submissions side by side (`grading.autograde`), each in a
sandbox (`grading.sandbox`, `grading.execute`); `python -m grading report` tells what came out.
`grading.preprocessors` holds what nbgrader itself uses too, through `nbgrader_config.py`.
"""

PACKET = 1 << 20  # bytes, more than any message between a warm kernel's client and its server
