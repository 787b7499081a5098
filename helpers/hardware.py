"""What Keras can compute on, and how long that takes."""

import platform
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


def describe_processor() -> str:
    """Name this machine's processor, for whoever reads a measured time.

    Returns
    -------
    str
        Such as ``"AMD EPYC, 2 cores"``.
    """
    import psutil

    name = platform.processor()
    try:  # Linux says more there
        with open("/proc/cpuinfo") as file:
            names = [line.split(":")[1].strip() for line in file if line.startswith("model name")]
        name = names[0]
    except (OSError, IndexError):
        pass
    return f"{name or platform.machine()}, {psutil.cpu_count()} cores"


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
