"""What known mistakes make of neurons, layers and their sizes, for `Check` to name the cause.

Each function takes the right answer and the arguments, and lists pairs: a value that a mistake
leads to, and what to say about it.
"""

import numpy as np
from scipy.special import expit, softmax

from .guards import Explained, Mistakes

# Errors that known slips lead to, for `Check`.
FORWARD_ERRORS: list[Explained] = [
    (ValueError, "matmul", "The batch stands on the left: batch @ w1, then the hidden layer @ w2."),
    (
        ValueError,
        "broadcast",
        "Compare the two shapes. In a softmax of your own, the sum needs axis=-1, keepdims=True.",
    ),
]
CONVOLUTION_ERRORS: list[Explained] = [
    (
        ValueError,
        "broadcast",
        "The part and the kernel differ in shape. Do the loops run over the picture's edge? There "
        "are picture - kernel + 1 places in each direction. Or is the part not height rows by width "
        "columns? kernel.shape is (height, width), not always (3, 3).",
    ),
    (ValueError, "setting an array element", "The products are not added up: np.sum is missing."),
    (IndexError, "out of bounds", "In image[...] and result[...] the row comes first."),
]


def neuron_mistakes(
    output: float, inputs: np.ndarray, weights: np.ndarray, bias: float
) -> Mistakes:
    """List what known mistakes make of one neuron with relu.

    Parameters
    ----------
    output : float
        The right answer.
    inputs, weights, bias
        The arguments; two arrays of shape (n,), and a number.

    Returns
    -------
    list of tuple
    """
    products = inputs * weights
    z = products.sum() + bias
    return [
        (z, "That is the net input. relu makes 0 of what is below 0."),
        (max(0, products.sum()), "The bias is missing."),
        (max(0, products.sum() - bias), "The bias is added, not taken away."),
        (
            max(0, (products + bias).sum()),
            "The bias is added to every product. Add it once, after the sum.",
        ),
        (np.maximum(0, products).sum() + bias, "relu comes last, after the sum and the bias."),
        (max(0, products.sum()) + bias, "The bias comes before relu."),
        (np.maximum(0, products + bias), "The sum is missing: these are single products."),
        (abs(z), "relu makes 0 of what is below 0. It does not take the minus away."),
        (np.trunc(output), "That is cut to a whole number. Leave the digits after the point."),
        (np.round(output), "That is rounded to a whole number. Leave it as it is."),
        (expit(z), "That is the sigmoid. The activation is relu."),
    ]


def forward_mistakes(
    probabilities: np.ndarray,
    batch: np.ndarray,
    w1: np.ndarray,
    b1: np.ndarray,
    w2: np.ndarray,
    b2: np.ndarray,
) -> Mistakes:
    """List what known mistakes make of a forward pass through two layers.

    Parameters
    ----------
    probabilities : numpy.ndarray
        The right answer, shape (samples, outputs).
    batch, w1, b1, w2, b2 : numpy.ndarray
        The arguments.

    Returns
    -------
    list of tuple
    """
    z = batch @ w1 + b1
    hidden = np.maximum(0, z)
    scores = hidden @ w2 + b2
    no_first_bias = np.maximum(0, batch @ w1) @ w2 + b2
    late_bias = (np.maximum(0, batch @ w1) + b1) @ w2 + b2
    known: Mistakes = [
        (scores, "These are the scores. softmax makes probabilities of them."),
        (softmax(z @ w2 + b2, axis=-1), "relu is missing after the first layer."),
        (softmax(expit(z) @ w2 + b2, axis=-1), "The first layer has relu, not the sigmoid."),
        (
            softmax(np.maximum(0, scores), axis=-1),
            "relu comes after the first layer only, not before softmax.",
        ),
        (softmax(hidden @ w2, axis=-1), "The biases b2 are missing."),
        (softmax(no_first_bias, axis=-1), "The biases b1 are missing."),
        (softmax(no_first_bias - b2, axis=-1), "The biases are missing."),
        (softmax(scores), "softmax has to sum along each row: axis=-1, keepdims=True."),
        (softmax(scores, axis=0), "softmax has to sum along each row, not down the columns."),
        (softmax(late_bias, axis=-1), "The biases b1 come before relu."),
    ]
    if b1.shape == b2.shape:
        exchanged = np.maximum(0, batch @ w1 + b2) @ w2 + b1
        hint = "b1 and b2 are exchanged. b1 belongs to the hidden layer."
        known.append((softmax(exchanged, axis=-1), hint))
    return known


