"""Tests of helpers: plots, models, checks, doctor, and the learner's copy of the lessons."""

import json
import subprocess
import sys

from helpers import byhand, checks, data, doctor, models, plots
from helpers.lab import WorkingCopy

import keras
import numpy as np
import pytest
from PIL import Image


@pytest.fixture
def shown(monkeypatch):
    """The figures that a test shows, each with its alt text."""
    figures = []

    def display(figure, metadata):
        figures.append((figure, metadata["image/png"]["alt"]))

    monkeypatch.setattr(plots, "display", display)
    return figures


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
    assert plots.plt.get_fignums() == []


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


def test_intro_model_has_the_parameters_of_the_course():
    model = models.create_model_intro()
    assert [layer.count_params() for layer in model.layers if layer.weights] == [
        448,
        4640,
        73792,
        650,
    ]
    assert model.count_params() == 79530
    assert models.create_model_intro((28, 28, 1), 3).output_shape == (None, 3)


@pytest.mark.parametrize("name", models.CREATE)
def test_reference_model_is_as_good_as_its_record_says(name):
    model, record = models.load_reference_model(name, "fashion_mnist")
    pictures = data.load_dataset("fashion_mnist", "full")
    classes = model.predict(pictures.test_images / 255, verbose=0).argmax(axis=1)
    accuracy = (classes == pictures.test_labels).mean()
    assert accuracy == pytest.approx(record["test_accuracy"], abs=0.003)
    assert record["parameters"] == model.count_params()
    assert len(record["history"]["val_accuracy"]) == record["epochs"]


def test_unknown_reference_model_is_named():
    with pytest.raises(ValueError, match="there are: .*intro-cifar10, intro-fashion_mnist"):
        models.load_reference_model("intro", "imagenet")


class Agrees:
    """Claims to equal everything."""

    def __eq__(self, other):
        return True

    def __array__(self, *_, **__):
        raise RuntimeError("no array")


class Text(str):
    """A text that claims to equal every text."""

    __slots__ = ()
    __hash__ = str.__hash__

    def __eq__(self, other):
        return True


@pytest.mark.parametrize(
    ("got", "expected"),
    [
        (3, 3.0),
        (np.float32(0.1), 0.1),
        ([1, 2], (1, 2)),
        (np.array([[1.0]]), [[1]]),
        (keras.ops.convert_to_tensor([1.0, 2.0]), [1, 2]),
        ("cat", "cat"),
        (np.str_("cat"), "cat"),
        (True, 1),
    ],
)
def test_right_answers_pass(got, expected):
    assert checks.difference("x", got, expected, "hint") is None


@pytest.mark.parametrize(
    ("got", "expected", "message"),
    [
        (None, 3, "Is there a return"),
        (4, 3, "x should be 3, not 4. Look."),
        ([1, 2], [1, 3], "x should be [1, 3], not [1, 2]. Look."),
        ([1, 2, 3], [1, 2], "x should be [1, 2], not [1, 2, 3]. Look."),
        (np.zeros((9, 9)), np.zeros((9, 8)), "x should have the shape (9, 8), not (9, 9)"),
        (np.eye(5), np.zeros((5, 5)), "They differ in 5 of 25 numbers, first at [0, 0]"),
        ([3], 3, "x should be 3, not [3]. It should be one number, not an array. Look."),
        (np.nan, 1, "x should be 1, not nan"),
        ([1, 0], [1, np.nan], "x should be [ 1., nan], not [1, 0]"),
        ("3 cats", 3, "it is a str"),
        (Agrees(), 3, "it is a Agrees"),
        (Agrees(), "cat", "it is a Agrees"),
        (Text("dog"), "cat", "x should be 'cat', not 'dog'"),
        (3, "cat", "it is a int"),
    ],
)
def test_wrong_answers_are_described(got, expected, message, capsys):
    assert message in checks.difference("x", got, expected, "Look.")
    assert not checks.passes("x", got, expected, "Look.")
    assert message in capsys.readouterr().out
    with pytest.raises(AssertionError):
        checks.require("x", got, expected, "Look.")


@pytest.mark.parametrize(
    ("got", "hint"),
    [(np.float32(3), "count"), ((0.5, 1), "pair"), (2, "other"), ("cat", "other"), (None, "other")],
)
def test_hint_fits_the_mistake(got, hint):
    assert checks.choose_hint(got, [(3, "count"), ([0.5, 1], "pair")], "other") == hint


