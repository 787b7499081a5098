"""What Keras can compute on, and how long that takes."""

import time
from collections.abc import Callable
from typing import Any

from .quiet import keras


def find_devices() -> list[str]:
    """Find what Keras can compute on.

    Returns
    -------
    list of str
        Names for `keras.device`: ``"cpu:0"``, or ``"cpu"`` on PyTorch, and one for each GPU, such
        as ``"gpu:0"``.
    """
    if keras.backend.backend() == "torch":
        import torch

        return ["cpu", *(f"gpu:{number}" for number in range(torch.cuda.device_count()))]
    try:
        return ["cpu:0", *keras.distribution.list_devices("gpu")]
    except RuntimeError:  # JAX, where there is none
        return ["cpu:0"]


def milliseconds(work: Callable, *inputs: Any) -> float:
    """Time a function: the quickest of ten calls, after one that does not count.

    Parameters
    ----------
    work : callable
        What to time. The first call often takes longer, since Keras prepares it then.
    *inputs
        What it is called with.

    Returns
    -------
    float
        Wall time in milliseconds.
    """
    work(*inputs)
    times = []
    for _ in range(10):
        start = time.perf_counter()
        work(*inputs)
        times.append(time.perf_counter() - start)
    return 1000 * min(times)
