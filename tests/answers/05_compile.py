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


# %% wrong sse: differences not squared -> should be 38, not 4. The differences are added up without being squared.
def sse(truth, output):
    return np.sum(np.asarray(truth) - np.asarray(output))


# %% wrong sse: squared after adding up -> Square each difference first, and add up then.
def sse(truth, output):
    return np.sum(np.asarray(truth) - np.asarray(output)) ** 2


# %% wrong sse: absolute errors -> should be 38, not 10. These are absolute errors.
def sse(truth, output):
    return np.abs(np.asarray(truth) - np.asarray(output)).sum()


# %% wrong sse: one number a row -> should be 38, not [38]. It should be one number, not an array.
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


# %% wrong sse: the mean -> should be 0.58, not 0.29. It is divided by the images, which is for mse.
def sse(truth, output):
    return np.sum((np.asarray(truth) - np.asarray(output)) ** 2) / len(truth)


# %% wrong sse: calls the helper -> Write it yourself
def sse(truth, output):
    return byhand.sse(truth, output)


# %% wrong sse: the square root taken -> Do not take the square root.
def sse(truth, output):
    return np.linalg.norm(np.asarray(truth) - np.asarray(output))


# %% wrong sse: of the first image -> This is the first image alone.
def sse(truth, output):
    return sum((t - o) ** 2 for t, o in zip(truth[0], output[0]))


# %% wrong sse: overwritten in each turn, so of the last image -> This is the last image alone.
def sse(truth, output):
    for t, o in zip(truth, output):
        total = np.sum((np.asarray(t) - np.asarray(o)) ** 2)
    return total


# %% wrong sse: nothing added up -> Add up all of them with np.sum.
def sse(truth, output):
    return (np.asarray(truth) - np.asarray(output)) ** 2


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


# %% wrong mse: as Keras has it -> should be 9.5, not 3.16667. It is divided by images and outputs
def mse(truth, output):
    return np.mean((np.asarray(truth) - np.asarray(output)) ** 2)


# %% wrong mse: not divided -> should be 9.5, not 19. Divide the sum by the number of images.
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


# %% wrong mse: divided by the outputs -> It is divided by the outputs. A row is an image
def mse(truth, output):
    return byhand.sse(truth, output) / len(truth[0])


# %% wrong mse: divided by all numbers -> It is divided by images and outputs, as Keras does.
def mse(truth, output):
    return byhand.sse(truth, output) / np.asarray(truth).size


# %% wrong mse: the square root of it -> Do not take the square root.
def mse(truth, output):
    return (byhand.sse(truth, output) / len(truth)) ** 0.5


# %% wrong mse: a list of the images' errors -> This is one number for each image. Take their mean.
def mse(truth, output):
    return [byhand.sse([t], [o]) for t, o in zip(truth, output)]


# %% wrong mse: divided twice -> It is divided by the images twice.
def mse(truth, output):
    squares = (np.asarray(truth) - np.asarray(output)) ** 2
    return squares.sum(axis=1).mean() / len(truth)


# %% right mse: with Keras, times the outputs
def mse(truth, output):
    by_keras = keras.losses.MeanSquaredError()(
        np.array(truth, "float32"), np.array(output, "float32")
    )
    return float(by_keras) * len(truth[0])


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


# %% wrong cross_entropy: the small number added instead -> 1e-7 is added. Only what is smaller
def cross_entropy(truth, output):
    return np.mean(-np.sum(np.asarray(truth) * np.log(np.asarray(output) + 1e-7), axis=1))


# %% right cross_entropy: with Keras' loss
def cross_entropy(truth, output):
    truth, output = np.array(truth, "float32"), np.array(output, "float32")
    return keras.losses.CategoricalCrossentropy()(truth, output)


# %% wrong cross_entropy: not safe at 0 -> should be 16.1181, not inf. The logarithm of 0 is minus infinity.
def cross_entropy(truth, output):
    return -np.sum(np.asarray(truth) * np.log(output)) / len(truth)


# %% wrong cross_entropy: the sum over the images -> This is the sum over the images. Divide by how many there are.
def cross_entropy(truth, output):
    return -np.sum(np.asarray(truth) * np.log(np.maximum(output, 1e-7)))


# %% wrong cross_entropy: the sign forgotten -> The sign is missing: -log(p).
def cross_entropy(truth, output):
    return np.sum(np.asarray(truth) * np.log(np.maximum(output, 1e-7))) / len(truth)


# %% wrong cross_entropy: mean over all numbers -> This is the mean over all numbers. Divide by the images only.
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


# %% wrong cross_entropy: logarithm to base 10 -> This is the logarithm to base 10. Take np.log.
def cross_entropy(truth, output):
    return -np.sum(np.asarray(truth) * np.log10(np.maximum(output, 1e-7))) / len(truth)


# %% wrong cross_entropy: truth and output changed over -> truth and output are exchanged
def cross_entropy(truth, output):
    return -np.sum(np.asarray(output) * np.log(np.maximum(truth, 1e-7))) / len(truth)


# %% wrong cross_entropy: another smallest probability -> The smallest probability is to be 1e-7.
def cross_entropy(truth, output):
    return -np.sum(np.asarray(truth) * np.log(np.maximum(output, 1e-15))) / len(truth)


# %% wrong cross_entropy: only 0 itself is lifted -> Not only 0 counts as 1e-7, but all that is below
def cross_entropy(truth, output):
    output = np.where(np.asarray(output) == 0, 1e-7, output)
    return -np.sum(np.asarray(truth) * np.log(output)) / len(truth)


# %% wrong cross_entropy: all classes count -> Multiply by truth, so that only the right class counts.
def cross_entropy(truth, output):
    return -np.sum(np.log(np.maximum(output, 1e-7))) / len(truth)