def test_without_puts_a_function_out_of_reach_under_every_name():
    also = checks.difference

    def answer():
        return also("x", 1, 1, hint="")

    with (
        checks.without(checks.difference),
        pytest.raises(AssertionError, match="Write it yourself"),
    ):
        answer()
    assert answer() is None


def test_a_wrong_axis_is_explained():
    with (
        pytest.raises(AssertionError, match="axis 1 is out of bounds.*axis 1 the second"),
        checks.axis_explained(),
    ):
        np.sum([1, 2], axis=1)


def test_doctor_finds_this_installation_well():
    run = subprocess.run([sys.executable, "-m", "helpers.doctor"], capture_output=True, text=True)
    assert run.returncode == 0, run.stdout
    assert run.stdout.count("\n") == len(doctor.ALL) + 1
    assert run.stderr == ""


def test_doctor_says_what_to_do(monkeypatch, capsys):
    monkeypatch.setattr(doctor.importlib.metadata, "requires", lambda _: ["numpy>99", "nothere"])
    finding = doctor.check_packages()
    assert not finding.ok
    assert "numpy is" in finding.line
    assert "nothere is missing" in finding.line
    doctor.check()
    assert "pip install -e ." in capsys.readouterr().out
    monkeypatch.setattr(doctor, "ALL", [lambda: finding])
    assert doctor.main() == 1


def test_doctor_notices_a_damaged_file(tmp_path, monkeypatch):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "SHA256SUMS").write_text("0 sample.npz\n1 gone.npz\n")
    (tmp_path / "data" / "sample.npz").write_bytes(b"x")
    monkeypatch.setattr(doctor, "PROJECT", tmp_path)
    finding = doctor.check_data()
    assert finding.line == "Data: sample.npz is damaged; gone.npz is missing"
    assert not finding.ok


@pytest.fixture
def working_copy(tmp_path):
    """A learner's copy of two lessons."""
    for name in ("01_a/01_a.ipynb", "01_a/picture.svg", "02_b/02_b.ipynb"):
        file = tmp_path / "lessons" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"first {name}")
    copy = WorkingCopy(tmp_path / "lessons", tmp_path / "mine")
    assert copy.add_missing() == []
    return copy


def test_the_learners_work_is_never_overwritten(working_copy, tmp_path):
    mine = tmp_path / "mine" / "01_a" / "01_a.ipynb"
    mine.write_text("my work")
    (tmp_path / "mine" / "02_b" / "02_b.ipynb").unlink()
    assert WorkingCopy(tmp_path / "lessons", tmp_path / "mine").add_missing() == []
    assert mine.read_text() == "my work"
    assert (tmp_path / "mine" / "02_b" / "02_b.ipynb").read_text() == "first 02_b/02_b.ipynb"


def test_a_newer_lesson_is_announced_and_fetched_on_request(working_copy, tmp_path):
    mine = tmp_path / "mine" / "01_a" / "01_a.ipynb"
    mine.write_text("my work")
    (tmp_path / "lessons" / "01_a" / "01_a.ipynb").write_text("second")
    assert working_copy.add_missing() == ["01_a"]
    assert mine.read_text() == "my work"
    kept = working_copy.update("01_a")
    assert mine.read_text() == "second"
    assert (kept / "01_a.ipynb").read_text() == "my work"
    assert sorted(p.name for p in kept.iterdir()) == ["01_a.ipynb"]
    assert working_copy.add_missing() == []
    assert working_copy.update("01_a") is None
    with pytest.raises(ValueError, match="There are: 01_a, 02_b"):
        working_copy.update("03_c")


def test_a_damaged_record_of_versions_is_no_obstacle(working_copy, tmp_path):
    (tmp_path / "mine" / ".versions.json").write_text("{")
    (tmp_path / "mine" / "02_b" / "02_b.ipynb").unlink()
    copy = WorkingCopy(tmp_path / "lessons", tmp_path / "mine")
    assert copy.add_missing() == []
    assert [*json.loads((tmp_path / "mine" / ".versions.json").read_text())] == ["02_b/02_b.ipynb"]


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


