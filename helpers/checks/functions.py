"""Tries a learner's function on a table of examples."""

import contextlib
import copy
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np

from .guards import Explained, errors_explained, told_plainly, without
from .points import Marks, print_points
from .values import choose_hint, difference, write_argument

_AXIS = (
    "Axis 0 is the first dimension, axis 1 the second, and an array of one dimension, such as a "
    "single row, has no second. Without an axis, np.sum adds up everything."
)
_NOT_GIVEN: Any = object()


def _as_arrays(value: Any) -> Any:
    """Turn a list into an array, and those in a tuple, too."""
    if isinstance(value, tuple):
        return tuple(map(_as_arrays, value))
    return np.array(value) if isinstance(value, list) else value


class Formula:
    """A function that is given as a text, so that messages can show it.

    Parameters
    ----------
    text : str
        An expression in Python, which may use ``np``.
    name, variable : str
        What messages call the function and its argument.
    """

    def __init__(self, text: str, name: str = "f", variable: str = "w") -> None:
        self.text, self.name, self.variable = text, name, variable
        self.function = eval(f"lambda {variable}: {text}", {"np": np})

    def __call__(self, value: Any) -> Any:
        return self.function(value)

    def __repr__(self) -> str:
        return f"{self.name}({self.variable}) = {self.text}"


Formula.__name__ = "function"  # what Python's messages call it


class Check:
    """Tries a function on examples: ``check(1, 2, gives=3)``, and at the end ``check.total()``.

    Parameters
    ----------
    function : callable
        The learner's function.
    hint : str or callable
        What to look at if an answer is wrong; a callable takes the answer, the expected one, and
        the arguments, and gives the text.
    points : float
        What the exercise is worth.
    like : callable, optional
        The function of helpers that does the same. It is out of reach while the learner's runs,
        and gives the expected answer where an example has none.
    parts : iterable of str
        Names of parts that earn marks of their own; each example then names its ``part``.
    arrays : bool
        Whether lists among the arguments, and in tuples, are given as NumPy arrays.
    tolerance : float
        Largest difference that counts as equal, absolute and relative.
    errors : sequence of tuple
        Errors that a known slip leads to: the type, a piece of the text, and what to say.
    mistakes : callable, optional
        Takes the expected answer and what the function was called with; gives pairs of a value
        that a known mistake leads to, and what to say.
    unchanged : str
        What to say if the function changes an array that it is given; "" if it may.
    """

    def __init__(
        self,
        function: Callable,
        hint: str | Callable[..., str],
        *,
        points: float,
        like: Callable | None = None,
        parts: Iterable[str] = (),
        arrays: bool = False,
        tolerance: float = 1e-6,
        errors: Sequence[Explained] = (),
        mistakes: Callable[..., Iterable[tuple[Any, str]]] | None = None,
        unchanged: str = "",
    ) -> None:
        self.function, self.hint, self.points, self.like = function, hint, points, like
        self.name = getattr(like or function, "__name__", "the function")
        parts = list(parts)
        self.marks = Marks(parts, points) if parts else None
        self.arrays, self.tolerance, self.unchanged = arrays, tolerance, unchanged
        own = [error for error in errors if error[0] is np.exceptions.AxisError]
        others = [error for error in errors if error[0] is not np.exceptions.AxisError]
        self.errors: list[Explained] = [*own, (np.exceptions.AxisError, "", _AXIS), *others]
        self.mistakes = mistakes

    @told_plainly
    def __call__(
        self,
        *arguments: Any,
        gives: Any = _NOT_GIVEN,
        part: str = "",
        hint: str = "",
        shown: str = "",
        mistakes: Iterable[tuple[Any, str]] = (),
        **options: Any,
    ) -> None:
        """Try one example.

        Parameters
        ----------
        *arguments, **options
            What the function is called with.
        gives : object
            The right answer; without it, what `like` gives.
        part : str
            The part of the exercise that the example belongs to, where there are several; an
            example of no part must be right before any part counts.
        hint : str
            What to look at if this answer is wrong, in place of the check's own hint.
        shown : str
            What messages show in place of the arguments.
        mistakes : iterable of tuple
            As for the check, but for this example alone.

        Raises
        ------
        AssertionError
            If the answer is wrong, and no part's.
        """
        __tracebackhide__ = True  # the learner sees the test cell, not this file
        if self.arrays:
            arguments = _as_arrays(arguments)
        if gives is _NOT_GIVEN:
            assert self.like is not None, "an example without `gives` needs a function `like`"
            gives = self.like(*copy.deepcopy(arguments), **options)
        given = [
            *map(write_argument, arguments),
            *(f"{name}={write_argument(o)}" for name, o in options.items()),
        ]
        call = f"{self.name}({shown or ', '.join(given)})"
        handed_over = copy.deepcopy(arguments)
        got = self._run(call, handed_over, options)
        if difference(call, got, gives, "", self.tolerance) is not None:
            if not hint:
                own = self.hint
                hint = own if isinstance(own, str) else own(got, gives, *arguments)
            known = [*mistakes]
            if self.mistakes:
                known += self.mistakes(gives, *arguments, **options)
            hint = choose_hint(got, known, hint)
            self._judge(part, difference(call, got, gives, hint, self.tolerance))
        if self.unchanged:
            for before, after in zip(arguments, handed_over, strict=True):
                if isinstance(before, (list, np.ndarray)):
                    what = f"After {call} the array that was given"
                    self._judge(part, difference(what, after, before, self.unchanged, 1e-9))

    def _run(self, call: str, arguments: tuple, options: dict) -> Any:
        """Call the learner's function; explain an error that a known slip leads to."""
        __tracebackhide__ = True
        guard = without(self.like) if self.like is not None else contextlib.nullcontext()
        with errors_explained(call, self.errors), guard, np.errstate(all="ignore"):
            return self.function(*arguments, **options)

    def _judge(self, part: str, message: str | None) -> None:
        __tracebackhide__ = True
        if message is None:
            return
        if self.marks is None or not part:
            raise AssertionError(message)
        self.marks.fail(part, message)

    def total(self) -> float | None:
        """Print the points: all of them, since a wrong answer has ended the check before.

        Returns
        -------
        float or None
            With parts, the points reached if some are missing, which nbgrader counts.
        """
        if self.marks is not None:
            return self.marks.total()
        print_points(self.points, self.points)
        return None
