"""Checks an installation: `tensteps doctor` says line by line what is well and what to do about
what is not; its exit status is 1 if anything has to be mended."""

import argparse
import hashlib
import importlib.metadata
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

from . import CLONE, COURSE, REPAIR, quiet_start

INSTALL_AGAIN = (
    "Install again, in the course's folder: pip install -e ."
    if CLONE
    else "Install again: pip install tensteps-*.whl"
)
GIB = 1024**3
DATASETS = ("fashion_mnist", "cifar10")
LESSONS = (
    "01_problem",
    "02_inputs_outputs",
    "03_prepare_data",
    "04_build",
    "05_compile",
    "06_fit",
    "07_predict",
    "08_evaluate",
    "09_tune",
    "10_share",
    "11_capstone",
)
# How to install what Keras can run on beside TensorFlow, which comes with the course.
BACKENDS = {
    "jax": "pip install 'jax>=0.10,<0.11'",
    "torch": "pip install 'torch>=2.13,<2.14' (on Linux 4.5 GB with what GPUs need; the build "
    "for the CPU alone: https://pytorch.org/get-started/locally)",
}
NETWORKS = tuple(f"{name}-{d}" for name in ("intro", "dropout", "improved") for d in DATASETS)
STUDIES = [
    "activation",
    "dropout",
    "epochs",
    "improved",
    "ladder",
    "ladder_pair",
    "optimizer",
    "preparation",
    "rate_batch",
]
# What the course's folder has to hold beside the pictures.
FILES = {
    "notebooks": ["lessons/Welcome.ipynb", *(f"lessons/{name}/{name}.ipynb" for name in LESSONS)],
    "networks": [f"data/models/{name}.keras" for name in NETWORKS],
    "records of them": [f"data/models/{name}.json" for name in NETWORKS],
    "results": [
        *(f"data/results/{study}-{d}.csv" for study in STUDIES for d in DATASETS),
        *(f"data/results/board-{d}.json" for d in DATASETS),
    ],
}


@dataclass(frozen=True)
class Finding:
    """What a check found.

    Attributes
    ----------
    ok : bool
        Whether all is well.
    line : str
        What was found.
    advice : str
        What to do if all is not well.
    """

    ok: bool
    line: str
    advice: str = ""

    def __str__(self) -> str:
        return f"{'ok  ' if self.ok else 'FAIL'} {self.line}" + (
            "" if self.ok else f"\n     {self.advice}"
        )


def check_python() -> Finding:
    """Compare this Python with the versions that the project asks for."""
    wanted = importlib.metadata.metadata("tensteps")["Requires-Python"]
    version = ".".join(map(str, sys.version_info[:3]))
    return Finding(
        version in SpecifierSet(wanted),
        f"Python {version} (needs {wanted})",
        "Install a Python that fits and make the environment anew.",
    )


def check_packages() -> Finding:
    """Compare the installed packages with the versions that the project asks for."""
    wrong = []
    wanted = [Requirement(line) for line in importlib.metadata.requires("tensteps") or ()]
    wanted = [item for item in wanted if item.marker is None or item.marker.evaluate()]
    for item in wanted:
        try:
            version = importlib.metadata.version(item.name)
        except importlib.metadata.PackageNotFoundError:
            wrong.append(f"{item.name} is missing")
        else:
            if not item.specifier.contains(version, prereleases=True):
                wrong.append(f"{item.name} is {version}, not {item.specifier}")
    line = "; ".join(wrong) or f"all {len(wanted)} packages are there in versions that fit"
    return Finding(not wrong, f"Packages: {line}", INSTALL_AGAIN)


def check_jupyterlab() -> Finding:
    """Ask JupyterLab whether nbgrader's extension is there and enabled."""
    command = [sys.executable, "-m", "jupyter", "labextension", "list"]
    output = subprocess.run(command, capture_output=True, text=True)
    lines = [line for line in (output.stdout + output.stderr).splitlines() if "nbgrader" in line]
    ok = bool(lines) and "enabled" in lines[0]
    return Finding(
        ok,
        f"JupyterLab: nbgrader's extension is {'enabled' if ok else 'missing or disabled'}",
        "Run: jupyter labextension enable @jupyter/nbgrader, or install again.",
    )