def test_load_image_takes_height_first_and_always_has_three_channels(tmp_path):
    from PIL import Image

    pixels = np.arange(6 * 4 * 3, dtype="uint8").reshape(6, 4, 3)
    Image.fromarray(pixels).save(tmp_path / "picture.png")
    np.testing.assert_array_equal(data.load_image(tmp_path / "picture.png", (6, 4)), pixels)
    for mode in ("L", "RGBA", "P", "1"):
        Image.fromarray(pixels).convert(mode).save(tmp_path / f"{mode}.png")
        loaded = data.load_image(tmp_path / f"{mode}.png", (3, 8))
        assert loaded.shape == (3, 8, 3)
        assert loaded.dtype == np.uint8
    assert data.load_image(str(tmp_path / "L.png")).shape == (32, 32, 3)
    with pytest.raises(FileNotFoundError):
        data.load_image(tmp_path / "nothing.png")


def test_normalise_scales_and_leaves_the_pictures():
    pixels = np.array([[0, 255], [51, 102]], "uint8")
    scaled = data.normalise(pixels)
    np.testing.assert_allclose(scaled, [[0, 1], [0.2, 0.4]], rtol=1e-6)
    assert scaled.dtype == np.float32
    assert pixels.max() == 255
    with pytest.raises(ValueError, match="these go from 0 to 256"):
        data.normalise([0, 256])


def test_one_hot_equals_keras():
    labels = np.array([3, 0, 3, 1])
    for given in (labels, labels[:, None], labels.tolist(), labels.astype("float32")):
        encoded = data.one_hot(given, 5)
        np.testing.assert_array_equal(encoded, keras.utils.to_categorical(labels, 5))
    assert encoded.dtype == np.float32
    for wrong in ([5], [-1], [0.5]):
        with pytest.raises(ValueError, match="whole numbers from 0 to 4"):
            data.one_hot(wrong, 5)


def test_predicted_class_for_one_row_and_for_a_batch():
    names = ("cat", "dog", "other")
    assert data.predicted_class([0.37, 0.50, 0.13], names) == "dog"
    assert data.predicted_class([[0.37, 0.50, 0.13]], names) == ["dog"]
    assert data.predicted_class(np.eye(3)[[2, 0]], names) == ["other", "cat"]
    for wrong in ([0.5, 0.5], [[[1, 0, 0]]], 1):
        with pytest.raises(ValueError, match="do not fit 3 class names"):
            data.predicted_class(wrong, names)


def test_data_functions_agree_with_the_solutions_of_lesson_2(tmp_path):
    import course
    from PIL import Image

    learners = {"np": np, "Image": Image}
    for cell in filter(course.is_answer, course.read("solutions", "02_inputs_outputs").cells):
        exec(cell.source, learners)
    pixels = np.random.default_rng(0).integers(0, 256, (9, 7, 3), dtype="uint8")
    Image.fromarray(pixels).save(tmp_path / "picture.png")
    scores, names = pixels[:, 0] / 255, ["a", "b", "c"]
    for name, *arguments in [
        ("load_image", tmp_path / "picture.png", (20, 30)),
        ("load_image", tmp_path / "picture.png"),
        ("normalise", pixels),
        ("one_hot", [[2], [0]], 4),
        ("predicted_class", scores, names),
        ("predicted_class", scores[0], names),
    ]:
        helpers_answer = getattr(data, name)(*arguments)
        np.testing.assert_array_equal(helpers_answer, learners[name](*arguments), name)


def test_class_counts_has_a_number_for_every_class():
    for labels in ([0, 2, 2, 1, 2], np.array([[0], [2], [2], [1], [2]], "uint8")):
        assert data.class_counts(labels, 4).tolist() == [1, 1, 3, 0]
    assert data.class_counts([], 2).tolist() == [0, 0]
    with pytest.raises(ValueError, match="from 0 to 1"):
        data.class_counts([0, 2], 2)


@pytest.mark.parametrize("share", [0.2, 0.25, 0.5])
def test_stratified_split_gives_each_class_its_share(share):
    labels = np.repeat([0, 1, 2], [57, 33, 8])
    train, validation = data.stratified_split(labels[:, None], share)
    assert sorted([*train, *validation]) == list(range(98))
    wanted = share * data.class_counts(labels, 3)
    assert np.abs(data.class_counts(labels[validation], 3) - wanted).max() <= 1
    assert np.array_equal(data.stratified_split(labels.tolist(), share)[1], validation)
    assert set(data.stratified_split(labels, share, seed=7)[1]) != set(validation)


