"""What known mistakes lead to in the exercises on losses and slopes, and what to say about each.

Each function takes the right answer and the arguments, as `Check` asks for it, and gives pairs of a
wrong answer and a hint.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from .guards import Mistakes


def sse_mistakes(expected: float, truth: ArrayLike, output: ArrayLike) -> Mistakes:
    """Wrong sums of squared errors, of answers of shape (images, outputs)."""
    differences = np.asarray(truth, dtype="float64") - np.asarray(output, dtype="float64")
    squares, sum_of_differences = differences**2, differences.sum()
    mistakes: Mistakes = []
    if abs(sum_of_differences) > 1e-6:  # a sum of 0 may have many other causes
        mistakes = [
            (sum_of_differences, "The differences are added up without being squared."),
            (-sum_of_differences, "The differences are added up without being squared."),
            (sum_of_differences**2, "Square each difference first, and add up then."),
        ]
    return [
        *mistakes,
        (np.abs(differences).sum(), "These are absolute errors. Square each difference."),
        (np.sum(differences.astype(int) ^ 2), "Squares are ** 2. In Python, ^ is something else."),
        (np.sqrt(expected), "Do not take the square root."),
        (squares.mean(), "This is a mean. Add up, and do not divide."),
        (expected / len(squares), "It is divided by the images, which is for mse. Only add up."),
        (expected / 2, "This is half of it. Add up, and do not divide."),
        (squares.sum(axis=1), "Add up over the images, too: np.sum without an axis."),
        (squares.sum(axis=0), "Add up over the outputs, too: np.sum without an axis."),
        (squares, "Add up all of them with np.sum."),
        (squares[0].sum(), "This is the first image alone. Add up over all images."),
        (squares[-1].sum(), "This is the last image alone. Add up over all images."),
        (np.trunc(expected), "The sum is cut to a whole number. Leave it as it is."),
    ]


def mse_mistakes(expected: float, truth: ArrayLike, output: ArrayLike) -> Mistakes:
    """Wrong mean squared errors, of answers of shape (images, outputs)."""
    differences = np.asarray(truth, dtype="float64") - np.asarray(output, dtype="float64")
    squares = differences**2
    images, outputs = squares.shape
    return [
        (squares.mean(), "It is divided by images and outputs, as Keras does. Divide by images."),
        (squares.sum(), "Divide the sum by the number of images."),
        (squares.sum() / outputs, "It is divided by the outputs. A row is an image: len(truth)."),
        (squares.sum(axis=1), "This is one number for each image. Take their mean."),
        (squares.mean(axis=1), "This is one number for each image. One number is asked for."),
        (np.sqrt(expected), "Do not take the square root."),
        (expected / images, "It is divided by the images twice. byhand.sse is a sum."),
        (np.abs(differences).sum() / images, "These are absolute errors. Square each difference."),
        (
            np.sum(differences.astype(int) ^ 2) / images,
            "Squares are ** 2. In Python, ^ is something else.",
        ),
        (np.trunc(expected), "The mean is cut to a whole number. Divide by /, and leave it so."),
    ]


def cross_entropy_mistakes(expected: float, truth: ArrayLike, output: ArrayLike) -> Mistakes:
    """Wrong cross-entropies, of labels and probabilities of shape (images, classes)."""
    labels, chances = np.asarray(truth, dtype="float64"), np.asarray(output, dtype="float64")
    logs, other_logs = (np.log(np.maximum(each, 1e-7)) for each in (chances, 1 - chances))
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
        (
            -np.sum(labels * logs) / labels.shape[1],
            "It is divided by the classes. A row is an image: len(truth).",
        ),
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
        (
            -np.mean(np.sum(labels * logs + (1 - labels) * other_logs, axis=1)),
            "The terms of the other classes, log(1 - p), do not belong here.",
        ),
        (-np.mean(lifted), "Not only 0 counts as 1e-7, but all that is below: np.maximum."),
        (-np.mean(unsafe), "Probabilities below 1e-7 count as 1e-7: np.maximum."),
        (-np.mean(logs.sum(axis=1)), "Multiply by truth, so that only the right class counts."),
        (np.mean(1 - right), "Take the logarithm of the probability."),
        *(
            (-np.mean(np.log(np.maximum(right, limit))), "The smallest probability is to be 1e-7.")
            for limit in [1e-15, 1e-12, 1e-10, 1e-9, 1e-8, 1e-6, 1e-5]
        ),
    ]


def descend_mistakes(
    expected: ArrayLike, slope: Callable, start: Any, rate: float, steps: int
) -> Mistakes:
    """Wrong paths down a slope."""
    path = np.asarray(expected, dtype="float64")
    first, uphill, plain, anew = [path[0]], [path[0]], [path[0]], [path[0]]
    whole = [path[0]]
    for _ in range(steps):
        first.append(first[-1] - rate * slope(path[0]))
        anew.append(path[0] - rate * slope(anew[-1]))
        whole.append(np.trunc(whole[-1] - rate * slope(whole[-1])))
        uphill.append(uphill[-1] + rate * slope(uphill[-1]))
        plain.append(plain[-1] - slope(plain[-1]))
    return [
        (
            np.array(whole),
            "An array of whole numbers cuts the steps off. Use a list, or an array of floats.",
        ),
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
        (
            np.array([*path, path[-1] - rate * slope(path[-1])]),
            "This is one step too many: there are steps + 1 weights, with start.",
        ),
        (
            np.array([path[0], *[path[0] - rate * slope(path[0])] * steps]),
            "Each step begins at the last weight, path[-1], not at start.",
        ),
        (np.array(anew), "Each step begins at the last weight, path[-1], not at start."),
    ]


def numerical_gradient_mistakes(expected: ArrayLike, loss: Callable, w: ArrayLike) -> Mistakes:
    """Wrong measured slopes."""
    slopes, weights = np.asarray(expected, dtype="float64"), np.asarray(w, dtype="float64")
    here, each = loss(weights), np.eye(len(weights))

    def losses(nudges: np.ndarray) -> np.ndarray:
        return np.array([loss(weights + nudge) for nudge in nudges], dtype="float64")

    up, down = losses(1e-5 * each), losses(-1e-5 * each)
    together = np.full(len(weights), (loss(weights + 1e-5) - loss(weights - 1e-5)) / 2e-5)
    so_far = np.tril(np.ones_like(each))  # the weight of this turn, and those before
    return [
        (
            0 * slopes,
            "This is 0, or next to it. Divide by (2 * 1e-5), with its brackets, and let up and "
            "down be two copies of w.",
        ),
        (2 * slopes, "From down to up it is two nudges: divide by 2e-5."),
        (slopes / 2, "One nudge up and one down are 2e-5 apart, not more."),
        (2e-5 * slopes, "Divide the difference of the losses by 2e-5."),
        (
            slopes * weights,
            "The nudge is 1e-5, not a share of the weight: add 1e-5 to it, and take 1e-5 away.",
        ),
        (
            np.where(weights == 0, np.nan, slopes),
            "The nudge is 1e-5, not a share of the weight, which may be 0.",
        ),
        (-slopes, "It is the loss with the weight up minus the loss with the weight down."),
        (together, "Move one weight at a time, and leave the others where they are."),
        ((up - here) / 1e-5, "These slopes are measured from w up only. Nudge down, too."),
        ((here - down) / 1e-5, "These slopes are measured from w down only. Nudge up, too."),
        (
            (up - here) / 2e-5,
            "The second loss is that at w itself. After a nudge up, one nudge down leads back only.",
        ),
        (slopes.sum(), "Return one slope for each weight, not their sum."),
        (up - down / 2e-5, "The difference needs brackets: (loss(up) - loss(down)) / 2e-5."),
        (slopes[:1], "This is the first slope alone: return comes after the loop, not inside it."),
        (slopes[-1:], "This is the last slope alone: make the list before the loop."),
        (slopes[:-1], "The last slope is missing: range(len(w)) goes over all weights."),
        (
            (losses(1e-5 * so_far) - losses(-1e-5 * so_far)) / 2e-5,
            "The weights before are still nudged. Make new copies of w in each turn.",
        ),
        (
            (
                losses(np.trunc(weights + 1e-5 * each) - weights)
                - losses(np.trunc(weights - 1e-5 * each) - weights)
            )
            / 2e-5,
            "An array of whole numbers cuts the nudge off. Make a copy of floats.",
        ),
        *(
            (
                (losses(nudge * each) - losses(-nudge * each)) / (2 * nudge),
                "Nudge by 1e-5, not more.",
            )
            for nudge in [1e-4, 1e-3, 1e-2, 0.1]
        ),
    ]


def neuron_gradient_mistakes(
    expected: tuple[float, float], x: float, w: float, b: float, truth: float
) -> Mistakes:
    """Wrong slopes of one sigmoid neuron."""
    slope_w, slope_b = expected
    y = 1 / (1 + np.exp(-(w * x + b)))
    through = y * (1 - y)

    def forward(z: float) -> tuple[float, float]:
        """Give the slopes that another net input leads to."""
        wrong = 1 / (1 + np.exp(-z))
        back = 2 * (wrong - truth) * wrong * (1 - wrong)
        return back * x, back

    open_z = 2 * (y - truth) * y - y
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
        (forward(w * x), "b is missing in the forward pass: z = w * x + b."),
        (forward(-(w * x + b)), "The minus is missing in the forward pass: np.exp(-(w * x + b))."),
        ((2 * y * through * x, 2 * y * through), "The slope of the square is 2 * (y - truth)."),
        ((open_z * x, open_z), "The brackets are missing: y * (1 - y)."),
        (slope_w, "Return both slopes: that by w, and that by b."),
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

    def second(each: np.ndarray) -> np.ndarray:
        return np.array([slopes[0], np.sum(each)])

    def difference(nudge: np.ndarray) -> float:
        up, down = (w + nudge, w - nudge)
        losses = [np.mean((v[1] * np.tanh(v[0] * x + 1) - truth) ** 2) for v in (up, down)]
        return losses[0] - losses[1]

    def all_slopes(x: np.ndarray, truth: np.ndarray) -> np.ndarray:
        hidden = np.tanh(w0 * x + 1)
        answer = 2 * (w1 * hidden - truth) / len(x)
        return np.array([np.sum(answer * w1 * (1 - hidden**2) * x), np.sum(answer * hidden)])

    # The lesson's own three samples, which a learner may take in place of the arguments.
    samples, wanted = np.array([-2.0, 1.0, 3.0]), np.array([-1.5, 0.5, 1.5])
    each_sample = np.array([answer * w1 * through * x, answer * hidden])
    unbiased = np.tanh(w0 * x)
    answer_unbiased = 2 * (w1 * unbiased - truth) / len(x)
    return [
        (-slopes, "The slope by the answer is answer minus truth, times 2 / n."),
        (slopes[::-1], "The slope by w[0] comes first, then the slope by w[1]."),
        (slopes / 2, "The slope of a square has a factor 2."),
        (slopes * len(x), "The loss is a mean over the samples: divide by how many there are."),
        (slopes / len(x), "It is divided by the samples twice."),
        (slopes / [len(x), 1], "On the way to w[0] it is divided by the samples twice."),
        (slopes / [1, len(x)], "On the way to w[1] it is divided by the samples twice."),
        (
            all_slopes(samples, wanted),
            "These are the slopes for samples and wanted. Use the arguments x and truth.",
        ),
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
            first(answer * w1 * (1 - (w1 * hidden) ** 2) * x),
            "The slope of tanh is made from hidden, not from the answer: 1 - hidden**2.",
        ),
        (first(answer * w1 * through * w0), "On the way to w[0], multiply by x, not by w[0]."),
        (
            second(answer * w1),
            "The way to w[1] goes on with what w[1] multiplies, which is hidden.",
        ),
        (second(answer), "On the way to w[1], multiply by hidden."),
        (
            second(answer * x),
            "The way to w[1] goes on with what w[1] multiplies: hidden, not x.",
        ),
        (
            second(answer * w1 * hidden),
            "The way to w[1] goes on with what w[1] multiplies: hidden, not the answer.",
        ),
        (second(answer * through), "The way to w[1] does not lead through tanh."),
        (
            each_sample,
            "This is one slope for each sample. Add up over the samples with np.sum.",
        ),
        (
            each_sample * len(x),
            "This is one slope for each sample. Add up over the samples with np.sum, and divide by "
            "how many there are, for the loss is a mean.",
        ),
        (each_sample[:, -1], "This is the last sample alone. Add up over all samples, with +=."),
        (each_sample[:, 0], "This is the first sample alone: return comes after the loop."),
        (slopes[0], "This is the slope by w[0] alone. Return both slopes."),
        (slopes[1], "This is the slope by w[1] alone. Return both slopes."),
        (first(answer * w0 * through * x), "On the way to w[0], multiply by w[1], not by w[0]."),
        (
            first(answer * hidden * through * x),
            "On the way to w[0], multiply by w[1], not by hidden.",
        ),
        (
            first(np.sum(answer * w1 * through) * x),
            "Multiply by x sample by sample, and add up then: np.sum(... * x).",
        ),
        (
            np.array(
                [
                    np.sum(answer_unbiased * w1 * (1 - unbiased**2) * x),
                    np.sum(answer_unbiased * unbiased),
                ]
            ),
            "The bias is missing in the forward pass: np.tanh(w[0] * x + 1).",
        ),
        (slopes * len(x) / 2, "Divide by the samples, len(x), not by the weights."),
        (slopes * len(x) / 3, "Divide by len(x): there are not always three samples."),
        *(
            (
                np.array([difference(one) for one in nudge * np.eye(2)]) / (2 * nudge),
                "This is what nudging gives. Go back by the chain rule instead.",
            )
            for nudge in [1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9]
        ),
    ]


def cosine_schedule_mistakes(expected: float, step: int, steps: int, rate: float) -> Mistakes:
    """Wrong learning rates of a cosine schedule."""
    part = min(step, steps) / steps

    def cosine(step: float, steps: float = steps, rate: float = rate) -> float:
        return rate * (1 + np.cos(np.pi * step / steps)) / 2

    arguments = "Use the arguments steps and rate, not the numbers of the example."

    if step >= steps:
        return [
            (cosine(step), "The cosine comes up again. After the last step the rate is 0."),
            (
                cosine(step % steps),
                "With % the wave begins anew. After the last step the rate is 0.",
            ),
            (rate, "After the last step the rate is 0, not the first rate again."),
        ]
    return [
        (
            cosine(max(step, steps)),
            "This is 0 before the last step. Take the smaller of the two: min(step, steps).",
        ),
        *(
            (cosine(min(step, other_steps), other_steps, other_rate), arguments)
            for other_steps, other_rate in [(1000, rate), (steps, 0.1), (1000, 0.1)]
        ),
        (2 * expected, "Divide by 2."),
        (rate * (1 + np.cos(part)) / 2, "pi is missing in the cosine."),
        (rate * (1 + np.cos(180 * part)) / 2, "np.cos takes radians: pi, not 180."),
        (cosine(2 * step), "It is half a cosine wave: pi, not 2 * pi."),
        (rate * (1 - part), "This is a straight line. Use the cosine."),
        (rate - expected, "It is 1 + cos, so that it begins with the rate."),
        (rate * (1 + np.sin(np.pi * part)) / 2, "Take the cosine, not the sine."),
        (rate * np.cos(np.pi * part), "Add 1 to the cosine, and divide by 2."),
        (expected / rate, "Multiply by the rate."),
        (rate, "The rate should fall from step to step."),
        (
            rate * (1 + np.cos(np.pi / part)) / 2 if part else np.inf,
            "Divide step by steps, not steps by step.",
        ),
    ]