# %% wrong cross_entropy: no logarithm -> Take the logarithm of the probability.
def cross_entropy(truth, output):
    return np.mean(1 - np.sum(np.asarray(truth) * np.maximum(output, 1e-7), axis=1))


# %% wrong cross_entropy: the result is limited instead -> should be 16.1181, not
def cross_entropy(truth, output):
    each = -np.sum(np.asarray(truth) * np.log(np.maximum(output, 1e-300)), axis=1)
    return np.minimum(each, 16).mean()


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


# %% wrong descend: with the slope, uphill -> should be [0.38 , 0.3855], not [0.38 , 0.3745]. These steps go with the slope, uphill.
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


# %% wrong descend: the start left out -> The start is missing: the path begins with it.
def descend(slope, start, rate, steps):
    path = []
    for _ in range(steps):
        start = start - rate * slope(start)
        path.append(start)
    return path


# %% wrong descend: the slope computed once -> should be [8, 4, 2, 1], not [ 8, 4, 0, -4]. The slope is a new one at each weight
def descend(slope, start, rate, steps):
    path, first = [start], slope(start)
    for _ in range(steps):
        path.append(path[-1] - rate * first)
    return path


# %% wrong descend: only one step -> This is one step only. Take as many as steps says.
def descend(slope, start, rate, steps):
    return [start, start - rate * slope(start)]


# %% wrong descend: only the last weight -> This is the last weight alone.
def descend(slope, start, rate, steps):
    for _ in range(steps):
        start = start - rate * slope(start)
    return start


# %% wrong descend: the array that was given is changed -> All entries are one array that has been changed. Make new arrays
def descend(slope, start, rate, steps):
    path = [start]
    for _ in range(steps):
        start -= rate * slope(start)
        path.append(start)
    return path


# %% wrong descend: no return -> gave nothing (None). Is there a return
def descend(slope, start, rate, steps):
    path = [start]


# %% wrong descend: the rate left out -> Multiply the slope by the rate.
def descend(slope, start, rate, steps):
    path = [start]
    for _ in range(steps):
        path.append(path[-1] - slope(path[-1]))
    return path


# %% wrong descend: one step too few -> The last step is missing: there are steps + 1 weights.
def descend(slope, start, rate, steps):
    path = [start]
    for _ in range(steps - 1):
        path.append(path[-1] - rate * slope(path[-1]))
    return path


# %% wrong descend: returns inside the loop -> This is one step only.
def descend(slope, start, rate, steps):
    path = [start]
    for _ in range(steps):
        path.append(path[-1] - rate * slope(path[-1]))
        return path


# %% wrong descend: always from the start -> Each step begins at the last weight, path[-1]
def descend(slope, start, rate, steps):
    path = [start]
    for _ in range(steps):
        path.append(start - rate * slope(start))
    return path


# %% wrong descend: rounded -> should be [0.38 , 0.3855], not
def descend(slope, start, rate, steps):
    path = [start]
    for _ in range(steps):
        path.append(np.round(path[-1] - rate * slope(path[-1]), 2))
    return path


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


# %% wrong numerical_gradient: nudged up only -> These slopes are measured from w up only
def numerical_gradient(loss, w):
    w = np.array(w, dtype="float64")
    slopes = []
    for place, weight in enumerate(w):
        up = w.copy()
        up[place] = weight + 1e-6
        slopes.append((loss(up) - loss(w)) / 1e-6)
    return slopes


# %% wrong numerical_gradient: all weights nudged together -> Move one weight at a time
def numerical_gradient(loss, w):
    w = np.array(w, dtype="float64")
    return np.array([(loss(w + 1e-5) - loss(w - 1e-5)) / 2e-5 for _ in w])


# %% wrong numerical_gradient: divided by one nudge -> From down to up it is two nudges: divide by 2e-5.
def numerical_gradient(loss, w):
    w = np.array(w, dtype="float64")
    return np.array([(loss(w + n) - loss(w - n)) / 1e-5 for n in 1e-5 * np.eye(len(w))])


# %% wrong numerical_gradient: not divided -> Divide the difference of the losses by 2e-5.
def numerical_gradient(loss, w):
    w = np.array(w, dtype="float64")
    return np.array([loss(w + n) - loss(w - n) for n in 1e-5 * np.eye(len(w))])


# %% wrong numerical_gradient: whole numbers stay whole -> An array of whole numbers cuts the nudge off.
def numerical_gradient(loss, w):
    w = np.array(w)
    slopes = []
    for place in range(len(w)):
        up, down = w.copy(), w.copy()
        up[place] += np.array(1e-5).astype(w.dtype)
        down[place] = down[place] - 1e-5
        slopes.append((loss(up) - loss(down)) / 2e-5)
    return slopes


# %% wrong numerical_gradient: down minus up -> the loss with the weight up minus the loss with the weight down
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


# %% wrong numerical_gradient: nudged down only -> These slopes are measured from w down only.
def numerical_gradient(loss, w):
    w = np.array(w, dtype="float64")
    return [(loss(w) - loss(w - n)) / 1e-5 for n in 1e-5 * np.eye(len(w))]


# %% wrong numerical_gradient: the nudges stay, and are large -> should be [12, 4, 5], not
def numerical_gradient(loss, w):
    w = np.array(w, dtype="float64")
    slopes = []
    for place in range(len(w)):
        w[place] += 0.5
        up = loss(w)
        w[place] -= 1.0
        slopes.append(up - loss(w))
    return slopes


# %% wrong numerical_gradient: the sum of all slopes -> Return one slope for each weight, not their sum.
def numerical_gradient(loss, w):
    w = np.array(w, dtype="float64")
    return sum((loss(w + n) - loss(w - n)) / 2e-5 for n in 1e-5 * np.eye(len(w)))


# %% wrong numerical_gradient: divides before it subtracts -> The difference needs brackets
def numerical_gradient(loss, w):
    w = np.array(w, dtype="float64")
    return [loss(w + n) - loss(w - n) / 2e-5 for n in 1e-5 * np.eye(len(w))]


