"""The small functions that learners write by hand, for the cells and lessons after that.

A test holds each one against the solution of its exercise.
"""

import numpy as np

from . import data


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
        path.append(path[-1] - rate * np.asarray(slope(path[-1])))
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


def predict_names(images, model, class_names):
    """Name the likeliest class of each picture.

    Parameters
    ----------
    images : array_like
        Pictures as stored, shape (n, height, width, channels), values from 0 to 255.
    model : keras.Model
        Takes such pictures with values from 0 to 1; gives probabilities of shape (n, classes).
    class_names : sequence of str
        Name of each class, in the order of the probabilities.

    Returns
    -------
    list of str
        One name a picture.

    Raises
    ------
    ValueError
        If a value lies outside 0 to 255, or there are not as many probabilities as names.
    """
    probabilities = model.predict(data.normalise(images), verbose=0)
    return data.predicted_class(probabilities, class_names)


def classify_image(path, model, class_names):
    """Name the likeliest class of the picture in a file.

    Parameters
    ----------
    path : path or file object
        A picture file that Pillow can read; grey, colour or transparent, of any size.
    model : keras.Model
        Takes pictures of shape (n, height, width, 3) with values from 0 to 1; gives
        probabilities of shape (n, classes). The picture is resized to its height and width.
    class_names : sequence of str
        Name of each class, in the order of the probabilities.

    Returns
    -------
    name : str
        The class.
    probability : float
        From 0 to 1.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    PIL.UnidentifiedImageError
        If the file is not a picture.
    ValueError
        If there are not as many probabilities as names.
    """
    batch = data.normalise(data.load_image(path, model.input_shape[1:3]))[None]
    row = model.predict(batch, verbose=0)[0]
    return data.predicted_class(row, class_names), float(row.max())


def top_k(probabilities, class_names, k):
    """Find the likeliest classes of one picture.

    Parameters
    ----------
    probabilities : array_like
        Shape (classes,).
    class_names : sequence of str
        Name of each class, in the order of the probabilities.
    k : int
        How many classes to give, from 1 to all.

    Returns
    -------
    list of (str, float)
        Name and probability of each, the likeliest first.

    Raises
    ------
    ValueError
        If there are not as many probabilities as names, or `k` is not from 1 to their number.
    """
    probabilities = np.asarray(probabilities)
    if probabilities.shape != (len(class_names),):
        raise ValueError(
            f"Probabilities of shape {probabilities.shape} do not fit {len(class_names)} class "
            "names; give those of one picture."
        )
    if not 1 <= k <= len(class_names):
        raise ValueError(f"k is {k}; choose a number from 1 to {len(class_names)}.")
    places = np.argsort(-probabilities, kind="stable")[:k]
    return [(class_names[place], float(probabilities[place])) for place in places]


def confidence_interval(accuracy, n):
    """Compute the 95 % confidence interval of an accuracy, by the normal approximation.

    Parameters
    ----------
    accuracy : float
        Share of right answers, from 0 to 1.
    n : int
        How many pictures it was measured on.

    Returns
    -------
    low, high : float
        The accuracy minus and plus 1.96 standard errors, cut off at 0 and 1. Too narrow for
        few pictures and for accuracies near 0 or 1.

    Raises
    ------
    ValueError
        If `accuracy` is not from 0 to 1, or `n` is not positive.
    """
    if not 0 <= accuracy <= 1 or n < 1:
        raise ValueError(f"accuracy is {accuracy} (from 0 to 1?), n is {n} (1 or more?).")
    reach = 1.96 * np.sqrt(accuracy * (1 - accuracy) / n)
    return float(max(0, accuracy - reach)), float(min(1, accuracy + reach))


def accuracy(truth, predicted):
    """Compute the share of right answers.

    Parameters
    ----------
    truth, predicted : array_like
        Class numbers, shape (n,) or (n, 1), one of each for every picture.

    Returns
    -------
    float
        From 0 to 1.

    Raises
    ------
    ValueError
        If there are not as many predictions as labels.
    """
    truth, predicted = np.ravel(truth), np.ravel(predicted)
    if len(truth) != len(predicted):
        raise ValueError(f"There are {len(truth)} labels but {len(predicted)} predictions.")
    return float(np.mean(truth == predicted))