def convolution_mistakes(result: np.ndarray, image: np.ndarray, kernel: np.ndarray) -> Mistakes:
    """List what known mistakes make of a convolution.

    Parameters
    ----------
    result : numpy.ndarray
        The right answer, shape (image - kernel + 1, along both axes).
    image, kernel : numpy.ndarray
        The arguments, both of two dimensions.

    Returns
    -------
    list of tuple
    """
    result = np.asarray(result)
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    turned, mirrored, upside_down = (
        np.tensordot(windows, other, axes=2)
        for other in (kernel[::-1, ::-1], kernel[:, ::-1], kernel[::-1])
    )
    first_row, first_number = np.zeros((2, *result.shape))
    first_row[0], first_number[0, 0] = result[0], result[0, 0]
    known: Mistakes = [
        (turned, "The kernel is turned round. Leave it as it is."),
        (mirrored, "Left and right of the kernel are exchanged. Leave it as it is."),
        (upside_down, "The kernel is upside down. Leave it as it is."),
        (result / kernel.size, "That is the mean of the products. Add them up."),
        (np.maximum(0, result), "Negative numbers are part of the result. Leave relu out."),
        (abs(result), "Negative numbers are part of the result. Leave abs out."),
        (np.trunc(result), "These are cut to whole numbers. Fill an array of np.zeros(shape)."),
        (first_row, "Only the first row is filled. Does a return stand inside a loop?"),
        (first_number, "Only the first number is filled. Does a return stand inside a loop?"),
        (result[:-1, :-1], "There is one more place downwards, and one more across."),
    ]
    by_matrix = "@ is a matrix product. Multiply number by number, with *."
    known.append(((windows @ kernel.T).sum(axis=(2, 3)), by_matrix))
    if kernel.shape[0] == kernel.shape[1]:
        on_its_side = np.tensordot(windows, kernel.T, axes=2)
        known += [
            ((windows @ kernel).sum(axis=(2, 3)), by_matrix),
            (on_its_side, "Rows and columns of the kernel are exchanged. Leave it as it is."),
        ]
    return known


def output_size_mistakes(
    places: int, size: int, kernel_size: int, stride: int = 1, padding: str = "valid"
) -> Mistakes:
    """List what known mistakes make of the size of a layer's output.

    Parameters
    ----------
    places : int
        The right answer.
    size, kernel_size, stride, padding
        The arguments, see `byhand.output_size`.

    Returns
    -------
    list of tuple
    """
    moves = size - kernel_size
    if padding == "same":
        zeros = (kernel_size - 1) // 2
        more = "One more only where the division leaves a remainder: round up."
        if kernel_size % 2 == 0:
            more += " A formula with zeros on both sides fits odd kernels only."
        return [
            (size, "That is the size for stride 1. Divide it by the stride."),
            (
                size // stride,
                "That has to be rounded up: a last place, partly on zeros, counts, too.",
            ),
            (size / stride, "That has to be a whole number: rounded up."),
            (size // stride + 1, more),
            (moves // stride + 1, 'That is the answer for padding="valid".'),
            (
                (moves + 2 * zeros) // stride + 1,
                "A formula with as many zeros on both sides fits odd kernels only. The kernel's size "
                "does not matter here.",
            ),
            (
                (moves + 2) // stride + 1,
                "One zero on each side fits kernels of 3. The kernel's size does not matter here.",
            ),
        ]
    return [
        (moves // stride, "Those are the steps. Count the first place, too: + 1 after //."),
        (
            -(-size // stride),
            'That is the answer for padding="same". Here only whole steps inside the picture count.',
        ),
        (moves + 1, "The stride is missing: how many whole steps fit?"),
        (moves / stride + 1, "Only whole steps count: // divides and rounds down."),
        (-(-moves // stride) + 1, "Only whole steps count: round down, not up."),
    ]


def parameter_mistakes(count: int, inputs: int, outputs: int, kernel_size: int = 1) -> Mistakes:
    """List what known mistakes make of the number of a layer's parameters.

    Parameters
    ----------
    count : int
        The right answer.
    inputs, outputs, kernel_size : int
        The arguments, see `byhand.parameter_count`.

    Returns
    -------
    list of tuple
    """
    area = kernel_size * kernel_size
    weights = area * inputs * outputs
    return [
        (weights, "The biases are missing: one for each filter or neuron."),
        (weights + 1, "That is one bias for all. Each filter or neuron has its own."),
        (weights + inputs, "There is a bias for each output, not for each input."),
        ((area + 1) * outputs, "A filter has weights in every channel that comes in."),
        ((area + 1) * inputs * outputs, "A filter has one bias, not one for each channel."),
        ((inputs + 1) * outputs, "A filter sees kernel_size * kernel_size pixels of each channel."),
        ((9 * inputs + 1) * outputs, "The kernel is not always 3 x 3. Use kernel_size."),
        (
            (kernel_size * inputs + 1) * outputs,
            "A kernel has kernel_size rows and as many columns.",
        ),
    ]
