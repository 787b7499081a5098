"""Do lesson 9's search and comparisons do what it says?"""

import sys

from helpers import data, plots
from helpers.data import results
from helpers.plots import curves

import course
import numpy as np
import pytest
from joblib.externals.loky import get_reusable_executor

LOKY = 'parallel_config(backend="loky", n_jobs=1 if grading else 2)'
DASK = 'parallel_config(backend="dask")'


@pytest.fixture
def cells():
    """Source of each cell of lesson 9 by its id."""
    yield {cell["id"]: cell.source for cell in course.read("solutions", "09_tune").cells}
    get_reusable_executor().shutdown(wait=True)


def test_one_changed_line_runs_the_search_on_a_dask_cluster(cells):
    distributed = pytest.importorskip("distributed")
    assert DASK in cells["activations"], "the text shows the line that is tried here"
    lesson = {"__name__": "lesson"}  # a module that workers cannot import, as a notebook is
    exec(cells["setup"] + "\n" + cells["folds"], lesson)
    lesson["grid"] = {"optimizer__learning_rate": [0.00001, 0.01]}

    exec(cells["parallel"], lesson)
    here = lesson["parallel"]
    changed = cells["parallel"].replace(LOKY, DASK)
    assert changed != cells["parallel"]
    with distributed.Client(n_workers=2, threads_per_worker=1, dashboard_address=":0") as client:
        exec(changed, lesson)
        used = client.run(lambda: "keras" in sys.modules)
    there = lesson["parallel"]

    assert list(used.values()) == [True, True], "both workers have trained networks"
    assert there is not here
    assert there.best_params_ == here.best_params_ == {"optimizer__learning_rate": 0.01}
    scores = [search.cv_results_["mean_test_score"] for search in (here, there)]
    np.testing.assert_allclose(*scores, atol=0.02)


def test_last_accuracies_puts_own_results_beside_recorded_ones(tmp_path, monkeypatch):
    monkeypatch.setattr(results, "RESULTS_FOLDER", tmp_path)
    curves = "loss,accuracy,val_loss,val_accuracy"
    for name, last in [("fashion_mnist", 0.8126), ("cifar10", 0.7)]:
        rows = [f'{run},"[]","[]","[]","[0.1, {last}]"' for run in (0.15, 0.3)]
        (tmp_path / f"dropout-{name}.csv").write_text("\n".join([f"run,{curves}", *rows]))
    table = data.last_accuracies("dropout", {0.15: 0.5, 0.3: 0.25})
    assert table.loc["0.15"].to_dict() == {"fashion_mnist": 0.813, "cifar10": 0.7, "here": 0.5}
    assert table.loc["0.3", "here"] == 0.25


def test_plot_accuracies_draws_a_line_for_each_name(monkeypatch):
    alts = []
    monkeypatch.setattr(curves, "show", alts.append)
    histories = {name: {"val_accuracy": [0.5, 0.25]} for name in "abcde"}
    plots.plot_accuracies({"here": histories, "there": {"a": {"val_accuracy": [0.1, 0.2, 0.3]}}})
    here, there = curves.plt.gcf().axes
    assert [line.get_text() for line in here.get_legend().get_texts()] == list("abcde")
    drawn = [line for line in there.get_lines() if len(line.get_xdata())]
    np.testing.assert_allclose(drawn[0].get_xydata(), [[1, 0.1], [2, 0.2], [3, 0.3]])
    assert (
        "there, from 0.10 to 0.10 in epoch 1, in epoch 3 from highest to lowest: a 0.30." in alts[0]
    )
    curves.plt.close("all")
