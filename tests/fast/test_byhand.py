"""Do the functions that learners write do what libraries do?"""

from helpers import byhand, plots

import keras
import numpy as np
import pytest
from PIL import Image


def test_load_image_takes_height_first_and_always_has_three_channels(tmp_path):
    pixels = np.arange(6 * 4 * 3, dtype="uint8").reshape(6, 4, 3)
    Image.fromarray(pixels).save(tmp_path / "picture.png")
    np.testing.assert_array_equal(byhand.load_image(tmp_path / "picture.png", (6, 4)), pixels)
    for mode in ("L", "RGBA", "P", "1"):
        Image.fromarray(pixels).convert(mode).save(tmp_path / f"{mode}.png")
        loaded = byhand.load_image(tmp_path / f"{mode}.png", (3, 8))
        assert loaded.shape == (3, 8, 3)
        assert loaded.dtype == np.uint8
    assert byhand.load_image(str(tmp_path / "L.png")).shape == (32, 32, 3)
    with pytest.raises(FileNotFoundError):
        byhand.load_image(tmp_path / "nothing.png")


def test_load_image_turns_a_phones_picture_upright(tmp_path):
    pixels = np.zeros((6, 4, 3), "uint8")
    pixels[0] = 200  # the upper edge
    note = Image.Exif()
    note[0x0112] = 6
    Image.fromarray(np.rot90(pixels)).save(tmp_path / "phone.png", exif=note)
    np.testing.assert_array_equal(byhand.load_image(tmp_path / "phone.png", (6, 4)), pixels)


def test_load_batch_stacks_pictures_of_any_size(tmp_path):
    for name, shape in [("b", (6, 4, 3)), ("a", (3, 9, 3))]:
        Image.fromarray(np.full(shape, ord(name), "uint8")).save(tmp_path / f"{name}.png")
    batch = byhand.load_batch([tmp_path / "b.png", str(tmp_path / "a.png")], (5, 7))
    assert batch.shape == (2, 5, 7, 3)
    assert batch.dtype == np.float32
    np.testing.assert_allclose(batch[:, 0, 0, 0], [98 / 255, 97 / 255])
    assert byhand.load_batch([tmp_path / "a.png"]).shape == (1, 32, 32, 3)


def test_normalise_scales_and_leaves_the_pictures():
    pixels = np.array([[0, 255], [51, 102]], "uint8")
    scaled = byhand.normalise(pixels)
    np.testing.assert_allclose(scaled, [[0, 1], [0.2, 0.4]], rtol=1e-6)
    assert scaled.dtype == np.float32
    assert pixels.max() == 255
    with pytest.raises(ValueError, match="these go from 0 to 256"):
        byhand.normalise([0, 256])


def test_one_hot_equals_keras():
    labels = np.array([3, 0, 3, 1])
    for given in (labels, labels[:, None], labels.tolist(), labels.astype("float32")):
        encoded = byhand.one_hot(given, 5)
        np.testing.assert_array_equal(encoded, keras.utils.to_categorical(labels, 5))
    assert encoded.dtype == np.float32
    for wrong in ([5], [-1], [0.5]):
        with pytest.raises(ValueError, match="whole numbers from 0 to 4"):
            byhand.one_hot(wrong, 5)


def test_predicted_class_for_one_row_and_for_a_batch():
    names = ("cat", "dog", "other")
    assert byhand.predicted_class([0.37, 0.50, 0.13], names) == "dog"
    assert byhand.predicted_class([[0.37, 0.50, 0.13]], names) == ["dog"]
    assert byhand.predicted_class(np.eye(3)[[2, 0]], names) == ["other", "cat"]
    for wrong in ([0.5, 0.5], [[[1, 0, 0]]], 1):
        with pytest.raises(ValueError, match="do not fit 3 class names"):
            byhand.predicted_class(wrong, names)


def test_data_functions_agree_with_the_solutions_of_lesson_2(tmp_path):
    import course

    learners = {"np": np, "Image": Image, "byhand": byhand}
    for cell in filter(course.is_answer, course.read("solutions", "02_inputs_outputs").cells):
        exec(cell.source, learners)
    pixels = np.random.default_rng(0).integers(0, 256, (9, 7, 3), dtype="uint8")
    Image.fromarray(pixels).save(tmp_path / "picture.png")
    scores, names = pixels[:, 0] / 255, ["a", "b", "c"]
    for name, *arguments in [
        ("load_image", tmp_path / "picture.png", (20, 30)),
        ("load_image", tmp_path / "picture.png"),
        ("load_batch", [tmp_path / "picture.png"] * 2, (20, 30)),
        ("normalise", pixels),
        ("one_hot", [[2], [0]], 4),
        ("predicted_class", scores, names),
        ("predicted_class", scores[0], names),
    ]:
        helpers_answer = getattr(byhand, name)(*arguments)
        np.testing.assert_array_equal(helpers_answer, learners[name](*arguments), name)


