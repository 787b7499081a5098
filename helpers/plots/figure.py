"""Shows figures with a text for those who cannot see them (alt text)."""

import os

import matplotlib.pyplot as plt
from IPython.display import display


def told(alt):
    """Print alt text in place of its figure while nbgrader grades or validates.

    Drawing takes longer than most tests.

    Parameters
    ----------
    alt : str
        What the figure shows, in a sentence.

    Returns
    -------
    bool
        Whether it was printed, and no figure is needed.
    """
    grading = "NBGRADER_EXECUTION" in os.environ
    if grading:
        display({"text/plain": f"Figure: {alt}"}, raw=True)
    return grading


def show(alt):
    """Show the current figure below the cell, with alt text (see `told`), and close it.

    Parameters
    ----------
    alt : str
        What the figure shows, in a sentence.
    """
    figure = plt.gcf()
    if not told(alt):
        display(figure, metadata={"image/png": {"alt": alt}})
    plt.close(figure)
