"""Do figures show what they should, with alt text?"""

from urllib.request import urlopen

from grading.pages import without_scripts
from helpers import byhand, plots
from helpers.plots import trends

import keras
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from bs4 import BeautifulSoup
from PIL import Image


def test_alt_text_of_any_kind_stays_whole(shown):
    alt = """A "bowl" & <b>two</b> lines' ends"""
    plt.plot([3, 1, 3])
    plots.show(f"{alt.replace(' & ', chr(10) + '& ')}")
    figure, text = shown[0]
    assert text == alt
    assert len(figure.axes[0].lines) == 1
    assert plt.get_fignums() == []
    with pytest.raises(ValueError, match="needs alt text"):
        plots.show(" ")


def test_graders_pages_keep_figures():
    plt.plot([1, 2])
    page = plots.figure.to_html(plt.gcf(), 'A "line" < 3.')
    plt.close()
    before, after = (
        BeautifulSoup(html, "html.parser").img for html in (page, without_scripts(page))
    )
    assert (after["alt"], after["src"]) == ('A "line" < 3.', before["src"])


def test_figures_are_opaque():
    """Else black letters lie on the dark page of a dark theme."""
    plt.plot([1, 2])
    page = BeautifulSoup(plots.figure.to_html(plt.gcf(), "A line."), "html.parser")
    plt.close()
    pixels = np.asarray(Image.open(urlopen(page.img["src"])))
    assert pixels[..., 3].min() == 255
    assert (pixels[:9] == 255).all(), "a white margin"


@pytest.mark.parametrize(
    ("x", "y", "told"),
    [
        ([0, 2, 4], [4, 0, 4], "falls from 4 at 0 to 0 at 2, then rises to 4 at 4"),
        ([0, 9], [0.5, 0.5], "stays at 0.5"),
        ([0, 1, 2], [1, 0, 1.5], "falls from 1 at 0 to 0 at 1, then rises to 1.5 at 2"),
        ([0, 5, 9], [1000, 1500, 2500], "rises from 1,000 to 2,500"),
        (range(-6, 15), [0] * 7 + [*range(14)], "stays at 0 up to 1, then rises to 13"),
        (range(21), [3] + 20 * [1], "falls from 3 to 1, level from 1 on"),
        ([1], [2.25], "is 2.25"),
    ],
)
def test_trend_says_how_a_curve_runs(x, y, told):
    assert trends.trend(x, y) == told


def test_comparison_says_where_curves_part_and_cross():
    x = np.linspace(0, 10, 101)
    late = {"low": (x, 0 * x), "high": (x, np.maximum(0, x - 5))}
    said = trends.comparison(late)
    assert said == "They part near 6. At the end high is highest, low lowest."
    said = trends.comparison({"up": (x, x), "down": (x, 10 - x)})
    assert said == "They cross near 5. At the end up is highest, down lowest."
    assert trends.comparison({"alone": (x, x)}) == ""


def test_plot_images_titles_and_alt_text(shown):
    plots.plot_images(np.zeros((7, 32, 32, 3), "uint8"), list("abcdefg"), columns=3)
    figure, alt = shown[0]
    assert [axis.get_title() for axis in figure.axes[:7]] == list("abcdefg")
    assert len(figure.axes) == 9
    assert "a; b; c" in alt
    with pytest.raises(ValueError, match="2 pictures but 1 titles"):
        plots.plot_images(np.zeros((2, 8, 8)), ["a"])


def test_figures_are_told_while_nbgrader_grades(monkeypatch, capsys):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    plots.plot_images(np.zeros((2, 8, 8, 3), "uint8"), ["a", "b"], alt="Two black squares.")
    plots.plot_images(np.zeros((3, 8, 8)), ["a:\nb", "b", "b"])
    plots.plot_activations({"identity": lambda z: z})
    plots.explore_kernels({"black": np.zeros((8, 8))}, {"none": np.zeros((3, 3))})
    squares, titles, curves, controls = capsys.readouterr().out.splitlines()
    assert "Figure: Two black squares." in squares
    assert "3 small pictures, by their titles: 2 “b” and 1 “a: b”." in titles
    assert "identity rises from -6 to 6" in curves
    assert "Controls" in controls
    assert plt.get_fignums() == []


