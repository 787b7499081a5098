"""Tables that are made from files: the board, recorded studies, how to cite."""

import json
from pathlib import Path

from helpers.board import write_lines
from helpers.data import results

import pandas as pd
import yaml
from docutils.nodes import Node
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

DATASETS = ("fashion_mnist", "cifar10")


def write_board(file: Path) -> str:
    """Write a recorded board as a Markdown table, each accuracy with its 95 % interval."""
    table = write_lines(pd.DataFrame(json.loads(file.read_text(encoding="utf-8"))))
    table["lesson"] = [f"{{lesson}}`{number}`" for number in table["lesson"]]
    return table.to_markdown(index=False, disable_numparse=True)


def summarize_study(study: str, dataset: str) -> pd.DataFrame:
    """Make the table of a study's runs, with mean and standard deviation over seeds."""
    summary = results.summarize_results(study, dataset)
    shown = "test" if study == "improved" else "validation"
    return pd.DataFrame(
        {
            "run": summary.index,
            "parameters": [f"{count:,}" for count in summary["parameters"]],
            "runs": summary["seeds"],
            f"{shown} accuracy": [
                f"{mean:.3f}" + ("" if pd.isna(spread) else f" ± {spread:.3f}")
                for mean, spread in zip(summary["mean"], summary["spread"], strict=True)
            ],
            "CPU seconds": [f"{seconds:.1f}" for seconds in summary["cpu_seconds"]],
        }
    )


def write_study(study: str, dataset: str) -> str:
    """Write a recorded study as a Markdown table, with what it was measured on and where."""
    runs = results.load_results(study, dataset)
    if study == "preparation":  # nothing was trained
        table = runs[["run", "preparation", "accuracy", "confidence"]]
        pictures = f"{runs['validation_images'].iloc[0]:,} validation pictures"
    else:
        table = summarize_study(study, dataset)
        pictures = f"{runs['training_images'].iloc[0]:,} training pictures"
    facts = {
        name: "; ".join(dict.fromkeys(map(str, runs[name])))
        for name in ("data", "machine", "date", "versions")
        if name in runs
    }
    return (
        f"**{facts.pop('data')}**, {pictures}\n\n"
        f"{table.to_markdown(index=False, disable_numparse=True)}\n\n*{'; '.join(facts.values())}.*"
    )


def write_citation(file: Path) -> str:
    """Write how to cite the course, as a sentence and as BibTeX."""
    facts = yaml.safe_load(file.read_text(encoding="utf-8"))
    authors = " and ".join(author["name"] for author in facts["authors"])
    year = str(facts["date-released"])[:4]
    title, version = facts["title"], facts["version"]
    return (
        f"> {authors} ({year}). *{title}* (version {version}).\n\n"
        "```bibtex\n"
        f"@software{{tensteps,\n  author = {{{{{authors}}}}},\n  title = {{{title}}},\n"
        f"  version = {{{version}}},\n  year = {{{year}}}\n}}\n```"
    )


class Table(SphinxDirective):
    """Put the Markdown text that `write` makes into the page."""

    required_arguments = 1

    def run(self) -> list[Node]:
        """Make the nodes, and the page again when a file has changed."""
        for file in self.files():
            self.env.note_dependency(str(file))
        return self.parse_text_to_nodes(self.write())

    def files(self) -> list[Path]:
        """Files that the table is made from."""
        raise NotImplementedError

    def write(self) -> str:
        """Make the table."""
        raise NotImplementedError


class BoardTable(Table):
    """The recorded board of a data set: ``{board} cifar10``."""

    def files(self) -> list[Path]:
        """Files that the table is made from."""
        return [results.RESULTS_FOLDER / f"board-{self.arguments[0]}.json"]

    def write(self) -> str:
        """Make the table."""
        return write_board(*self.files())


class StudyTables(Table):
    """A recorded study on each data set: ``{study} dropout``."""

    def files(self) -> list[Path]:
        """Files that the tables are made from."""
        return [results.RESULTS_FOLDER / f"{self.arguments[0]}-{name}.csv" for name in DATASETS]

    def write(self) -> str:
        """Make the tables."""
        return "\n\n".join(write_study(self.arguments[0], name) for name in DATASETS)


class Citation(Table):
    """How to cite the course: ``{citation} ../CITATION.cff``."""

    def files(self) -> list[Path]:
        """Files that the text is made from."""
        return [Path(self.env.srcdir, self.arguments[0])]

    def write(self) -> str:
        """Make the text."""
        return write_citation(*self.files())


def setup(app: Sphinx) -> dict[str, bool]:
    """Register what is above."""
    app.add_directive("board", BoardTable)
    app.add_directive("study", StudyTables)
    app.add_directive("citation", Citation)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
