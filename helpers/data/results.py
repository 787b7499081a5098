"""What was measured when the course was made."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from .. import COURSE

if TYPE_CHECKING:
    import pandas as pd

RESULTS_FOLDER = COURSE / "data" / "results"


def load_results(study: str, dataset: str) -> pd.DataFrame:
    """Read what was measured when the course was made, by ``data/record_results.py``.

    Parameters
    ----------
    study : str
        What was compared: ``"epochs"``, ``"dropout"``, ``"optimizer"``, ``"rate_batch"``,
        ``"activation"``, ``"ladder"``, ``"ladder_pair"`` or ``"improved"``.
    dataset : str
        Name of the data set: ``"fashion_mnist"`` (the bundled sample) or ``"cifar10"`` (all of it).

    Returns
    -------
    pandas.DataFrame
        One row a training run, in the order in which they were made. ``run`` is the run's name;
        ``loss``, ``accuracy``, ``val_loss`` and ``val_accuracy`` are lists with one number an
        epoch; ``seconds`` is how long training took, ``test_accuracy`` the result on the test
        pictures (0 to 1).

    Raises
    ------
    ValueError
        If there is no such study.
    """
    import pandas as pd

    file = RESULTS_FOLDER / f"{study}-{dataset}.csv"
    if not file.exists():
        known = ", ".join(sorted(path.stem for path in RESULTS_FOLDER.glob("*.csv")))
        raise ValueError(f"There are no results {file.stem}; there are: {known}.")
    curves = ["loss", "accuracy", "val_loss", "val_accuracy"]
    return pd.read_csv(file, dtype={"run": str}, converters=dict.fromkeys(curves, json.loads))


def last_accuracies(study: str, here: dict[Any, float] | None = None) -> pd.DataFrame:
    """Compare the validation accuracies of a study after its last epoch.

    Parameters
    ----------
    study : str
        One that was measured with validation pictures, see `load_results`.
    here : dict, optional
        Own accuracies (0 to 1) by run, put beside the recorded ones.

    Returns
    -------
    pandas.DataFrame
        One row a run, one column a data set, rounded to three digits.
    """
    import pandas as pd

    columns = {}
    for name in ("fashion_mnist", "cifar10"):
        columns[name] = load_results(study, name).set_index("run")["val_accuracy"].str[-1]
    if here is not None:
        columns["here"] = pd.Series({str(run): score for run, score in here.items()})
    return pd.DataFrame(columns).round(3)
