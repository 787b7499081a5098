"""What is known of an exercise: options of `Check` by exercise.

So a check in a lesson is a table of examples: ``checks.Check(sse, points=1, **checks.SSE)``. An
exercise's options are its hint, the course's own function, what known slips lead to, errors that
have a known cause, and what to say where an answer changes what it is given.
"""

from typing import Any

import numpy as np

from .. import byhand
from . import building, pictures, predictions, slopes, tables, tuning

# Lesson 2
_LOOPS = "images may have any shape, so a fixed number of loops or of indices does not fit. NumPy divides all numbers at once."
_WHOLE = "Whole numbers cannot hold 0.39: the result needs an array of floats, not one of the type of images."
_IN_PLACE = "Floats cannot be written into an array of whole numbers, and /= or out= tries that. Make a new array, for example with images / 255."
NORMALISE: dict[str, Any] = {
    "hint": "Divide every pixel by 255, whatever its neighbours are: 0 stays 0, and 255 becomes 1.",
    "like": byhand.normalise,
    "errors": [
        (TypeError, "ufunc", _IN_PLACE),
        (TypeError, "not iterable", _LOOPS),
        (IndexError, "", _LOOPS),
        (ValueError, "unpack", _LOOPS),
    ],
    "mistakes": lambda gives, images: [
        *((np.round(gives, digits), "Do not round.") for digits in (2, 3, 4)),
        (
            np.float16(gives),
            "float16 is too coarse for 1 / 255: take float32, or leave the type to NumPy.",
        ),
        (np.floor(gives), _WHOLE),
    ],
    "unchanged": "Make a new array; do not change the given one.",
    "tolerance": 1e-5,
}
_TWO_INDICES = "One number needs two indices, the row and the place in it: rows[row, label]. Classes count from 0."
ONE_HOT: dict[str, Any] = {
    "hint": "Each label makes one row, with as many places as there are classes and a 1 in the place of its class, counted from 0.",
    "like": byhand.one_hot,
    "mistakes": pictures.one_hot_mistakes,
    "errors": [
        (
            IndexError,
            "out of ",
            "An index is larger than the table. Does the table have the shape (n, classes)? Does the loop run over the pictures? "
            + _TWO_INDICES,
        ),
        (
            IndexError,
            "too many indices",
            "labels may have the shape (n,) or (n, 1): np.ravel(labels) makes both flat.",
        ),
        (IndexError, "", "One index, as in rows[labels], picks whole rows. " + _TWO_INDICES),
        (
            TypeError,
            "as a data type",
            "The shape is one pair in brackets of its own: np.zeros((rows, classes)).",
        ),
        (
            AttributeError,
            "'list'",
            "labels may be a list, which has no methods of arrays: np.asarray(labels) makes an array.",
        ),
    ],
}
_ANY_SIZE = "Rows may have any number of classes, and there may be any number of rows."
CLASS_NUMBERS: dict[str, Any] = {
    "hint": "One number per row, in an array of shape (n,): the index of its 1, counted from 0.",
    "arrays": True,
    "errors": [
        (IndexError, "", _ANY_SIZE),
        (ValueError, "broadcast", _ANY_SIZE),
        (ValueError, "mismatch", _ANY_SIZE),
        (AttributeError, "'index'", "encoded is an array, which has no index(); see argmax."),
    ],
}

# Lesson 3
CLASS_COUNTS: dict[str, Any] = {
    "hint": "One number for each class, in the order of the classes, 0 for one that does not occur.",
    "like": byhand.class_counts,
    "errors": [
        (Exception, piece, "Make a flat array of the labels first: np.ravel(labels).")
        for piece in ("too deep", "too many indices", "'bool'", "integer scalar", "unhashable")
    ],
}

# Lesson 4
NEURON: dict[str, Any] = {
    "hint": "Multiply each input by its weight, add up, add the bias once; then relu: what is below 0 becomes 0.",
    "like": byhand.neuron,
    "arrays": True,
    "mistakes": building.neuron_mistakes,
}
FORWARD: dict[str, Any] = {
    "hint": "Each layer is inputs @ weights + biases. relu comes after the first layer only, softmax after the second, along each row.",
    "like": byhand.forward,
    "arrays": True,
    "mistakes": building.forward_mistakes,
    "errors": building.FORWARD_ERRORS,
}
CONVOLVE2D: dict[str, Any] = {
    "hint": "At each place: the part of the picture under the kernel, times the kernel, summed up. The kernel is not turned round. The result has picture - kernel + 1 rows and columns.",
    "like": byhand.convolve2d,
    "arrays": True,
    "mistakes": building.convolution_mistakes,
    "errors": building.CONVOLUTION_ERRORS,
}
OUTPUT_SIZE: dict[str, Any] = {
    "hint": "(size - kernel_size) // stride is the number of whole steps; count the first place, too.",
    "like": byhand.output_size,
    "parts": ["valid", "same"],
    "mistakes": building.output_size_mistakes,
}
SAME_PADDING = "The kernel's size does not matter here: size / stride, rounded up."
PARAMETER_COUNT: dict[str, Any] = {
    "hint": "One filter (or neuron) has kernel_size * kernel_size weights for each input, and one bias. Multiply that by the outputs.",
    "like": byhand.parameter_count,
    "mistakes": building.parameter_mistakes,
}

