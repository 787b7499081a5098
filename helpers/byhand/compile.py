"""Lesson 5: losses, slopes, and steps downwards."""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike


def sse(truth: ArrayLike, output: ArrayLike) -> float:
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


def mse(truth: ArrayLike, output: ArrayLike) -> float:
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
    return sse(truth, output) / len(np.asarray(truth))


def cross_entropy(truth: ArrayLike, output: ArrayLike) -> float:
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
    return float(-np.sum(np.asarray(truth) * logs) / len(np.asarray(truth)))


def descend(slope: Callable, start: ArrayLike, rate: float, steps: int) -> np.ndarray:
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
        path.append(path[-1] - rate * np.asarray(slope(path[-1])))
    return np.array(path)


def numerical_gradient(loss: Callable, w: ArrayLike, nudge: float = 1e-5) -> np.ndarray:
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


def cosine_schedule(step: int, steps: int, rate: float) -> float:
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


def neuron_gradient(x: float, w: float, b: float, truth: float) -> tuple[float, float]:
    """Compute the slopes of the squared error of one sigmoid neuron, by the chain rule.

    The neuron answers y = sigmoid(w * x + b), and the loss is (y - truth)².

    Parameters
    ----------
    x : float
        The input.
    w, b : float
        Weight and bias.
    truth : float
        What it should answer, from 0 to 1.

    Returns
    -------
    slope_w, slope_b : float
        The slope of the loss by the weight, and by the bias.
    """
    y = 1 / (1 + np.exp(-(w * x + b)))
    slope_z = 2 * (y - truth) * y * (1 - y)
    return slope_z * x, slope_z


def backpropagate(w: ArrayLike, x: ArrayLike, truth: ArrayLike) -> np.ndarray:
    """Compute the gradient of a network with one hidden neuron, from the loss back.

    The network answers w[1] * tanh(w[0] * x + 1), and the loss is the mean of the squared errors.

    Parameters
    ----------
    w : array_like
        Two weights, shape (2,).
    x, truth : array_like
        The input and the right answer of each sample, both of shape (n,).

    Returns
    -------
    numpy.ndarray
        The slope of the loss by each weight, shape (2,).
    """
    w, x, truth = (np.asarray(a, dtype="float64") for a in (w, x, truth))
    hidden = np.tanh(w[0] * x + 1)
    slope_answer = 2 * (w[1] * hidden - truth) / len(x)
    slope_net_input = slope_answer * w[1] * (1 - hidden**2)
    return np.array([np.sum(slope_net_input * x), np.sum(slope_answer * hidden)])
