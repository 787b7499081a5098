# ruff: noqa
# %% right sse: with loops over lists
def sse(truth, output):
    total = 0
    for truth_row, output_row in zip(truth, output):
        for t, o in zip(truth_row, output_row):
            total += (float(t) - float(o)) ** 2
    return total


# %% right sse: in float32, over one axis after the other
def sse(truth, output):
    difference = np.array(truth, "float32") - np.array(output, "float32")
    return np.square(difference).sum(axis=1).sum(axis=0)


# %% right sse: with keras.ops, the result a tensor
def sse(truth, output):
    truth, output = np.array(truth, "float32"), np.array(output, "float32")
    return keras.ops.sum(keras.ops.square(truth - output))


# %% right sse: as a product of all differences with themselves
def sse(t, o):
    d = np.subtract(t, o).ravel()
    return d @ d


# %% wrong sse: differences not squared -> sse([[1, 0, 0]], [[0.37, 0.5, 0.13]]) should be 0.6638, not
def sse(truth, output):
    return np.sum(np.asarray(truth) - np.asarray(output))


# %% wrong sse: squared after adding up -> should be 0.6638, not
def sse(truth, output):
    return np.sum(np.asarray(truth) - np.asarray(output)) ** 2


# %% wrong sse: absolute errors -> should be 0.6638, not 1.26. Square every difference
def sse(truth, output):
    return np.abs(np.asarray(truth) - np.asarray(output)).sum()


# %% wrong sse: one number a row -> should be 0.6638, not [0.6638]. It should be one number, not an array.
def sse(truth, output):
    return np.sum((np.asarray(truth) - np.asarray(output)) ** 2, axis=1)


# %% wrong sse: an axis that a row does not have -> stopped: axis 1 is out of bounds
def sse(truth, output):
    total = 0
    for t, o in zip(truth, output):
        total += np.sum((np.asarray(t) - np.asarray(o)) ** 2, axis=1)
    return total


# %% wrong sse: no return -> gave nothing (None). Is there a return
def sse(truth, output):
    np.sum((np.asarray(truth) - np.asarray(output)) ** 2)


# %% wrong sse: the mean -> should be 0.58, not 0.29
def sse(truth, output):
    return np.sum((np.asarray(truth) - np.asarray(output)) ** 2) / len(truth)


# %% wrong sse: calls the helper -> Write it yourself
def sse(truth, output):
    return byhand.sse(truth, output)


# %% right mse: mean of the rows' sums, in float32
def mse(truth, output):
    difference = np.array(truth, "float32") - np.array(output, "float32")
    return (difference**2).sum(axis=1).mean()


# %% right mse: with the helpers' sse, a tensor
def mse(t, o):
    return keras.ops.convert_to_tensor(byhand.sse(t, o)) / np.asarray(t).shape[0]


# %% right mse: with a sum of its own
def sse(truth, output):
    return np.sum((np.asarray(truth) - np.asarray(output)) ** 2)


def mse(truth, output):
    return sse(truth, output) / len(output)


# %% wrong mse: as Keras has it -> mse([[1, 0, 0]], [[0.37, 0.5, 0.13]]) should be 0.6638, not 0.221267
def mse(truth, output):
    return np.mean((np.asarray(truth) - np.asarray(output)) ** 2)


# %% wrong mse: not divided -> should be 0.29, not 0.58. Divide the sum
def mse(truth, output):
    return byhand.sse(truth, output)


# %% wrong mse: one number a row -> It should be one number, not an array.
def mse(truth, output):
    return np.mean((np.asarray(truth) - np.asarray(output)) ** 2, axis=1)


# %% wrong mse: no return -> gave nothing (None). Is there a return
def mse(truth, output):
    byhand.sse(truth, output) / len(truth)


# %% wrong mse: calls the helper -> Write it yourself
def mse(truth, output):
    return byhand.mse(truth, output)


# %% right cross_entropy: with clip, in float32
def cross_entropy(truth, output):
    output = np.clip(np.array(output, "float32"), 1e-7, 1)
    return -(np.array(truth, "float32") * np.log(output)).sum(axis=1).mean()


# %% right cross_entropy: with a loop over the images and the place of the 1
def cross_entropy(truth, output):
    total = 0
    for t, o in zip(truth, output):
        total -= np.log(max(o[int(np.argmax(t))], 1e-7))
    return total / len(truth)


# %% right cross_entropy: the small number added instead
def cross_entropy(truth, output):
    return np.mean(-np.sum(np.asarray(truth) * np.log(np.asarray(output) + 1e-7), axis=1))