# Lesson 5
_SQUARES = [
    (TypeError, "bitwise_xor", "Squares are ** 2. In Python, ^ is something else."),
    (TypeError, "for ^", "Squares are ** 2. In Python, ^ is something else."),
    (TypeError, "'list' and 'list'", "Lists cannot be subtracted: np.asarray(truth)."),
]
_LEAVE = "Leave truth and output as they are: make a new array."
SSE: dict[str, Any] = {
    "hint": "Square every difference, then add up all of them, without an axis.",
    "like": byhand.sse,
    "mistakes": slopes.sse_mistakes,
    "errors": _SQUARES,
    "unchanged": _LEAVE,
}
MSE: dict[str, Any] = {
    "hint": "Divide the sum by the number of rows, which are the images.",
    "like": byhand.mse,
    "mistakes": slopes.mse_mistakes,
    "errors": [
        *_SQUARES,
        (
            AttributeError,
            "'list' object",
            "truth may be a list, and a list has no shape: len(truth).",
        ),
    ],
    "unchanged": _LEAVE,
}
CROSS_ENTROPY: dict[str, Any] = {
    "hint": "Lift what is below 1e-7 to 1e-7, take np.log, multiply by truth, add up, change the sign.",
    "like": byhand.cross_entropy,
    "mistakes": slopes.cross_entropy_mistakes,
    "unchanged": "Leave truth and output as they are: np.maximum makes a new array.",
}
_A_LIST = "start may be a number or an array. Collect the weights in a list: path = [start]."
DESCEND: dict[str, Any] = {
    "hint": "Begin with start. Subtract the rate times the slope, which is new at each weight.",
    "like": byhand.descend,
    "arrays": True,
    "mistakes": slopes.descend_mistakes,
    "errors": [
        (TypeError, "'function'", "slope is a function. The slope at w is slope(w)."),
        (TypeError, "can be converted to Python scalars", _A_LIST),
        (TypeError, "not iterable", _A_LIST),
        (ValueError, "setting an array element with a sequence", _A_LIST),
    ],
    "unchanged": "Make new arrays: w - rate * slope(w).",
}
NUMERICAL_GRADIENT: dict[str, Any] = {
    "hint": "Move one weight at a time, in a float copy: loss up minus loss down, divided by 2e-5.",
    "like": byhand.numerical_gradient,
    "mistakes": slopes.numerical_gradient_mistakes,
    "errors": [
        (
            TypeError,
            "Cannot cast",
            'Whole numbers cannot be nudged: np.array(w, dtype="float64").',
        ),
        *(
            (
                IndexError,
                piece,
                "loss wants all weights at once, so hand it a whole copy of w in which one weight is "
                "nudged. Indices go from 0 to len(w) - 1.",
            )
            for piece in ("list index out of range", "out of bounds")
        ),
    ],
    "unchanged": "Nudge a copy: w.copy().",
    "tolerance": 1e-3,
}
NEURON_GRADIENT: dict[str, Any] = {
    "hint": "Multiply from the loss back: 2 * (y - truth), then y * (1 - y), then x for w and 1 for b.",
    "like": byhand.neuron_gradient,
    "mistakes": slopes.neuron_gradient_mistakes,
}
BACKPROPAGATE: dict[str, Any] = {
    "hint": lambda got, *_: (
        "Compare the two pairs, and go through the wrong one's way as in Hint 2, step by step."
        if np.ndim(got)
        else "Return two slopes, one for each weight: each is a sum over the samples of its own."
    ),
    "like": byhand.backpropagate,
    "arrays": True,
    "mistakes": slopes.backpropagate_mistakes,
    "tolerance": 1e-4,
}
COSINE_SCHEDULE: dict[str, Any] = {
    "hint": "Use the formula, with the cosine of pi * step / steps; after the last step it is 0.",
    "like": byhand.cosine_schedule,
    "mistakes": slopes.cosine_schedule_mistakes,
    "errors": [
        (
            np.exceptions.AxisError,
            "",
            "np.min takes an axis second. The smaller of two is min(step, steps).",
        )
    ],
}

