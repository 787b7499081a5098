"""What the exercises' test cells are made of: comparisons, and messages that say what to look at."""

from .guards import axis_explained, failures_returned, without
from .values import choose_hint, difference, passes, require

__all__ = [
    "axis_explained",
    "choose_hint",
    "difference",
    "failures_returned",
    "passes",
    "require",
    "without",
]