# %% wrong numerical_gradient: no return -> gave nothing (None). Is there a return
def numerical_gradient(loss, w):
    w = np.array(w, dtype="float64")
    slopes = [(loss(w + n) - loss(w - n)) / 2e-5 for n in 1e-5 * np.eye(len(w))]


# %% right numerical_gradient: an inner function, a smaller nudge
def numerical_gradient(loss, w):
    def moved(index, by):
        copy = [float(each) for each in w]
        copy[index] += by
        return loss(np.array(copy))

    return [(moved(i, 1e-6) - moved(i, -1e-6)) / 2e-6 for i in range(len(w))]


# %% wrong numerical_gradient: calls the helper -> Write it yourself
def numerical_gradient(loss, w):
    return byhand.numerical_gradient(loss, w)


# %% right neuron_gradient: the lines of the exercise
def neuron_gradient(x, w, b, truth):
    y = 1 / (1 + np.exp(-(w * x + b)))
    slope_y = 2 * (y - truth)
    slope_z = slope_y * (y * (1 - y))
    slope_w = slope_z * x
    slope_b = slope_z * 1
    return slope_w, slope_b


# %% right neuron_gradient: as a list, with the sigmoid's slope from exponentials
def neuron_gradient(x, w, b, truth):
    power = np.exp(-(w * x + b))
    y = 1 / (1 + power)
    slope_b = 2 * (y - truth) * power / (1 + power) ** 2
    return [slope_b * x, slope_b]


# %% right neuron_gradient: an array, in float32
def neuron_gradient(x, w, b, truth):
    y = np.float32(1) / (1 + np.exp(np.float32(-w * x - b)))
    return np.array([x, 1], "float32") * (-2 * (truth - y) * y * (1 - y))


# %% wrong neuron_gradient: truth minus answer -> The slope by y is 2 * (y - truth), not truth - y.
def neuron_gradient(x, w, b, truth):
    y = 1 / (1 + np.exp(-(w * x + b)))
    slope_z = 2 * (truth - y) * y * (1 - y)
    return slope_z * x, slope_z


# %% wrong neuron_gradient: the bias' blank filled with the bias -> z grows by 1, whatever b is
def neuron_gradient(x, w, b, truth):
    y = 1 / (1 + np.exp(-(w * x + b)))
    slope_z = 2 * (y - truth) * y * (1 - y)
    return slope_z * x, slope_z * b


# %% wrong neuron_gradient: the weight's blank filled with the weight -> z = w * x + b grows by x, not by w
def neuron_gradient(x, w, b, truth):
    y = 1 / (1 + np.exp(-(w * x + b)))
    slope_z = 2 * (y - truth) * y * (1 - y)
    return slope_z * w, slope_z


# %% wrong neuron_gradient: nothing for the sigmoid -> The way back through the sigmoid is missing
def neuron_gradient(x, w, b, truth):
    y = 1 / (1 + np.exp(-(w * x + b)))
    slope_z = 2 * (y - truth)
    return slope_z * x, slope_z


# %% wrong neuron_gradient: the sigmoid's slope is y -> The slope of the sigmoid is y * (1 - y), not y alone.
def neuron_gradient(x, w, b, truth):
    y = 1 / (1 + np.exp(-(w * x + b)))
    slope_z = 2 * (y - truth) * y
    return slope_z * x, slope_z


# %% wrong neuron_gradient: the slope of tanh -> That is the slope of tanh.
def neuron_gradient(x, w, b, truth):
    y = 1 / (1 + np.exp(-(w * x + b)))
    slope_z = 2 * (y - truth) * (1 - y**2)
    return slope_z * x, slope_z


# %% wrong neuron_gradient: x for both -> If b grows by 1, z grows by 1, whatever x is.
def neuron_gradient(x, w, b, truth):
    y = 1 / (1 + np.exp(-(w * x + b)))
    slope_z = 2 * (y - truth) * y * (1 - y)
    return slope_z * x, slope_z * x


# %% wrong neuron_gradient: the bias first -> The slope by w comes first, then the slope by b.
def neuron_gradient(x, w, b, truth):
    y = 1 / (1 + np.exp(-(w * x + b)))
    slope_z = 2 * (y - truth) * y * (1 - y)
    return slope_z, slope_z * x


# %% wrong neuron_gradient: the factor 2 lost -> The slope of a square has a factor 2.
def neuron_gradient(x, w, b, truth):
    y = 1 / (1 + np.exp(-(w * x + b)))
    slope_z = (y - truth) * y * (1 - y)
    return slope_z * x, slope_z


# %% wrong neuron_gradient: the error squared -> The slope of a square is 2 * (y - truth), without a square.
def neuron_gradient(x, w, b, truth):
    y = 1 / (1 + np.exp(-(w * x + b)))
    slope_z = 2 * (y - truth) ** 2 * y * (1 - y)
    return slope_z * x, slope_z


# %% wrong neuron_gradient: no sigmoid forward -> neuron_gradient(2.0, 0.5, -1.5, 0.9) should be [-0.4911, -0.2456], not
def neuron_gradient(x, w, b, truth):
    y = w * x + b
    slope_z = 2 * (y - truth) * y * (1 - y)
    return slope_z * x, slope_z


# %% wrong neuron_gradient: one number -> Return both slopes
def neuron_gradient(x, w, b, truth):
    y = 1 / (1 + np.exp(-(w * x + b)))
    return 2 * (y - truth) * y * (1 - y) * x


# %% wrong neuron_gradient: calls the helper -> Write it yourself
def neuron_gradient(x, w, b, truth):
    return byhand.neuron_gradient(x, w, b, truth)