def test_text_for_a_figure_wraps(monkeypatch):
    displayed = []
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    monkeypatch.setattr("helpers.plots.figure.display", lambda data, raw: displayed.append(data))
    plots.show("A < B")
    html = "<p>Figure: A &lt; B</p>"
    assert displayed == [{"text/plain": "Figure: A < B", "text/html": html}]


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
    assert "from 21, 22, 23 in the darkest to 57, 58, 59 in the brightest" in alt
    with pytest.raises(ValueError, match="does not lie within a picture of 4 rows and 5 columns"):
        plots.plot_pixels(image, top=2, left=0, size=3)


def test_plot_scores_marks_one_bar(shown):
    plots.plot_scores(np.zeros((4, 4, 3)), [0.2, 0.7, 0.1], ["a", "b", "c"], "probability", 1)
    figure, alt = shown[0]
    bars = figure.axes[1].patches
    assert [bar.get_width() for bar in bars] == [0.2, 0.7, 0.1]
    colors = [bar.get_facecolor() for bar in bars]
    assert colors[0] == colors[2] != colors[1]
    assert [text.get_text() for text in figure.axes[1].get_yticklabels()] == ["a", "b", "c"]
    assert "probability: a 0.20, b 0.70 and c 0.10. Marked: b." in alt
    plots.plot_scores(np.zeros((4, 4, 3)), [120.2, 7], ["a", "b"], "distance", 1)
    assert "distance: a 120 and b 7." in shown[1][1]
    with pytest.raises(ValueError, match=r"2 names, but scores of shape \(3,\)"):
        plots.plot_scores(np.zeros((4, 4, 3)), [0, 1, 2], ["a", "b"], "probability", 1)


def test_plot_splits_draws_a_box_for_each_picture(shown):
    whole, cut = {"training": [0, 2, 3], "validation": [1]}, {"training": [0], "test": [1, 2]}
    plots.plot_splits({"first": whole, "second": cut})
    figure, alt = shown[0]
    assert len(figure.axes[0].patches) == 7
    legend = figure.axes[0].get_legend().get_texts()
    assert [text.get_text() for text in legend] == ["training", "validation", "test"]
    assert "first: 3 training and 1 validation; second: 1 training and 2 test." in alt
    folds = {f"fold {n}": {"validation": [n, n + 2], "test": [4]} for n in (0, 1)}
    plots.plot_splits(folds)
    assert "fold 0 to fold 1: 2 validation and 1 test each, no picture twice" in shown[1][1]
    assert "the test pictures always the same" in shown[1][1]


def test_plot_confusion_tells_best_worst_and_mistakes(shown):
    table = byhand.confusion_table([0, 0, 0, 1, 1, 2], [0, 0, 0, 2, 1, 2], ["ant", "bee", "cat"])
    plots.plot_confusion(table)
    alt = shown[0][1]
    assert "5 of 6 pictures: from ant, 3 of 3, down to bee, 1 of 2." in alt
    assert "Most mistakes: bee taken for cat 1 times." in alt


def test_plot_confusion_shows_the_pictures_of_a_cell(shown):
    table = byhand.confusion_table([0] * 14 + [1], [1] * 14 + [1], ["ant", "bee"])
    pictures = np.linspace(0, 1, 14)[:, None, None, None] * np.ones((14, 4, 4, 3))
    plots.plot_confusion(table, ("ant", "bee"), pictures)
    figure, alt = shown[0]
    assert "ant taken for bee: 14 pictures, 12 shown." in alt
    matrix, pages = figure.subfigs
    frame = matrix.axes[0].patches[-1]
    assert frame.get_xy() == (1, 0), "column bee, row ant"
    drawn = [axis.images[0].get_array() for axis in pages.axes if axis.images]
    assert [picture.mean() for picture in drawn] == pytest.approx(np.linspace(0, 1, 14)[:12])
    plots.plot_confusion(table, ("bee", "ant"), [])
    assert "bee taken for ant: 0 pictures." in shown[1][1]


