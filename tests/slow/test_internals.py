"""Do kernels start and grades stay when another package renames what it never promised?"""

import os
import shutil
import subprocess
import sys

import pytest
import tiny
from nbgrader.api import Gradebook

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux only"),
    pytest.mark.skipif(shutil.which("bwrap") is None, reason="bubblewrap is not installed"),
]
# Python imports it first. It renames a name in all of a package, as a new version may, so that the
# package itself still works.
SITECUSTOMIZE = r"""
import importlib.machinery, re, sys

class Renamed(importlib.machinery.SourceFileLoader):
    def get_code(self, fullname):
        source = self.get_source(fullname)
        changed = re.sub(r"\bNAME", lambda match: match[0] + "_renamed", source)
        if changed == source:
            return super().get_code(fullname)
        open("MARK", "a").close()
        return compile(changed, self.path, "exec", dont_inherit=True)

class Finder(importlib.machinery.PathFinder):
    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        if fullname.partition(".")[0] != "PACKAGE":
            return None
        spec = super().find_spec(fullname, path, target)
        if spec and isinstance(spec.loader, importlib.machinery.SourceFileLoader):
            spec.loader = Renamed(spec.loader.name, spec.loader.path)
        return spec

sys.meta_path.insert(0, Finder)
"""
KERNEL = """
import sys
from grading import kernels
from jupyter_client.manager import start_new_kernel
if not MODULES:
    kernels.LESSONS = ()
manager, client = start_new_kernel(kernel_name="tensteps-warm")
assert isinstance(manager.provisioner.process, kernels.WarmProcess), "cold"
client.execute_interactive(CODE, timeout=100)
client.stop_channels()
manager.shutdown_kernel(now=True)
"""
TRAINING = """
import sys
assert "keras" in sys.modules
import keras, numpy
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(1)])
model.compile("sgd", "mse")
print("losses", len(model.fit(numpy.ones((8, 4)), numpy.ones(8), verbose=0).history["loss"]))
"""


@pytest.fixture
def rename(tmp_path):
    """Make an environment in which a package has another name for something."""

    def make(package, name):
        text = SITECUSTOMIZE.replace("NAME", name).replace("PACKAGE", package)
        folder = tmp_path / "renamed"
        folder.mkdir()
        (folder / "sitecustomize.py").write_text(text.replace("MARK", str(tmp_path / "mark")))
        return os.environ | {"PYTHONPATH": str(folder)}

    yield make
    assert (tmp_path / "mark").exists(), "the name does not occur; it need not be looked up"


@pytest.mark.parametrize(
    ("package", "name"),
    [
        ("keras", "_maybe_symbolic_build"),
        ("keras", "_symbolic_build"),
        ("keras", "_distributed_dataset"),
        ("IPython", "FormattedTB"),
        ("IPython", "structured_traceback"),
        ("ipykernel", "parent_handle"),
        ("jupyter_client", "_scrub_kwargs"),
    ],
)
def test_a_warm_kernel_starts(rename, package, name):
    code = TRAINING if package == "keras" else "print('losses', 1)"
    program = KERNEL.replace("MODULES", str(package == "keras")).replace("CODE", repr(code))
    done = subprocess.run(
        [sys.executable, "-c", program], env=rename(package, name), capture_output=True, text=True
    )
    assert "losses 1" in done.stdout, done.stderr


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory):
    """A course with one submission."""
    root = tmp_path_factory.mktemp("handed_in")
    tiny.write(root)
    tiny.submit(root, "ann", tiny.notebook())
    return root


@pytest.mark.parametrize(
    ("package", "name"),
    [
        ("joblib", "get_reusable_executor"),
        ("jupyter_client", "_scrub_kwargs"),
        ("jupyter_client", "_created_context"),
        ("nbclient", "process_message"),
        ("nbclient", r"output(?=\()"),
        ("nbgrader", "begin_test_delimeter"),
        ("nbgrader", "end_test_delimeter"),
    ],
)
def test_grades_are_the_same(rename, handed_in, tmp_path, package, name):
    root = tmp_path / "course"
    shutil.copytree(handed_in, root)
    environment = rename(package, name)
    jobs = 2 if package == "joblib" else 1
    for command in (f"grading autograde --jobs {jobs}", "nbgrader generate_feedback tiny"):
        done = subprocess.run(
            [sys.executable, "-m", *command.split()],
            cwd=root,
            env=environment,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stdout + done.stderr
    with Gradebook(f"sqlite:///{root}/gradebook/gradebook.db") as gradebook:
        assert gradebook.find_submission("tiny", "ann").score == 5
    (page,) = root.glob("gradebook/feedback/ann/tiny/*.html")
    assert "secretsecret" not in page.read_text()
