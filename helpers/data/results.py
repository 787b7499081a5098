"""What was measured when the course was made."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from .. import COURSE

if TYPE_CHECKING:
    import pandas as pd

RESULTS_FOLDER = COURSE / "data" / "results"


def load_results(study: str, dataset: str) -> pd.DataFrame:
    """Read what was measured when the course was made, by the scripts in ``data``.

    Parameters
    ----------
    study : str
        What was compared: ``"epochs"``, ``"dropout"``, ``"optimizer"``, ``"rate_batch"``,
        ``"activation"``, ``"ladder"``, ``"ladder_pair"`` or ``"improved"``; or ``"preparation"``,
        which trains nothing and has other columns (see ``data/record_preparation.py``).
    dataset : str
        Name of the data set: ``"fashion_mnist"`` (the bundled sample) or ``"cifar10"``.

    Returns
    -------
    pandas.DataFrame
        One row a training run, in the order in which they were made. ``run`` is the run's name
        and ``seed`` its seed; ``loss``, ``accuracy``, ``val_loss`` and ``val_accuracy`` are lists
        with one number an epoch; ``validation_accuracy`` (0 to 1) is that of the epoch with the
        lowest validation loss, in the study "improved" ``test_accuracy`` that of the last epoch.
        ``seconds`` is how long training took, ``cpu_seconds`` the same summed over all cores,
        which other programs disturb less, and ``machine`` where that was.

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


def summarize_results(study: str, dataset: str) -> pd.DataFrame:
    """Compare the runs of a study: each one's accuracy and time, over its seeds.

    Parameters
    ----------
    study, dataset : str
        See `load_results`.

    Returns
    -------
    pandas.DataFrame
        One row a run, in the order in which they were made: ``parameters``, ``seeds`` (how many),
        ``mean`` and ``spread`` (standard deviation; missing for one seed) of its accuracy on
        validation pictures, in the study "improved" on test pictures, and the median of its
        ``cpu_seconds``.

    Raises
    ------
    ValueError
        If there is no such study.
    """
    runs = load_results(study, dataset)
    accuracy = "test_accuracy" if study == "improved" else "validation_accuracy"
    return runs.groupby("run", sort=False).agg(
        parameters=("parameters", "first"),
        seeds=("seed", "count"),
        mean=(accuracy, "mean"),
        spread=(accuracy, "std"),
        cpu_seconds=("cpu_seconds", "median"),
    )