# %% right cross_entropy: with Keras' loss
def cross_entropy(truth, output):
    truth, output = np.array(truth, "float32"), np.array(output, "float32")
    return keras.losses.CategoricalCrossentropy()(truth, output)


# %% wrong cross_entropy: not safe at 0 -> cross_entropy([[1, 0]], [[0.0, 1.0]]) should be 16.1181, not inf
def cross_entropy(truth, output):
    return -np.sum(np.asarray(truth) * np.log(output)) / len(truth)


# %% wrong cross_entropy: the sum over the images -> should be 0.458145, not 0.916291
def cross_entropy(truth, output):
    return -np.sum(np.asarray(truth) * np.log(np.maximum(output, 1e-7)))


# %% wrong cross_entropy: the sign forgotten -> should be 0.994252, not -0.994252
def cross_entropy(truth, output):
    return np.sum(np.asarray(truth) * np.log(np.maximum(output, 1e-7))) / len(truth)


# %% wrong cross_entropy: mean over all numbers -> should be 0.994252, not 0.331417
def cross_entropy(truth, output):
    return -np.mean(np.asarray(truth) * np.log(np.maximum(output, 1e-7)))


# %% wrong cross_entropy: one number a row -> It should be one number, not an array.
def cross_entropy(truth, output):
    return -np.sum(np.asarray(truth) * np.log(np.maximum(output, 1e-7)), axis=1)


# %% wrong cross_entropy: an axis that a row does not have -> stopped: axis 1 is out of bounds
def cross_entropy(truth, output):
    total = 0
    for t, o in zip(truth, output):
        total -= np.sum(np.asarray(t) * np.log(np.maximum(o, 1e-7)), axis=1)
    return total / len(truth)


# %% wrong cross_entropy: logarithm to base 10 -> should be 0.994252, not 0.431798
def cross_entropy(truth, output):
    return -np.sum(np.asarray(truth) * np.log10(np.maximum(output, 1e-7))) / len(truth)


# %% wrong cross_entropy: truth and output changed over -> should be 0.994252, not
def cross_entropy(truth, output):
    return -np.sum(np.asarray(output) * np.log(np.maximum(truth, 1e-7))) / len(truth)


# %% wrong cross_entropy: another smallest probability -> should be 16.1181, not 34.5388
def cross_entropy(truth, output):
    return -np.sum(np.asarray(truth) * np.log(np.maximum(output, 1e-15))) / len(truth)


# %% wrong cross_entropy: calls the helper -> Write it yourself
def cross_entropy(truth, output):
    return byhand.cross_entropy(truth, output)


# %% right descend: a list of floats
def descend(slope, start, rate, steps):
    w, path = start, [start]
    for step in range(steps):
        w = w - slope(w) * rate
        path.append(w)
    return path


# %% right descend: into an array made beforehand, with a function for one step
def one_step(w, slope, rate):
    return np.subtract(w, np.multiply(rate, slope), dtype="float32")


def descend(slope, start, rate, steps):
    path = np.zeros((steps + 1, *np.shape(start)))
    path[0] = start
    for step in range(steps):
        path[step + 1] = one_step(path[step], slope(path[step]), rate)
    return path


# %% right descend: by calling itself
def descend(slope, start, rate, steps):
    if steps == 0:
        return [start]
    return [start] + descend(slope, start - rate * slope(start), rate, steps - 1)


# %% right descend: a copy changed in place
def descend(slope, start, rate, steps):
    w = np.array(start, dtype=float)
    path = [w.copy()]
    for _ in range(steps):
        w -= rate * slope(w)
        path.append(w.copy())
    return np.array(path)


# %% wrong descend: with the slope, uphill -> descend(slope(w) = -0.55, 0.38, 0.01, 1) should be [0.38 , 0.3855], not [0.38 , 0.3745]
def descend(slope, start, rate, steps):
    path = [start]
    for _ in range(steps):
        path.append(path[-1] + rate * slope(path[-1]))
    return path


# %% wrong descend: the slope not called -> slope is a function. The slope at w is slope(w).
def descend(slope, start, rate, steps):
    path = [start]
    for _ in range(steps):
        path.append(path[-1] - rate * slope)
    return path


# %% wrong descend: the start left out -> should be [0.38 , 0.3855], not [0.3855]
def descend(slope, start, rate, steps):
    path = []
    for _ in range(steps):
        start = start - rate * slope(start)
        path.append(start)
    return path


