"""Do figures show what they should, with alt text?"""

from helpers import byhand, plots

import matplotlib.pyplot as plt
import numpy as np
import pytest
from PIL import Image


def test_plot_images_titles_and_alt_text(shown):
    plots.plot_images(np.zeros((7, 32, 32, 3), "uint8"), list("abcdefg"), columns=3)
    figure, alt = shown[0]
    assert [axis.get_title() for axis in figure.axes[:7]] == list("abcdefg")
    assert len(figure.axes) == 9
    assert "a, b, c" in alt
    with pytest.raises(ValueError, match="2 pictures but 1 titles"):
        plots.plot_images(np.zeros((2, 8, 8)), ["a"])


def test_figures_are_told_while_nbgrader_grades(monkeypatch, capsys):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    plots.plot_images(np.zeros((2, 8, 8, 3), "uint8"), ["a", "b"], alt="Two black squares.")
    plots.plot_activations({"identity": lambda z: z})
    plots.explore_kernels({"black": np.zeros((8, 8))}, {"none": np.zeros((3, 3))})
    squares, curves, controls = capsys.readouterr().out.splitlines()
    assert "Figure: Two black squares." in squares
    assert "identity(-6) is -6" in curves
    assert "Controls" in controls
    assert plt.get_fignums() == []


def test_plot_images_of_different_sizes(shown):
    picture = Image.new("RGB", (6, 4))
    plots.plot_images([picture, np.zeros((8, 8, 3), "uint8")], ["wide", "square"], 2, inches=2)
    figure, _ = shown[0]
    assert [axis.images[0].get_array().shape[:2] for axis in figure.axes] == [(4, 6), (8, 8)]
    assert figure.get_figwidth() == 4


def test_plot_vision_tasks_finds_the_six_coins(shown):
    plots.plot_vision_tasks()
    figure, alt = shown[0]
    assert [len(axis.patches) for axis in figure.axes] == [0, 1, 6, 0, 0]
    assert "each of 6 coins" in alt


def test_plot_pixels_writes_every_number(shown):
    image = np.arange(4 * 5 * 3, dtype="uint8").reshape(4, 5, 3)
    plots.plot_pixels(image, top=1, left=2, size=3)
    plots.plot_pixels(image[..., 0], top=0, left=0, size=2)
    (colour, alt), (grey, _) = shown
    assert [text.get_text() for text in colour.axes[1].texts][:2] == ["21\n22\n23", "24\n25\n26"]
    assert len(colour.axes[1].texts) == 9
    assert [text.get_text() for text in grey.axes[1].texts] == ["0", "3", "15", "18"]
    assert "4 rows and 5 columns" in alt
    assert "21, 22, 23 in the first" in alt
    with pytest.raises(ValueError, match="does not lie within a picture of 4 rows and 5 columns"):
        plots.plot_pixels(image, top=2, left=0, size=3)


def test_plot_splits_draws_a_box_for_each_picture(shown):
    whole, cut = {"training": [0, 2, 3], "validation": [1]}, {"training": [0], "test": [1, 2]}
    plots.plot_splits({"first": whole, "second": cut})
    figure, alt = shown[0]
    assert len(figure.axes[0].patches) == 7
    legend = figure.axes[0].get_legend().get_texts()
    assert [text.get_text() for text in legend] == ["training", "validation", "test"]
    assert "first: 3 training, 1 validation; second: 1 training, 2 test" in alt


def test_plot_activations_and_architecture(shown):
    plots.plot_activations({"twice": lambda z: 2 * z})
    plots.plot_architecture(byhand.create_model_intro())
    assert "twice(-6) is -12" in shown[0][1]
    assert "Flatten gives 1152, 0 parameters" in shown[1][1]
    assert "In all 79,530" in shown[1][1]


def test_plot_convolution_frames_the_largest_result(shown):
    step = np.array([[0] * 5] * 3 + [[9] * 5] * 3)
    edges = np.array([[-1, -1, -1], [0, 0, 0], [1, 1, 1]])
    plots.plot_convolution(step, {"horizontal": edges, "vertical": edges.T})
    figure, alt = shown[0]
    assert [len(axis.patches) for axis in figure.axes] == [1, 0, 1, 0, 0]
    assert figure.axes[2].patches[0].get_xy() == (-0.5, 0.5)
    assert figure.axes[2].images[0].get_clim() == (0, 27), "nothing negative: 0 is black"
    assert figure.axes[3].images[0].get_clim() == (-1, 1), "negative numbers: 0 is grey"
    assert "gives 4 x 3 numbers from 0 to 27" in alt


def test_explore_kernels_follows_its_controls(monkeypatch):
    shown = []
    monkeypatch.setattr("helpers.plots.pictures.display", shown.append)
    kernels = {"first": np.eye(3), **plots.MORE_KERNELS}
    plots.explore_kernels({"steps": np.arange(99).reshape(9, 11)}, kernels)
    controls, result = shown[0].children
    choices, grid = controls.children
    assert 'alt="A grey picture of 9 x 11' in result.value
    assert "the kernel first gives 7 x 9" in result.value
    choices.children[1].value = "blur"
    assert [box.value for box in grid.children] == pytest.approx([1 / 9] * 9)
    assert "the kernel blur gives" in result.value
    grid.children[4].value = 2.0
    assert "the kernel yours gives" in result.value


def test_plot_history(shown):
    history = {
        "loss": [2.0, 1.0, 0.5],
        "val_loss": [2.1, 1.5, 1.6],
        "accuracy": [0.1, 0.2, 0.9],
        "val_accuracy": [0.1, 0.3, 0.2],
    }
    plots.plot_history(history, "tiny")
    figure, alt = shown[0]
    assert [axis.get_ylabel() for axis in figure.axes] == ["loss", "accuracy"]
    assert list(figure.axes[0].lines[1].get_ydata()) == history["val_loss"]
    assert list(figure.axes[0].lines[2].get_xdata()) == [2, 2]
    assert "validation loss from 2.10 to 1.60" in alt
    assert "lowest in epoch 2" in alt
    plots.plot_history({"loss": [1.0, 0.5]})
    assert len(shown[1][0].axes) == 1


def test_plots_of_losses_and_descents(shown):
    def loss(w):
        return (0.5 * w - 0.74) ** 2

    def slope(w):
        return 0.5 * w - 0.74

    plots.plot_slopes(loss, slope, [0.38, 1.48])
    assert "-0.55 at w = 0.38" in shown[-1][1]
    paths = {f"rate {rate}": byhand.descend(slope, 0.38, rate, 5) for rate in (0.1, 4.2)}
    plots.plot_descents(loss, paths)
    assert "rate 4.2: from w = 0.38" in shown[-1][1]
    path = byhand.descend(lambda w: 2 * w, [3, -3], 0.1, 9)
    plots.plot_landscape(lambda w: np.sum(w**2), {"SGD": path})
    assert "SGD: loss 18.00 to 0.32" in shown[-1][1]
    curves = {str(number): ([0, 1], [number, 2]) for number in range(5)}
    with pytest.raises(ValueError, match="at most 4"):
        plots.plot_curves(curves, "x", "y")
    with pytest.raises(ValueError, match="at most 4"):
        plots.plot_landscape(np.sum, dict.fromkeys("abcde", path))
    plots.plot_curves({"a": curves["3"]}, "step", "rate")
    assert "1 curve of rate against step. a: rate 3 at step 0, lowest 2, 2 at 1." in shown[-1][1]
    plots.plot_curves({"a": curves["3"]}, "step", "rate", {"best": 1, "half": 0.5})
    assert "marked best: step 1; marked half: step 0.5." in shown[-1][1]
