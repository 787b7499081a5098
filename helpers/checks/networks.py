"""Compares a learner's layers and networks with the course's, on the same weights."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import numpy as np

from ..quiet import keras, layers
from .guards import (
    Explained,
    errors_explained,
    failures_returned,
    first_line,
    told_plainly,
    without,
)
from .points import Marks, print_points
from .values import difference, require, write_argument

Shape = tuple[int, ...]
Stack = list[tuple[type[keras.Layer], dict[str, Any]]]  # classes of layers and their settings
_CALL = "A layer is made first, and then called with what lies before it: layers.Flatten()(x)."
_ONE_SHAPE = "keras.Input takes one shape, in brackets of its own: height, width, channels."
_FILTERS_FIRST = "Conv2D takes the number of filters first, then the kernel size."
_AS_A_WORD = (
    "A function for NumPy arrays, such as a relu of your own, does not fit into a network. Keras wants "
    'the word, in quotation marks: activation="relu".'
)
# Errors that known slips lead to while a network is built.
_ERRORS: list[Explained] = [
    (
        ValueError,
        "min_ndim=4",
        "A convolution and a pooling need height, width and channels, so flatten comes after the "
        "last of them.",
    ),
    (ValueError, "to a NumPy array", _AS_A_WORD),
    (ValueError, "to a shape", _ONE_SHAPE),
    (ValueError, "Computed output size", _FILTERS_FIRST),
    (ValueError, "Only input tensors", _CALL),
    (ValueError, "kerastensor", _CALL),
    (ValueError, "instances of `keras.Layer`", "A layer has brackets: layers.Flatten()."),
    (
        ValueError,
        "is not connected",
        "Make one keras.Input only, and call each layer with what lies before it.",
    ),
    (Exception, "KerasTensor", _CALL),
]


def compute(network: Any, inputs: np.ndarray, training: bool = False) -> np.ndarray:
    """What a layer or a network gives.

    Parameters
    ----------
    network : keras.Layer or keras.Model
        Is built by the call, if it is not yet.
    inputs : numpy.ndarray
        A batch, shape (n, ...).
    training : bool
        Whether it is called as while it learns.

    Returns
    -------
    numpy.ndarray
        Shape (n, ...).
    """
    inputs = np.asarray(inputs, "float32")
    # A Keras layer without a mode, such as Flatten, ignores the keyword.
    return keras.ops.convert_to_numpy(network(inputs, training=training))


def require_network(call: str, network: Any, like: keras.Model, hints: Mapping[str, str]) -> None:
    """Require that a network is built like another one.

    Parameters
    ----------
    call : str
        How the network was made, for messages.
    network : object
        The learner's; functional, sequential or subclassed.
    like : keras.Model
        The course's, with a known input shape. Weights of both are set anew.
    hints : mapping of str
        What to look at, under ``"output"`` (its shape), ``"weights"`` (their shapes and number),
        ``"sums"`` (of the probabilities) and ``"predictions"`` (for given weights).

    Raises
    ------
    AssertionError
        If it is not; the message says in what.
    """
    __tracebackhide__ = True  # the learner sees the test cell, not this file
    assert isinstance(network, keras.Model), (
        f"{call} should give a keras.Model, not a {type(network).__name__}. "
        "Is there a return, with keras.Model(inputs, outputs)?"
    )
    assert not getattr(network, "compiled", False), (
        f"{call} should not be compiled. Leave compile to whoever uses it."
    )
    shape, classes = like.input_shape[1:], like.output_shape[-1]
    random = np.random.default_rng(classes)
    pictures = random.random((3, *shape)).astype("float32")
    try:
        got = compute(network, pictures)
    except Exception as error:
        raise AssertionError(
            f"The network that {call} gives cannot take 3 pictures of {shape}. Is the shape of the "
            f"input right, and each layer called? Keras says: {first_line(error)}"
        ) from None
    own = getattr(network, "input_shape", None)  # a subclassed network may have none
    assert own is None or tuple(own[1:]) == shape, (
        f"{call} should take pictures of {shape}, not of {tuple(own[1:])}. Hand the shape on as it "
        "is: height, width, channels."
    )
    what = f"the output shape of {call} for 3 pictures"
    require(what, got.shape, [3, classes], hints["output"])
    try:
        network.predict_on_batch(pictures)
    except Exception as error:
        raise AssertionError(
            f"The network that {call} gives cannot be trained. {_AS_A_WORD} Keras says: "
            f"{first_line(error)}"
        ) from None
    shapes, found = sorted(_shapes(like)), sorted(_shapes(network))
    count, expected = network.count_params(), like.count_params()
    if found != shapes:
        hint = _name_slip(like, _list_sizes, lambda other: sorted(_shapes(other)) == found)
        hint = hint or f"{hints['weights']}{_compare_weights(network, like)}"
        assert count == expected, (
            f"{call} should have {expected:,} parameters, not {count:,}. {hint}"
        )
        raise AssertionError(
            f"{call} should have weights and biases of the shapes {shapes}, not {found}. {hint}"
        )
    assert len(network.trainable_weights) == len(like.trainable_weights), (
        f"{call} gives a network that training cannot change. Leave trainable=False out."
    )
    what = f"the sums of the probabilities of 3 pictures from {call}"
    require(what, got.sum(axis=1), [1, 1, 1], hints["sums"], 1e-4)
    values = {shape: random.normal(scale=0.1, size=shape) for shape in shapes}
    set_weights([network, like], values)
    # Told no mode, a layer follows its own training=True.
    answers = [keras.ops.convert_to_numpy(network(pictures)) for _ in range(2)]
    assert np.allclose(answers[0], answers[1], atol=1e-6), (
        f"{call} gives other probabilities at each call. Dropout is for training: leave "
        "training=True out, so that Keras can switch it off. No other layer should be random."
    )
    got, wanted = compute(network, pictures), compute(like, pictures)
    if not np.allclose(got, wanted, rtol=1e-3, atol=1e-3):

        def gives_the_same(other: keras.Model) -> bool:
            set_weights([other], values)
            return np.allclose(compute(other, pictures), got, rtol=1e-4, atol=1e-5)

        place = np.unravel_index(np.argmax(abs(got - wanted)), got.shape)
        raise AssertionError(
            f"the probabilities of 3 pictures from {call}, with given weights, are wrong: that of "
            f"picture {place[0]} for class {place[1]} should be {wanted[place]:.3f}, not "
            f"{got[place]:.3f}. "
            f"{_name_slip(like, _list_values, gives_the_same) or hints['predictions']}"
        )
    if not any(isinstance(layer, layers.Dropout) and layer.rate for layer in like.layers):
        got = compute(network, pictures, training=True)
        assert np.allclose(got, wanted, rtol=1e-3, atol=1e-3), (
            f"{call} gives other probabilities while it is trained. A layer acts in training only, "
            "such as dropout or noise. None should act here. (Is a rate typed in, in place of the argument?)"
        )


def _shapes(network: keras.Model) -> list[Shape]:
    """Shapes of weights and biases, in the order of the layers."""
    return [tuple(weight.shape) for weight in network.weights]


def _compare_weights(network: keras.Model, like: keras.Model) -> str:
    """Say which weights are the first that differ in shape; "" where it cannot be told."""
    pairs = list(zip(_shapes(network), _shapes(like), strict=False))
    if len(network.weights) != len(like.weights) or not hasattr(network, "input_shape"):
        return ""
    found, wanted = next(pair for pair in pairs if pair[0] != pair[1])
    return f" The first weights that differ have the shape {found}, not {wanted}."


def _change(stack: Stack, kind: type, settings: dict[str, Any], other: type | None = None) -> Stack:
    """Change the settings of all layers of a kind, or put another kind in their place."""
    return [
        (other or own, {**given, **settings}) if own is kind else (own, given)
        for own, given in stack
    ]


def _list_sizes(right: Stack) -> Iterator[tuple[str, Stack]]:
    """Slips that change how many weights there are, each with the layers that it leads to."""
    for place, layer in enumerate(right):
        before, after = right[:place], right[place + 1 :]
        name = f"layer {place + 1} ({layer[0].__name__})"
        if layer[0] is not layers.Flatten:  # without it, the shape of the answers is another one
            yield f"without {name}", [*before, *after]
        if place > 1:
            yield f"if {name} is called on the input, not on what lies before it", right[place:]
        if after:
            exchanged = [*before, after[0], layer, *after[1:]]
            yield f"if layers {place + 1} and {place + 2} are exchanged", exchanged
        if layer[0] in (layers.Conv2D, layers.MaxPooling2D):
            padded = _change([layer], layer[0], {"padding": "same"})
            yield f'with padding="same" in {name}', [*before, *padded, *after]
    same = _change(right, layers.Conv2D, {"padding": "same"})
    yield 'with padding="same" in all convolutions', same
    unpooled = [layer for layer in right if layer[0] is not layers.MaxPooling2D]
    strides = _change(unpooled, layers.Conv2D, {"strides": 2})
    yield "with strides=2 in place of the pooling", strides
    pooled = _change(right, layers.Flatten, {}, layers.GlobalAveragePooling2D)
    yield "with global pooling in place of Flatten", pooled
    yield "without layers 3 and 4", right[:2] + right[4:]
    exchanged = [
        (kind, {**given, "filters": given["kernel_size"][0], "kernel_size": given["filters"]})
        if kind is layers.Conv2D
        else (kind, given)
        for kind, given in right
    ]
    yield "with the kernel size before the filters", exchanged


def _list_values(right: Stack) -> Iterator[tuple[str, Stack]]:
    """Slips that change what the same weights give, each with the layers that it leads to."""
    for place, layer in enumerate(right):
        before, after = right[:place], right[place + 1 :]
        name = f"layer {place + 1} ({layer[0].__name__})"
        if layer[1].get("activation", "linear") not in ("linear", "softmax"):
            for activation in ("linear", "softmax", "sigmoid", "relu"):
                changed = _change([layer], layer[0], {"activation": activation})
                said = "without activation" if activation == "linear" else f"with {activation}"
                yield f"{said} in {name}", [*before, *changed, *after]
        if layer[0] is layers.MaxPooling2D:
            changed = _change([layer], layer[0], {}, layers.AveragePooling2D)
            yield f"with AveragePooling2D in place of {name}", [*before, *changed, *after]
    mean = _change(right, layers.MaxPooling2D, {}, layers.AveragePooling2D)
    yield "with AveragePooling2D in place of each MaxPooling2D", mean
    bare = _change(right[:-1], layers.Conv2D, {"activation": "linear"})
    yield "without activation in the convolutions", [*bare, right[-1]]
    bare = _change(bare, layers.Dense, {"activation": "linear"})
    yield "without activation in all layers but the last", [*bare, right[-1]]
    yield "with softmax twice", [*right, (layers.Softmax, {})]
    scaled: Stack = [(layers.Rescaling, {"scale": 1 / 255, "offset": 0}), *right]
    yield "if the pictures are divided by 255 once more", scaled


def _name_slip(
    like: keras.Model,
    slips: Callable[[Stack], Iterable[tuple[str, Stack]]],
    fits: Callable[[keras.Model], bool],
) -> str:
    """Say which known slips make of the right network what fits; "" if none does."""
    causes = []
    for cause, stack in slips([(type(layer), layer.get_config()) for layer in like.layers[1:]]):
        try:
            made = [kind.from_config(settings) for kind, settings in stack]
            network = keras.Sequential([keras.Input(like.input_shape[1:]), *made])
        except ValueError:  # these layers do not fit together
            continue
        if fits(network):
            causes.append(cause)
    return f"That is what comes out {', or '.join(causes)}." if causes else ""


def set_weights(networks: Iterable[keras.Model], values: Mapping[Shape, np.ndarray]) -> None:
    """Give networks the same weights, by shape; no two weights of a network have one shape."""
    for network in networks:
        network.set_weights([values[tuple(weight.shape)] for weight in network.weights])


def require_dropout(call: str, network: keras.Model, rate: float) -> None:
    """Require one dropout after the last convolution, and none elsewhere.

    Parameters
    ----------
    call : str
        How the network was made, for messages.
    network : keras.Model
        Of the shape of the course's second network; its weights are set anew.
    rate : float
        Share that dropout should take, above 0.

    Raises
    ------
    AssertionError
        If there is no dropout, another share, or more than one.
    """
    __tracebackhide__ = True
    advice = f"Put one Dropout, whose rate is {rate:g} in this call, after the last convolution."
    # Each place of one channel hands a one through to an output of its own: a dropped value gives
    # 0, a kept one 1 / (1 - rate).
    values = {}
    for shape in {tuple(weight.shape) for weight in network.weights}:
        values[shape] = np.full(shape, 1 / np.prod(shape[:3]) if len(shape) == 4 else 0.0)
    values[(1024, 10)][range(0, 9 * 64, 64), range(9)] = 1
    set_weights([network], values)
    pictures = np.random.default_rng(6).uniform(0.5, 1.5, (400, 32, 32, 3))
    chances = compute(network, pictures, training=True)
    assert chances.all(), f"{call}: the probabilities should not be dropped. {advice}"
    whole = compute(network, pictures)
    passed = np.log(chances[:, :9] / chances[:, 9:]) / np.log(whole[:, :9] / whole[:, 9:])
    dropped = np.round(20 * np.mean(passed < 0.5)) / 20  # to what learners write
    assert not np.allclose(passed, 1, rtol=1e-3), (
        f"{call}: with training=True nothing is dropped. Is there a Dropout layer?"
    )
    assert (np.ptp(passed, axis=1) > 0.01).any(), (
        f"{call}: whole channels are dropped. Use Dropout, which drops single values."
    )
    kept = abs(dropped + rate - 1) < 0.06 < abs(dropped - rate)
    require(
        f"the share of values that {call} drops while training, roughly,",
        dropped,
        rate,
        "Dropout takes the share that is dropped, not the one that is kept." if kept else advice,
        0.06,
    )
    scales = passed[passed >= 0.5]  # what is kept is multiplied, so that the mean stays
    found = 1 - 1 / np.median(scales)
    if np.allclose(scales, 1 / (1 - found), rtol=2e-3):
        require(f"the rate of the dropout in {call}", np.round(found, 2), rate, advice, 0.005)
    assert np.allclose(scales, 1 / (1 - rate), rtol=2e-3), (
        f"{call}: there should be one dropout, after the last convolution, and none elsewhere, nor "
        "any noise."
    )


@told_plainly
def try_create_model(
    create: Callable[..., Any],
    calls: Iterable[tuple],
    like: Callable[..., keras.Model],
    hints: Mapping[str, str],
    points: float,
    by_name: str = "",
    dropout: bool = False,
) -> None:
    """Check a function that builds a network.

    Parameters
    ----------
    create : callable
        The learner's.
    calls : iterable of tuple
        The arguments that it is called with.
    like : callable
        The course's, which builds the same; out of reach while the learner's runs.
    hints : mapping of str
        See `require_network`.
    points : float
        What the exercise is worth.
    by_name : str
        The argument of `like` that the learner's only argument is; "" where both take the same.
    dropout : bool
        Whether the network has a dropout, which then is looked at, see `require_dropout`.

    Raises
    ------
    AssertionError
        If a network is not built like the course's.
    """
    __tracebackhide__ = True
    for arguments in calls:
        call = f"{create.__name__}({', '.join(map(write_argument, arguments))})"
        with errors_explained(call, _ERRORS), without(like):
            network = create(*arguments)
        twin = like(**{by_name: arguments[0]}) if by_name else like(*arguments)
        require_network(call, network, twin, hints)
        if dropout:
            rate = next(layer.rate for layer in twin.layers if isinstance(layer, layers.Dropout))
            if rate:
                require_dropout(call, network, rate)
    print_points(points, points)


# What to look at if a part of the network is wrong, and the part as it should be.
PARTS: Mapping[str, tuple[str, Callable[[], Any]]] = {
    "input": (
        _ONE_SHAPE,
        lambda: keras.Input((32, 32, 3)),
    ),
    "conv": (
        "Look at the filters, the kernel size, the padding and the activation.",
        lambda: layers.Conv2D(16, 3, activation="relu"),
    ),
    "pool": (
        "Max pooling keeps the largest number of each 2 x 2, without padding.",
        lambda: layers.MaxPooling2D(2),
    ),
    "flatten": (
        "All numbers of a picture in one row; a batch has a row for each picture.",
        lambda: layers.Flatten(),
    ),
    "dense": (
        "Look at the number of neurons and at the activation.",
        lambda: layers.Dense(64, activation="relu"),
    ),
    "output": (
        "Ten neurons, and an activation that makes probabilities.",
        lambda: layers.Dense(10, activation="softmax"),
    ),
}
KINDS = {
    layers.Conv2D: "convolution",
    layers.MaxPooling2D: "pooling",
    layers.Flatten: "flatten",
    layers.Dense: "dense layer",
}


def _title(name: str) -> str:
    """What messages call a part: its place in the list, and its name."""
    return f"part {list(PARTS).index(name) + 1} ({name})"


def _renew(part: Any) -> Any:
    """Make a layer anew that a network has been built with, since that has set its sizes."""
    if not (isinstance(part, keras.Layer) and part.built and part.weights):
        return part
    try:
        return type(part).from_config(part.get_config())
    except TypeError:  # its activation is a lambda
        return part


def _describe_problem(name: str, part: Any) -> str:
    """Say why a part cannot be tried; "" if it can."""
    hint, make = PARTS[name]
    is_input = tuple(getattr(part, "batch_shape", getattr(part, "shape", ()))) == (None, 32, 32, 3)
    if part is None:
        return f"is not there yet. {hint}"
    if isinstance(part, Exception):
        return f"cannot be made. Keras says: {first_line(part)} {hint}"
    if name != "input" and isinstance(part, keras.KerasTensor) and not is_input:
        return f"has been called already. Only make the layer, without (...) behind it. {hint}"
    if callable(part) and not isinstance(part, keras.Layer):
        return f"is not made yet: it needs brackets behind its name. {hint}"
    if not isinstance(part, (keras.Layer, keras.KerasTensor)):
        kind = "an input: put keras.Input(...) around the shape" if name == "input" else "a layer"
        return f"is a {type(part).__name__}, not {kind}. {hint}"
    right = "input" if name == "input" else KINDS[type(make())]
    found = "input" if is_input else KINDS.get(type(part), right)
    if found != right:
        return f"should be the {right}, not the {found}. In which order does a picture pass them?"
    return ""


def _describe_input(part: Any) -> str | None:
    """Say what is wrong with the input; None if it is right."""
    shape = part.batch_shape if hasattr(part, "batch_shape") else part.shape
    what = f"{_title('input')}: the shape of a picture"
    return difference(what, str(tuple(shape[1:])), "(32, 32, 3)", PARTS["input"][0])


def _name_setting(layer: Any, like: keras.Layer) -> str:
    """Name a setting of a layer that differs; "" if none does, or the layer is of another kind."""
    own, right = (
        {
            setting: getattr(each, setting, None)
            for setting in ("filters", "kernel_size", "pool_size", "strides", "padding", "units")
        }
        for each in (layer, like)
    )
    if type(layer) is not type(like) or own == right:
        return ""
    if right["filters"] and own["kernel_size"] == (right["filters"],) * 2:
        return _FILTERS_FIRST
    setting = next(setting for setting in own if own[setting] != right[setting])
    return f"Its {setting} should be {right[setting]}, not {own[setting]}."


def _describe_layer(name: str, layer: Any, shape: Shape, expected: Shape) -> str | None:
    """Say how a layer differs from the one it should be; None if it does not."""
    hint, make = PARTS[name]
    like = make()
    inputs = np.ones((2, *shape))
    kind = "pictures" if len(shape) > 1 else "rows"
    what = f"the output shape for 2 {kind} of {' x '.join(map(str, shape))}"
    hint = _name_setting(layer, like) or hint
    try:
        output = compute(layer, inputs)
    except Exception as error:
        problem = f"should give {what}, {[2, *expected]}, but fails ({type(error).__name__})."
        return f"{_title(name)} {problem} {hint}"
    if message := difference(f"{_title(name)}: {what}", output.shape, [2, *expected], hint):
        return message
    activation = getattr(layer, "activation", None)
    if activation and not keras.ops.is_tensor(activation(keras.ops.ones((1, 2)))):
        return f"{_title(name)} cannot be trained. {_AS_A_WORD}"
    compute(like, inputs)  # builds it
    shapes, own = (sorted(tuple(w.shape) for w in each.weights) for each in (like, layer))
    if own != shapes:
        problem = f"should have weights and biases of the shapes {shapes}, not {own}."
        return f"{_title(name)} {problem} {hint}"
    if name == "output":
        what = f"{_title(name)}: the sum of a row"
        if message := difference(what, output[0].sum(), 1, hint, 1e-4):
            return message
    for fill in (0.5, -0.5) if like.weights else ():
        set_weights([layer, like], {tuple(w.shape): np.full(w.shape, fill) for w in like.weights})
        what = f"{_title(name)}: an output where all weights and biases are {fill}"
        found, wanted = (compute(each, inputs).ravel()[0] for each in (layer, like))
        if message := difference(what, found, wanted, hint, 1e-4):
            return message
    random = np.random.default_rng(4)
    inputs = random.random((3, *shape))
    what = f"{_title(name)}: what it gives for random numbers"
    if shape == (4, 4, 1):
        inputs = np.arange(16.0).reshape(1, *shape)
        what = f"{_title(name)}: what it gives for the numbers 0 to 15, in four rows,"
    set_weights([layer, like], {tuple(w.shape): random.normal(size=w.shape) for w in like.weights})
    found, wanted = (np.squeeze(compute(each, inputs)) for each in (layer, like))
    return difference(what, found, wanted, hint, 1e-4)


@told_plainly
def try_network_parts(
    network_parts: Callable[[], Any], cases: Iterable[tuple[str, Shape, Shape]], points: float
) -> float | None:
    """Check a function that makes an input and the layers of a network; each earns its part.

    Parameters
    ----------
    network_parts : callable
        The learner's; takes nothing, and gives a list in the order of `PARTS`, with None for a
        part that is left out.
    cases : iterable of tuple
        Name of a layer, shape of what goes in, and of what comes out, both without the number of
        pictures.
    points : float
        What the exercise is worth.

    Returns
    -------
    float or None
        The points reached, if some are missing; they are printed, too.

    Raises
    ------
    AssertionError
        If the result is no list of as many parts.
    """
    __tracebackhide__ = True
    makers = ["Input", "Conv2D", "MaxPooling2D", "Flatten", "Dense"]
    with failures_returned(keras, "Input"), failures_returned(layers, *makers):
        parts = network_parts()
    assert not isinstance(parts, keras.Model), (
        "network_parts should return the plain list, without keras.Sequential around it."
    )
    assert isinstance(parts, (list, tuple)), (
        f"network_parts should return a list, not a {type(parts).__name__}. Is there a return?"
    )
    advice = (
        "Write None in the place of a part that you leave out."
        if len(parts) < len(PARTS)
        else "Leave out what the exercise does not name."
    )
    assert len(parts) == len(PARTS), (
        f"network_parts should return a list of {len(PARTS)} parts, not {len(parts)}. {advice}"
    )
    parts = dict(zip(PARTS, map(_renew, parts), strict=True))
    marks = Marks(PARTS, points)
    for name in PARTS:
        part = parts[name]
        if problem := _describe_problem(name, part):
            marks.fail(name, f"{_title(name)} {problem}")
        elif name == "input" and (message := _describe_input(part)):
            marks.fail(name, message)
    units = [getattr(parts[name], "units", None) for name in ("dense", "output")]
    exchanged = " Parts 5 and 6 are exchanged." if units == [10, 64] else ""
    for name, shape, expected in cases:
        if marks.right[name] and (message := _describe_layer(name, parts[name], shape, expected)):
            marks.fail(name, message + (exchanged if name == "dense" else ""))
    return marks.total()