# Lesson 7
CONFIDENCE_INTERVAL: dict[str, Any] = {
    "hint": "Go 1.96 times the root of accuracy * (1 - accuracy) / n to either side, from 0 to 1.",
    "like": byhand.confidence_interval,
    "mistakes": predictions.confidence_interval_mistakes,
    "tolerance": 1e-4,
}
CONFIDENCE_AND_ACCURACY: dict[str, Any] = {
    "hint": "Of the pictures in the range: the mean confidence, and the share of right answers.",
    "like": byhand.confidence_and_accuracy,
    "arrays": True,
    "mistakes": predictions.confidence_and_accuracy_mistakes,
    "errors": predictions.SLIPS_WITH_TRUE_AND_FALSE,
    "unchanged": "Leave the arrays as they are: make new ones.",
}
COMPARE_PAIRWISE: dict[str, Any] = {
    "hint": "Count where only a is right, and where only b is; the second minus the first, divided by the root of their sum.",
    "like": byhand.compare_pairwise,
    "arrays": True,
    "mistakes": predictions.compare_pairwise_mistakes,
    "errors": [
        *predictions.SLIPS_WITH_TRUE_AND_FALSE,
        (ZeroDivisionError, "", "Where the two never differ, the third number is 0."),
    ],
    "unchanged": "Leave the arrays as they are: make new ones.",
}

_BY_NAME = (
    KeyError,
    "",
    "Rows, columns and sums of a table go by name. Use .iloc[number], or .to_numpy() first.",
)
# Lesson 8
_NOT_AN_ARRAY = "A list has no methods of arrays, such as .ravel(): np.ravel(truth) takes both."
ACCURACY: dict[str, Any] = {
    "hint": "Compare number by number. The mean of True and False is the share of True.",
    "like": byhand.accuracy,
    "mistakes": tables.accuracy_mistakes,
    "errors": [
        (AttributeError, "'list'", _NOT_AN_ARRAY),
        (Exception, "'bool'", "Two lists are compared as a whole: np.ravel makes arrays of them."),
    ],
}
CONFUSED_PAIR: dict[str, Any] = {
    "hint": "Take two different classes, add up both directions, and return the two names.",
    "like": byhand.most_confused_pair,
    "mistakes": tables.pair_mistakes,
    "errors": [
        (
            ValueError,
            "read-only",
            "The numbers of a table may be read-only: change a copy, such as counts + counts.T.",
        ),
        (
            Exception,
            "'NoneType'",
            "np.fill_diagonal changes its array in place and returns None: use the array.",
        ),
        (
            IndexError,
            "out of bounds",
            "argmax counts through all numbers. Row and column are np.unravel_index(sums.argmax(), sums.shape).",
        ),
        (KeyError, "", "The names are those of this table: table.index and table.columns."),
    ],
}
RECALL: dict[str, Any] = {
    "hint": "Give one number for each class: the diagonal, divided by the sums of the rows.",
    "like": byhand.recall_by_class,
    "mistakes": tables.recall_mistakes,
    "errors": [
        (ZeroDivisionError, "", "A class without pictures gives np.nan."),
        (AttributeError, "'diagonal'", "np.diag(table) gives the diagonal of a table."),
        _BY_NAME,
    ],
}
F1: dict[str, Any] = {
    "hint": "Give one number for each class: 2 * found / (true + called).",
    "like": byhand.f1_by_class,
    "mistakes": tables.f1_mistakes,
    "errors": [
        (
            ZeroDivisionError,
            "",
            "Use 2 * found / (true + called), and give np.nan where true + called is 0.",
        ),
        _BY_NAME,
    ],
}
THRESHOLD: dict[str, Any] = {
    "hint": tables.threshold_hint,
    "like": byhand.best_threshold,
    "arrays": True,
    "mistakes": tables.threshold_mistakes,
}

# Lesson 9
NEXT_RATES: dict[str, Any] = {
    "hint": "Sort the rates, find the best one and its two neighbours; from one to the other in equal steps on a log scale.",
    "like": byhand.next_rates,
    "mistakes": tuning.next_rates_mistakes,
    "errors": [
        (
            IndexError,
            "out of range",
            "Where the best rate is the smallest or the largest, it has no neighbour on one side.",
        ),
        (
            TypeError,
            "not subscriptable",
            "A dictionary has no places: sorted(scores) makes a list of its rates.",
        ),
        (
            ValueError,
            "cannot include zero",
            "np.geomspace takes the two rates themselves, not their places or their logarithms.",
        ),
        (
            ValueError,
            "is not in list",
            "max(scores.values()) is the highest accuracy. Its rate is max(scores, key=scores.get).",
        ),
    ],
}
