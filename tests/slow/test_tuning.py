"""Does lesson 9's search run elsewhere as its text says?"""

import sys

import course
import numpy as np
import pytest
from joblib.externals.loky import get_reusable_executor

LOKY = 'parallel_config(backend="loky", n_jobs=2)'
DASK = 'parallel_config(backend="dask")'


@pytest.fixture
def cells():
    """Source of each cell of lesson 9 by its id."""
    yield {cell["id"]: cell.source for cell in course.read("solutions", "09_tune").cells}
    get_reusable_executor().shutdown(wait=True)


def test_one_changed_line_runs_the_search_on_a_dask_cluster(cells):
    distributed = pytest.importorskip("distributed")
    assert DASK in cells["parallel-seen"], "the text shows the line that is tried here"
    lesson = {"__name__": "lesson"}  # a module that workers cannot import, as a notebook is
    exec(cells["setup"] + "\n" + cells["classifier"], lesson)

    exec(cells["parallel"], lesson)
    here = lesson["parallel"]
    assert here.best_params_ == lesson["alone"].best_params_
    changed = cells["parallel"].replace(LOKY, DASK)
    assert changed != cells["parallel"]
    with distributed.Client(n_workers=2, threads_per_worker=1, dashboard_address=":0") as client:
        exec(changed, lesson)
        used = client.run(lambda: "keras" in sys.modules)
    there = lesson["parallel"]

    assert list(used.values()) == [True, True], "both workers have trained networks"
    assert there is not here
    assert there.best_params_ == here.best_params_
    scores = [search.cv_results_["mean_test_score"] for search in (here, there)]
    np.testing.assert_allclose(*scores, atol=0.02)
