"""What holds while an answer runs: functions out of reach, and errors that are explained."""

import contextlib
from unittest import mock

import numpy as np


@contextlib.contextmanager
def axis_explained():
    """Explain NumPy's error about an axis that an array does not have.

    Raises
    ------
    AssertionError
        If there was such an error inside the block.
    """
    try:
        yield
    except np.exceptions.AxisError as error:
        raise AssertionError(
            f"NumPy says: {error}. Axis 0 is the first dimension, axis 1 the second, and an array "
            "of one dimension, such as a single row, has no second. Without an axis, np.sum adds "
            "up everything."
        ) from None


def _refuse(*_, **__):
    raise AssertionError(
        "This answer calls the function of helpers that the exercise asks for. Write it yourself."
    )


@contextlib.contextmanager
def without(*functions):
    """Put functions of helpers out of reach inside the block, under whatever name they are called.

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


@contextlib.contextmanager
def failures_returned(module, *names):
    """Let functions or classes of a module return their error inside the block, not raise it.

    So in an answer of many parts, one that cannot be made does not keep the others from counting.

    Parameters
    ----------
    module : module
        Where they are looked up.
    *names : str
        Their names there.
    """

    def caught(make):
        def make_or_return_error(*values, **options):
            try:
                return make(*values, **options)
            except Exception as error:
                return error

        return make_or_return_error

    with mock.patch.multiple(module, **{name: caught(getattr(module, name)) for name in names}):
        yield