def test_class_counts_has_a_number_for_every_class():
    for labels in ([0, 2, 2, 1, 2], np.array([[0], [2], [2], [1], [2]], "uint8")):
        assert byhand.class_counts(labels, 4).tolist() == [1, 1, 3, 0]
    assert byhand.class_counts([], 2).tolist() == [0, 0]
    with pytest.raises(ValueError, match="from 0 to 1"):
        byhand.class_counts([0, 2], 2)


@pytest.mark.parametrize("share", [0.2, 0.25, 0.5])
def test_stratified_split_gives_each_class_its_share(share):
    labels = np.repeat([0, 1, 2], [57, 33, 8])
    train, validation = byhand.stratified_split(labels[:, None], share)
    assert sorted([*train, *validation]) == list(range(98))
    wanted = share * byhand.class_counts(labels, 3)
    assert np.abs(byhand.class_counts(labels[validation], 3) - wanted).max() <= 1
    assert np.array_equal(byhand.stratified_split(labels.tolist(), share)[1], validation)
    assert set(byhand.stratified_split(labels, share, seed=7)[1]) != set(validation)


def test_stratified_split_refuses_a_class_of_one_picture():
    with pytest.raises(ValueError, match="class"):
        byhand.stratified_split([0, 0, 0, 0, 1])


def test_find_leaked_finds_exact_copies_only():
    pictures = np.random.default_rng(1).random((8, 4, 4, 3))
    other = pictures[[5, 6, 7, 2, 5]].copy()
    other[1, 0, 0, 0] += 0.001
    assert byhand.find_leaked(pictures[:7], other) == [0, 3, 4]
    assert byhand.find_leaked(pictures, other[:0]) == []


def test_read_folder_crops_and_encodes(tmp_path):
    for name, color in [("b", (10, 20, 30)), ("a", (40, 50, 60))]:
        (tmp_path / name).mkdir()
        Image.new("RGB", (30, 10), color).save(tmp_path / name / "0.png")
    ((images, labels),) = byhand.read_folder(tmp_path, (6, 4))
    found = {
        tuple(np.asarray(i)[0, 0]): tuple(np.asarray(n))
        for i, n in zip(images, labels, strict=True)
    }
    assert found == {(10, 20, 30): (0, 1), (40, 50, 60): (1, 0)}
    assert images.shape == (2, 6, 4, 3)


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


def test_steps_per_epoch_counts_the_updates_of_keras():
    assert byhand.steps_per_epoch(40_000, 32) == 1250
    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
    model.compile("sgd", "mse")
    for images, batch_size in [(7, 3), (6, 3), (2, 5)]:
        history = model.fit(np.zeros((images, 1)), np.zeros(images), batch_size, verbose=0)
        assert history.params["steps"] == byhand.steps_per_epoch(images, batch_size)
    with pytest.raises(ValueError, match="positive"):
        byhand.steps_per_epoch(5, 0)


def test_best_epoch_and_overfitting():
    history = {"loss": [3, 2, 1, 0.5], "val_loss": [2.0, 1.0, 1.0, 1.5]}
    assert byhand.best_epoch(history) == np.argmin(history["val_loss"]) + 1 == 2
    assert byhand.is_overfitting(history, patience=2)
    assert not byhand.is_overfitting(history)
    assert not byhand.is_overfitting(history | {"loss": [3, 2, 2, 2]}, patience=2)
    with pytest.raises(ValueError, match="no val_loss"):
        byhand.best_epoch({"loss": [1]})


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


def test_slopes_by_the_chain_rule_equal_measured_ones():
    x, truth = np.array([-2.0, 1.0, 3.0]), np.array([-1.5, 0.5, 1.5])

    def loss(w):
        return np.mean((w[1] * np.tanh(w[0] * x + 1) - truth) ** 2)

    def neuron_loss(w):
        return (1 / (1 + np.exp(-(w[0] * 1.5 + w[1]))) - 0.2) ** 2

    for w in ([-0.5, -2.0], [1.0, 0.0], [3.0, 1.2]):
        measured = byhand.numerical_gradient(loss, w)
        assert byhand.backpropagate(w, list(x), truth) == pytest.approx(measured, abs=1e-8)
        measured = byhand.numerical_gradient(neuron_loss, w)
        assert byhand.neuron_gradient(1.5, *w, 0.2) == pytest.approx(measured, abs=1e-8)


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
        (metrics.f1_score, byhand.f1_by_class(table)),
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
    assert f"{(truth == predicted).sum()} of {len(truth)} pictures" in alt
    assert "dog" not in alt, "there is none"


def test_most_confused_pair_adds_both_directions_up():
    table = byhand.confusion_table(
        [0] * 9 + [1] * 5 + [2] * 4, [0] * 9 + [2] * 5 + [0] * 4, ["a", "b", "c"]
    )
    assert byhand.most_confused_pair(table) == ("b", "c")
    table.loc["a", "c"] = 2
    assert byhand.most_confused_pair(table) == ("a", "c")


def test_f1_is_0_for_a_class_that_is_never_found():
    table = byhand.confusion_table([0, 0, 1], [1, 1, 1], ["a", "b", "c"])
    assert byhand.f1_by_class(table).tolist() == pytest.approx([0, 0.5, np.nan], nan_ok=True)