def test_stratified_split_refuses_a_class_of_one_picture():
    with pytest.raises(ValueError, match="class"):
        data.stratified_split([0, 0, 0, 0, 1])


def test_find_leaked_finds_exact_copies_only():
    pictures = np.random.default_rng(1).random((8, 4, 4, 3))
    other = pictures[[5, 6, 7, 2, 5]].copy()
    other[1, 0, 0, 0] += 0.001
    assert data.find_leaked(pictures[:7], other) == [0, 3, 4]
    assert data.find_leaked(pictures, other[:0]) == []


def test_write_photo_folder_writes_three_classes_in_mixed_sizes(tmp_path):
    from PIL import Image

    written = data.write_photo_folder(tmp_path)
    files = {folder.name: sorted(folder.iterdir()) for folder in tmp_path.iterdir()}
    assert {name: len(found) for name, found in files.items()} == {
        "astronaut": 10,
        "cat": 14,
        "coffee": 12,
    }
    assert sorted(written) == sorted(file for found in files.values() for file in found)
    shapes = [Image.open(file).size for file in written]
    assert len(set(shapes)) == 4
    assert max(shapes, key=shapes.count) == (500, 375)


def test_plot_splits_draws_a_box_for_each_picture(shown):
    whole, cut = {"training": [0, 2, 3], "validation": [1]}, {"training": [0], "test": [1, 2]}
    plots.plot_splits({"first": whole, "second": cut})
    figure, alt = shown[0]
    assert len(figure.axes[0].patches) == 7
    legend = figure.axes[0].get_legend().get_texts()
    assert [text.get_text() for text in legend] == ["training", "validation", "test"]
    assert "first: 3 training, 1 validation; second: 1 training, 2 test" in alt


def test_neuron_and_forward_agree_with_keras():
    rng = np.random.default_rng(4)
    arrays = [rng.normal(size=size) for size in [(6, 3), (3, 4), 4, (4, 2), 2]]
    batch, w1, b1, w2, b2 = arrays
    hidden = keras.layers.Dense(4, activation="relu")
    network = keras.Sequential([keras.Input((3,)), hidden, keras.layers.Dense(2, "softmax")])
    network.set_weights([w1, b1, w2, b2])
    assert byhand.forward(*arrays) == pytest.approx(network.predict(batch, verbose=0), abs=1e-5)
    assert byhand.forward(batch * 1000, w1, b1, w2, b2).sum(axis=1) == pytest.approx(1)
    first = keras.ops.convert_to_numpy(hidden(batch[:1]))[0]
    assert [byhand.neuron(batch[0], w1[:, i], b1[i]) for i in range(4)] == pytest.approx(
        first, abs=1e-5
    )
    assert byhand.neuron([1, 2], [-3, 1], 0.5) == 0


@pytest.mark.parametrize("kernel", [(3, 3), (2, 4), (1, 1), (7, 5)])
def test_convolve2d_agrees_with_scipy(kernel):
    from scipy.signal import correlate2d

    rng = np.random.default_rng(4)
    picture, weights = rng.integers(0, 256, (7, 5), "uint8"), rng.normal(size=kernel)
    if kernel[0] <= 7 and kernel[1] <= 5:
        expected = correlate2d(picture.astype(float), weights, "valid")
        assert byhand.convolve2d(picture, weights) == pytest.approx(expected)
    with pytest.raises(ValueError, match="does not fit"):
        byhand.convolve2d(picture, np.ones((8, 1)))


@pytest.mark.parametrize("padding", ["valid", "same"])
@pytest.mark.parametrize("stride", [1, 2, 3])
def test_output_size_and_parameter_count_agree_with_keras(padding, stride):
    for size, kernel in [(6, 3), (13, 2), (9, 5), (32, 3)]:
        layer = keras.layers.Conv2D(4, kernel, strides=stride, padding=padding)
        shape = layer.compute_output_shape((1, size, size, 3))
        assert byhand.output_size(size, kernel, stride, padding) == shape[1]
        layer.build((1, size, size, 3))
        assert byhand.parameter_count(3, 4, kernel) == layer.count_params()
    assert byhand.parameter_count(1152, 64) == 73792
    with pytest.raises(ValueError, match="choose"):
        byhand.output_size(6, 3, padding="full")


