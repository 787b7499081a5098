"""Are known mistakes with neurons, layers and their sizes told by their cause?"""

from helpers import byhand, checks
from helpers.checks import building

import numpy as np
import pytest
from scipy.special import expit, softmax

RNG = np.random.default_rng(4)
LAYERS = [RNG.normal(size=size) for size in [(5, 3), (3, 4), 4, (4, 3), 3]]
STEP = np.array([[0] * 5] * 3 + [[9] * 5] * 3)
EDGES = np.array([[-1, -1, -1], [0, 0, 0], [1, 1, 2]])


def relu(z):
    return np.maximum(0, z)


def told(like, mistakes, answer, *arguments, **options):
    """What a check says of a wrong answer."""
    check = checks.Check(answer, "Look.", like=like, arrays=True, points=1, mistakes=mistakes)
    with pytest.raises(AssertionError) as error:
        check(*arguments, **options)
    return str(error.value)


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (lambda x, w, b: np.sum(w * x), "The bias is missing."),
        (lambda x, w, b: np.sum(w * x) - b, "The bias is added, not taken away."),
        (lambda x, w, b: np.sum(w * x + b), "The bias is added to every product."),
        (lambda x, w, b: np.sum(relu(w * x)) + b, "relu comes last, after the sum"),
        (lambda x, w, b: relu(w * x + b), "The sum is missing: these are single products."),
        (lambda x, w, b: expit(np.sum(w * x) + b), "That is the sigmoid."),
        (lambda x, w, b: 99, "should be 5, not 99. Look."),
    ],
)
def test_mistakes_with_a_neuron(answer, message):
    assert message in told(
        byhand.neuron, building.neuron_mistakes, answer, [1, 2, 3], [0.5, -1, 2], 0.5
    )


def test_mistakes_with_a_silent_neuron():
    like, mistakes = byhand.neuron, building.neuron_mistakes
    for answer, message in [
        (lambda x, w, b: np.sum(w * x) + b, "That is the net input."),
        (lambda x, w, b: relu(np.sum(w * x)) + b, "The bias comes before relu."),
        (lambda x, w, b: abs(np.sum(w * x) + b), "It does not take the minus away."),
    ]:
        assert message in told(like, mistakes, answer, [1, 2], [-3, 1], 0.25)


def test_mistakes_with_a_neuron_of_whole_numbers():
    like, mistakes = byhand.neuron, building.neuron_mistakes
    assert "cut to a whole number" in told(like, mistakes, lambda *_: 1, [1] * 3, [0.5] * 3, 0.25)
    assert "rounded to a whole number" in told(
        like, mistakes, lambda *_: 2, [1] * 3, [0.5] * 3, 0.25
    )


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (lambda x, w1, b1, w2, b2: relu(x @ w1 + b1) @ w2 + b2, "These are the scores."),
        (lambda x, w1, b1, w2, b2: softmax((x @ w1 + b1) @ w2 + b2, axis=1), "relu is missing"),
        (
            lambda x, w1, b1, w2, b2: softmax(expit(x @ w1 + b1) @ w2 + b2, axis=1),
            "relu, not the sigmoid",
        ),
        (
            lambda x, w1, b1, w2, b2: softmax(relu(relu(x @ w1 + b1) @ w2 + b2), axis=1),
            "not before softmax",
        ),
        (lambda x, w1, b1, w2, b2: softmax(relu(x @ w1 + b1) @ w2, axis=1), "b2 are missing"),
        (lambda x, w1, b1, w2, b2: softmax(relu(x @ w1) @ w2 + b2, axis=1), "b1 are missing"),
        (lambda x, w1, b1, w2, b2: softmax(relu(x @ w1) @ w2, axis=1), "The biases are missing"),
        (lambda x, w1, b1, w2, b2: softmax(relu(x @ w1 + b1) @ w2 + b2), "along each row: axis"),
        (
            lambda x, w1, b1, w2, b2: softmax(relu(x @ w1 + b1) @ w2 + b2, axis=0),
            "not down the columns",
        ),
        (
            lambda x, w1, b1, w2, b2: softmax((relu(x @ w1) + b1) @ w2 + b2, axis=1),
            "b1 come before relu",
        ),
    ],
)
def test_mistakes_with_a_forward_pass(answer, message):
    assert message in told(byhand.forward, building.forward_mistakes, answer, *LAYERS)


def test_biases_exchanged():
    def answer(x, w1, b1, w2, b2):
        return softmax(relu(x @ w1 + b2) @ w2 + b1, axis=1)

    square = [RNG.normal(size=size) for size in [(5, 3), (3, 3), 3, (3, 3), 3]]
    assert "exchanged" in told(byhand.forward, building.forward_mistakes, answer, *square)