# %% right backpropagate: sample by sample
def backpropagate(w, x, truth):
    first, second = 0, 0
    for one, wanted_one in zip(x, truth):
        hidden = np.tanh(w[0] * one + 1)
        slope_answer = 2 * (w[1] * hidden - wanted_one)
        second += slope_answer * hidden / len(x)
        first += slope_answer * w[1] * (1 - hidden**2) * one / len(x)
    return [first, second]


# %% right backpropagate: with matrix products and means
def backpropagate(w, x, truth):
    hidden = np.tanh(w[0] * np.asarray(x) + 1)
    error = w[1] * hidden - truth
    return 2 * np.mean(error * w[1] / np.cosh(w[0] * x + 1) ** 2 * x), 2 * (error @ hidden) / len(x)


# %% right backpropagate: in float32, a tensor
def backpropagate(w, x, truth):
    w, x, truth = (np.array(each, "float32") for each in (w, x, truth))
    hidden = np.tanh(w[0] * x + 1)
    back = 2 * (w[1] * hidden - truth) / len(truth)
    return keras.ops.stack([(back * w[1] * (1 - hidden * hidden) * x).sum(), (back * hidden).sum()])


# %% right backpropagate: both slopes sample by sample, then summed
def backpropagate(w, x, truth):
    hidden = np.tanh(x * w[0] + 1)
    back = (hidden * w[1] - truth) * 2 / truth.size
    return np.array([back * (1 - hidden**2) * w[1] * x, back * hidden]).sum(axis=1)


# %% wrong backpropagate: nudged, with the helper -> This is what nudging gives. Go back by the chain rule instead.
def backpropagate(w, x, truth):
    return byhand.numerical_gradient(
        lambda w: np.mean((w[1] * np.tanh(w[0] * x + 1) - truth) ** 2), w
    )


# %% wrong backpropagate: only of the samples of the lesson -> backpropagate([0.5, 3. ], [1], [1]) should be
def backpropagate(w, x, truth):
    x, truth = samples, wanted
    hidden = np.tanh(w[0] * x + 1)
    slope_answer = 2 * (w[1] * hidden - truth) / len(x)
    return [np.sum(slope_answer * w[1] * (1 - hidden**2) * x), np.sum(slope_answer * hidden)]


# %% wrong backpropagate: divided by three, always -> there are not always three samples
def backpropagate(w, x, truth):
    hidden = np.tanh(w[0] * x + 1)
    slope_answer = 2 * (w[1] * hidden - truth) / 3
    return [np.sum(slope_answer * w[1] * (1 - hidden**2) * x), np.sum(slope_answer * hidden)]


# %% wrong backpropagate: the sum of the errors, not their mean -> The loss is a mean over the samples
def backpropagate(w, x, truth):
    hidden = np.tanh(w[0] * x + 1)
    slope_answer = 2 * (w[1] * hidden - truth)
    return [np.sum(slope_answer * w[1] * (1 - hidden**2) * x), np.sum(slope_answer * hidden)]


# %% wrong backpropagate: the mean taken twice -> It is divided by the samples twice.
def backpropagate(w, x, truth):
    hidden = np.tanh(w[0] * x + 1)
    slope_answer = 2 * (w[1] * hidden - truth) / len(x)
    return [np.mean(slope_answer * w[1] * (1 - hidden**2) * x), np.mean(slope_answer * hidden)]


# %% wrong backpropagate: the second weight forgotten on the way back -> On the way to w[0], multiply by w[1], too.
def backpropagate(w, x, truth):
    hidden = np.tanh(w[0] * x + 1)
    slope_answer = 2 * (w[1] * hidden - truth) / len(x)
    return [np.sum(slope_answer * (1 - hidden**2) * x), np.sum(slope_answer * hidden)]


# %% wrong backpropagate: past tanh -> multiply by the slope of tanh, too.
def backpropagate(w, x, truth):
    hidden = np.tanh(w[0] * x + 1)
    slope_answer = 2 * (w[1] * hidden - truth) / len(x)
    return [np.sum(slope_answer * w[1] * x), np.sum(slope_answer * hidden)]


# %% wrong backpropagate: the slope of tanh without the square -> the square is missing
def backpropagate(w, x, truth):
    hidden = np.tanh(w[0] * x + 1)
    slope_answer = 2 * (w[1] * hidden - truth) / len(x)
    return [np.sum(slope_answer * w[1] * (1 - hidden) * x), np.sum(slope_answer * hidden)]


# %% wrong backpropagate: the slope of a sigmoid -> That is the slope of a sigmoid.
def backpropagate(w, x, truth):
    hidden = np.tanh(w[0] * x + 1)
    slope_answer = 2 * (w[1] * hidden - truth) / len(x)
    slope_net_input = slope_answer * w[1] * hidden * (1 - hidden)
    return [np.sum(slope_net_input * x), np.sum(slope_answer * hidden)]


# %% wrong backpropagate: x forgotten -> On the way to w[0], multiply by x at the end.
def backpropagate(w, x, truth):
    hidden = np.tanh(w[0] * x + 1)
    slope_answer = 2 * (w[1] * hidden - truth) / len(x)
    return [np.sum(slope_answer * w[1] * (1 - hidden**2)), np.sum(slope_answer * hidden)]


# %% wrong backpropagate: the wrong factor on the way to w[1] -> what w[1] multiplies, which is hidden
def backpropagate(w, x, truth):
    hidden = np.tanh(w[0] * x + 1)
    slope_answer = 2 * (w[1] * hidden - truth) / len(x)
    return [np.sum(slope_answer * w[1] * (1 - hidden**2) * x), np.sum(slope_answer * w[1])]


# %% wrong backpropagate: truth minus answer -> The slope by the answer is answer minus truth
def backpropagate(w, x, truth):
    hidden = np.tanh(w[0] * x + 1)
    slope_answer = 2 * (truth - w[1] * hidden) / len(x)
    return [np.sum(slope_answer * w[1] * (1 - hidden**2) * x), np.sum(slope_answer * hidden)]