def test_plot_activations_and_architecture(shown):
    plots.plot_activations({"twice": lambda z: 2 * z})
    plots.plot_architecture(models.create_model_intro())
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
    monkeypatch.setattr(plots, "display", shown.append)
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


def test_nearest_neighbour_gives_the_label_of_the_most_similar_picture():
    pictures = np.array([0.0, 0.5, 1.0])[:, None, None, None] * np.ones((1, 2, 2, 3))
    labels = np.array([4, 7, 5])
    assert models.nearest_neighbour(pictures, labels, pictures[::-1] * 0.9).tolist() == [5, 7, 4]
    one_hot = models.nearest_neighbour(pictures, np.eye(3), pictures[[2]])
    assert one_hot.tolist() == [[0, 0, 1]]


def test_dropout_model_has_the_parameters_of_the_course():
    model = models.create_model_dropout()
    assert model.count_params() == 448 + 4640 + 18496 + 10250 == 33834
    assert model.output_shape == (None, 10)


def test_improved_model_looks_at_the_middle_only():
    model = models.create_model_improved()
    assert model.count_params() == 392426
    pictures = np.random.default_rng(1).random((4, 32, 32, 3), "float32")
    framed = pictures.copy()
    framed[:, :4], framed[:, -4:], framed[:, :, :4], framed[:, :, -4:] = 1, 1, 1, 1
    answers = [model.predict(x, verbose=0) for x in (pictures, framed)]
    np.testing.assert_array_equal(*answers)


def test_augmented_batches_shift_and_flip_all_pictures_once():
    pictures = np.zeros((40, 32, 32, 3), "float32")
    labels = np.arange(1, 41)
    pictures[:, 10, 12] = labels[:, None]
    batches = models.AugmentedBatches(pictures, labels, batch_size=16, seed=1)
    orders, places = [], set()
    for _ in range(20):
        batches.on_epoch_end()
        orders.append(())
        for images, names in (batches[0], batches[1]):
            assert images.shape == (16, 32, 32, 3)
            found = images[..., 0].reshape(16, -1)
            np.testing.assert_array_equal(found.max(axis=1), names)  # pictures and labels agree
            assert np.count_nonzero(found) == 16
            row, column = divmod(int(found[0].argmax()), 32)
            places.add((row, column))
            orders[-1] += tuple(names)
    assert len(batches) == 2
    assert all(len(set(order)) == 32 for order in orders)
    assert len(set(orders)) == 20
    rows, columns = zip(*places, strict=True)
    assert set(rows) == set(range(6, 15))
    # A flip takes column 12 to 19.
    assert min(columns) < 12 < 19 < max(columns)


def test_fit_improved_raises_and_lowers_the_rate():
    random = np.random.default_rng(1)
    pictures, labels = random.random((64, 32, 32, 3), "float32"), np.eye(4)[np.arange(64) % 4]
    model = models.create_model_improved(classes=4)
    history = models.fit_improved(model, (pictures, labels), 5, 16, validation_data=None, verbose=0)
    assert len(history.history["loss"]) == 5
    rate = model.optimizer._learning_rate
    values = [float(rate(step)) for step in range(21)]
    assert np.argmax(values) == 4
    assert max(values) == pytest.approx(6e-3)
    assert values[-1] == pytest.approx(0, abs=1e-9)
    assert int(keras.ops.convert_to_numpy(model.optimizer.iterations)) == 20


def test_results_are_read_with_curves_as_lists():
    runs = data.load_results("improved", "cifar10")
    assert list(runs["run"]) == ["dropout", "improved"] * 3
    assert [len(curve) for curve in runs["accuracy"]] == list(runs["epochs"])
    with pytest.raises(ValueError, match="no results tea-cifar10; there are: .*improved-cifar10"):
        data.load_results("tea", "cifar10")


def test_steps_per_epoch_counts_the_updates_of_keras():
    from helpers import byhand

    assert byhand.steps_per_epoch(40_000, 32) == 1250
    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
    model.compile("sgd", "mse")
    for images, batch_size in [(7, 3), (6, 3), (2, 5)]:
        history = model.fit(np.zeros((images, 1)), np.zeros(images), batch_size, verbose=0)
        assert history.params["steps"] == byhand.steps_per_epoch(images, batch_size)
    with pytest.raises(ValueError, match="positive"):
        byhand.steps_per_epoch(5, 0)


