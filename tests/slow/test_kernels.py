"""Do warm kernels behave as plain ones do, and leave nothing behind?"""

import contextlib
import os
import signal
import subprocess
import sys
import time

from grading import kernels

import course
import psutil
import pytest
from jupyter_client.manager import KernelManager
from jupyter_client.provisioning import KernelProvisionerFactory

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux only")


@contextlib.contextmanager
def running(name="tensteps-warm", **options):
    """A kernel's manager, and a function that runs code in it and returns what it printed."""
    manager = KernelManager(kernel_name=name)
    manager.start_kernel(**options)
    client = manager.client()
    client.start_channels()

    def run(code, timeout=60):
        printed = []

        def keep(message):
            content = message["content"]
            printed.append(content.get("text") or content.get("ename") or "")

        client.execute_interactive(code, timeout=timeout, output_hook=keep)
        return "".join(printed).strip()

    try:
        client.wait_for_ready(60)
        yield manager, client, run
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


@pytest.fixture(scope="module", autouse=True)
def inline():
    """Let kernels choose how figures are shown, as they do outside of these tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("MPLBACKEND")
        yield


@pytest.fixture(scope="module")
def kernel():
    with running() as kernel:
        yield kernel


def ended(manager, seconds=5):
    """Wait for a kernel's end; returns the status that its process ended with."""
    process = manager.provisioner.process
    deadline = time.monotonic() + seconds
    while process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.01)
    return process.poll()


def gone(pids, seconds=5):
    """Whether processes end within some seconds."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        left = [pid for pid in pids if psutil.pid_exists(pid)]
        if all(psutil.Process(pid).status() == psutil.STATUS_ZOMBIE for pid in left):
            return True
        time.sleep(0.05)
    return False


def interrupted(manager, client, code):
    """Run code and interrupt it; returns the name of the error it ends with."""
    # Else the kernel may abort, as one of the same queue, what is asked just after the error.
    message = client.execute(f"print('started')\n{code}", stop_on_error=False)
    while True:
        sent = client.get_iopub_msg(timeout=10)
        if sent["parent_header"].get("msg_id") == message and sent["msg_type"] == "stream":
            break
    time.sleep(0.5)  # the code after the print gets going
    manager.interrupt_kernel()
    while True:
        reply = client.get_shell_msg(timeout=10)
        if reply["parent_header"]["msg_id"] == message:
            return reply["content"].get("ename")


def server_of(manager):
    """The process that a kernel was forked from."""
    return psutil.Process(manager.provisioner.pid).parent()


def test_keras_is_imported_already(kernel):
    assert kernel[2]("import sys; print('keras' in sys.modules)") == "True"


def test_first_figures_and_tables_load_nothing_more():
    with running() as (_, _, run):
        run("import sys, matplotlib_inline.backend_inline\nloaded = {*sys.modules}")
        for cell in course.read("solutions", "03_prepare_data").cells:
            if cell.cell_type == "code":
                assert "Error" not in run(cell.source), cell.source
        assert run("print({*sys.modules} - loaded)") == "set()"


def test_it_trains_a_network(kernel):
    code = """
import keras, numpy
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(1)])
model.compile("sgd", "mse")
print(len(model.fit(numpy.ones((8, 4)), numpy.ones(8), verbose=0).history["loss"]))
"""
    assert kernel[2](code) == "1"


TRAINING = """
import keras, numpy
from keras import layers
traces = []
class Network(keras.Model):
    def train_step(self, data):
        traces.append(data)
        return super().train_step(data)
def network():
    inputs = x = keras.Input((8, 8, 1))
    for layer in (layers.RandomTranslation(0.2, 0.2), layers.Conv2D(4, 3),
                  layers.BatchNormalization(), layers.Dropout(0.5), layers.Flatten(),
                  layers.Dense(3, activation="softmax")):
        x = layer(x)
    return Network(inputs, x)
keras.utils.set_random_seed(1)
random = numpy.random.default_rng(1)
images, labels = random.random((40, 8, 8, 1)), numpy.eye(3)[random.integers(0, 3, 40)]
for metrics in ([], ["accuracy", keras.metrics.AUC()]):
    traces.clear()
    model = network()
    model.compile("adam", "categorical_crossentropy", metrics=metrics)
    print(model.evaluate(images, labels, verbose=0))
    print(model.fit(images, labels, epochs=2, validation_split=0.2, verbose=0).history)