def confusion_table(truth, predicted, class_names):
    """Count how often each class was taken for each class.

    Parameters
    ----------
    truth, predicted : array_like
        Class numbers, shape (n,) or (n, 1), integers from 0, one of each for every picture.
    class_names : sequence of str
        Name of each class; also those that do not occur get a row and a column.

    Returns
    -------
    pandas.DataFrame
        Rows are the truth, columns the prediction; both are named so, and have the class names
        in their order.

    Raises
    ------
    ValueError
        If there are not as many predictions as labels.
    """
    import pandas as pd

    truth, predicted = np.ravel(truth), np.ravel(predicted)
    if len(truth) != len(predicted):
        raise ValueError(f"There are {len(truth)} labels but {len(predicted)} predictions.")
    counts = np.zeros((len(class_names), len(class_names)), dtype="int64")
    np.add.at(counts, (truth, predicted), 1)
    rows = pd.Index(class_names, name="truth")
    return pd.DataFrame(counts, index=rows, columns=rows.rename("prediction"))


def most_confused_pair(table):
    """Find the two classes that are taken for each other most often.

    Parameters
    ----------
    table : pandas.DataFrame
        As `confusion_table` gives it.

    Returns
    -------
    tuple of str
        Two names, in the order of the table. Both directions are added up; of several pairs that
        are confused equally often, the first.
    """
    counts = table.to_numpy()
    both = np.triu(counts + counts.T, k=1)
    row, column = np.unravel_index(both.argmax(), both.shape)
    return table.index[row], table.index[column]


def recall_by_class(table):
    """Compute which share of each class's pictures was found.

    Parameters
    ----------
    table : pandas.DataFrame
        As `confusion_table` gives it. Of the transposed table this function gives the precision.

    Returns
    -------
    pandas.Series
        By class name, from 0 to 1; NaN for a class without pictures.
    """
    found = np.diag(table.to_numpy())
    return found / table.sum(axis=1)


def best_threshold(validation, test, thresholds):
    """Choose a threshold on validation pictures, and measure it on test pictures.

    Parameters
    ----------
    validation, test : tuple of array_like
        What is true (0 or 1) and the scores for class 1, both of shape (n,). A score that is at
        least as large as the threshold means class 1.
    thresholds : array_like
        Those to choose from, shape (m,).

    Returns
    -------
    threshold : float
        The one with the highest accuracy on the validation pictures; of several, the first.
    accuracy : float
        What it scores on the test pictures, from 0 to 1.
    """
    truth, scores = map(np.asarray, validation)
    best = max(thresholds, key=lambda threshold: np.mean((scores >= threshold) == truth))
    truth, scores = map(np.asarray, test)
    return float(best), float(np.mean((scores >= best) == truth))


def sweep(create, values, train, validation, epochs):
    """Train one network for each value of a hyperparameter.

    Parameters
    ----------
    create : callable
        Takes a value and gives a new network, compiled with ``metrics=["accuracy"]``.
    values : sequence
        What to try.
    train, validation : pair of array_like
        Pictures and labels, ready to use.
    epochs : int
        Passes through the training pictures.

    Returns
    -------
    dict
        The validation accuracy after the last epoch (0 to 1), by value.
    """
    scores = {}
    for value in values:
        model = create(value)
        history = model.fit(*train, epochs=epochs, validation_data=validation, verbose=0)
        scores[value] = history.history["val_accuracy"][-1]
    return scores


def fit_by_name(candidates, train, validation, epochs):
    """Train several networks and keep every history.

    Parameters
    ----------
    candidates : dict
        Compiled networks by name.
    train, validation : pair of array_like
        Pictures and labels, ready to use.
    epochs : int
        Passes through the training pictures.

    Returns
    -------
    dict
        By name: what ``History.history`` holds, a dictionary of lists with one number an epoch.
    """
    histories = {}
    for name, model in candidates.items():
        fitted = model.fit(*train, epochs=epochs, validation_data=validation, verbose=0)
        histories[name] = fitted.history
    return histories


def pick_and_evaluate(candidates, validation, test):
    """Choose a network on validation pictures, and measure it once on test pictures.

    Parameters
    ----------
    candidates : dict
        Trained networks by name, compiled with ``metrics=["accuracy"]`` and no other metric.
    validation, test : pair of array_like
        Pictures and labels, ready to use. Only the chosen network sees those of `test`.

    Returns
    -------
    name : str
        The network with the highest validation accuracy.
    accuracy : float
        Its accuracy on the test pictures, 0 to 1.
    """
    scores = {name: model.evaluate(*validation, verbose=0)[1] for name, model in candidates.items()}
    best = max(scores, key=scores.get)
    return best, float(candidates[best].evaluate(*test, verbose=0)[1])