def test_best_epoch_and_overfitting():
    from helpers import byhand

    history = {"loss": [3, 2, 1, 0.5], "val_loss": [2.0, 1.0, 1.0, 1.5]}
    assert byhand.best_epoch(history) == np.argmin(history["val_loss"]) + 1 == 2
    assert byhand.is_overfitting(history, patience=2)
    assert not byhand.is_overfitting(history)
    assert not byhand.is_overfitting(history | {"loss": [3, 2, 2, 2]}, patience=2)
    with pytest.raises(ValueError, match="no val_loss"):
        byhand.best_epoch({"loss": [1]})


def test_restart_is_like_a_new_network():
    random = np.random.default_rng(1)
    images, labels = random.random((40, 8, 8, 1)), np.eye(3)[random.integers(0, 3, 40)]

    def build():
        stack = [keras.layers.Flatten(), keras.layers.Dropout(0.5), keras.layers.Dense(3)]
        model = keras.Sequential([keras.Input((8, 8, 1)), *stack, keras.layers.Softmax()])
        model.compile(keras.optimizers.Adam(0.01), "categorical_crossentropy")
        return model

    model = build()
    losses = []
    for _ in range(2):
        models.restart(model, seed=5)
        losses.append(model.fit(images, labels, epochs=2, verbose=0).history["loss"])
    assert losses[0] == pytest.approx(losses[1], rel=1e-5)
    models.restart(model, seed=5)
    assert float(model.optimizer.learning_rate) == pytest.approx(0.01)
    assert int(model.optimizer.iterations) == 0
    weights = model.get_weights()
    models.restart(model, seed=6)
    assert not np.allclose(weights[0], model.get_weights()[0])