@pytest.mark.parametrize(
    ("like", "errors", "answer", "given", "message"),
    [
        (
            byhand.forward,
            building.FORWARD_ERRORS,
            lambda x, w1, b1, w2, b2: w1 @ x,
            LAYERS,
            "The batch stands on the left",
        ),
        (
            byhand.forward,
            building.FORWARD_ERRORS,
            lambda x, w1, b1, w2, b2: x / x.sum(axis=1),
            LAYERS,
            "keepdims=True",
        ),
        (
            byhand.convolve2d,
            building.CONVOLUTION_ERRORS,
            lambda p, k: p[:3, :3] * k,
            (STEP, EDGES[:2]),
            "kernel.shape is (height, width)",
        ),
        (
            byhand.convolve2d,
            building.CONVOLUTION_ERRORS,
            lambda p, k: np.zeros(1).__setitem__(0, p),
            (STEP, EDGES),
            "np.sum is missing",
        ),
        (
            byhand.convolve2d,
            building.CONVOLUTION_ERRORS,
            lambda p, k: p[0, 5],
            (STEP, EDGES),
            "the row comes first",
        ),
    ],
)
def test_errors_are_explained(like, errors, answer, given, message):
    check = checks.Check(answer, "Look.", like=like, arrays=True, points=1, errors=errors)
    with pytest.raises(AssertionError) as error:
        check(*given)
    assert message in str(error.value)


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (lambda p, k: slide(p, k[::-1, ::-1]), "The kernel is turned round."),
        (lambda p, k: slide(p, k) / 9, "That is the mean of the products."),
        (lambda p, k: relu(slide(p, k)), "Negative numbers are part of the result."),
        (lambda p, k: abs(slide(p, k)), "Leave abs out."),
        (lambda p, k: slide(p, k)[:-1, :-1], "There is one more place downwards"),
        (lambda p, k: (windows(p, k) @ k).sum(axis=(2, 3)), "@ is a matrix product."),
    ],
)
def test_mistakes_with_a_convolution(answer, message):
    like, mistakes = byhand.convolve2d, building.convolution_mistakes
    assert message in told(like, mistakes, answer, STEP[::-1], EDGES)


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (lambda p, k: slide(p, k).astype(int), "These are cut to whole numbers."),
        (lambda p, k: slide(p, k) * [[1], [0], [0]], "Only the first row is filled."),
        (lambda p, k: slide(p, k) * [[1, 0], [0, 0], [0, 0]], "Only the first number is filled."),
        (lambda p, k: slide(p, k.T), "Rows and columns of the kernel are exchanged."),
    ],
)
def test_mistakes_with_a_convolution_of_spots(answer, message):
    like, mistakes = byhand.convolve2d, building.convolution_mistakes
    spots = [[1, 2, 0, 3], [4, 0, 1, 2], [0, 5, 2, 1], [3, 1, 0, 4], [2, 0, 6, 1]]
    kernel = [[1, 0, 2], [0, -1, 0], [3, 0, 0.25]]
    assert message in told(like, mistakes, answer, spots, kernel)


def windows(picture, kernel):
    return np.lib.stride_tricks.sliding_window_view(picture, kernel.shape)


def slide(picture, kernel):
    return (windows(picture, kernel) * kernel).sum(axis=(2, 3))


@pytest.mark.parametrize(
    ("wrong", "setting", "message"),
    [
        (5, (13, 2, 2, "valid"), "Those are the steps. Count the first place, too: + 1 after //."),
        (7, (13, 2, 2, "valid"), 'That is the answer for padding="same".'),
        (12, (13, 2, 2, "valid"), "The stride is missing"),
        (6.5, (13, 2, 2, "valid"), "// divides and rounds down"),
        (3, (8, 5, 2, "valid"), "round down, not up"),
        (5, (5, 3, 2, "same"), "That is the size for stride 1."),
        (
            2,
            (5, 3, 2, "same"),
            "That has to be rounded up: a last place, partly on zeros, counts, too.",
        ),
        (2.5, (5, 3, 2, "same"), "That has to be a whole number: rounded up."),
        (4, (6, 3, 2, "same"), "One more only where the division leaves a remainder"),
        (4, (10, 4, 2, "same"), 'That is the answer for padding="valid".'),
        (5, (8, 2, 2, "same"), "fits odd kernels only"),
        (26, (28, 5, 1, "same"), "One zero on each side fits kernels of 3."),
    ],
)
def test_mistakes_with_an_output_size(wrong, setting, message):
    like, mistakes = byhand.output_size, building.output_size_mistakes
    size, kernel_size, stride, padding = setting
    options = {"stride": stride, "padding": padding}
    assert message in told(like, mistakes, lambda *_, **__: wrong, size, kernel_size, **options)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (4608, "The biases are missing"),
        (4609, "That is one bias for all."),
        (4624, "There is a bias for each output, not for each input."),
        (320, "A filter has weights in every channel that comes in."),
        (5120, "A filter has one bias, not one for each channel."),
        (1568, "A kernel has kernel_size rows and as many columns."),
        (544, "A filter sees kernel_size * kernel_size pixels of each channel."),
    ],
)
def test_mistakes_with_the_number_of_parameters(wrong, message):
    like, mistakes = byhand.parameter_count, building.parameter_mistakes
    assert message in told(like, mistakes, lambda *_, **__: wrong, 16, 32, kernel_size=3)


def test_kernels_that_are_always_three_wide():
    like, mistakes = byhand.parameter_count, building.parameter_mistakes
    message = told(like, mistakes, lambda *_, **__: 80, 1, 8, kernel_size=5)
    assert "not always 3 x 3" in message
