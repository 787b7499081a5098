"""Checks an installation: `python -m helpers.doctor` says line by line what is well and what
to do about what is not; its exit status is 1 if anything has to be mended."""

import hashlib
import importlib.metadata
import shutil
import subprocess
import sys
from dataclasses import dataclass

import psutil
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

from . import PROJECT, quiet_start

INSTALL_AGAIN = "Install again, in the project's folder: pip install -e ."
GIB = 1024**3


@dataclass(frozen=True)
class Finding:
    """What a check found: whether all is well, a line that says what, and what to do if not."""

    ok: bool
    line: str
    advice: str = ""

    def __str__(self):
        return f"{'ok  ' if self.ok else 'FAIL'} {self.line}" + (
            "" if self.ok else f"\n     {self.advice}"
        )


def check_python():
    """Compare this Python with the versions that the project asks for."""
    wanted = importlib.metadata.metadata("tensteps")["Requires-Python"]
    version = ".".join(map(str, sys.version_info[:3]))
    return Finding(
        version in SpecifierSet(wanted),
        f"Python {version} (needs {wanted})",
        "Install a Python that fits and make the environment anew.",
    )


def check_packages():
    """Compare the installed packages with the versions that the project asks for."""
    wrong = []
    wanted = [Requirement(line) for line in importlib.metadata.requires("tensteps")]
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


def check_jupyterlab():
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


def check_keras():
    """Import Keras, and say on which backend and devices it runs."""
    try:
        with quiet_start():
            import keras

            from . import hardware

            backend = keras.backend.backend()
            devices = hardware.find_devices()
    except Exception as error:
        return Finding(False, f"Keras: {type(error).__name__}: {error}", INSTALL_AGAIN)
    return Finding(True, f"Keras {keras.__version__} on {backend}; devices: {', '.join(devices)}")


def check_data():
    """Compare the bundled files with their checksums, and load the data set of the lessons."""
    from . import data

    lines = (PROJECT / "data" / "SHA256SUMS").read_text().splitlines()
    wrong = []
    for expected, name in (line.split() for line in lines):
        file = PROJECT / "data" / name
        if not file.exists():
            wrong.append(f"{name} is missing")
        elif hashlib.sha256(file.read_bytes()).hexdigest() != expected:
            wrong.append(f"{name} is damaged")
    if wrong:
        return Finding(
            False,
            f"Data: {'; '.join(wrong)}",
            "Get the files again: git checkout data, or the kit.",
        )
    cifar10 = data.cifar10_file()
    if not cifar10.exists():
        return Finding(
            True, "Data: the bundled sample is whole; CIFAR-10 is not fetched (optional)"
        )
    try:
        return Finding(True, f"Data: the bundled sample is whole; {data.read_cifar10().title}")
    except data.DataError as error:
        return Finding(False, "Data: CIFAR-10 cannot be read", str(error))


def check_disk():
    """Say how much disk is free where the project lies; a gibibyte is enough to work."""
    free = shutil.disk_usage(PROJECT).free / GIB
    return Finding(free >= 1, f"Disk: {free:.0f} GiB free (needs 1)", "Delete what you can spare.")


def check_memory():
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
    check_data,
    check_disk,
    check_memory,
)


def check():
    """Check the packages, Keras and the memory, and print one line, or what has to be mended."""
    findings = [check_packages(), check_keras(), check_memory()]
    failed = [finding for finding in findings if not finding.ok]
    print(*failed or [f"All is ready: {findings[1].line}"], sep="\n")


def main():
    """Run every check, print what each found, and return the exit status."""
    failed = 0
    for examine in ALL:
        finding = examine()
        failed += not finding.ok
        print(finding, flush=True)
    print("All is well." if not failed else f"To mend: {failed}.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