def check_keras() -> Finding:
    """Import Keras, and say on which backend and devices it runs, or which backend is missing."""
    try:
        with quiet_start():
            import keras

            from . import hardware

            backend = keras.backend.backend()
            devices = hardware.find_devices()
    except ModuleNotFoundError as error:
        name = str(error.name).partition(".")[0]
        if name not in BACKENDS:
            return Finding(False, f"Keras: {error}", INSTALL_AGAIN)
        advice = f"Install it: {BACKENDS[name]}. Or take what is there: KERAS_BACKEND=tensorflow"
        return Finding(False, f"Keras: its backend {name} is not installed", advice)
    except Exception as error:
        return Finding(False, f"Keras: {type(error).__name__}: {error}", INSTALL_AGAIN)
    return Finding(True, f"Keras {keras.__version__} on {backend}; devices: {', '.join(devices)}")


def check_pictures() -> Finding:
    """Compare the bundled pictures with their checksum."""
    folder = COURSE / "data"
    try:
        lines = (folder / "SHA256SUMS").read_text().splitlines()
    except FileNotFoundError:
        return Finding(False, "Pictures: SHA256SUMS is missing", REPAIR)
    wrong = []
    for expected, name in (line.split() for line in lines):
        file = folder / name
        if not file.exists():
            wrong.append(f"{name} is missing")
        elif hashlib.sha256(file.read_bytes()).hexdigest() != expected:
            wrong.append(f"{name} is damaged")
    return Finding(
        not wrong, f"Pictures: {'; '.join(wrong) or 'the bundled sample is whole'}", REPAIR
    )


def check_files(kinds: Sequence[str] = tuple(FILES)) -> Finding:
    """Look for the lessons, and for the networks and results that they load.

    Parameters
    ----------
    kinds : sequence of str
        Keys of `FILES`.
    """
    files = {what: FILES[what] for what in kinds}
    missing = [
        Path(name).name
        for names in files.values()
        for name in names
        if not (COURSE / name).is_file()
    ]
    if missing:
        more = f" and {len(missing) - 3} more" if len(missing) > 3 else ""
        line = f"{', '.join(missing[:3])}{more} missing"
    else:
        line = ", ".join(f"{len(names)} {what}" for what, names in files.items())
    return Finding(not missing, f"Files: {line}", REPAIR)


def check_cifar10() -> Finding:
    """Read CIFAR-10, if it has been fetched."""
    from . import data

    if not data.cifar10_file().exists():
        return Finding(True, "CIFAR-10: not fetched (optional: tensteps data cifar10)")
    try:
        return Finding(True, f"CIFAR-10: {data.read_cifar10()}")
    except data.DataError as error:
        return Finding(False, "CIFAR-10: it cannot be read", str(error))


def check_disk() -> Finding:
    """Say how much disk is free where the learner works; a gibibyte is enough."""
    free = shutil.disk_usage(CLONE or Path.cwd()).free / GIB
    return Finding(free >= 1, f"Disk: {free:.0f} GiB free (needs 1)", "Delete what you can spare.")


def check_memory() -> Finding:
    """Say how much memory is free; a lesson takes about 1.5 GiB."""
    free = psutil.virtual_memory().available / GIB
    return Finding(
        free >= 1.5,
        f"Memory: {free:.1f} GiB free (needs 1.5)",
        "Close other programs or notebooks.",
    )


ALL = (
    check_python,
    check_packages,
    check_jupyterlab,
    check_keras,
    check_pictures,
    check_files,
    check_cifar10,
    check_disk,
    check_memory,
)


def check() -> None:
    """Check what lessons need, and print one line, or what has to be mended."""
    keras = check_keras()
    loaded = check_files([what for what in FILES if what != "notebooks"])
    findings = [check_packages(), keras, check_pictures(), loaded, check_memory()]
    failed = [str(finding) for finding in findings if not finding.ok]
    print("\n".join(failed) or f"All is ready: {keras.line}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run every check and print what each found.

    Parameters
    ----------
    arguments : sequence of str, optional
        There are no options but ``--help``; those of the command line by default.

    Returns
    -------
    int
        The exit status: 1 if anything has to be mended, else 0.
    """
    argparse.ArgumentParser(prog="tensteps doctor", description=__doc__).parse_args(arguments)
    failed = 0
    for examine in ALL:
        finding = examine()
        failed += not finding.ok
        print(finding, flush=True)
    print("All is well." if not failed else f"To mend: {failed}.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