# %% wrong backpropagate: the two slopes exchanged -> The slope by w[0] comes first
def backpropagate(w, x, truth):
    hidden = np.tanh(w[0] * x + 1)
    slope_answer = 2 * (w[1] * hidden - truth) / len(x)
    return [np.sum(slope_answer * hidden), np.sum(slope_answer * w[1] * (1 - hidden**2) * x)]


# %% wrong backpropagate: not summed -> This is one slope for each sample. Add up over the samples
def backpropagate(w, x, truth):
    hidden = np.tanh(w[0] * x + 1)
    slope_answer = 2 * (w[1] * hidden - truth) / len(x)
    return slope_answer * w[1] * (1 - hidden**2) * x, slope_answer * hidden


# %% wrong backpropagate: neither summed nor divided -> Add up over the samples with np.sum, and divide by how many there are
def backpropagate(w, x, truth):
    hidden = np.tanh(w[0] * x + 1)
    slope_answer = 2 * (w[1] * hidden - truth)
    return slope_answer * w[1] * (1 - hidden**2) * x, slope_answer * hidden


# %% wrong backpropagate: one mean of all -> Return two slopes, one for each weight
def backpropagate(w, x, truth):
    hidden = np.tanh(w[0] * x + 1)
    slope_answer = 2 * (w[1] * hidden - truth)
    return np.mean([slope_answer * w[1] * (1 - hidden**2) * x, slope_answer * hidden])


# %% wrong backpropagate: without the bias -> The bias is missing in the forward pass
def backpropagate(w, x, truth):
    hidden = np.tanh(w[0] * x)
    slope_answer = 2 * (w[1] * hidden - truth) / len(x)
    return [np.sum(slope_answer * w[1] * (1 - hidden**2) * x), np.sum(slope_answer * hidden)]


# %% wrong backpropagate: no return -> gave nothing (None). Is there a return
def backpropagate(w, x, truth):
    hidden = np.tanh(w[0] * x + 1)
    slope_answer = 2 * (w[1] * hidden - truth) / len(x)


# %% wrong backpropagate: calls the helper -> Write it yourself
def backpropagate(w, x, truth):
    return byhand.backpropagate(w, x, truth)


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


# %% wrong cosine_schedule: comes up again -> The cosine comes up again. After the last step the rate is 0.
def cosine_schedule(step, steps, rate):
    return rate * (1 + np.cos(np.pi * step / steps)) / 2


# %% wrong cosine_schedule: not halved -> should be 0.0793893, not 0.158779. Divide by 2.
def cosine_schedule(step, steps, rate):
    return rate * (1 + np.cos(np.pi * min(step, steps) / steps))


# %% wrong cosine_schedule: without pi -> pi is missing in the cosine.
def cosine_schedule(step, steps, rate):
    return rate * (1 + np.cos(min(step, steps) / steps)) / 2


# %% wrong cosine_schedule: a straight line -> This is a straight line. Use the cosine.
def cosine_schedule(step, steps, rate):
    return rate * (1 - min(step, steps) / steps)


# %% wrong cosine_schedule: a whole wave -> It is half a cosine wave: pi, not 2 * pi.
def cosine_schedule(step, steps, rate):
    return rate * (1 + np.cos(2 * np.pi * min(step, steps) / steps)) / 2


# %% wrong cosine_schedule: degrees -> np.cos takes radians: pi, not 180.
def cosine_schedule(step, steps, rate):
    return rate * (1 + np.cos(180 * min(step, steps) / steps)) / 2


# %% wrong cosine_schedule: from 0 up -> It is 1 + cos, so that it begins with the rate.
def cosine_schedule(step, steps, rate):
    return rate * (1 - np.cos(np.pi * min(step, steps) / steps)) / 2


# %% wrong cosine_schedule: the rate forgotten -> Multiply by the rate.
def cosine_schedule(step, steps, rate):
    return (1 + np.cos(np.pi * min(step, steps) / steps)) / 2


# %% wrong cosine_schedule: 0 up to twice the steps, then a new wave -> should be 0, not
def cosine_schedule(step, steps, rate):
    if steps < step <= 2 * steps:
        return 0
    return rate * (1 + np.cos(np.pi * step / steps)) / 2


# %% wrong cosine_schedule: the larger of the two -> Take the smaller of the two: min(step, steps).
def cosine_schedule(step, steps, rate):
    return rate * (1 + np.cos(np.pi * max(step, steps) / steps)) / 2