# %% wrong descend 1: the slope computed once -> should be [8, 4, 2, 1], not [ 8, 4, 0, -4]
def descend(slope, start, rate, steps):
    path, first = [start], slope(start)
    for _ in range(steps):
        path.append(path[-1] - rate * first)
    return path


# %% wrong descend 1: only one step -> should be [8, 4, 2, 1], not [8, 4]
def descend(slope, start, rate, steps):
    return [start, start - rate * slope(start)]


# %% wrong descend: only the last weight -> not 0.3855
def descend(slope, start, rate, steps):
    for _ in range(steps):
        start = start - rate * slope(start)
    return start


# %% wrong descend: the array that was given is changed -> Make new arrays: w - rate * slope(w)
def descend(slope, start, rate, steps):
    path = [start]
    for _ in range(steps):
        start -= rate * slope(start)
        path.append(start)
    return path


# %% wrong descend: no return -> gave nothing (None). Is there a return
def descend(slope, start, rate, steps):
    path = [start]


# %% wrong descend: calls the helper -> Write it yourself
def descend(slope, start, rate, steps):
    return byhand.descend(slope, start, rate, steps)


# %% right numerical_gradient: with rows of the unit matrix, as a list
def numerical_gradient(loss, w):
    w = np.asarray(w, dtype=float)
    nudges = 1e-5 * np.eye(len(w))
    return [(loss(w + nudge) - loss(w - nudge)) / 2e-5 for nudge in nudges]


# %% right numerical_gradient: nudged in place and put back, in a copy
def numerical_gradient(loss, w):
    w = np.array(w, dtype="float64")
    slopes = np.zeros_like(w)
    for i in range(w.size):
        old = w[i]
        w[i] = old + 1e-5
        up = loss(w)
        w[i] = old - 1e-5
        down = loss(w)
        w[i] = old
        slopes[i] = (up - down) / (2 * 1e-5)
    return slopes


# %% right numerical_gradient: nudged up only
def numerical_gradient(loss, w):
    w = np.array(w, dtype="float64")
    slopes = []
    for place, weight in enumerate(w):
        up = w.copy()
        up[place] = weight + 1e-6
        slopes.append((loss(up) - loss(w)) / 1e-6)
    return slopes


# %% wrong numerical_gradient: all weights nudged together -> should be [4, 3], not [7., 7.]. Move one weight at a time
def numerical_gradient(loss, w):
    w = np.array(w, dtype="float64")
    return np.array([(loss(w + 1e-5) - loss(w - 1e-5)) / 2e-5 for _ in w])


# %% wrong numerical_gradient: divided by one nudge -> should be [4, 3], not [8., 6.]
def numerical_gradient(loss, w):
    w = np.array(w, dtype="float64")
    return np.array([(loss(w + n) - loss(w - n)) / 1e-5 for n in 1e-5 * np.eye(len(w))])


# %% wrong numerical_gradient: not divided -> should be [4, 3], not [8.e-05, 6.e-05]
def numerical_gradient(loss, w):
    w = np.array(w, dtype="float64")
    return np.array([loss(w + n) - loss(w - n) for n in 1e-5 * np.eye(len(w))])


# %% wrong numerical_gradient: whole numbers stay whole -> should be [4, 3], not [150000, 150000]
def numerical_gradient(loss, w):
    w = np.array(w)
    slopes = []
    for place in range(len(w)):
        up, down = w.copy(), w.copy()
        up[place] += np.array(1e-5).astype(w.dtype)
        down[place] = down[place] - 1e-5
        slopes.append((loss(up) - loss(down)) / 2e-5)
    return slopes


# %% wrong numerical_gradient: down minus up -> should be [4, 3], not [-4., -3.]
def numerical_gradient(loss, w):
    w = np.array(w, dtype="float64")
    return np.array([(loss(w - n) - loss(w + n)) / 2e-5 for n in 1e-5 * np.eye(len(w))])


# %% wrong numerical_gradient: the weights that were given are changed -> Nudge a copy: w.copy()
def numerical_gradient(loss, w):
    slopes = []
    for place in range(len(w)):
        w[place] += 1e-5
        up = loss(w)
        w[place] -= 2e-5
        slopes.append((up - loss(w)) / 2e-5)
    return slopes


# %% wrong numerical_gradient: calls the helper -> Write it yourself
def numerical_gradient(loss, w):
    return byhand.numerical_gradient(loss, w)


# %% right cosine_schedule: with math and an if
def cosine_schedule(step, steps, rate):
    import math

    if step >= steps:
        return 0
    return 0.5 * rate * (1 + math.cos(math.pi * step / steps))