later = keras.Sequential([layers.Flatten(), layers.Dense(3, activation="softmax")])
later.compile("rmsprop", "categorical_crossentropy", weighted_metrics=["accuracy"])
print(later.fit(images, labels, class_weight={0: 1, 1: 2, 2: 3}, verbose=0).history)
print(later.train_on_batch(images, labels))
wrong = network()
wrong.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
try:
    wrong.fit(images, labels, verbose=0)
except Exception as error:
    print(type(error), str(error)[:100])
print(len(traces))
"""


def test_training_gives_a_plain_kernels_numbers_with_fewer_traces(kernel):
    *numbers, traces = kernel[2](TRAINING).splitlines()
    with running("python3", stderr=subprocess.DEVNULL) as plain:
        *expected, usual = plain[2](TRAINING).splitlines()
    assert numbers == expected
    assert int(traces) < int(usual)


def test_figures_are_shown_inline(kernel):
    assert "inline" in kernel[2]("import matplotlib; print(matplotlib.get_backend())")


def test_path_and_arguments_are_a_plain_kernels(kernel):
    code = "import sys; print([p for p in sys.path if 'editable' not in p], sys.argv[1])"
    with running("python3") as plain:
        assert kernel[2](code) == plain[2](code)


def test_environment_and_folder_are_those_asked_for(tmp_path):
    environment = os.environ | {"COLOUR": "green", "HOME": str(tmp_path)}
    environment.pop("COLOR", None)
    with running(env=environment, cwd=str(tmp_path)) as (_, _, run):
        assert run("import os; print(os.getcwd(), os.environ['COLOUR'])") == f"{tmp_path} green"
        assert run("import os; print(os.path.expanduser('~'))") == str(tmp_path)
        assert run("!echo $COLOUR") == "green"


def test_random_numbers_differ_from_kernel_to_kernel(kernel):
    code = "import numpy, random; print(numpy.random.rand(), random.random())"
    with running() as other:
        one, two = kernel[2](code).split(), other[2](code).split()
    assert one[0] != two[0]
    assert one[1] != two[1]


def test_interrupt_stops_the_cell_and_keeps_the_names(kernel):
    manager, client, run = kernel
    run("kept = 1")
    assert interrupted(manager, client, "import time; time.sleep(60)") == "KeyboardInterrupt"
    assert run("print(kept)") == "1"


def test_interrupt_reaches_programs_started_from_a_cell(kernel):
    manager, client, run = kernel
    code = "import subprocess; child = subprocess.Popen(['sleep', '60']); child.wait()"
    assert interrupted(manager, client, code) == "KeyboardInterrupt"
    assert gone([int(run("print(child.pid)"))])


def test_restart_makes_a_new_kernel_for_less_than_a_second_of_computing():
    with running() as (manager, client, run):
        old = int(run("import os; print(os.getpid())"))
        manager.restart_kernel(now=False)
        client.wait_for_ready(60)
        assert run("print('os' in globals())") == "False"
        assert int(run("import os, keras; print(os.getpid())")) != old
        # Seconds on the clock depend on what else the machine does.
        assert float(run("import time; print(time.process_time())")) < 1


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("import os; os._exit(3)", 3),
        ("import os, signal; os.kill(os.getpid(), signal.SIGTERM)", -signal.SIGTERM),
        ("import ctypes; ctypes.string_at(0)", -signal.SIGSEGV),
    ],
)
def test_exit_status_is_told(code, status):
    with running() as (manager, client, _):
        client.execute(code)
        assert ended(manager) == status
        assert not manager.is_alive()


def test_kill_ends_it_with_the_programs_it_started():
    with running() as (manager, _, run):
        child = int(run("import subprocess; print(subprocess.Popen(['sleep', '60']).pid)"))
        pid = manager.provisioner.pid
        manager.shutdown_kernel(now=True)
        assert gone([pid, child])


def test_shutdown_runs_what_was_registered_for_the_end(tmp_path):
    with running() as (manager, _, run):
        run(f"import atexit; atexit.register(open, {str(tmp_path / 'bye')!r}, 'w')")
        manager.shutdown_kernel()
        assert (tmp_path / "bye").exists()


def test_connection_file_and_ports_are_cleaned_up():
    with running() as (manager, _, _):
        file = manager.connection_file
        assert os.path.exists(file)
        manager.shutdown_kernel()
        assert not os.path.exists(file)


def test_dead_server_is_replaced():
    with running() as (manager, _, _):
        old = server_of(manager)
        old.kill()
        assert ended(manager) == -signal.SIGKILL
        with running() as (other, _, run):
            assert run("print(6 * 7)") == "42"
            assert server_of(other).pid != old.pid


@pytest.fixture
def caller(tmp_path):
    """A program without `if __name__ == "__main__"` that starts a kernel, and its family."""
    program = tmp_path / "caller.py"
    program.write_text(
        "import sys, time\n"
        "from jupyter_client.manager import start_new_kernel\n"
        "print('started', flush=True)\n"
        "manager, client = start_new_kernel(kernel_name='tensteps-warm')\n"
        "print(manager.provisioner.pid, flush=True)\n"
        "time.sleep(600)\n"
    )
    caller = subprocess.Popen([sys.executable, program], stdout=subprocess.PIPE, text=True)
    lines = [caller.stdout.readline(), caller.stdout.readline()]
    kernel = int(lines[-1])
    yield caller, [kernel, psutil.Process(kernel).ppid()]
    caller.kill()
    caller.wait()


def test_callers_main_is_not_imported_and_nothing_is_left_when_it_is_killed(caller):
    program, family = caller
    program.kill()
    assert gone(family)
    assert program.stdout.read() == "", "a kernel has run the caller's program again"


def test_it_is_the_default_where_a_program_is_told_so(monkeypatch):
    # What `make lab` asks for on the command line.
    monkeypatch.setattr(
        KernelProvisionerFactory.instance(), "default_provisioner_name", "tensteps-warm"
    )
    with running("python3") as (manager, _, run):
        assert isinstance(manager.provisioner.process, kernels.WarmProcess)
        assert run("print(1)") == "1"


def test_kernel_is_plain_with_a_backend_that_was_not_tried(caplog):
    with running(env=os.environ | {"KERAS_BACKEND": "openvino"}) as (manager, _, run):
        assert isinstance(manager.provisioner.process, subprocess.Popen)
        assert run("print(1)") == "1"
    assert "starts cold: Keras' backend openvino" in caplog.text


@pytest.fixture
def gpu(monkeypatch):
    """A stand-in for a GPU: its device file, as this process sees it."""
    exists = kernels.Path.exists
    monkeypatch.setattr(
        kernels.Path, "exists", lambda path: str(path) == "/dev/nvidiactl" or exists(path)
    )
    monkeypatch.setattr(kernels, "_servers", {})
    monkeypatch.delenv("CUDA_VISIBLE_DEVICES", raising=False)


def test_with_a_gpu_nothing_is_imported_that_could_touch_it_before_a_fork(gpu, caplog):
    kernels._load_jupyter_server_extension(None)
    with running() as (manager, _, run):
        assert isinstance(manager.provisioner.process, subprocess.Popen)
        assert run("import sys; print('keras' in sys.modules)") == "False"
    assert not kernels._servers
    assert "starts cold: there is a GPU" in caplog.text


def test_where_the_gpu_is_hidden_a_kernel_is_forked_from_a_process_that_cannot_see_it(gpu):
    with running(env=os.environ | {"CUDA_VISIBLE_DEVICES": "-1"}) as (manager, _, run):
        assert server_of(manager).environ()["CUDA_VISIBLE_DEVICES"] == "-1"
        assert run("import sys; print('keras' in sys.modules)") == "True"
    [server] = kernels._servers.values()
    server.close()


def test_kernel_is_plain_where_forking_is_not_safe(monkeypatch, tmp_path):
    assert kernels.why_not_warm({"HOME": str(tmp_path)}) is None
    (tmp_path / ".keras").mkdir()
    (tmp_path / ".keras" / "keras.json").write_text('{"backend": "openvino"}')
    assert "openvino" in kernels.why_not_warm({"HOME": str(tmp_path)})
    monkeypatch.setattr(kernels.Path, "exists", lambda path: str(path) == "/dev/nvidiactl")
    assert "GPU" in kernels.why_not_warm({})
    assert kernels.why_not_warm({"CUDA_VISIBLE_DEVICES": "-1"}) is None
    monkeypatch.setattr(sys, "platform", "darwin")
    assert "darwin" in kernels.why_not_warm({})


def test_nbval_uses_it_by_its_name(tmp_path):
    cells = [course.nbformat.v4.new_code_cell("import sys\nassert 'keras' in sys.modules")]
    course.nbformat.write(course.nbformat.v4.new_notebook(cells=cells), tmp_path / "a.ipynb")
    command = [sys.executable, "-m", "pytest", "--nbval-lax", "--nbval-kernel-name=tensteps-warm"]
    done = subprocess.run([*command, tmp_path], capture_output=True, text=True, cwd=tmp_path)
    assert "1 passed" in done.stdout, done.stdout