def test_threshold_is_chosen_by_some_pictures_and_measured_on_others():
    choosing, measuring = ([0, 1, 1], [0.2, 0.5, 0.9]), ([1, 0, 1], [0.1, 0.5, 0.9])
    found = byhand.best_threshold(choosing, measuring, [0.1, 0.5, 0.3])
    assert found == (0.5, pytest.approx(1 / 3))


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


def test_confidence_and_accuracy_of_a_range():
    confidence, right = [0.95, 0.62, 0.6, 0.7], [True, False, True, True]
    found = byhand.confidence_and_accuracy(confidence, right, 0.6, 0.7)
    assert found == pytest.approx((0.66, 0.5))
    with pytest.raises(ValueError, match=r"above 0.1 and up to 0.2"):
        byhand.confidence_and_accuracy(confidence, right, 0.1, 0.2)
    with pytest.raises(ValueError, match="4 confidences do not fit 3 answers"):
        byhand.confidence_and_accuracy(confidence, right[:3], 0, 1)


def test_compare_pairwise_agrees_with_mcnemars_test():
    from scipy.stats import binomtest, norm

    rng = np.random.default_rng(7)
    a, b = rng.random((2, 4000)) < [[0.80], [0.83]]
    only_a, only_b, times = byhand.compare_pairwise(a, b)
    assert only_b - only_a == b.sum() - a.sum()
    exact = binomtest(only_a, only_a + only_b).pvalue
    assert 2 * norm.sf(abs(times)) == pytest.approx(exact, abs=0.01)
    assert byhand.compare_pairwise(b, a) == (only_b, only_a, -times)
    assert byhand.compare_pairwise(a, a) == (0, 0, 0)
    with pytest.raises(ValueError, match="4000 and 1 answers"):
        byhand.compare_pairwise(a, b[:1])


def test_functions_agree_with_the_solutions_of_lesson_7():
    import course

    learners = {"np": np, "byhand": byhand}
    for cell in filter(course.is_answer, course.read("solutions", "07_predict").cells):
        if cell.cell_type == "code":
            exec(cell.source, learners)
    rng = np.random.default_rng(7)
    a, b = rng.random((2, 50)) < 0.7
    row = rng.random(5)
    assert byhand.top_k(row, "abcde", 3) == learners["top_k"](row, "abcde", 3)
    for name, *arguments in [
        ("confidence_interval", 0.97, 50),
        ("confidence_and_accuracy", rng.random(50), a, 0.25, 0.75),
        ("compare_pairwise", a, b),
        ("compare_pairwise", a, a),
    ]:
        helpers_answer = getattr(byhand, name)(*arguments)
        assert helpers_answer == pytest.approx(learners[name](*arguments)), name


def test_next_rates_lie_around_the_best_one():
    assert byhand.next_rates({0.1: 0.3, 0.001: 0.6, 0.01: 0.8}, 3) == pytest.approx(
        [0.001, 0.01, 0.1]
    )
    assert byhand.next_rates({0.2: 0.9, 0.3: 0.5}, 2) == pytest.approx([0.02, 0.3])
    assert byhand.next_rates({0.2: 0.4, 0.3: 0.5}, 2) == pytest.approx([0.2, 3])
    assert len(byhand.next_rates({1: 0.5})) == 5
    for wrong in ({}, {0: 0.1, 0.1: 0.2}):
        with pytest.raises(ValueError, match="positive learning rates"):
            byhand.next_rates(wrong)


def test_draw_rates_are_as_many_in_each_power_of_ten():
    rates = byhand.draw_rates(0.001, 1, 3000, seed=1)
    assert rates.min() >= 0.001
    assert rates.max() <= 1
    np.testing.assert_allclose(np.histogram(rates, [0.001, 0.01, 0.1, 1])[0], 1000, atol=100)
    assert np.array_equal(rates, byhand.draw_rates(0.001, 1, 3000, seed=1))
    assert not np.array_equal(rates, byhand.draw_rates(0.001, 1, 3000, seed=2))
    for low, high in [(0, 1), (2, 1)]:
        with pytest.raises(ValueError, match="low should be above 0"):
            byhand.draw_rates(low, high, 3, seed=1)


def test_functions_agree_with_the_solutions_of_lesson_9():
    import course

    learners = {"np": np, "keras": keras, "byhand": byhand}
    for cell in filter(course.is_answer, course.read("solutions", "09_tune").cells):
        if cell.cell_type == "code":
            exec(cell.source, learners)
    for scores in ({0.1: 0.3, 0.001: 0.6, 0.01: 0.8}, {0.2: 0.9, 0.3: 0.5}, {0.2: 0.4, 0.3: 0.5}):
        np.testing.assert_allclose(byhand.next_rates(scores, 4), learners["next_rates"](scores, 4))
    given = 0.001, 0.5, 7, 3
    np.testing.assert_allclose(byhand.draw_rates(*given), learners["draw_rates"](*given))