# %% right cosine_schedule: with the square of half the angle
def cosine_schedule(step, steps, rate):
    part = np.clip(step / steps, 0, 1)
    return rate * np.cos(part * np.pi / 2) ** 2


# %% right cosine_schedule: with Keras' schedule
def cosine_schedule(step, steps, rate):
    return keras.optimizers.schedules.CosineDecay(rate, steps)(step)


# %% wrong cosine_schedule: comes up again -> cosine_schedule(1700, 1000, 0.1) should be 0, not
def cosine_schedule(step, steps, rate):
    return rate * (1 + np.cos(np.pi * step / steps)) / 2


# %% wrong cosine_schedule: not halved -> cosine_schedule(0, 1000, 0.1) should be 0.1, not 0.2
def cosine_schedule(step, steps, rate):
    return rate * (1 + np.cos(np.pi * min(step, steps) / steps))


# %% wrong cosine_schedule: without pi -> cosine_schedule(250, 1000, 0.1) should be 0.0853553, not
def cosine_schedule(step, steps, rate):
    return rate * (1 + np.cos(min(step, steps) / steps)) / 2


# %% wrong cosine_schedule: a straight line -> cosine_schedule(250, 1000, 0.1) should be 0.0853553, not 0.075
def cosine_schedule(step, steps, rate):
    return rate * (1 - min(step, steps) / steps)


# %% wrong cosine_schedule: calls the helper -> Write it yourself
def cosine_schedule(step, steps, rate):
    return byhand.cosine_schedule(step, steps, rate)


# %% right compile_model: with objects, and returned
def compile_model(model):
    model.compile(
        optimizer=keras.optimizers.Adam(learning_rate=0.01),
        loss=keras.losses.CategoricalCrossentropy(),
        metrics=[keras.metrics.CategoricalAccuracy()],
    )
    return model


# %% right compile_model: functions, other capitals, more metrics
def compile_model(model):
    model.compile("Adam", keras.losses.categorical_crossentropy, metrics=["mse", "acc"])


# %% right compile_model: an optimizer with a schedule
def compile_model(model):
    rate = keras.optimizers.schedules.CosineDecay(0.001, 1000)
    model.compile(
        loss="categorical_crossentropy",
        metrics=[keras.metrics.categorical_accuracy],
        optimizer=keras.optimizers.Adam(rate),
    )


# %% wrong compile_model: another optimizer -> the optimizer of a small model should be 'Adam', not 'SGD'
def compile_model(model):
    model.compile(optimizer="sgd", loss="categorical_crossentropy", metrics=["accuracy"])


# %% wrong compile_model: the loss for class numbers -> cannot be trained with one-hot labels
def compile_model(model):
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])


# %% wrong compile_model: the loss for quantities -> the loss of a small model should be
def compile_model(model):
    model.compile(optimizer="adam", loss="mean_squared_error", metrics=["accuracy"])


# %% wrong compile_model: the loss for single questions -> the loss of a small model should be
def compile_model(model):
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])


# %% wrong compile_model: no loss -> cannot be trained with one-hot labels
def compile_model(model):
    model.compile(optimizer="adam", metrics=["accuracy"])


# %% wrong compile_model: a function of NumPy as the loss -> cannot be trained with one-hot labels. Is a loss given, is it one of Keras' own
def compile_model(model):
    def loss(truth, output):
        return -np.sum(np.asarray(truth) * np.log(np.maximum(output, 1e-7)), axis=-1)

    model.compile(optimizer="adam", loss=loss, metrics=["accuracy"])


# %% wrong compile_model: a name that Keras does not know -> Keras says: Could not interpret loss identifier: cross_entropy
def compile_model(model):
    model.compile(optimizer="adam", loss="cross_entropy", metrics=["accuracy"])


# %% wrong compile_model: another kind of accuracy -> keras.metrics.Accuracy() is another one
def compile_model(model):
    model.compile(
        optimizer="adam",
        loss="categorical_crossentropy",
        metrics=[keras.metrics.Accuracy()],
    )


# %% wrong compile_model: no metric -> has no metric. Give metrics=["accuracy"]
def compile_model(model):
    model.compile(optimizer="adam", loss="categorical_crossentropy")


# %% wrong compile_model: another metric -> No metric of a small model is the accuracy
def compile_model(model):
    model.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["mae"])


# %% wrong compile_model: a new model instead of the one given -> is not compiled. Call model.compile
def compile_model(model):
    model = byhand.create_model_intro()
    model.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"])
    return model
