"""Lesson 4: what layers compute, and the course's first network."""

import numpy as np
from numpy.typing import ArrayLike

from ..quiet import keras, layers


def neuron(inputs: ArrayLike, weights: ArrayLike, bias: float) -> float:
    """Compute what one neuron gives: relu of its net input, sum(w * x) + b.

    Parameters
    ----------
    inputs : array_like
        What comes in, shape (n,).
    weights : array_like
        One weight an input, shape (n,).
    bias : float
        Is added once.

    Returns
    -------
    float
        0 or more.
    """
    net_input = np.sum(np.asarray(weights) * np.asarray(inputs)) + bias
    return float(max(0.0, net_input))


def forward(
    batch: ArrayLike, w1: ArrayLike, b1: ArrayLike, w2: ArrayLike, b2: ArrayLike
) -> np.ndarray:
    """Compute the answers of a network with one hidden layer, all samples at once.

    The hidden layer has the activation relu, the output layer softmax.

    Parameters
    ----------
    batch : array_like
        One sample a row, shape (samples, inputs).
    w1, b1 : array_like
        Weights and biases of the hidden layer, shapes (inputs, hidden) and (hidden,).
    w2, b2 : array_like
        Weights and biases of the output layer, shapes (hidden, outputs) and (outputs,).

    Returns
    -------
    numpy.ndarray
        Probabilities, shape (samples, outputs); each row sums to 1.
    """
    hidden = np.maximum(0, np.asarray(batch) @ np.asarray(w1) + np.asarray(b1))
    scores = hidden @ np.asarray(w2) + np.asarray(b2)
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


def convolve2d(image: ArrayLike, kernel: ArrayLike) -> np.ndarray:
    """Slide a kernel over a grey picture ("valid", stride 1): multiply and add at each place.

    The kernel is not turned round; mathematicians call this a cross-correlation.

    Parameters
    ----------
    image : array_like
        Grey picture, shape (height, width).
    kernel : array_like
        Weights, shape (kernel height, kernel width), not larger than the picture.

    Returns
    -------
    numpy.ndarray
        float64, shape (height - kernel height + 1, width - kernel width + 1).

    Raises
    ------
    ValueError
        If the kernel is larger than the picture.
    """
    image, kernel = np.asarray(image, dtype="float64"), np.asarray(kernel, dtype="float64")
    if image.ndim != 2 or kernel.ndim != 2 or np.greater(kernel.shape, image.shape).any():
        raise ValueError(
            f"A kernel of shape {kernel.shape} does not fit into a picture of shape {image.shape}."
        )
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    return np.tensordot(windows, kernel, axes=2)


def output_size(size: int, kernel_size: int, stride: int = 1, padding: str = "valid") -> int:
    """Compute how many rows (or columns) a convolution or pooling layer gives.

    Parameters
    ----------
    size : int
        Rows (or columns) of its input.
    kernel_size : int
        Rows (or columns) of the kernel, or of the pooling window.
    stride : int
        Pixels from one place of the kernel to the next.
    padding : {"valid", "same"}
        ``"valid"``: the kernel stays inside the picture. ``"same"``: as many zeros are put
        around it as give ``size`` rows with stride 1.

    Returns
    -------
    int

    Raises
    ------
    ValueError
        If `padding` is something else.
    """
    if padding == "same":
        return -(-size // stride)
    if padding == "valid":
        return (size - kernel_size) // stride + 1
    raise ValueError(f'padding is {padding!r}; choose "valid" or "same".')


def parameter_count(inputs: int, outputs: int, kernel_size: int = 1) -> int:
    """Count the weights and biases of a dense or a convolution layer.

    Parameters
    ----------
    inputs : int
        Numbers that go into a dense layer, or channels that go into a convolution.
    outputs : int
        Units of a dense layer, or filters of a convolution.
    kernel_size : int
        Rows and columns of a convolution's kernel; 1 for a dense layer.

    Returns
    -------
    int
        Each filter (or unit) has a weight for everything it sees, and one bias.
    """
    return (kernel_size * kernel_size * inputs + 1) * outputs


def create_model_intro(
    input_shape: tuple[int, int, int] = (32, 32, 3), classes: int = 10, activation: str = "relu"
) -> keras.Model:
    """Build the course's first network: two convolutions and two dense layers.

    Parameters
    ----------
    input_shape : tuple of int
        Height, width and channels of a picture.
    classes : int
        How many classes to tell apart.
    activation : str
        Keras' name of the activation in the hidden layers, such as ``"tanh"``. The output layer keeps
        softmax.

    Returns
    -------
    keras.Model
        Not compiled. Takes pictures of shape (n, height, width, channels) with values from 0
        to 1; gives probabilities of shape (n, classes). 79,530 parameters by default.
    """
    inputs = keras.Input(input_shape)
    x = layers.Conv2D(16, 3, activation=activation)(inputs)
    x = layers.MaxPooling2D()(x)
    x = layers.Conv2D(32, 3, activation=activation)(x)
    x = layers.MaxPooling2D()(x)
    x = layers.Flatten()(x)
    x = layers.Dense(64, activation=activation)(x)
    outputs = layers.Dense(classes, activation="softmax")(x)
    return keras.Model(inputs, outputs, name="intro")
