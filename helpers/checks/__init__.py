"""What the exercises' test cells are made of: comparisons, and messages that say what to look at.

`Check` tries a function on examples. What is checked in more steps has a function of its own here,
in the module of its subject.
"""

from .functions import Check, Formula
from .guards import failures_returned, without
from .points import Marks, print_points
from .tables import accuracy_mistakes, make_table, threshold_mistakes, try_confusion_table
from .values import choose_hint, difference, require

__all__ = [
    "Check",
    "Formula",
    "Marks",
    "accuracy_mistakes",
    "choose_hint",
    "difference",
    "failures_returned",
    "make_table",
    "print_points",
    "require",
    "threshold_mistakes",
    "try_confusion_table",
    "without",
]
