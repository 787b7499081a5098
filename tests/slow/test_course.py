"""Do cells run as on their own after a set-up, whatever other cells did?"""

import course
import pytest
from nbformat.v4 import new_code_cell

SETUP = [new_code_cell("import keras\nx = [1]")]
# Computing starts threads of TensorFlow, which a fork would lack.
COMPUTING = [new_code_cell("import keras\nx = [float(keras.ops.sum(keras.ops.ones(3)))]")]


def run(source, setup=SETUP, timeout=60):
    (cell,) = course.run([new_code_cell(source)], setup, timeout)
    return course.text(cell)


@pytest.mark.parametrize(("setup", "text"), [(SETUP, "[1]\n"), (COMPUTING, "[3.0]\n")])
def test_each_run_starts_from_the_set_up(setup, text):
    assert run("x.append(2)\nassert keras.ops.sum(keras.ops.ones((99, 99))) == 9801", setup) == ""
    assert run("print(x)", setup) == text


def test_an_error_is_told_without_the_code():
    assert run("1 / 0  # a remark") == "ZeroDivisionError: division by zero"


def test_cells_that_end_their_process_or_never_end_stop_no_others():
    with pytest.raises(RuntimeError, match="ended their process"):
        run("import os; os._exit(0)")
    with pytest.raises(TimeoutError, match="longer than 2 s"):
        run("while True: pass", timeout=2)
    assert run("print(x)") == "[1]\n"
