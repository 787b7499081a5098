"""What holds while an answer runs: functions out of reach, and errors that are returned."""

import contextlib
import dis
import functools
import re
import traceback
from collections.abc import Callable, Iterable, Iterator
from types import CodeType, FunctionType, ModuleType
from typing import Any, ParamSpec, TypeVar
from unittest import mock

# An error, a piece of its text, and what to say about it.
Explained = tuple[type[Exception], str, str]
# Pairs of a value that a known mistake leads to, and what to say about it.
Mistakes = list[tuple[Any, str]]


P = ParamSpec("P")
R = TypeVar("R")


def told_plainly(check: Callable[P, R]) -> Callable[P, R]:
    """Let a notebook show of what a check says its sentences alone, without the code above them.

    An error inside the learner's own code keeps the lines that lead to it. A blank that was left,
    and a wrong answer that uses a variable of the notebook, are told.

    Parameters
    ----------
    check : callable
        A function that test cells call.

    Returns
    -------
    callable
        The same, but that its AssertionErrors bring the method by which IPython lets an error show
        itself: https://ipython.readthedocs.io/en/stable/config/integrating.html
    """

    @functools.wraps(check)
    def told(*arguments: P.args, **options: P.kwargs) -> R:
        __tracebackhide__ = True
        try:
            return _tell_slips(check, *arguments, **options)
        except AssertionError as error:
            called = (frame for frame, _ in traceback.walk_tb(error.__traceback__))
            if not any(frame.f_globals.get("__name__") == "__main__" for frame in called):
                said = f"\x1b[31mAssertionError\x1b[0m: {error}"
                vars(error)["_render_traceback_"] = lambda: [said]
            raise

    return told


def _tell_slips(check: Callable[P, R], *arguments: P.args, **options: P.kwargs) -> R:
    """Run a check, and say what may happen in every exercise: a blank left, a variable used."""
    __tracebackhide__ = True
    try:
        return check(*arguments, **options)
    except Exception as error:
        if "____" in str(error) and not isinstance(error, AssertionError):
            raise AssertionError(
                "A blank, ____, is still there. Put something in its place."
            ) from None
        given = [getattr(value, "function", value) for value in (*arguments, *options.values())]
        advice = " ".join(filter(None, map(_tell_variables, given)))
        if not advice:
            raise
        told = isinstance(error, AssertionError)
        said = str(error) if told else f"It stopped: {first_line(error).removesuffix('.')}."
        raise AssertionError(f"{said} {advice}") from None


def _tell_variables(function: object) -> str:
    """Say which variables of the notebook a learner's function uses; "" if none."""
    if not isinstance(function, FunctionType) or function.__globals__.get("__name__") != "__main__":
        return ""
    tools = (ModuleType, FunctionType, type, type(len))
    names = {
        name: function.__globals__[name]
        for name in _find_globals(function.__code__)
        if name in function.__globals__ and not name.isupper()
    }
    found = [name for name, value in names.items() if not isinstance(value, tools)]
    if not found:
        return ""
    code = function.__code__
    own = " and ".join(code.co_varnames[: code.co_argcount]) or "nothing"
    return (
        f"Look at {' and '.join(sorted(found))}: {function.__name__} takes it from the notebook. "
        f"It must work with what it is given: {own}."
    )


def _find_globals(code: CodeType) -> set[str]:
    """The global names that code reads, also in functions and comprehensions inside it."""
    inner = [constant for constant in code.co_consts if isinstance(constant, CodeType)]
    read = {each.argval for each in dis.get_instructions(code) if each.opname == "LOAD_GLOBAL"}
    return read.union(*map(_find_globals, inner))


def first_line(error: Exception) -> str:
    """What an error says first, but for Keras' "Exception encountered when calling"."""
    if isinstance(error, KeyError):  # whose text is the key alone
        return f"there is no {error}"
    text = re.sub(r"\x1b\[\d*m", "", str(error))  # colours of a terminal
    text = re.sub(r"^Exception encountered when calling .*\n+", "", text)
    return (text.strip() or repr(error)).splitlines()[0]


def _refuse(*_: Any, **__: Any) -> None:
    __tracebackhide__ = True
    raise AssertionError(
        "This answer calls a ready-made function that does what the exercise asks for. "
        "Write it yourself."
    )


@contextlib.contextmanager
def without(*functions: Callable) -> Iterator[None]:
    """Put ready-made functions out of reach inside the block, under whatever name they are called.

    Raises
    ------
    AssertionError
        If one of them is called inside the block.
    """
    originals = [function.__code__ for function in functions]
    for function in functions:
        function.__code__ = _refuse.__code__
    try:
        yield
    finally:
        for function, original in zip(functions, originals, strict=True):
            function.__code__ = original


class errors_explained:  # noqa: N801 - used like a function
    """Say what to look at where a ``with`` block ends in an error that a known slip leads to.

    Parameters
    ----------
    call : str
        What was called, for the message.
    errors : iterable of tuple
        The type of an error, a piece of its text, and what to say. Others pass as they are.

    Raises
    ------
    AssertionError
        At the block's end, with what the error says first and what to say about it.
    """

    # No `contextmanager`, whose own lines a learner would see above the message.
    def __init__(self, call: str, errors: Iterable[Explained]) -> None:
        self.call, self.errors = call, errors

    def __enter__(self) -> None:
        """Begin the block."""

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        """End it."""
        if isinstance(error, AssertionError) or not isinstance(error, Exception):
            return
        for kind, piece, advice in self.errors:
            if isinstance(error, kind) and piece in str(error):
                said = first_line(error).removesuffix(".")
                raise AssertionError(f"{self.call} stopped: {said}. {advice}") from None


@contextlib.contextmanager
def failures_returned(module: ModuleType, *names: str) -> Iterator[None]:
    """Let functions or classes of a module return their error inside the block, not raise it.

    So in an answer of many parts, one that cannot be made does not keep the others from counting.

    Parameters
    ----------
    module : module
        Where they are looked up.
    *names : str
        Their names there.
    """

    def caught(make: Callable) -> Callable:
        def make_or_return_error(*values: Any, **options: Any) -> Any:
            try:
                return make(*values, **options)
            except Exception as error:
                return error

        return make_or_return_error

    with contextlib.ExitStack() as patches:
        for name in names:
            patches.enter_context(mock.patch.object(module, name, caught(getattr(module, name))))
        yield