def test_plot_by_class_has_recall_precision_and_chance(shown):
    counts = [[50, 50, 0, 0], [0, 20, 0, 0], [0, 0, 0, 0], [0, 0, 1, 19]]
    table = pd.DataFrame(counts, index=list("abcd"), columns=list("abcd"))
    plots.plot_by_class(table)
    figure, alt = shown[0]
    assert "a 0.50 ± 0.10 and 1.00, d 0.95 ± 0.10 and 1.00 and b 1.00 ± 0.00 and 0.29." in alt
    assert "c 0" not in alt, "there is none"
    axis = figure.axes[0]
    assert [text.get_text() for text in axis.get_yticklabels()] == ["a", "d", "b"]
    assert axis.get_xlim() == (0, 1.02)
    bars = axis.collections[0].get_segments()
    assert bars[0][:, 0] == pytest.approx([0.402, 0.598])
    assert bars[1][:, 0] == pytest.approx([0.95 - 1.96 * np.sqrt(0.95 * 0.05 / 20), 1]), "cut at 1"
    precision = next(line for line in axis.lines if line.get_label() == "precision")
    assert precision.get_xdata() == pytest.approx([1, 1, 20 / 70])
    chance = next(line for line in axis.lines if line.get_label() == "chance level")
    assert chance.get_xdata() == pytest.approx([1 / 4, 1 / 4])


def test_plot_activations_and_architecture(shown):
    plots.plot_activations({"twice": lambda z: 2 * z})
    plots.plot_architecture(byhand.create_model_intro())
    assert "twice rises from -12 to 12" in shown[0][1]
    figure, alt = shown[1]
    assert "The pictures go from 32 x 32 x 3 to 6 x 6 x 32." in alt
    assert "Of 79,530 parameters 73,792 are in the Dense layer that gives 64." in alt
    sheets = figure.axes[0].patches
    assert len(sheets) == 3 + 16 + 16 + 32 + 32 + 1 + 1 + 1
    assert all(sheet.get_width() == sheet.get_height() for sheet in sheets[:99])
    assert figure.axes[0].get_aspect() == 1


def test_compared_plots_share_their_scale(shown):
    plots.plot_activations({"relu": lambda z: np.maximum(0, z), "tanh": np.tanh})
    plots.plot_descents(lambda w: w**2, {"near": [1, 0.1], "far": [5, -9]})
    histories = {"a": {"val_accuracy": [0.1, 0.2]}}, {"b": {"val_accuracy": [0.8, 0.9]}}
    plots.plot_accuracies(dict(zip(["here", "there"], histories, strict=True)))
    for figure, _ in shown:
        assert len({axis.get_ylim() for axis in figure.axes}) == 1
    assert "far climbs away, loss 25.00 to 81.00" in shown[1][1]
    assert "there, from 0.80 to 0.80 in epoch 1" in shown[2][1]


def test_plot_convolution_frames_the_largest_result(shown):
    step = np.array([[0] * 5] * 3 + [[9] * 5] * 3)
    edges = np.array([[-1, -1, -1], [0, 0, 0], [1, 1, 1]])
    plots.plot_convolution(step, {"horizontal": edges, "vertical": edges.T})
    figure, alt = shown[0]
    assert [len(axis.patches) for axis in figure.axes] == [1, 0, 1, 0, 0]
    assert figure.axes[2].patches[0].get_xy() == (-0.5, 0.5)
    assert figure.axes[2].images[0].get_clim() == (0, 27), "nothing negative: 0 is black"
    assert figure.axes[3].images[0].get_clim() == (-1, 1), "negative numbers: 0 is grey"
    assert "horizontal gives rows of 0, 27, 27 and 0; " in alt
    assert "vertical gives 0 at each of 4 x 3 places" in alt


def test_explore_kernels_follows_its_controls(monkeypatch):
    shown = []
    monkeypatch.setattr("helpers.plots.convolution.display", shown.append)
    kernels = {"first": np.eye(3), **plots.MORE_KERNELS}
    plots.explore_kernels({"steps": np.arange(99).reshape(9, 11)}, kernels)
    controls, result = shown[0].children
    choices, grid = controls.children
    names = [control.description for control in (*choices.children, *grid.children)]
    assert names[:4] == ["picture", "kernel", "row 1, column 1", "row 1, column 2"]
    assert len(set(names)) == 11, "screen readers tell the boxes apart"
    assert 'alt="A grey picture of 9 x 11' in result.value
    assert "the kernel first gives 66 at" not in result.value
    assert "the kernel first gives 7 x 9 numbers from 36 to 258" in result.value
    choices.children[1].value = "blur"
    assert [box.value for box in grid.children] == pytest.approx([1 / 9] * 9)
    assert "the kernel blur gives" in result.value
    grid.children[4].value = 2.0
    assert "the kernel yours gives" in result.value


