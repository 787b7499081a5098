"""The scoreboard: how each of the learner's classifiers did on the validation pictures."""

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike

from . import plots, storage
from .byhand import confidence_interval
from .data.results import RESULTS_FOLDER
from .quiet import keras

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("lesson", "classifier", "accuracy", "pictures", "parameters", "seconds", "network")


def find_reach(table: "pd.DataFrame") -> list[float]:
    """Half of the 95 % interval of each accuracy of a board."""
    intervals = map(confidence_interval, table["accuracy"], table["pictures"])
    return [(high - low) / 2 for low, high in intervals]


def write_lines(table: "pd.DataFrame") -> "pd.DataFrame":
    """Write the lines of a board for people.

    Parameters
    ----------
    table : pandas.DataFrame
        One row a classifier, with `COLUMNS`.

    Returns
    -------
    pandas.DataFrame
        Lesson and classifier, and as texts the accuracy with its uncertainty, how many numbers
        were learned, and how long training took; empty where it is not known.
    """
    pairs = zip(table["accuracy"], find_reach(table), strict=True)
    texts = {
        "right on validation pictures": [f"{a:.3f} ± {reach:.3f}" for a, reach in pairs],
        "numbers learned": [f"{count:,}" for count in table["parameters"]],
        "seconds of training": [
            "" if np.isnan(s) else f"{s:.1f}" for s in table["seconds"].astype(float)
        ],
    }
    return table[["lesson", "classifier"]].assign(**texts)


class Board:
    """A table of classifiers, kept in the outputs folder: a file for each data set.

    A lesson adds its classifiers and shows the board. Where the learner has skipped a classifier
    of an earlier lesson, the board shows what was recorded when the course was made, and says so.

    Parameters
    ----------
    dataset : str
        Name of the data set: ``"fashion_mnist"`` or ``"cifar10"``, such as ``dataset.name``.
    lesson : int
        Number of the lesson that shows the board; later lessons are left out.
    """

    def __init__(self, dataset: str, lesson: int) -> None:
        self.dataset, self.lesson = dataset, lesson

    def add(
        self,
        classifier: str,
        right: ArrayLike,
        model: keras.Model | None = None,
        parameters: int = 0,
        seconds: float | None = None,
    ) -> None:
        """Write a line, in place of an older one for the same classifier.

        Parameters
        ----------
        classifier : str
            A name for the classifier, such as ``"nearest neighbour"``.
        right : array_like
            For each validation picture, whether the answer is right, shape (n,), bool.
        model : keras.Model, optional
            The trained network, if it is one; it is saved, for later lessons to work with.
        parameters : int
            How many numbers were learned; those of `model`, if there is one.
        seconds : float, optional
            How long training took.

        Raises
        ------
        ValueError
            If `right` is not one True or False for each picture.
        """
        right = np.asarray(right)
        if right.ndim != 1 or right.dtype != bool or not len(right):
            raise ValueError(
                "right should hold one True or False for each validation picture, as "
                f"predicted == truth does; it has shape {right.shape} and type {right.dtype}."
            )
        network = ""
        if model is not None:
            parameters = model.count_params()
            name = re.sub(r"\W+", "_", classifier).strip("_")
            network = storage.save_model(model, f"board_{name}", self.dataset).name
        line = dict(
            lesson=self.lesson,
            classifier=classifier,
            accuracy=round(float(right.mean()), 4),
            pictures=len(right),
            parameters=parameters,
            seconds=None if seconds is None else round(seconds, 1),
            network=network,
        )
        lines = [old for old in self._own_lines() if old["classifier"] != classifier] + [line]
        self._file().write_text(json.dumps(lines, indent=1))

    def lines(self) -> "pd.DataFrame":
        """Read the board up to this lesson.

        Returns
        -------
        pandas.DataFrame
            One row a classifier, in the order of the lessons: ``lesson``, ``classifier``,
            ``accuracy`` (0 to 1), ``pictures`` (how many it was measured on), ``parameters``,
            ``seconds`` (of training, may be missing), ``network`` (file in the outputs folder, or
            empty) and ``recorded`` (True where the line is not the learner's own).
        """
        import pandas as pd

        own = pd.DataFrame(self._own_lines(), columns=COLUMNS).assign(recorded=False)
        known = self._recorded_lines()
        recorded = known.assign(recorded=True)
        # Of its own lesson a learner sees only what there is: the rest is still to be done.
        recorded = recorded[
            (recorded["lesson"] < self.lesson) & ~recorded["classifier"].isin(own["classifier"])
        ]
        parts = [part for part in (own, recorded) if len(part)]
        table = pd.concat(parts) if parts else own
        table = table[table["lesson"] <= self.lesson]
        order = {name: place for place, name in enumerate(known["classifier"])}
        place = table["classifier"].map(order).fillna(len(order))
        return table.assign(place=place).sort_values(
            ["lesson", "place"], kind="stable", ignore_index=True
        )[[*COLUMNS, "recorded"]]

    def show(self) -> None:
        """Show the board as a table, and as a plot with the uncertainty of each accuracy."""
        from IPython.display import display

        table = self.lines()
        if not len(table):
            print("The board is still empty.")
            return
        plots.plot_board(table.assign(reach=find_reach(table)))
        texts = write_lines(table).assign(whose=np.where(table["recorded"], "recorded", "yours"))
        display(texts.style.hide(axis="index"))
        if table["recorded"].any():
            print(
                '"recorded": you have no such line yet; it was measured when the course was made.'
            )

    def load_best(self) -> tuple[str, keras.Model]:
        """Load the learner's best network, or the reference if there is none, and say which.

        Returns
        -------
        name : str
            What the board calls it.
        model : keras.Model
            Not compiled; takes pictures of shape (n, 32, 32, 3) with values from 0 to 1.
        """
        own = [line for line in self._own_lines() if line["network"]]
        for line in sorted(own, key=lambda line: -line["accuracy"]):
            file = storage.outputs_folder() / line["network"]
            try:
                model = keras.saving.load_model(file, compile=False)
            except Exception as error:  # deleted, damaged, or of layers only its notebook knows
                print(f"{line['network']} cannot be read ({type(error).__name__}).")
            else:
                print(
                    f"Your best network: {line['classifier']}, "
                    f"{line['accuracy']:.3f} right on validation pictures."
                )
                return line["classifier"], model
        return "reference network", storage.load_model_or_reference("improved", self.dataset)

    def _file(self) -> Path:
        return storage.outputs_folder() / f"board-{self.dataset}.json"

    def _own_lines(self) -> list[dict]:
        file = self._file()
        try:
            return json.loads(file.read_text())
        except FileNotFoundError:
            return []
        except ValueError:
            kept = file.with_suffix(".damaged")
            file.replace(kept)
            print(f"{file.name} could not be read and is now {kept.name}: a new board begins.")
            return []

    def _recorded_lines(self) -> "pd.DataFrame":
        import pandas as pd

        file = RESULTS_FOLDER / f"board-{self.dataset}.json"
        lines = json.loads(file.read_text()) if file.exists() else []
        return pd.DataFrame(lines, columns=COLUMNS)
