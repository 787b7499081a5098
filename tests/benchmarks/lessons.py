"""Runs every notebook under nbval on each backend of Keras, on the CPU or a GPU, and times them.

    .venv/bin/python tests/benchmarks/lessons.py                             # three backends, CPU
    .venv/bin/python tests/benchmarks/lessons.py torch --lessons 06_fit
    .venv/bin/python tests/benchmarks/lessons.py tensorflow --gpu            # CPU, then GPU

Prints each run as it ends, and then a table: seconds by the clock and of all processors, each with
its ratio to the first column. The last row is one training run, that of the course's third network.
The exit status is 1 if a notebook fails, or if what was asked for is missing.
"""

import argparse
import datetime
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
BACKENDS = ("tensorflow", "jax", "torch")
CPU, GPU = "CPU", "GPU"
# Three epochs, after one that prepares Keras.
TRAINING = """
import sys, time
from helpers import byhand, data, models
dataset = data.load_dataset("fashion_mnist")
train, _, labels, _ = byhand.prepare_dataset(dataset.train_images, dataset.train_labels)
network = models.create_model_improved()
models.fit_improved(network, (train[:640], labels[:640]), 1, verbose=0)
start, computed = time.perf_counter(), time.process_time()
models.fit_improved(network, (train, labels), 3, verbose=0)
print(time.perf_counter() - start, time.process_time() - computed)
"""
DEVICES = """
from helpers import hardware
print(*hardware.find_devices())
"""


def environment(backend, device):
    """The variables under which Keras takes a backend and a device."""
    chosen = {"KERAS_BACKEND": backend, "TENSTEPS_DATASET": "fashion_mnist", "MPLBACKEND": "agg"}
    if device == CPU:
        chosen |= {"CUDA_VISIBLE_DEVICES": "-1", "JAX_PLATFORMS": "cpu"}
    return os.environ | chosen


def run_code(code, backend, device):
    """Run code in a Python of its own; returns the words of the last line that it printed."""
    command = [sys.executable, "-c", code]
    options = {"env": environment(backend, device), "cwd": PROJECT, "text": True}
    printed = subprocess.run(command, stdout=subprocess.PIPE, check=True, **options).stdout
    return printed.splitlines()[-1].split()


def run_notebook(lesson, backend, device):
    """Run a lesson's solution under nbval, as `make test` does.

    Returns
    -------
    seconds, computed : float
        By the clock, and of all processors together.
    failed : str
        What nbval said if it failed, else nothing.
    """
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    command = [sys.executable, "-m", "pytest", "-q", "--nbval", "--nbval-current-env"]
    command += ["--nbval-sanitize-with", "tests/nbval.cfg", "--no-header"]
    with tempfile.TemporaryDirectory() as outputs:
        env = environment(backend, device) | {"TENSTEPS_OUTPUTS": outputs}
        done = subprocess.run(
            [*command, f"solutions/{lesson}"], cwd=PROJECT, env=env, capture_output=True, text=True
        )
    seconds = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    computed = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return seconds, computed, done.stdout + done.stderr if done.returncode else ""


def missing(backend, device):
    """Why a backend and a device cannot be used; nothing if they can."""
    try:
        devices = run_code(DEVICES, backend, device)
    except subprocess.CalledProcessError:
        return f"Keras cannot use {backend}: see tensteps doctor, and make backends."
    if device == GPU and not any("gpu" in name for name in devices):
        return f"There is no GPU that Keras on {backend} can use; its devices: {', '.join(devices)}"
    return ""


def table(measured, ways):
    """Markdown: a row for each lesson, a column for each backend and device."""
    yield "| lesson | " + " | ".join(f"{backend}, {device}" for backend, device in ways) + " |"
    yield "| --- |" + " ---: |" * len(ways)
    for lesson, row in measured.items():
        cells = []
        for seconds, computed in row:
            ratios = seconds / row[0][0], computed / row[0][1]
            cells.append(f"{seconds:.0f} s × {ratios[0]:.1f}, {computed:.0f} s × {ratios[1]:.1f}")
        yield f"| {lesson} | " + " | ".join(cells) + " |"


def main():
    """Run, and print; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("backends", nargs="*", help=f"of {', '.join(BACKENDS)}")
    parser.add_argument("--gpu", action="store_true", help="on the CPU, and then on a GPU")
    parser.add_argument("--lessons", nargs="+", help="such as 04_build; all by default")
    chosen = parser.parse_args()
    ways = [
        (backend, device)
        for backend in chosen.backends or BACKENDS
        for device in ((CPU, GPU) if chosen.gpu else (CPU,))
    ]
    reasons = [reason for way in ways if (reason := missing(*way))]
    if reasons:
        print(*reasons, sep="\n")
        return 1
    lessons = chosen.lessons or sorted(path.name for path in (PROJECT / "solutions").iterdir())
    measured, failures = {}, 0
    for lesson in lessons:
        measured[lesson] = []
        for way in ways:
            seconds, computed, failed = run_notebook(lesson, *way)
            measured[lesson].append((seconds, computed))
            print(lesson, *way, f"{seconds:.0f} s, {computed:.0f} s of processors", flush=True)
            if failed:
                failures += 1
                print(failed, flush=True)
    measured["a training run"] = [tuple(map(float, run_code(TRAINING, *way))) for way in ways]
    from helpers import hardware

    print("", *table(measured, ways), sep="\n")
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0
    print(f"\n{hardware.describe_processor()}; load {load:.0f} at the end; ", end="")
    print(f"{datetime.date.today()}. {failures} of {len(lessons) * len(ways)} runs failed.")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