def test_plot_places_draws_a_bar_for_each_number(shown):
    settings = {"valid": {"size": 6, "kernel_size": 3, "stride": 2}}
    settings["same"] = {"size": 5, "kernel_size": 3, "padding": "same"}
    plots.plot_places(settings)
    figure, alt = shown[0]
    boxes = [[patch.get_xy()[0] for patch in axis.patches] for axis in figure.axes]
    assert boxes == [[0, 1, 2, 3, 4, 5, 0, 2], [-1, 0, 1, 2, 3, 4, 5, -1, 0, 1, 2, 3]]
    assert figure.axes[1].texts[0].get_text() == "0", "padding"
    assert "valid: 2 and same: 5" in alt


def test_plot_pooling_keeps_the_largest_and_the_mean(shown):
    plots.plot_pooling([[1, 3, 2, 0], [5, 2, 1, 1]])
    figure, alt = shown[0]
    written = [[text.get_text() for text in axis.texts] for axis in figure.axes]
    assert written[1:] == [["5", "2"], ["2.75", "1"]]
    assert "max pooling keeps 5, 2 and average pooling keeps 2.75, 1." in alt


def test_plot_channels_adds_all_sums_and_the_bias_once(shown):
    patch = np.arange(12).reshape(2, 2, 3)
    plots.plot_channels(patch, np.array([1, 0, -1]) * np.ones((2, 2, 3), int), bias=5)
    figure, alt = shown[0]
    assert "18 + 0 + (-26) + bias 5 = -3" in alt
    assert figure.texts[0].get_text() == "18 + 0 + (-26) + bias 5 = -3"
    assert [axis.get_ylabel() for axis in figure.axes[::3]] == [
        "red channel",
        "green channel",
        "blue channel",
    ]


def test_plot_receptive_field_is_what_reaches_a_number(shown):
    layers = {"a": (3, 1), "b": (2, 2), "c": (3, 1), "d": (2, 2)}
    plots.plot_receptive_field(np.zeros((32, 32)), layers)
    figure, alt = shown[0]
    assert "a 3 x 3, b 4 x 4, c 8 x 8 and d 10 x 10 pixels" in alt
    assert [patch.get_width() for patch in figure.axes[0].patches[1::2]] == [3, 4, 8, 10]
    # The same by trial: which pixels change a number in the middle?
    network = keras.Sequential(
        [
            keras.Input((32, 32, 1)),
            *(
                keras.layers.Conv2D(1, k, strides=s, kernel_initializer="ones")
                for k, s in layers.values()
            ),
        ]
    )
    pixels = np.eye(32, dtype="float32")[:, None, :, None] * np.ones((1, 32, 1, 1), "float32")
    answers = keras.ops.convert_to_numpy(network(pixels))[:, 2, 2, 0]
    assert np.count_nonzero(answers) == 10


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
    assert "validation falls from 2.1 in epoch 1 to 1.5 in epoch 2, then rises to 1.6" in alt
    assert (
        "lowest in epoch 2; from epoch 1 on it is above the training loss, at the end by 1.1" in alt
    )
    assert [axis.get_ylim()[0] for axis in figure.axes] == [0, 0]
    plots.plot_history({"loss": [1.0, 0.5]})
    assert len(shown[1][0].axes) == 1
    plots.plot_history({"loss": [2.0, 1.0], "val_loss": [1.9, 1.01]})
    assert shown[2][1].endswith("lowest in epoch 2; at the end both losses are about the same.")
    plots.plot_history({"loss": [2.0, 1.0], "val_loss": [1.9, 0.5]})
    assert shown[3][1].endswith("at the end it is below the training loss.")


