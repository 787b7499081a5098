"""What known mistakes lead to in the exercises on losses and slopes, and what to say about each.

Each function takes the right answer and the arguments, as `Check` asks for it, and gives pairs of a
wrong answer and a hint.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

Mistakes = list[tuple[Any, str]]


def sse_mistakes(expected: float, truth: ArrayLike, output: ArrayLike) -> Mistakes:
    """Wrong sums of squared errors, of answers of shape (images, outputs)."""
    differences = np.asarray(truth, dtype="float64") - np.asarray(output, dtype="float64")
    squares = differences**2
    return [
        (differences.sum(), "The differences are added up without being squared."),
        (-differences.sum(), "The differences are added up without being squared."),
        (differences.sum() ** 2, "Square each difference first, and add up then."),
        (np.abs(differences).sum(), "These are absolute errors. Square each difference."),
        (np.sqrt(expected), "Do not take the square root."),
        (squares.mean(), "This is a mean. Add up, and do not divide."),
        (expected / len(squares), "It is divided by the images, which is for mse. Only add up."),
        (squares.sum(axis=1), "Add up over the images, too: np.sum without an axis."),
        (squares.sum(axis=0), "Add up over the outputs, too: np.sum without an axis."),
        (squares, "Add up all of them with np.sum."),
        (squares[0].sum(), "This is the first image alone. Add up over all images."),
        (squares[-1].sum(), "This is the last image alone. Add up over all images."),
    ]


def mse_mistakes(expected: float, truth: ArrayLike, output: ArrayLike) -> Mistakes:
    """Wrong mean squared errors, of answers of shape (images, outputs)."""
    squares = (np.asarray(truth, dtype="float64") - np.asarray(output, dtype="float64")) ** 2
    images, outputs = squares.shape
    return [
        (squares.mean(), "It is divided by images and outputs, as Keras does. Divide by images."),
        (squares.sum(), "Divide the sum by the number of images."),
        (squares.sum() / outputs, "It is divided by the outputs. A row is an image: len(truth)."),
        (squares.sum(axis=1), "This is one number for each image. Take their mean."),
        (squares.mean(axis=1), "This is one number for each image. One number is asked for."),
        (np.sqrt(expected), "Do not take the square root."),
        (expected / images, "It is divided by the images twice. byhand.sse is a sum."),
    ]


def cross_entropy_mistakes(expected: float, truth: ArrayLike, output: ArrayLike) -> Mistakes:
    """Wrong cross-entropies, of labels and probabilities of shape (images, classes)."""
    labels, chances = np.asarray(truth, dtype="float64"), np.asarray(output, dtype="float64")
    logs = np.log(np.maximum(chances, 1e-7))
    right = (labels * chances).sum(axis=1)
    with np.errstate(divide="ignore"):
        lifted = np.log(np.where(right == 0, 1e-7, right))
        unsafe = np.log(right)
    return [
        (np.inf, "The logarithm of 0 is minus infinity. Lift what is below 1e-7 first."),
        (np.nan, "The logarithm of 0 is minus infinity. Lift what is below 1e-7 first."),
        (-expected, "The sign is missing: -log(p)."),
        (-np.sum(labels * logs), "This is the sum over the images. Divide by how many there are."),
        (-np.mean(labels * logs), "This is the mean over all numbers. Divide by the images only."),
        (-np.sum(labels * logs, axis=1), "This is one number for each image. Take their mean."),
        (expected / np.log(10), "This is the logarithm to base 10. Take np.log."),
        (expected / np.log(2), "This is the logarithm to base 2. Take np.log."),
        (
            -np.sum(chances * np.log(np.maximum(labels, 1e-7))) / len(labels),
            "truth and output are exchanged: the logarithm is that of the output.",
        ),
        (
            -np.mean(np.log(right + 1e-7)),
            "1e-7 is added. Only what is smaller counts as 1e-7: np.maximum.",
        ),
        (-np.mean(lifted), "Not only 0 counts as 1e-7, but all that is below: np.maximum."),
        (-np.mean(unsafe), "Probabilities below 1e-7 count as 1e-7: np.maximum."),
        (-np.mean(logs.sum(axis=1)), "Multiply by truth, so that only the right class counts."),
        (np.mean(1 - right), "Take the logarithm of the probability."),
    ]


def descend_mistakes(
    expected: ArrayLike, slope: Callable, start: Any, rate: float, steps: int
) -> Mistakes:
    """Wrong paths down a slope."""
    path = np.asarray(expected, dtype="float64")
    first, uphill, plain = [path[0]], [path[0]], [path[0]]
    for _ in range(steps):
        first.append(first[-1] - rate * slope(path[0]))
        uphill.append(uphill[-1] + rate * slope(uphill[-1]))
        plain.append(plain[-1] - slope(plain[-1]))
    return [
        (np.array(uphill), "These steps go with the slope, uphill. Subtract."),
        (np.array(plain), "Multiply the slope by the rate."),
        (
            np.array([path[-1]] * len(path)),
            "All entries are one array that has been changed. Make new arrays: w - rate * slope(w).",
        ),
        (path[1:], "The start is missing: the path begins with it."),
        (path[-1], "This is the last weight alone. Return all weights visited."),
        (path[:2], "This is one step only. Take as many as steps says."),
        (path[:-1], "The last step is missing: there are steps + 1 weights."),
        (np.array(first), "The slope is a new one at each weight: call slope in each turn."),
    ]


def numerical_gradient_mistakes(expected: ArrayLike, loss: Callable, w: ArrayLike) -> Mistakes:
    """Wrong measured slopes."""
    slopes, weights = np.asarray(expected, dtype="float64"), np.asarray(w, dtype="float64")
    nudges = 1e-5 * np.eye(len(weights))
    up = np.array([(loss(weights + nudge) - loss(weights)) / 1e-5 for nudge in nudges])
    down = np.array([(loss(weights) - loss(weights - nudge)) / 1e-5 for nudge in nudges])
    together = np.full(len(weights), (loss(weights + 1e-5) - loss(weights - 1e-5)) / 2e-5)
    return [
        (2 * slopes, "From down to up it is two nudges: divide by 2e-5."),
        (slopes / 2, "One nudge up and one down are 2e-5 apart, not more."),
        (2e-5 * slopes, "Divide the difference of the losses by 2e-5."),
        (-slopes, "It is the loss with the weight up minus the loss with the weight down."),
        (together, "Move one weight at a time, and leave the others where they are."),
        (up, "These slopes are measured from w up only. Nudge down, too."),
        (down, "These slopes are measured from w down only. Nudge up, too."),
        (slopes.sum(), "Return one slope for each weight, not their sum."),
    ]


def neuron_gradient_mistakes(
    expected: tuple[float, float], x: float, w: float, b: float, truth: float
) -> Mistakes:
    """Wrong slopes of one sigmoid neuron."""
    slope_w, slope_b = expected
    y = 1 / (1 + np.exp(-(w * x + b)))
    through = y * (1 - y)
    return [
        ((-slope_w, -slope_b), "The slope by y is 2 * (y - truth), not truth - y."),
        ((slope_b, slope_w), "The slope by w comes first, then the slope by b."),
        ((slope_w, slope_b * b), "If b grows by 1, z grows by 1, whatever b is."),
        ((slope_w, slope_b * x), "If b grows by 1, z grows by 1, whatever x is."),
        ((slope_w, slope_b * w), "If b grows by 1, z grows by 1, whatever w is."),
        ((slope_w, 0), "If b grows by 1, z grows by 1: b has a slope, too."),
        ((slope_b * w, slope_b), "If w grows by 1, z = w * x + b grows by x, not by w."),
        ((slope_b, slope_b), "If w grows by 1, z = w * x + b grows by x."),
        ((slope_w / 2, slope_b / 2), "The slope of a square has a factor 2."),
        ((slope_w * 2, slope_b * 2), "The factor 2 is there twice: it is outside the blanks."),
        (
            (slope_w / through, slope_b / through),
            "The way back through the sigmoid is missing: y * (1 - y).",
        ),
        (
            (slope_w / (1 - y), slope_b / (1 - y)),
            "The slope of the sigmoid is y * (1 - y), not y alone.",
        ),
        ((slope_w / y, slope_b / y), "The slope of the sigmoid is y * (1 - y), not 1 - y alone."),
        (
            (slope_w / through * (1 - y**2), slope_b / through * (1 - y**2)),
            "That is the slope of tanh. The slope of the sigmoid is y * (1 - y).",
        ),
        (
            (slope_w * (y - truth), slope_b * (y - truth)),
            "The slope of a square is 2 * (y - truth), without a square.",
        ),
    ]


def backpropagate_mistakes(
    expected: ArrayLike, w: ArrayLike, x: ArrayLike, truth: ArrayLike
) -> Mistakes:
    """Wrong slopes of the network w[1] * tanh(w[0] * x + 1)."""
    slopes = np.asarray(expected, dtype="float64")
    w, x, truth = (np.asarray(each, dtype="float64") for each in (w, x, truth))
    w0, w1 = w
    hidden = np.tanh(w0 * x + 1)
    answer = 2 * (w1 * hidden - truth) / len(x)
    through = 1 - hidden**2

    def first(each: np.ndarray) -> np.ndarray:
        return np.array([np.sum(each), slopes[1]])

    def nudged(*nudge: float) -> float:
        here = w[0] + nudge[0], w[1] + nudge[1]
        return float(np.mean((here[1] * np.tanh(here[0] * x + 1) - truth) ** 2))

    coarse = [nudged(1e-5, 0) - nudged(-1e-5, 0), nudged(0, 1e-5) - nudged(0, -1e-5)]
    return [
        (-slopes, "The slope by the answer is answer minus truth, times 2 / n."),
        (slopes[::-1], "The slope by w[0] comes first, then the slope by w[1]."),
        (slopes / 2, "The slope of a square has a factor 2."),
        (slopes * len(x), "The loss is a mean over the samples: divide by how many there are."),
        (slopes / len(x), "It is divided by the samples twice."),
        (first(answer * through * x), "On the way to w[0], multiply by w[1], too."),
        (first(answer * w1 * x), "On the way to w[0], multiply by the slope of tanh, too."),
        (first(answer * w1 * through), "On the way to w[0], multiply by x at the end."),
        (
            first(answer * w1 * (1 - hidden) * x),
            "The slope of tanh is 1 - hidden**2: the square is missing.",
        ),
        (
            first(answer * w1 * hidden * (1 - hidden) * x),
            "That is the slope of a sigmoid. The slope of tanh is 1 - hidden**2.",
        ),
        (
            first(answer * w1 * (1 - np.tanh(hidden) ** 2) * x),
            "hidden is tanh already: its slope is 1 - hidden**2.",
        ),
        (
            np.array([slopes[0], np.sum(answer * w1)]),
            "The way to w[1] goes on with what w[1] multiplies, which is hidden.",
        ),
        (
            np.array([slopes[0], np.sum(answer)]),
            "On the way to w[1], multiply by hidden.",
        ),
        (
            np.array([slopes[0], np.sum(answer * x)]),
            "The way to w[1] goes on with what w[1] multiplies: hidden, not x.",
        ),
        (
            np.array([answer * w1 * through * x, answer * hidden]),
            "This is one slope for each sample. Add up over the samples with np.sum.",
        ),
        (np.array(coarse) / 2e-5, "This is what nudging gives. Go back by the chain rule instead."),
    ]


def cosine_schedule_mistakes(expected: float, step: int, steps: int, rate: float) -> Mistakes:
    """Wrong learning rates of a cosine schedule."""
    part = min(step, steps) / steps
    return [
        (
            rate * (1 + np.cos(np.pi * step / steps)) / 2,
            "The cosine comes up again. After the last step the rate is 0.",
        ),
        (rate * (1 + np.cos(np.pi * part)), "Divide by 2."),
        (rate * (1 + np.cos(part)) / 2, "pi is missing in the cosine."),
        (rate * (1 + np.cos(180 * part)) / 2, "np.cos takes radians: pi, not 180."),
        (rate * (1 + np.cos(2 * np.pi * part)) / 2, "It is half a cosine wave: pi, not 2 * pi."),
        (rate * (1 - part), "This is a straight line. Use the cosine."),
        (rate * (1 - np.cos(np.pi * part)) / 2, "It is 1 + cos, so that it begins with the rate."),
        (rate * (1 + np.sin(np.pi * part)) / 2, "Take the cosine, not the sine."),
        (rate * np.cos(np.pi * part), "Add 1 to the cosine, and divide by 2."),
        ((1 + np.cos(np.pi * part)) / 2, "Multiply by the rate."),
        (rate, "The rate should fall from step to step."),
    ]
