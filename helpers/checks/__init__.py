"""What the exercises' test cells are made of: comparisons, and messages that say what to look at.

`Check` tries a function on examples. What is checked in more steps has a function of its own here,
in the module of its subject.
"""

from .compiling import try_compile_model
from .functions import Check, Formula
from .guards import failures_returned, without
from .points import Marks, print_points
from .predictions import try_classify_image, try_predict_names, try_top_k
from .values import choose_hint, difference, require

__all__ = [
    "Check",
    "Formula",
    "Marks",
    "choose_hint",
    "difference",
    "failures_returned",
    "print_points",
    "require",
    "try_classify_image",
    "try_compile_model",
    "try_predict_names",
    "try_top_k",
    "without",
]