def test_plots_of_losses_and_descents(shown):
    def loss(w):
        return (0.5 * w - 0.74) ** 2

    def slope(w):
        return 0.5 * w - 0.74

    plots.plot_slopes(loss, slope, [0.38, 1.48])
    assert "-0.55 at 0.38 and 0.00 at 1.48" in shown[-1][1]
    paths = {f"rate {rate}": byhand.descend(slope, 0.38, rate, 5) for rate in (0.1, 4.2)}
    plots.plot_descents(loss, paths)
    assert "rate 0.1 creeps down and does not reach the bottom" in shown[-1][1]
    assert "rate 4.2 jumps from side to side and climbs away" in shown[-1][1]
    path = byhand.descend(lambda w: 2 * w, [3, -3], 0.1, 9)
    plots.plot_landscape(lambda w: np.sum(w**2), {"SGD": path})
    assert "SGD to (0.4, -0.4) with loss 0.32." in shown[-1][1]
    assert "Saddle" not in shown[-1][1]
    assert shown[-1][1].endswith("Minimum: (0.0, 0.0).")
    plots.plot_landscape(lambda w: w[0] * w[1] + 9, {"a": path, "b": path})
    assert "a and b to (0.4, -0.4)" in shown[-1][1]
    assert shown[-1][1].endswith("Saddle: (0.0, 0.0).")
    rings = [line for line in shown[-1][0].axes[0].lines if line.get_marker() == "o"]
    assert [ring.get_markersize() for ring in rings] == [9, 16], "both ends are seen"
    curves = {str(number): ([0, 1], [number, 2]) for number in range(5)}
    with pytest.raises(ValueError, match="at most 4"):
        plots.plot_curves(curves, "x", "y")
    with pytest.raises(ValueError, match="at most 4"):
        plots.plot_landscape(np.sum, dict.fromkeys("abcde", path))
    plots.plot_curves({"a": curves["3"]}, "step", "rate")
    assert "Rate against step: a falls from 3 to 2." in shown[-1][1]
    plots.plot_curves({"a": curves["3"]}, "step", "rate", {"best": 1, "half": 0.5})
    assert "Upright lines mark best at 1 and half at 0.5." in shown[-1][1]


def test_plot_graph_says_how_slopes_flow_back(shown):
    steps = [("x", "w", "y", "w * x"), ("y", "truth", "loss", "(y - truth)²")]
    values = {"x": 2, "w": 3, "y": 6, "truth": 5, "loss": 1}
    plots.plot_graph(steps, values)
    figure, alt = shown[-1]
    assert alt.endswith("The numbers that come in are x = 2, w = 3 and truth = 5.")
    assert not [text for text in figure.axes[0].texts if "times" in text.get_text()]
    plots.plot_graph(steps, values, {"loss": 1, "y": 2, "w": 4})
    figure, alt = shown[-1]
    assert "y = w * x = 6 and loss = (y - truth)² = 1" in alt
    assert alt.endswith("with its slopes by each number: loss 1, y 2 and w 4.")
    drawn = {text.get_text() for text in figure.axes[0].texts}
    assert {"w = 3", "slope 4", "times 2", "y = w * x"} <= drawn


def test_plot_histories_side_by_side_on_one_scale(shown):
    short = {"loss": [2.0, 1.0], "accuracy": [0.2, 0.5]}
    short |= {"val_loss": [1.9, 1.1], "val_accuracy": [0.3, 0.4]}
    long = {"loss": [2.0, 0.5, 0.1], "accuracy": [0.3, 0.8, 1.0]}
    long |= {"val_loss": [1.5, 1.2, 3.0], "val_accuracy": [0.4, 0.6, 0.5]}
    row = pd.Series(short | {"seed": 42, "machine": "a"})
    plots.plot_histories({"short": row, "long": long})
    figure, alt = shown[0]
    assert [axis.get_title() for axis in figure.axes] == ["short", "long", "", ""]
    upper, lower = figure.axes[:2], figure.axes[2:]
    assert upper[0].get_ylim() == upper[1].get_ylim() == pytest.approx((0, 3.15))
    assert lower[0].get_ylim() == lower[1].get_ylim() == (0, 1.02)
    assert list(upper[1].lines[0].get_ydata()) == long["loss"]
    assert list(lower[0].lines[1].get_ydata()) == short["val_accuracy"]
    assert [axis.lines[2].get_xdata()[0] for axis in upper] == [2, 2]
    assert "the validation loss from 1.9 to 1.1;" in alt
    assert "from 1.5 to 3 with its lowest value, 1.2, in epoch 2; the accuracies end at 1.00" in alt


def test_plot_repeats_draws_every_point(shown):
    scores = {"one": [0.70, 0.72, 0.74], "other": [0.80, 0.81, 0.82]}
    plots.plot_repeats(scores, "accuracy")
    figure, alt = shown[0]
    (axis,) = figure.axes
    drawn = [line.get_xdata() for line in axis.lines if line.get_marker() == "o"]
    assert [list(points) for points in drawn] == list(scores.values())
    (bar,) = axis.containers[0].lines[2]
    np.testing.assert_allclose(bar.get_segments()[0][:, 0], [0.70, 0.74])
    assert [label.get_text() for label in axis.get_yticklabels()] == ["one", "other"]
    assert "one 3 points from 0.700 to 0.740, mean 0.720 and other 3 points" in alt