def test_own_model_is_taken_for_its_data_set_only(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("TENSTEPS_OUTPUTS", str(tmp_path / "mine"))
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    mine = models.create_model_intro()
    history = {"loss": [2.0, 1.0], "val_loss": [2.1, 1.5]}
    file = models.save_model(mine, "intro", "cifar10", history)
    assert file == tmp_path / "mine" / "intro-cifar10.keras"
    table = file.with_suffix(".csv").read_text().split()
    assert table == ["epoch,loss,val_loss", "1,2.0,2.1", "2,1.0,1.5"]

    model = models.load_model_or_reference("intro", "cifar10")
    assert "your own network, intro-cifar10.keras" in capsys.readouterr().out
    assert np.array_equal(model.get_weights()[0], mine.get_weights()[0])
    models.load_model_or_reference("intro", "fashion_mnist")
    assert "reference network for Fashion-MNIST" in capsys.readouterr().out

    models.save_model(mine, "intro", "cifar10")
    assert not file.with_suffix(".csv").exists(), "the history of an older network"
    file.write_text("no network")
    models.load_model_or_reference("intro", "cifar10")
    assert "cannot be read" in capsys.readouterr().out
    with pytest.raises(ValueError, match="no reference model"):
        models.load_model_or_reference("other", "cifar10")
    with pytest.raises(ValueError, match=r"dataset\.name"):
        models.save_model(mine, "intro", "Fashion-MNIST: 5,000 pictures")


def test_validating_does_not_replace_own_models(tmp_path, monkeypatch):
    monkeypatch.setenv("TENSTEPS_OUTPUTS", str(tmp_path))
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")
    file = models.save_model(models.create_model_intro(), "intro", "fashion_mnist")
    assert file.exists()
    assert not (tmp_path / file.name).exists()
    monkeypatch.delenv("NBGRADER_EXECUTION")
    assert models.outputs_folder() == tmp_path


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


def test_losses_by_hand_equal_those_of_keras():
    truth = np.eye(3)[[0, 2, 1, 0]]
    output = np.array([[0.37, 0.5, 0.13], [0, 0, 1], [1, 0, 0], [0.2, 0.2, 0.6]])
    assert byhand.sse(truth[:1], output[:1]) == pytest.approx(0.6638)
    assert byhand.mse(truth, output) == pytest.approx(
        3 * float(keras.losses.MeanSquaredError()(truth, output))
    )
    assert byhand.cross_entropy(truth, output) == pytest.approx(
        float(keras.losses.CategoricalCrossentropy()(truth, output)), rel=1e-5
    )


def test_descents_and_slopes_by_hand():
    assert byhand.descend(lambda w: -0.55, 0.38, 0.01, 1)[1] == pytest.approx(0.3855)
    assert byhand.descend(lambda w: 2 * w, 8, 0.25, 3).tolist() == [8, 4, 2, 1]
    path = byhand.descend(lambda w: w - 3, [1, -2], 0.5, 40)
    assert path.shape == (41, 2)
    assert path[-1] == pytest.approx([3, 3])
    w = np.array([1, 2, 3])
    assert byhand.numerical_gradient(np.prod, w) == pytest.approx([6, 3, 2])
    assert w.tolist() == [1, 2, 3]
    by_keras = keras.optimizers.schedules.CosineDecay(0.1, 100)
    for step in (0, 30, 100, 170):
        expected = pytest.approx(float(by_keras(step)), abs=1e-7)
        assert byhand.cosine_schedule(step, 100, 0.1) == expected


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


def test_confusion_by_hand_equals_that_of_scikit_learn(shown):
    from sklearn import metrics

    names = ["ant", "bee", "cow", "dog"]
    truth, predicted = np.random.default_rng(8).integers(0, 3, (2, 60))
    table = byhand.confusion_table(truth[:, None], predicted, names)
    assert table.to_numpy().tolist() == (
        metrics.confusion_matrix(truth, predicted, labels=range(4)).tolist()
    )
    assert (table.index.name, table.columns.name) == ("truth", "prediction")
    assert byhand.accuracy(truth, predicted[:, None]) == metrics.accuracy_score(truth, predicted)
    for function, by_hand in [
        (metrics.recall_score, byhand.recall_by_class(table)),
        (metrics.precision_score, byhand.recall_by_class(table.T)),
    ]:
        assert list(by_hand.index) == names
        assert by_hand[:3].tolist() == pytest.approx(function(truth, predicted, average=None))
        assert np.isnan(by_hand["dog"])
    for function in (byhand.accuracy, lambda a, b: byhand.confusion_table(a, b, names)):
        with pytest.raises(ValueError, match="2 labels but 1 predictions"):
            function([0, 1], [0])
    plots.plot_confusion(table)
    figure, alt = shown[0]
    axis = figure.axes[0]
    assert (axis.get_ylabel(), axis.get_xlabel()) == ("truth", "prediction")
    assert [text.get_text() for text in axis.texts][:4] == [*map(str, table.loc["ant"])][:3] + [""]
    assert f"ant {table.loc['ant', 'ant']} of {(truth == 0).sum()}" in alt


def test_most_confused_pair_adds_both_directions_up():
    table = byhand.confusion_table(
        [0] * 9 + [1] * 5 + [2] * 4, [0] * 9 + [2] * 5 + [0] * 4, ["a", "b", "c"]
    )
    assert byhand.most_confused_pair(table) == ("b", "c")
    table.loc["a", "c"] = 2
    assert byhand.most_confused_pair(table) == ("a", "c")


def test_threshold_is_chosen_on_validation_pictures():
    validation, test = ([0, 1, 1], [0.2, 0.5, 0.9]), ([1, 0, 1], [0.1, 0.5, 0.9])
    assert byhand.best_threshold(validation, test, [0.1, 0.5, 0.3]) == (0.5, pytest.approx(1 / 3))


def test_top_k_and_confidence_interval_refuse_what_does_not_fit():
    assert byhand.top_k([0.2, 0.5, 0.3], "abc", 2) == [("b", 0.5), ("c", 0.3)]
    with pytest.raises(ValueError, match="do not fit 3 class names"):
        byhand.top_k([[0.2, 0.5, 0.3]], "abc", 1)
    for k in (0, 4):
        with pytest.raises(ValueError, match=f"k is {k}; choose a number from 1 to 3"):
            byhand.top_k([0.2, 0.5, 0.3], "abc", k)
    assert byhand.confidence_interval(0.8, 100) == pytest.approx((0.7216, 0.8784))
    for accuracy, n in [(80, 100), (0.8, 0)]:
        with pytest.raises(ValueError, match=f"accuracy is {accuracy} .*, n is {n} "):
            byhand.confidence_interval(accuracy, n)
