"""The small functions that learners write by hand, for the cells and lessons after that.

A test holds each one against the solution of its exercise.
"""

import numpy as np


def neuron(inputs, weights, bias):
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


def forward(batch, w1, b1, w2, b2):
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


def convolve2d(image, kernel):
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


def output_size(size, kernel_size, stride=1, padding="valid"):
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


def parameter_count(inputs, outputs, kernel_size=1):
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


def sse(truth, output):
    """Compute the sum of squared errors.

    Parameters
    ----------
    truth, output : array_like
        What is right and what the network says, both of shape (images, outputs).

    Returns
    -------
    float
        Sum over all images and all outputs, 0 or more.
    """
    return float(np.sum((np.asarray(truth) - np.asarray(output)) ** 2))


def mse(truth, output):
    """Compute the mean squared error: the sum of squared errors divided by the images.

    Keras divides by images times outputs instead.

    Parameters
    ----------
    truth, output : array_like
        What is right and what the network says, both of shape (images, outputs).

    Returns
    -------
    float
        0 or more.
    """
    return sse(truth, output) / len(truth)


def cross_entropy(truth, output):
    """Compute the categorical cross-entropy, averaged over the images.

    Parameters
    ----------
    truth : array_like
        One-hot labels, shape (images, classes).
    output : array_like
        Probabilities from 0 to 1, shape (images, classes). Those below 1e-7 count as 1e-7, so
        that the loss stays finite.

    Returns
    -------
    float
        0 or more, in natural units (nats); log(classes) for equal probabilities.
    """
    logs = np.log(np.maximum(np.asarray(output, dtype="float64"), 1e-7))
    return float(-np.sum(np.asarray(truth) * logs) / len(truth))


def gradient_step(w, slope, rate):
    """Take one step of gradient descent: against the slope.

    Parameters
    ----------
    w : float or array_like
        The weight, or all weights.
    slope : float or array_like
        Slope of the loss for each weight, of the same shape.
    rate : float
        Learning rate, above 0.

    Returns
    -------
    float or numpy.ndarray
        The new weights; those given are left as they are.
    """
    return np.asarray(w) - rate * np.asarray(slope)


def descend(slope, start, rate, steps):
    """Go down a loss by gradient descent, with a constant learning rate.

    Parameters
    ----------
    slope : callable
        Takes the weights and gives the slope of the loss, of the same shape.
    start : float or array_like
        The weights to begin with.
    rate : float
        Learning rate, above 0.
    steps : int
        How many steps to take.

    Returns
    -------
    numpy.ndarray
        The weights before the first step and after each one: shape (steps + 1,) for one
        weight, (steps + 1, n) for n weights.
    """
    path = [np.asarray(start, dtype="float64")]
    for _ in range(steps):
        path.append(gradient_step(path[-1], slope(path[-1]), rate))
    return np.array(path)


def numerical_gradient(loss, w, nudge=1e-5):
    """Measure the slope of a loss for each weight, by nudging it up and down.

    Parameters
    ----------
    loss : callable
        Takes an array of weights and gives a number. It is called twice for each weight.
    w : array_like
        The weights, shape (n,); left as they are.
    nudge : float
        How far each weight is moved, above 0.

    Returns
    -------
    numpy.ndarray
        One slope a weight, shape (n,).
    """
    w = np.asarray(w, dtype="float64")
    slopes = np.zeros(len(w))
    for place in range(len(w)):
        up, down = w.copy(), w.copy()
        up[place] += nudge
        down[place] -= nudge
        slopes[place] = (loss(up) - loss(down)) / (2 * nudge)
    return slopes


def cosine_schedule(step, steps, rate):
    """Compute the learning rate at a step of a cosine schedule.

    Parameters
    ----------
    step : int or array_like of int
        How many steps have been taken, from 0.
    steps : int
        After so many steps the rate is 0, and stays so.
    rate : float
        The rate to begin with, above 0.

    Returns
    -------
    float or numpy.ndarray
        From `rate` down to 0, of the shape of `step`.
    """
    return rate * (1 + np.cos(np.pi * np.minimum(step, steps) / steps)) / 2


def steps_per_epoch(images, batch_size):
    """Count the batches, and so the weight updates, of one epoch.

    Parameters
    ----------
    images : int
        How many training pictures there are.
    batch_size : int
        How many pictures a batch holds; the last one may be smaller.

    Returns
    -------
    int

    Raises
    ------
    ValueError
        If `images` or `batch_size` is not positive.
    """
    if images < 1 or batch_size < 1:
        raise ValueError(f"{images} pictures in batches of {batch_size}: both must be positive.")
    return -(-images // batch_size)


def best_epoch(history):
    """Find the epoch with the lowest validation loss.

    Parameters
    ----------
    history : dict
        What ``History.history`` holds: under ``"val_loss"`` one number for each epoch.

    Returns
    -------
    int
        Counted from 1, as the progress bar counts; the earliest of several that are equal.

    Raises
    ------
    ValueError
        If there is no validation loss.
    """
    losses = list(history.get("val_loss", []))
    if not losses:
        raise ValueError("There is no val_loss. Was the network fitted with validation_data?")
    return losses.index(min(losses)) + 1


def is_overfitting(history, patience=3):
    """Tell whether a network learns its training pictures by heart.

    Parameters
    ----------
    history : dict
        What ``History.history`` holds: under ``"loss"`` and ``"val_loss"`` one number for each
        epoch.
    patience : int
        How many epochs without a new lowest validation loss it takes.

    Returns
    -------
    bool
        True if at least `patience` epochs came after the best one and the training loss of the
        last epoch is lower than that of the best epoch.

    Raises
    ------
    ValueError
        If there is no validation loss.
    """
    best = best_epoch(history)
    loss = history["loss"]
    return bool(len(loss) - best >= patience and loss[-1] < loss[best - 1])