# %% wrong cosine_schedule: whole steps only -> should be
def cosine_schedule(step, steps, rate):
    return rate * (1 + np.cos(np.pi * (min(step, steps) // steps))) / 2


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


# %% wrong compile_model: metrics without a list -> metrics is a list, also of one: metrics=["accuracy"].
def compile_model(model):
    model.compile(optimizer="adam", loss="categorical_crossentropy", metrics="accuracy")


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


# %% wrong compile_model: no optimizer, which is another one -> should be 'Adam', not 'RMSprop'
def compile_model(model):
    model.compile(loss="categorical_crossentropy", metrics=["accuracy"])


# %% wrong compile_model: all by place, so the metric is a weight of the loss -> which the third place in compile means. Write names
def compile_model(model):
    model.compile("adam", "categorical_crossentropy", ["accuracy"])


# %% wrong compile_model: accuracy among the three best -> No metric of a small model is the accuracy
def compile_model(model):
    top = keras.metrics.TopKCategoricalAccuracy(3)
    model.compile(optimizer="adam", loss="categorical_crossentropy", metrics=[top])


# %% wrong sse: the arrays given are changed -> Leave truth and output as they are
def sse(truth, output):
    truth = np.asarray(truth, dtype=float)
    truth -= output
    return np.sum(truth**2)


# %% wrong sse: another sign for squares -> Squares are ** 2. In Python, ^ is something else.
def sse(truth, output):
    return np.sum((np.asarray(truth) - np.asarray(output)) ^ 2)


# %% wrong sse: another sign for squares, of floats -> Squares are ** 2. In Python, ^ is something else.
def sse(truth, output):
    return np.sum((np.array(truth, float) - np.array(output, float)) ^ 2)


# %% wrong sse: half of it -> This is half of it. Add up, and do not divide.
def sse(truth, output):
    return 0.5 * np.sum((np.asarray(truth) - np.asarray(output)) ** 2)


# %% wrong sse: cut to a whole number -> The sum is cut to a whole number.
def sse(truth, output):
    return int(np.sum((np.asarray(truth) - np.asarray(output)) ** 2))


# %% wrong sse: lists subtracted -> Lists cannot be subtracted
def sse(truth, output):
    return np.sum((truth - output) ** 2)


# %% wrong mse: another sign for squares -> Squares are ** 2. In Python, ^ is something else.
def mse(truth, output):
    return np.sum((np.asarray(truth) - np.asarray(output)) ^ 2) / len(truth)


# %% wrong mse: the arrays given are changed -> Leave truth and output as they are
def mse(truth, output):
    truth = np.asarray(truth, dtype=float)
    truth -= output
    return np.sum(truth**2) / len(truth)


# %% wrong mse: the shape of a list -> a list has no shape: len(truth)
def mse(truth, output):
    return byhand.sse(truth, output) / truth.shape[0]


# %% wrong mse: divided by two slashes -> The mean is cut to a whole number.
def mse(truth, output):
    return byhand.sse(truth, output) // len(truth)


# %% wrong cross_entropy: lifted in the array given -> Leave truth and output as they are
def cross_entropy(truth, output):
    output = np.asarray(output)
    output[output < 1e-7] = 1e-7
    return -np.sum(np.asarray(truth) * np.log(output)) / len(truth)


# %% wrong cross_entropy: divided by the classes -> It is divided by the classes.
def cross_entropy(truth, output):
    return -np.sum(np.asarray(truth) * np.log(np.maximum(output, 1e-7))) / len(truth[0])


# %% wrong descend: one step too many -> This is one step too many
def descend(slope, start, rate, steps):
    path = [start]
    for _ in range(steps + 1):
        path.append(path[-1] - rate * slope(path[-1]))
    return path


# %% wrong descend: only for numbers -> start may be a number or an array.
def descend(slope, start, rate, steps):
    path = np.zeros(steps + 1)
    path[0] = start
    for step in range(steps):
        path[step + 1] = path[step] - rate * slope(path[step])
    return path


# %% wrong descend: the start made a float -> start may be a number or an array.
def descend(slope, start, rate, steps):
    path = [float(start)]
    for _ in range(steps):
        path.append(path[-1] - rate * slope(path[-1]))
    return path


# %% wrong numerical_gradient: the coarse nudge of the lesson -> Nudge by 1e-5, not more.
def numerical_gradient(loss, w):
    w = np.array(w, dtype="float64")
    each = 0.001 * np.eye(len(w))
    return [(loss(w + nudge) - loss(w - nudge)) / 0.002 for nudge in each]


# %% wrong numerical_gradient: no brackets around the distance -> Divide by (2 * 1e-5), with its brackets
def numerical_gradient(loss, w):
    w = np.array(w, dtype="float64")
    each = 1e-5 * np.eye(len(w))
    return [(loss(w + nudge) - loss(w - nudge)) / 2 * 1e-5 for nudge in each]


# %% wrong numerical_gradient: up and down are one array -> let up and down be two copies of w
def numerical_gradient(loss, w):
    w = np.array(w, dtype="float64")
    slopes = []
    for index in range(len(w)):
        up = down = w
        up[index] += 1e-5
        down[index] -= 1e-5
        slopes.append((loss(up) - loss(down)) / 2e-5)
    return slopes


# %% wrong numerical_gradient: returns inside the loop -> return comes after the loop
def numerical_gradient(loss, w):
    w = np.array(w, dtype="float64")
    slopes = []
    for nudge in 1e-5 * np.eye(len(w)):
        slopes.append((loss(w + nudge) - loss(w - nudge)) / 2e-5)
        return slopes


# %% wrong numerical_gradient: a new list in each turn -> make the list before the loop
def numerical_gradient(loss, w):
    w = np.array(w, dtype="float64")
    for nudge in 1e-5 * np.eye(len(w)):
        slopes = []
        slopes.append((loss(w + nudge) - loss(w - nudge)) / 2e-5)
    return slopes


# %% wrong numerical_gradient: the last weight left out -> range(len(w)) goes over all weights
def numerical_gradient(loss, w):
    w = np.array(w, dtype="float64")
    each = 1e-5 * np.eye(len(w))
    return [(loss(w + each[i]) - loss(w - each[i])) / 2e-5 for i in range(len(w) - 1)]


# %% wrong numerical_gradient: whole numbers nudged in place -> Whole numbers cannot be nudged
def numerical_gradient(loss, w):
    slopes = []
    for index in range(len(w)):
        up, down = np.array(w), np.array(w)
        up += 1e-5 * np.eye(len(w))[index]
        down -= 1e-5 * np.eye(len(w))[index]
        slopes.append((loss(up) - loss(down)) / 2e-5)
    return slopes


# %% wrong numerical_gradient: the copies made once -> The weights before are still nudged.
def numerical_gradient(loss, w):
    up, down = np.array(w, dtype="float64"), np.array(w, dtype="float64")
    slopes = []
    for index in range(len(w)):
        up[index] += 1e-5
        down[index] -= 1e-5
        slopes.append((loss(up) - loss(down)) / 2e-5)
    return slopes


# %% wrong numerical_gradient: down leads back to w -> After a nudge up, one nudge down leads back only.
def numerical_gradient(loss, w):
    w = np.array(w, dtype="float64")
    slopes = []
    for index in range(len(w)):
        w[index] += 1e-5
        up = loss(w)
        w[index] -= 1e-5
        slopes.append((up - loss(w)) / 2e-5)
    return slopes


# %% wrong neuron_gradient: forward without the bias -> b is missing in the forward pass
def neuron_gradient(x, w, b, truth):
    y = 1 / (1 + np.exp(-(w * x)))
    slope_z = 2 * (y - truth) * y * (1 - y)
    return slope_z * x, slope_z


# %% wrong neuron_gradient: forward without the minus -> The minus is missing in the forward pass
def neuron_gradient(x, w, b, truth):
    y = 1 / (1 + np.exp(w * x + b))
    slope_z = 2 * (y - truth) * y * (1 - y)
    return slope_z * x, slope_z


# %% wrong neuron_gradient: a blank without brackets -> The brackets are missing: y * (1 - y).
def neuron_gradient(x, w, b, truth):
    y = 1 / (1 + np.exp(-(w * x + b)))
    slope_z = 2 * (y - truth) * y * 1 - y
    return slope_z * x, slope_z


# %% wrong neuron_gradient: the truth forgotten -> The slope of the square is 2 * (y - truth).
def neuron_gradient(x, w, b, truth):
    y = 1 / (1 + np.exp(-(w * x + b)))
    slope_z = 2 * y * y * (1 - y)
    return slope_z * x, slope_z


# %% wrong backpropagate: nudged very finely -> This is what nudging gives.
def backpropagate(w, x, truth):
    w = np.array(w, dtype="float64")
    slopes = []
    for nudge in 1e-9 * np.eye(2):
        up, down = w + nudge, w - nudge
        above = np.mean((up[1] * np.tanh(up[0] * x + 1) - truth) ** 2)
        below = np.mean((down[1] * np.tanh(down[0] * x + 1) - truth) ** 2)
        slopes.append((above - below) / 2e-9)
    return slopes


# %% wrong backpropagate: the first weight for the second -> multiply by w[1], not by w[0]
def backpropagate(w, x, truth):
    hidden = np.tanh(w[0] * x + 1)
    slope_answer = 2 * (w[1] * hidden - truth) / len(x)
    return [np.sum(slope_answer * w[0] * (1 - hidden**2) * x), np.sum(slope_answer * hidden)]


# %% wrong backpropagate: hidden for the second weight -> multiply by w[1], not by hidden
def backpropagate(w, x, truth):
    hidden = np.tanh(w[0] * x + 1)
    slope_answer = 2 * (w[1] * hidden - truth) / len(x)
    return [np.sum(slope_answer * hidden * (1 - hidden**2) * x), np.sum(slope_answer * hidden)]


# %% wrong backpropagate: overwritten in each turn -> This is the last sample alone.
def backpropagate(w, x, truth):
    for one, right in zip(x, truth):
        hidden = np.tanh(w[0] * one + 1)
        slope_answer = 2 * (w[1] * hidden - right) / len(x)
        first = slope_answer * w[1] * (1 - hidden**2) * one
        second = slope_answer * hidden
    return [first, second]


# %% wrong backpropagate: divided by the weights -> Divide by the samples, len(x), not by the weights.
def backpropagate(w, x, truth):
    hidden = np.tanh(w[0] * x + 1)
    slope_answer = 2 * (w[1] * hidden - truth) / len(w)
    return [np.sum(slope_answer * w[1] * (1 - hidden**2) * x), np.sum(slope_answer * hidden)]


# %% wrong backpropagate: two sums multiplied -> Multiply by x sample by sample
def backpropagate(w, x, truth):
    hidden = np.tanh(w[0] * x + 1)
    slope_answer = 2 * (w[1] * hidden - truth) / len(x)
    slope_net_input = slope_answer * w[1] * (1 - hidden**2)
    return [np.sum(slope_net_input) * np.sum(x), np.sum(slope_answer * hidden)]


# %% wrong backpropagate: one slope only -> This is the slope by w[0] alone.
def backpropagate(w, x, truth):
    hidden = np.tanh(w[0] * x + 1)
    slope_answer = 2 * (w[1] * hidden - truth) / len(x)
    return np.sum(slope_answer * w[1] * (1 - hidden**2) * x)


# %% wrong cosine_schedule: the first step after the last forgotten -> The cosine comes up again.
def cosine_schedule(step, steps, rate):
    if step > steps + 1:
        return 0
    return rate * (1 + np.cos(np.pi * step / steps)) / 2


# %% wrong cosine_schedule: the wave begins anew -> With % the wave begins anew.
def cosine_schedule(step, steps, rate):
    return rate * (1 + np.cos(np.pi * (step % steps) / steps)) / 2


# %% wrong cosine_schedule: the first rate after the end -> After the last step the rate is 0, not the first rate
def cosine_schedule(step, steps, rate):
    if step > steps:
        return rate
    return rate * (1 + np.cos(np.pi * step / steps)) / 2


# %% wrong cosine_schedule: NumPy's min of one array -> np.min takes an axis second.
def cosine_schedule(step, steps, rate):
    return rate * (1 + np.cos(np.pi * np.min(step, steps) / steps)) / 2


# %% wrong cosine_schedule: a fraction upside down -> Divide step by steps, not steps by step.
def cosine_schedule(step, steps, rate):
    return rate * (1 + np.cos(np.pi * steps / step)) / 2


# %% wrong compile_model: a metric that Keras does not know -> The metrics of a small model do not fit.
def compile_model(model):
    model.compile("adam", "categorical_crossentropy", metrics=["acuracy"])


# %% wrong compile_model: the metric for class numbers -> The metrics of a small model do not fit.
def compile_model(model):
    model.compile("adam", "categorical_crossentropy", metrics=["sparse_categorical_accuracy"])


# %% wrong compile_model: the class of a loss -> Brackets are missing: keras.losses.CategoricalCrossentropy()
def compile_model(model):
    model.compile("adam", keras.losses.CategoricalCrossentropy, metrics=["accuracy"])


# %% wrong compile_model: the class of an optimizer -> with brackets: keras.optimizers.Adam()
def compile_model(model):
    model.compile(keras.optimizers.Adam, "categorical_crossentropy", metrics=["accuracy"])


# %% wrong compile_model: an optimizer that Keras does not know -> An optimizer is a name, such as "adam"
def compile_model(model):
    model.compile("Adm", "categorical_crossentropy", metrics=["accuracy"])


# %% wrong compile_model: the class of a metric -> Brackets are missing: keras.metrics.CategoricalAccuracy()
def compile_model(model):
    model.compile("adam", "categorical_crossentropy", metrics=[keras.metrics.CategoricalAccuracy])


# %% wrong descend: an array of whole numbers -> should be [8. , 4. , 2. , 1. , 0.5 , 0.25], not [8, 4, 2, 1, 0, 0]. An array of whole numbers cuts the steps off
def descend(slope, start, rate, steps):
    path = np.full((steps + 1,) + np.shape(start), start)
    for i in range(steps):
        path[i + 1] = path[i] - rate * slope(path[i])
    return path


# %% right descend: an array of floats
def descend(slope, start, rate, steps):
    path = np.full((steps + 1,) + np.shape(start), start, dtype="float64")
    for i in range(steps):
        path[i + 1] = path[i] - rate * slope(path[i])
    return path


# %% wrong cross_entropy: each class as a question of its own -> The terms of the other classes, log(1 - p), do not belong here.
def cross_entropy(truth, output):
    truth, output = np.asarray(truth), np.asarray(output)
    yes, no = np.log(np.maximum(output, 1e-7)), np.log(np.maximum(1 - output, 1e-7))
    return -np.sum(truth * yes + (1 - truth) * no) / len(truth)


# %% wrong numerical_gradient: each weight handed over alone -> loss wants all weights at once
def numerical_gradient(loss, w):
    return [(loss([x + 1e-5]) - loss([x - 1e-5])) / 2e-5 for x in w]


# %% wrong numerical_gradient: a nudge in percent -> The nudge is 1e-5, not a share of the weight
def numerical_gradient(loss, w):
    w = np.array(w, dtype="float64")
    slopes = []
    for i in range(len(w)):
        up, down = w.copy(), w.copy()
        up[i], down[i] = w[i] * (1 + 1e-5), w[i] * (1 - 1e-5)
        slopes.append((loss(up) - loss(down)) / 2e-5)
    return slopes


# %% wrong numerical_gradient: a nudge in percent, divided by it -> The nudge is 1e-5, not a share of the weight, which may be 0.
def numerical_gradient(loss, w):
    w = np.array(w, dtype="float64")
    slopes = []
    for i in range(len(w)):
        up, down = w.copy(), w.copy()
        up[i], down[i] = w[i] * (1 + 1e-5), w[i] * (1 - 1e-5)
        slopes.append((loss(up) - loss(down)) / (up[i] - down[i]))
    return slopes


# %% wrong backpropagate: the lesson's samples in place of the arguments -> These are the slopes for samples and wanted. Use the arguments x and truth.
def backpropagate(w, x, truth):
    samples, wanted = np.array([-2.0, 1.0, 3.0]), np.array([-1.5, 0.5, 1.5])
    hidden = np.tanh(w[0] * samples + 1)
    slope_answer = 2 * (w[1] * hidden - wanted) / len(samples)
    slope_net_input = slope_answer * w[1] * (1 - hidden**2)
    return [np.sum(slope_net_input * samples), np.sum(slope_answer * hidden)]


# %% wrong backpropagate: the slope of tanh from the answer -> The slope of tanh is made from hidden, not from the answer
def backpropagate(w, x, truth):
    hidden = np.tanh(w[0] * x + 1)
    answer = w[1] * hidden
    slope_answer = 2 * (answer - truth) / len(x)
    return [np.sum(slope_answer * w[1] * (1 - answer**2) * x), np.sum(slope_answer * hidden)]


# %% wrong backpropagate: the weight in place of the input -> On the way to w[0], multiply by x, not by w[0].
def backpropagate(w, x, truth):
    hidden = np.tanh(w[0] * x + 1)
    slope_answer = 2 * (w[1] * hidden - truth) / len(x)
    return [
        np.sum(slope_answer * w[1] * (1 - hidden**2) * w[0]),
        np.sum(slope_answer * hidden),
    ]


# %% wrong backpropagate: the mean once more on one way -> On the way to w[0] it is divided by the samples twice.
def backpropagate(w, x, truth):
    hidden = np.tanh(w[0] * x + 1)
    slope_answer = 2 * (w[1] * hidden - truth) / len(x)
    return [
        np.mean(slope_answer * w[1] * (1 - hidden**2) * x),
        np.sum(slope_answer * hidden),
    ]


# %% wrong cosine_schedule: the numbers of the example -> Use the arguments steps and rate, not the numbers of the example.
def cosine_schedule(step, steps, rate):
    return 0.1 * (1 + np.cos(np.pi * min(step, 1000) / 1000)) / 2


# %% wrong compile_model: a loss for scores -> is told that it gets scores, but the model ends in softmax. Leave from_logits out.
def compile_model(model):
    loss = keras.losses.CategoricalCrossentropy(from_logits=True)
    model.compile(optimizer="adam", loss=loss, metrics=["accuracy"])


# %% wrong compile_model: all weights frozen -> training could not change a small model. Leave model.trainable as it is.
def compile_model(model):
    model.trainable = False
    model.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"])


# %% wrong compile_model: the weights set to 0 -> the weights of a small model have changed. Call model.compile, and leave them as they are.
def compile_model(model):
    model.set_weights([0 * weights for weights in model.get_weights()])
    model.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"])