def test_plot_calibration_draws_a_point_for_each_range(shown):
    confidence = np.array([0.12, 0.2, 0.55, 0.91, 0.95, 1.0])
    right = np.array([False, True, False, True, True, True])
    plots.plot_calibration({"one": (confidence, right), "other": (confidence, ~right)})
    figure, alt = shown[0]
    one, other = figure.axes
    assert [one.get_title(), other.get_title()] == ["one", "other"]
    assert one.get_xlim() == other.get_xlim() == one.get_ylim()
    drawn = [tuple(points.get_offsets()[0]) for points in one.collections]
    expected = [(0.16, 0.5), (0.55, 0), (0.953333, 1)]
    np.testing.assert_allclose(drawn, expected, atol=1e-5)
    sizes = [points.get_sizes()[0] for points in one.collections]
    assert sizes[2] > sizes[0] > sizes[1], "the more pictures, the larger"
    bars = [line.get_ydata() for line in one.lines if line.get_linestyle() == "-"]
    assert all(
        low < share < high + 1e-9
        for (low, high), (_, share) in zip(bars[::2], expected[::2], strict=True)
    )
    assert "one: 1 of 3 points below the diagonal; on average 0.62 sure, 0.67 right." in alt
    assert "other: 1 of 3 points below the diagonal; on average 0.62 sure, 0.33 right." in alt


def test_plot_sweeps_marks_the_highest_mean_on_one_scale(shown):
    repeated = {0.01: [0.6, 0.9], 0.0001: [0.1, 0.2], 1.0: [0.7, 0.7]}
    plots.plot_sweeps({"rate": repeated, "dropout": {0.5: 0.4, 0.2: 0.3}}, log_scale=["rate"])
    figure, alt = shown[0]
    rate, dropout = figure.axes
    assert (rate.get_xscale(), dropout.get_xscale()) == ("log", "linear")
    assert rate.get_ylim() == dropout.get_ylim() == (0, 1)
    line, *points, mark = rate.get_lines()
    np.testing.assert_allclose(line.get_xydata(), [[0.0001, 0.15], [0.01, 0.75], [1, 0.7]])
    assert [len(each.get_xdata()) for each in points] == [2, 2, 2]
    assert mark.get_xdata()[0] == 0.01
    assert "rate: 0.0001 0.10 to 0.20, 0.01 0.60 to 0.90, 1 0.70 to 0.70; highest at 0.01." in alt
    assert "dropout: 0.2 0.30, 0.5 0.40; highest at 0.5." in alt


def test_plot_search_shows_how_many_values_were_tried(shown):
    grid = [(x, y, 0.5 + x) for x in (0.01, 0.1) for y in (16, 64)]
    random = [(0.02, 30, 0.4), (0.03, 99, 0.8), (0.04, 20, 0.7)]
    plots.plot_search({"grid": grid, "random": random}, "rate", "batch size")
    figure, alt = shown[0]
    axis, shadow = figure.axes[:2]
    assert [len(np.unique(row.get_xdata())) for row in shadow.get_lines()] == [2, 3]
    assert [text.get_text() for text in axis.texts][-3:] == ["0.40", "0.80", "0.70"]
    rings = [line.get_xydata().tolist() for line in axis.get_lines()]
    assert rings == [[[0.1, 16]], [[0.03, 99]]]
    assert len({points.get_clim() for points in axis.collections}) == 1, "one scale of colours"
    assert "grid: 4 tries, 2 different values of the rate; the best, 0.60, at 0.1 and 16." in alt
    assert "random: 3 tries, 3 different values of the rate; the best, 0.80, at 0.03 and 99" in alt


def test_plot_lottery_draws_the_truth_beside_the_best(shown):
    plots.plot_lottery([0.7, 0.72, 0.74, 0.72], truth=0.69, tries=9)
    figure, alt = shown[0]
    bars = figure.axes[0].patches
    assert [bar.get_center()[0] for bar in bars] == pytest.approx([0.7, 0.72, 0.74])
    assert [bar.get_height() for bar in bars] == [1, 2, 1]
    truth, mean = figure.axes[0].get_lines()
    assert (truth.get_xdata()[0], mean.get_xdata()[0]) == pytest.approx((0.69, 0.72))
    assert "the highest of 9 accuracies in 4 searches: from 0.700 to 0.740, mean 0.720." in alt
    assert "The line of the truth, 0.690, lies left of all of them." in alt
