# ruff: noqa
# %% right neuron: with a loop
def neuron(inputs, weights, bias):
    net_input = bias
    for x, w in zip(inputs, weights):
        net_input += x * w
    return net_input if net_input > 0 else 0


# %% right neuron: with a product, in an array of one number
def neuron(inputs, weights, bias):
    return np.maximum(np.float32(inputs @ weights + bias), 0)


# %% right neuron: with Keras
def neuron(inputs, weights, bias):
    return keras.ops.relu(np.dot(weights, inputs) + float(bias))


# %% wrong neuron: no activation -> neuron([1, 2], [-3, 1], 0.25) should be 0, not -0.75. That is the net input
def neuron(inputs, weights, bias):
    return np.sum(weights * inputs) + bias


# %% wrong neuron: the bias added to every product -> should be 5, not 6. The bias is added to every product
def neuron(inputs, weights, bias):
    return relu(np.sum(weights * inputs + bias))


# %% wrong neuron: relu before the sum -> should be 5, not 7. relu comes last
def neuron(inputs, weights, bias):
    return np.sum(relu(weights * inputs)) + bias


# %% wrong neuron: the sigmoid -> should be 5, not 0.993307. That is the sigmoid
def neuron(inputs, weights, bias):
    return sigmoid(np.sum(weights * inputs) + bias)


# %% wrong neuron: no sum -> The sum is missing: these are single products
def neuron(inputs, weights, bias):
    return relu(weights * inputs + bias)


# %% wrong neuron: no return -> gave nothing (None). Is there a return
def neuron(inputs, weights, bias):
    relu(np.sum(weights * inputs) + bias)


# %% wrong neuron: the bias forgotten -> should be 5, not 4.5. The bias is missing
def neuron(inputs, weights, bias):
    return relu(np.sum(weights * inputs))


# %% wrong neuron: the bias taken away, as a threshold -> should be 5, not 4. The bias is added, not taken away
def neuron(inputs, weights, bias):
    return relu(np.sum(weights * inputs) - bias)


# %% wrong neuron: a threshold unit -> should be 5, not 1
def neuron(inputs, weights, bias):
    return float(np.sum(weights * inputs) + bias > 0)


# %% wrong neuron: the size in place of relu -> should be 0, not 0.75. relu makes 0 of what is below 0. It does not take the minus away
def neuron(inputs, weights, bias):
    return abs(np.sum(weights * inputs) + bias)


# %% wrong neuron: the mean of the products -> should be 5, not 2
def neuron(inputs, weights, bias):
    return relu(np.mean(weights * inputs) + bias)


# %% wrong neuron: weights added, not multiplied -> should be 5, not 8
def neuron(inputs, weights, bias):
    return relu(np.sum(weights + inputs) + bias)


# %% wrong neuron: the bias after relu -> should be 0, not 0.25. The bias comes before relu
def neuron(inputs, weights, bias):
    return relu(np.sum(weights * inputs)) + bias


# %% wrong neuron: made a whole number -> should be 1.75, not 1. That is cut to a whole number
def neuron(inputs, weights, bias):
    return int(max(0, np.sum(weights * inputs) + bias))


# %% wrong neuron: rounded -> should be 1.75, not 2. That is rounded to a whole number
def neuron(inputs, weights, bias):
    return round(max(0, np.sum(weights * inputs) + bias))


# %% wrong neuron: the helper called -> Write it yourself
def neuron(inputs, weights, bias):
    return byhand.neuron(inputs, weights, bias)


# %% right forward: with loops over samples and neurons
def forward(batch, w1, b1, w2, b2):
    answers = []
    for sample in batch:
        hidden = [max(0, sum(sample * w1[:, i]) + b1[i]) for i in range(len(b1))]
        scores = [sum(np.array(hidden) * w2[:, i]) + b2[i] for i in range(len(b2))]
        powers = [np.exp(score) for score in scores]
        answers.append([power / sum(powers) for power in powers])
    return answers


# %% right forward: with Keras and float32
def forward(batch, w1, b1, w2, b2):
    from keras import ops

    hidden = ops.relu(ops.matmul(batch.astype("float64"), w1.astype("float64")) + b1)
    return ops.softmax(ops.matmul(hidden, w2.astype("float64")) + b2)


# %% right forward: a softmax of one's own
def forward(batch, w1, b1, w2, b2):
    hidden = np.dot(batch, w1) + b1
    hidden[hidden < 0] = 0
    powers = np.exp(np.dot(hidden, w2) + b2)
    return powers / powers.sum(axis=1)[:, None]


# %% wrong forward: no relu -> relu is missing after the first layer
def forward(batch, w1, b1, w2, b2):
    return softmax((batch @ w1 + b1) @ w2 + b2)


# %% wrong forward: no softmax -> not [[5, 5]]. These are the scores
def forward(batch, w1, b1, w2, b2):
    return relu(batch @ w1 + b1) @ w2 + b2


# %% wrong forward: softmax over the whole batch -> softmax has to sum along each row: axis=-1
def forward(batch, w1, b1, w2, b2):
    powers = np.exp(relu(batch @ w1 + b1) @ w2 + b2)
    return powers / powers.sum()


# %% wrong forward: relu on the output, too -> relu comes after the first layer only, not before softmax
def forward(batch, w1, b1, w2, b2):
    return softmax(relu(relu(batch @ w1 + b1) @ w2 + b2))


# %% wrong forward: no biases -> The biases are missing
def forward(batch, w1, b1, w2, b2):
    return softmax(relu(batch @ w1) @ w2)


# %% wrong forward: only the first sample -> should have the shape (5, 3), not (3,)
def forward(batch, w1, b1, w2, b2):
    answers = softmax(relu(batch @ w1 + b1) @ w2 + b2)
    return answers if len(batch) == 1 else answers[0]


# %% wrong forward: the sizes of the drawing typed in -> IndexError
def forward(batch, w1, b1, w2, b2):
    answers = np.zeros((len(batch), 3))
    for i, sample in enumerate(batch):
        hidden = np.array([relu(sample @ w1[:, j] + b1[j]) for j in range(4)])
        answers[i] = softmax(hidden @ w2 + b2)
    return answers


# %% wrong forward: softmax down the columns -> softmax has to sum along each row, not down the columns
def forward(batch, w1, b1, w2, b2):
    powers = np.exp(relu(batch @ w1 + b1) @ w2 + b2)
    return powers / powers.sum(axis=0) if len(batch) > 1 else softmax(np.log(powers))


# %% wrong forward: the sigmoid in the hidden layer -> The first layer has relu, not the sigmoid
def forward(batch, w1, b1, w2, b2):
    return softmax(sigmoid(batch @ w1 + b1) @ w2 + b2)


# %% wrong forward: softmax in both layers -> relu comes after the first layer only, softmax after the second
def forward(batch, w1, b1, w2, b2):
    return softmax(softmax(batch @ w1 + b1) @ w2 + b2)


# %% wrong forward: the bias of the hidden layer forgotten -> The biases b1 are missing
def forward(batch, w1, b1, w2, b2):
    return softmax(relu(batch @ w1) @ w2 + b2)


# %% wrong forward: the biases added after relu -> The biases b1 come before relu
def forward(batch, w1, b1, w2, b2):
    return softmax((relu(batch @ w1) + b1) @ w2 + b2)


# %% wrong forward: the class in place of the probabilities -> should have the shape (1, 2), not (1,)
def forward(batch, w1, b1, w2, b2):
    return softmax(relu(batch @ w1 + b1) @ w2 + b2).argmax(axis=1)


# %% wrong forward: element by element -> should have the shape (1, 2), not (2, 2)
def forward(batch, w1, b1, w2, b2):
    return softmax(relu(batch * w1 + b1) * w2 + b2)


# %% wrong forward: the biases exchanged -> b1 and b2 are exchanged
def forward(batch, w1, b1, w2, b2):
    return softmax(relu(batch @ w1 + b2) @ w2 + b1)


# %% wrong forward: the weights on the left -> The batch stands on the left: batch @ w1
def forward(batch, w1, b1, w2, b2):
    return softmax(w2 @ relu(w1 @ batch + b1) + b2)


# %% wrong forward: a softmax whose sums lie -> In a softmax of your own, the sum needs axis=-1, keepdims=True
def forward(batch, w1, b1, w2, b2):
    powers = np.exp(relu(batch @ w1 + b1) @ w2 + b2)
    return powers / powers.sum(axis=1)


# %% wrong forward: the helper called -> Write it yourself
def forward(batch, w1, b1, w2, b2):
    return byhand.forward(batch, w1, b1, w2, b2)


# %% right convolve2d: one slice of the picture for each number of the kernel
def convolve2d(image, kernel):
    rows = image.shape[0] - kernel.shape[0] + 1
    columns = image.shape[1] - kernel.shape[1] + 1
    result = 0.0
    for (row, column), weight in np.ndenumerate(kernel):
        result = result + weight * image[row : row + rows, column : column + columns]
    return result


# %% right convolve2d: plain lists
def convolve2d(image, kernel):
    image, kernel = image.tolist(), kernel.tolist()
    high, wide = len(kernel), len(kernel[0])
    return [
        [
            sum(image[r + i][c + j] * kernel[i][j] for i in range(high) for j in range(wide))
            for c in range(len(image[0]) - wide + 1)
        ]
        for r in range(len(image) - high + 1)
    ]


# %% right convolve2d: with SciPy
def convolve2d(image, kernel):
    from scipy.signal import correlate2d

    return correlate2d(image.astype("float32"), kernel, mode="valid")


# %% right convolve2d: with sliding windows
def convolve2d(image, kernel):
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    return (windows * kernel).sum(axis=(2, 3))


# %% wrong convolve2d: the kernel turned round -> The kernel is turned round. Leave it as it is.
def convolve2d(image, kernel):
    from scipy.signal import convolve2d as turned

    return turned(image, kernel, mode="valid")


# %% wrong convolve2d: height and width swapped -> The part and the kernel differ in shape. Do the loops run over
def convolve2d(image, kernel):
    width, height = kernel.shape
    result = np.zeros((image.shape[0] - height + 1, image.shape[1] - width + 1))
    for row, column in np.ndindex(*result.shape):
        part = image[row : row + height, column : column + width]
        result[row, column] = np.sum(part * kernel)
    return result


# %% wrong convolve2d: padding same -> should have the shape (3, 2), not (5, 4)
def convolve2d(image, kernel):
    from scipy.signal import correlate2d

    return correlate2d(image, kernel, mode="same")


# %% wrong convolve2d: a matrix product -> @ is a matrix product. Multiply number by number
def convolve2d(image, kernel):
    height, width = kernel.shape
    result = np.zeros((image.shape[0] - height + 1, image.shape[1] - width + 1))
    for row, column in np.ndindex(*result.shape):
        part = image[row : row + height, column : column + width]
        result[row, column] = (part @ kernel).sum()
    return result


# %% wrong convolve2d: one row and column too few -> There is one more place downwards, and one more across
def convolve2d(image, kernel):
    height, width = kernel.shape
    result = np.zeros((image.shape[0] - height, image.shape[1] - width))
    for row, column in np.ndindex(*result.shape):
        part = image[row : row + height, column : column + width]
        result[row, column] = np.sum(part * kernel)
    return result


# %% wrong convolve2d: kernels of 3 x 3 only -> a kernel of 2 x 3
def convolve2d(image, kernel):
    if kernel.shape == (2, 2):
        return np.array([[np.sum(image * kernel)]])
    result = np.zeros((image.shape[0] - 2, image.shape[1] - 2))
    for row, column in np.ndindex(*result.shape):
        result[row, column] = np.sum(
            image[row : row + 3, column : column + 3] * kernel[:3, :3].sum()
        )
        if kernel.shape == (3, 3):
            result[row, column] = np.sum(image[row : row + 3, column : column + 3] * kernel)
    return result


# %% wrong convolve2d: rounded to whole numbers -> These are cut to whole numbers
def convolve2d(image, kernel):
    height, width = kernel.shape
    result = np.zeros((image.shape[0] - height + 1, image.shape[1] - width + 1), dtype=int)
    for row, column in np.ndindex(*result.shape):
        part = image[row : row + height, column : column + width]
        result[row, column] = np.sum(part * kernel)
    return result


# %% wrong convolve2d: the mean in place of the sum -> That is the mean of the products. Add them up.
def convolve2d(image, kernel):
    height, width = kernel.shape
    result = np.zeros((image.shape[0] - height + 1, image.shape[1] - width + 1))
    for row, column in np.ndindex(*result.shape):
        part = image[row : row + height, column : column + width]
        result[row, column] = np.mean(part * kernel)
    return result


# %% wrong convolve2d: negative numbers cut off -> Negative numbers are part of the result
def convolve2d(image, kernel):
    height, width = kernel.shape
    result = np.zeros((image.shape[0] - height + 1, image.shape[1] - width + 1))
    for row, column in np.ndindex(*result.shape):
        part = image[row : row + height, column : column + width]
        result[row, column] = np.sum(part * kernel)
    return relu(result) if image.dtype == np.uint8 else result


# %% wrong convolve2d: the loops end too early -> At each place: the part of the picture under the kernel
def convolve2d(image, kernel):
    height, width = kernel.shape
    result = np.zeros((image.shape[0] - height + 1, image.shape[1] - width + 1))
    for row in range(image.shape[0] - height):
        for column in range(image.shape[1] - width):
            result[row, column] = np.sum(
                image[row : row + height, column : column + width] * kernel
            )
    return result


# %% wrong convolve2d: the result keeps the picture's type -> These are cut to whole numbers. Fill an array of np.zeros(shape).
def convolve2d(image, kernel):
    height, width = kernel.shape
    shape = (image.shape[0] - height + 1, image.shape[1] - width + 1)
    result = np.zeros(shape, image.dtype)
    for row, column in np.ndindex(*shape):
        part = image[row : row + height, column : column + width]
        result[row, column] = np.sum(part * kernel)
    return result


# %% wrong convolve2d: square kernels only -> a kernel of 2 x 3
def convolve2d(image, kernel):
    side = len(kernel)
    result = np.zeros((image.shape[0] - side + 1, image.shape[1] - side + 1))
    for row, column in np.ndindex(*result.shape):
        part = image[row : row + side, column : column + side]
        result[row, column] = np.sum(part * kernel[:, :side])
    return result


# %% wrong convolve2d: steps as large as the kernel -> should have the shape (3, 2), not (1, 1)
def convolve2d(image, kernel):
    height, width = kernel.shape
    rows = range(0, image.shape[0] - height + 1, height)
    columns = range(0, image.shape[1] - width + 1, width)
    return np.array(
        [[np.sum(image[r : r + height, c : c + width] * kernel) for c in columns] for r in rows]
    )


# %% wrong convolve2d: the products without their sum -> The products are not added up: np.sum is missing
def convolve2d(image, kernel):
    height, width = kernel.shape
    result = np.zeros((image.shape[0] - height + 1, image.shape[1] - width + 1))
    for row, column in np.ndindex(*result.shape):
        result[row, column] = image[row : row + height, column : column + width] * kernel
    return result


# %% wrong convolve2d: a return inside the outer loop -> Only the first row is filled. Does a return stand inside a loop?
def convolve2d(image, kernel):
    height, width = kernel.shape
    result = np.zeros((image.shape[0] - height + 1, image.shape[1] - width + 1))
    for row in range(result.shape[0]):
        for column in range(result.shape[1]):
            part = image[row : row + height, column : column + width]
            result[row, column] = np.sum(part * kernel)
        return result


# %% wrong convolve2d: a return inside both loops -> Only the first number is filled
def convolve2d(image, kernel):
    height, width = kernel.shape
    result = np.zeros((image.shape[0] - height + 1, image.shape[1] - width + 1))
    for row in range(result.shape[0]):
        for column in range(result.shape[1]):
            part = image[row : row + height, column : column + width]
            result[row, column] = np.sum(part * kernel)
            return result


# %% wrong convolve2d: the kernel on its side -> Rows and columns of the kernel are exchanged
def convolve2d(image, kernel):
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    turned = kernel.T if kernel.shape[0] == kernel.shape[1] else kernel
    return (windows * turned).sum(axis=(2, 3))


# %% wrong convolve2d: parts of 3 x 3 whatever the kernel -> kernel.shape is (height, width), not always (3, 3)
def convolve2d(image, kernel):
    result = np.zeros((image.shape[0] - 2, image.shape[1] - 2))
    for row in range(result.shape[0]):
        for column in range(result.shape[1]):
            part = image[row : row + 3, column : column + 3]
            result[row, column] = np.sum(part * kernel)
    return result


# %% wrong convolve2d: the column first -> In image[...] and result[...] the row comes first
def convolve2d(image, kernel):
    height, width = kernel.shape
    result = np.zeros((image.shape[0] - height + 1, image.shape[1] - width + 1))
    for row in range(result.shape[0]):
        for column in range(result.shape[1]):
            part = image[row : row + height, column : column + width]
            result[column, row] = np.sum(part * kernel)
    return result


# %% wrong convolve2d: relu on every result -> should be [[-0.5, -1. , -1.5], [-2. , -2.5, -3. ]], not [[0, 0, 0], [0, 0, 0]]. Negative numbers are part
def convolve2d(image, kernel):
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    return relu((windows * kernel).sum(axis=(2, 3)))


# %% wrong convolve2d: the minus taken away -> Negative numbers are part of the result. Leave abs out
def convolve2d(image, kernel):
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    return abs((windows * kernel).sum(axis=(2, 3)))


# %% wrong convolve2d: the helper called -> Write it yourself
def convolve2d(image, kernel):
    return byhand.convolve2d(image, kernel)


# %% right output_size: the places counted
def output_size(size, kernel_size, stride=1, padding="valid"):
    end = size if padding == "same" else size - kernel_size + 1
    return len(range(0, end, stride))


# %% right output_size: with ceil, as a float
def output_size(size, kernel_size, stride=1, padding="valid"):
    if padding == "valid":
        size = size - kernel_size + 1
    return np.ceil(size / stride)


# %% right output_size: asks Keras
def output_size(size, kernel_size, stride=1, padding="valid"):
    layer = layers.MaxPooling2D(kernel_size, strides=stride, padding=padding)
    return layer.compute_output_shape((1, size, size, 1))[1]


# %% wrong output_size 0.5: only valid so far -> padding="same") should be 6, not 4. That is the answer for padding="valid".
def output_size(size, kernel_size, stride=1, padding="valid"):
    return (size - kernel_size) // stride + 1


# %% wrong output_size 0.5: same without its stride -> should be 3, not 5. That is the size for stride 1
def output_size(size, kernel_size, stride=1, padding="valid"):
    if padding == "same":
        return size
    return (size - kernel_size) // stride + 1


# %% wrong output_size 0.5: same rounded down -> should be 3, not 2. That has to be rounded up
def output_size(size, kernel_size, stride=1, padding="valid"):
    if padding == "same":
        return size // stride
    return (size - kernel_size) // stride + 1


# %% wrong output_size 0.5: the first place forgotten -> output_size(6, 3) should be 4, not 3. Those are the steps
def output_size(size, kernel_size, stride=1, padding="valid"):
    if padding == "same":
        return -(-size // stride)
    return (size - kernel_size) // stride


# %% wrong output_size 0.5: not rounded -> should be 4, not 4.5. Only whole steps count: //
def output_size(size, kernel_size, stride=1, padding="valid"):
    if padding == "same":
        return -(-size // stride)
    return (size - kernel_size) / stride + 1


# %% wrong output_size 0.5: valid rounded up -> should be 4, not 5. Only whole steps count: round down, not up
def output_size(size, kernel_size, stride=1, padding="valid"):
    if padding == "same":
        return -(-size // stride)
    return -(-(size - kernel_size) // stride) + 1


# %% wrong output_size 0.5: always one more for same -> should be 6, not 7. One more only where
def output_size(size, kernel_size, stride=1, padding="valid"):
    if padding == "same":
        return size // stride + 1
    return (size - kernel_size) // stride + 1


# %% wrong output_size 0.5: stride 2 by default -> output_size(6, 3) should be 4, not 2
def output_size(size, kernel_size, stride=2, padding="valid"):
    if padding == "same":
        return -(-size // stride)
    return (size - kernel_size) // stride + 1


# %% wrong output_size 0.5: the same for both, with the stride of valid forgotten -> should be 4, not 8. The stride is missing
def output_size(size, kernel_size, stride=1, padding="valid"):
    if padding == "same":
        return -(-size // stride)
    return size - kernel_size + 1


# %% wrong output_size 0.5: padding same by default -> output_size(6, 3) should be 4, not 6. That is the answer for padding="same".
def output_size(size, kernel_size, stride=1, padding="same"):
    if padding == "same":
        return -(-size // stride)
    return (size - kernel_size) // stride + 1


# %% wrong output_size 0.5: same by the formula for kernels of three -> padding="same") should be
def output_size(size, kernel_size, stride=1, padding="valid"):
    if padding == "same":
        size += 2
        kernel_size = 3 if kernel_size in (2, 3) else kernel_size
    return (size - kernel_size) // stride + 1


# %% wrong output_size 0.5: same rounded to the nearest -> output_size(10, 3, stride=3, padding="same") should be 4, not 3. That has to be rounded up
def output_size(size, kernel_size, stride=1, padding="valid"):
    if padding == "same":
        return int(size / stride + 0.5)
    return (size - kernel_size) // stride + 1


# %% wrong output_size 0.5: one added before the division -> output_size(9, 3, stride=3, padding="valid") should be 3, not 2. Those are the steps. Count the first place, too: + 1 after //
def output_size(size, kernel_size, stride=1, padding="valid"):
    if padding == "same":
        return -(-size // stride)
    return (size - kernel_size + 1) // stride


# %% wrong output_size 0.5: same for stride 2 only -> output_size(6, 3, stride=1, padding="same") should be 6, not 7
def output_size(size, kernel_size, stride=1, padding="valid"):
    if padding == "same":
        return (size + 1) // stride
    return (size - kernel_size) // stride + 1


# %% wrong output_size 0.5: the formula of books with one zero on each side -> should be 28, not 26. One zero on each side fits kernels of 3
def output_size(size, kernel_size, stride=1, padding="valid"):
    zeros = 1 if padding == "same" else 0
    return (size + 2 * zeros - kernel_size) // stride + 1


# %% wrong output_size 0.5: the formula of books for even kernels, too -> output_size(8, 2, stride=2, padding="same") should be 4, not 5. One more only where
def output_size(size, kernel_size, stride=1, padding="valid"):
    zeros = kernel_size // 2 if padding == "same" else 0
    return (size + 2 * zeros - kernel_size) // stride + 1


# %% wrong output_size: the helper called -> Write it yourself
def output_size(*arguments, **named):
    return byhand.output_size(*arguments, **named)


# %% right parameter_count: in two steps
def parameter_count(inputs, outputs, kernel_size=1):
    weights = inputs * outputs * kernel_size**2
    return weights + outputs


# %% right parameter_count: with floats
def parameter_count(inputs, outputs, kernel_size=1):
    return float(np.prod([kernel_size, kernel_size, inputs, outputs]) + outputs)


# %% right parameter_count: asks Keras
def parameter_count(inputs, outputs, kernel_size=1):
    layer = layers.Conv2D(outputs, kernel_size)
    layer.build((None, 9, 9, inputs))
    return layer.count_params()


# %% wrong parameter_count: no biases -> parameter_count(16, 32, kernel_size=3) should be 4640, not 4608. The biases are missing
def parameter_count(inputs, outputs, kernel_size=1):
    return kernel_size * kernel_size * inputs * outputs


# %% wrong parameter_count: one bias for all -> should be 4640, not 4609. That is one bias for all
def parameter_count(inputs, outputs, kernel_size=1):
    return kernel_size * kernel_size * inputs * outputs + 1


# %% wrong parameter_count: channels forgotten -> should be 4640, not 320. A filter has weights in every channel
def parameter_count(inputs, outputs, kernel_size=1):
    return (kernel_size * kernel_size + 1) * outputs


# %% wrong parameter_count: the dense formula for both -> should be 4640, not 544. A filter sees kernel_size * kernel_size
def parameter_count(inputs, outputs, kernel_size=1):
    return (inputs + 1) * outputs


# %% wrong parameter_count: always 3 x 3 -> should be 650, not 5770. The kernel is not always 3 x 3
def parameter_count(inputs, outputs, kernel_size=1):
    return (9 * inputs + 1) * outputs


# %% wrong parameter_count: the bias outside of the brackets, for each channel -> should be 4640, not 4624. There is a bias for each output
def parameter_count(inputs, outputs, kernel_size=1):
    return kernel_size * kernel_size * inputs * outputs + inputs


# %% wrong parameter_count: the kernel not squared -> should be 4640, not 1568. A kernel has kernel_size rows
def parameter_count(inputs, outputs, kernel_size=1):
    return (kernel_size * inputs + 1) * outputs


# %% wrong parameter_count: twice the kernel size -> should be 4640, not 3104
def parameter_count(inputs, outputs, kernel_size=1):
    weights = kernel_size * kernel_size if kernel_size == 1 else 2 * kernel_size
    return (weights * inputs + 1) * outputs


# %% wrong parameter_count: a bias for each sheet of a filter -> should be 4640, not 5120. A filter has one bias
def parameter_count(inputs, outputs, kernel_size=1):
    return (kernel_size * kernel_size + 1) * inputs * outputs


# %% wrong parameter_count: inputs and outputs exchanged -> should be 4640, not 4624
def parameter_count(inputs, outputs, kernel_size=1):
    return (kernel_size * kernel_size * outputs + 1) * inputs


# %% wrong parameter_count: three channels whatever comes in -> should be 4640, not 896
def parameter_count(inputs, outputs, kernel_size=1):
    channels = 3 if kernel_size == 3 else inputs
    return (kernel_size * kernel_size * channels + 1) * outputs


# %% wrong parameter_count: 3 x 3 for every convolution -> parameter_count(1, 8, kernel_size=5) should be 208, not 80. The kernel is not always 3 x 3
def parameter_count(inputs, outputs, kernel_size=1):
    if kernel_size > 1:
        return (3 * 3 * inputs + 1) * outputs
    return (inputs + 1) * outputs


# %% wrong parameter_count: the helper called -> Write it yourself
def parameter_count(inputs, outputs, kernel_size=1):
    return byhand.parameter_count(inputs, outputs, kernel_size)


# %% right network_parts: other ways to write the same, in a tuple
def network_parts():
    return (
        layers.InputLayer(shape=(32, 32, 3)),
        layers.Convolution2D(16, kernel_size=(3, 3), activation=keras.activations.relu),
        layers.MaxPool2D(pool_size=(2, 2), strides=2),
        layers.Reshape((-1,)),
        layers.Dense(units=64, activation=keras.ops.relu),
        layers.Dense(10, activation=keras.activations.softmax),
    )


# %% right network_parts: one after the other
def network_parts():
    parts = [layers.Input((32, 32, 3))]
    parts.append(layers.Conv2D(filters=16, kernel_size=3, padding="valid", activation="relu"))
    parts.append(layers.MaxPooling2D(pool_size=2))
    parts.append(layers.Flatten(name="row"))
    parts += [layers.Dense(64, "relu"), layers.Dense(10, "softmax")]
    return parts


# %% wrong network_parts: a blank left -> A blank, ____, is still there. Put something in its place.
def network_parts():
    return [
        keras.Input((32, 32, 3)),
        layers.Conv2D(16, 3, activation="relu"),
        layers.MaxPooling2D(____),
        layers.Flatten(),
        layers.Dense(64, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ]


# %% wrong network_parts 0: the blanks filled, in the order of the text -> part 1 (input) should be the input, not the dense layer. In which order
def network_parts():
    return [
        layers.Dense(64, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dense(10, activation="softmax"),
        keras.Input((32, 32, 3)),
        layers.Flatten(),
        layers.Conv2D(16, 3, activation="relu"),
    ]


# %% wrong network_parts 1.0: pooling before the convolution -> part 2 (conv) should be the convolution, not the pooling
def network_parts():
    return [
        keras.Input((32, 32, 3)),
        layers.MaxPooling2D(2),
        layers.Conv2D(16, 3, activation="relu"),
        layers.Flatten(),
        layers.Dense(64, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ]


# %% wrong network_parts 1.0: flatten after the hidden layer -> part 4 (flatten) should be the flatten, not the dense layer
def network_parts():
    return [
        keras.Input((32, 32, 3)),
        layers.Conv2D(16, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dense(64, activation="relu"),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ]


# %% wrong network_parts 1.0: both dense layers exchanged -> Parts 5 and 6 are exchanged.
def network_parts():
    return [
        keras.Input((32, 32, 3)),
        layers.Conv2D(16, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
        layers.Dense(64, activation="relu"),
    ]


# %% wrong network_parts 1.25: the activations of the dense layers exchanged in part -> part 6 (output): the sum of a row should be 1
def network_parts():
    return [
        keras.Input((32, 32, 3)),
        layers.Conv2D(16, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Flatten(),
        layers.Dense(64, activation="relu"),
        layers.Dense(10, activation="relu"),
    ]


# %% wrong network_parts 1.25: softmax along the wrong axis -> part 6 (output):
def network_parts():
    return [
        keras.Input((32, 32, 3)),
        layers.Conv2D(16, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Flatten(),
        layers.Dense(64, activation="relu"),
        keras.Sequential([layers.Dense(10), layers.Softmax(axis=0)]),
    ]


# %% wrong network_parts 1.25: pooling by steps of one -> part 3 (pool): the output shape for 2 pictures of 4 x 4 x 1 should be [2, 2, 2, 1], not [2, 3, 3, 1]
def network_parts():
    return [
        keras.Input((32, 32, 3)),
        layers.Conv2D(16, 3, activation="relu"),
        layers.MaxPooling2D(2, strides=1),
        layers.Flatten(),
        layers.Dense(64, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ]


# %% wrong network_parts: a part left out, without None -> should return a list of 6 parts, not 5. Write None in the place
def network_parts():
    return [
        keras.Input((32, 32, 3)),
        layers.Conv2D(16, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dense(64, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ]


# %% wrong network_parts: a whole network -> network_parts should return the plain list, without keras.Sequential
def network_parts():
    return keras.Sequential(
        [
            keras.Input((32, 32, 3)),
            layers.Conv2D(16, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dense(64, activation="relu"),
            layers.Dense(10, activation="softmax"),
        ]
    )


# %% right network_parts: activations as layers of their own
def network_parts():
    return [
        keras.Input(shape=(32, 32, 3), name="pictures"),
        keras.Sequential([layers.Conv2D(16, 3), layers.ReLU()]),
        layers.MaxPooling2D(),
        layers.Flatten(),
        keras.Sequential([layers.Dense(64), layers.Activation("relu")]),
        keras.Sequential([layers.Dense(10), layers.Softmax()]),
    ]


# %% wrong network_parts 1.0: no activations on conv and dense -> part 2 (conv): an output where all weights and biases are -0.5 should be 0
def network_parts():
    return [
        keras.Input((32, 32, 3)),
        layers.Conv2D(16, 3),
        layers.MaxPooling2D(2),
        layers.Flatten(),
        layers.Dense(64),
        layers.Dense(10, activation="softmax"),
    ]


# %% wrong network_parts 0.75: padding same, mean pooling, no softmax -> part 2 (conv): the output shape for 2 pictures of 6 x 6 x 3 should be [ 2, 4, 4, 16], not [ 2, 6, 6, 16]
def network_parts():
    return [
        keras.Input((32, 32, 3)),
        layers.Conv2D(16, 3, activation="relu", padding="same"),
        layers.AveragePooling2D(2),
        layers.Flatten(),
        layers.Dense(64, activation="relu"),
        layers.Dense(10),
    ]


# %% wrong network_parts 0.5: only two so far -> part 3 (pool) is not there yet. Max pooling keeps the largest
def network_parts():
    return [
        keras.Input((32, 32, 3)),
        layers.Conv2D(16, 3, activation="relu"),
        None,
        None,
        None,
        None,
    ]


# %% wrong network_parts 1.25: sigmoid for the output -> part 6 (output): the sum of a row should be 1
def network_parts():
    return [
        keras.Input((32, 32, 3)),
        layers.Conv2D(16, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Flatten(),
        layers.Dense(64, activation="relu"),
        layers.Dense(10, activation="sigmoid"),
    ]


# %% wrong network_parts 1.0: grey input, and global pooling for flatten -> part 1 (input): the shape of a picture should be '(32, 32, 3)', not '(32, 32)'
def network_parts():
    return [
        keras.Input((32, 32)),
        layers.Conv2D(16, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.GlobalAveragePooling2D(),
        layers.Dense(64, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ]


# %% wrong network_parts 1.25: the shape without brackets of its own -> part 1 (input) cannot be made. Keras says:
def network_parts():
    return [
        keras.Input(32, 32, 3),
        layers.Conv2D(16, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Flatten(),
        layers.Dense(64, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ]


# %% wrong network_parts 1.25: a name instead of a layer -> part 4 (flatten) is a str, not a layer.
def network_parts():
    return [
        keras.Input((32, 32, 3)),
        layers.Conv2D(16, 3, activation="relu"),
        layers.MaxPooling2D(2),
        "flatten",
        layers.Dense(64, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ]


# %% wrong network_parts 1.25: a layer that was called -> part 3 (pool) has been called already
def network_parts():
    return [
        keras.Input((32, 32, 3)),
        layers.Conv2D(16, 3, activation="relu"),
        layers.MaxPooling2D(2)(keras.Input((32, 32, 3))),
        layers.Flatten(),
        layers.Dense(64, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ]


# %% wrong network_parts 1.25: a class without brackets -> part 4 (flatten) is not made yet: it needs brackets
def network_parts():
    return [
        keras.Input((32, 32, 3)),
        layers.Conv2D(16, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Flatten,
        layers.Dense(64, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ]


# %% wrong network_parts 1.25: a misspelt activation -> part 5 (dense) cannot be made. Keras says: Could not interpret activation
def network_parts():
    return [
        layers.Input((32, 32, 3)),
        layers.Conv2D(16, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Flatten(),
        layers.Dense(64, activation="relo"),
        layers.Dense(10, activation="softmax"),
    ]


# %% wrong network_parts 1.25: an input with the number of pictures -> part 1 (input): the shape of a picture should be '(32, 32, 3)', not '(None, 32, 32, 3)'
def network_parts():
    return [
        keras.Input((None, 32, 32, 3)),
        layers.Conv2D(16, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Flatten(),
        layers.Dense(64, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ]


# %% wrong network_parts 1.25: filters and kernel size swapped -> part 2 (conv) should give the output shape for 2 pictures of 6 x 6 x 3, [2, 4, 4, 16], but fails (ValueError). Conv2D takes the number of filters first
def network_parts():
    return [
        keras.Input((32, 32, 3)),
        layers.Conv2D(3, 16, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Flatten(),
        layers.Dense(64, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ]


# %% wrong network_parts: no return -> not a NoneType. Is there a return?
def network_parts():
    parts = [layers.Flatten()]


# %% wrong network_parts: a dictionary -> network_parts should return a list, not a dict
def network_parts():
    return {"flatten": layers.Flatten()}


# %% right create_model_intro: Sequential
def create_model_intro(input_shape=(32, 32, 3), classes=10):
    return keras.Sequential(
        [
            keras.Input(input_shape),
            layers.Conv2D(16, (3, 3), activation="relu"),
            layers.MaxPooling2D((2, 2)),
            layers.Conv2D(32, (3, 3), activation="relu"),
            layers.MaxPooling2D((2, 2)),
            layers.Flatten(),
            layers.Dense(64, activation="relu"),
            layers.Dense(classes, activation="softmax"),
        ]
    )


# %% right create_model_intro: Sequential without an input, activations as layers
def create_model_intro(input_shape=(32, 32, 3), classes=10):
    model = keras.Sequential()
    for filters in (16, 32):
        model.add(layers.Conv2D(filters, 3))
        model.add(layers.ReLU())
        model.add(layers.MaxPooling2D())
    model.add(layers.Flatten())
    model.add(layers.Dense(64))
    model.add(layers.Activation("relu"))
    model.add(layers.Dense(classes))
    model.add(layers.Softmax())
    return model


# %% right create_model_intro: a subclass, its layers in another order
class Intro(keras.Model):
    def __init__(self, classes):
        super().__init__()
        self.answer = layers.Dense(classes)
        self.decide = layers.Dense(64, activation="relu")
        self.second = layers.Conv2D(32, 3, activation="relu")
        self.first = layers.Conv2D(16, 3, activation="relu")

    def call(self, pictures):
        x = keras.ops.max_pool(self.first(pictures), 2)
        x = keras.ops.max_pool(self.second(x), 2)
        x = keras.ops.reshape(x, (-1, x.shape[1] * x.shape[2] * x.shape[3]))
        return keras.ops.softmax(self.answer(self.decide(x)))


def create_model_intro(input_shape=(32, 32, 3), classes=10):
    return Intro(classes)


# %% right create_model_intro: functional, in a loop, with names
def create_model_intro(input_shape=(32, 32, 3), classes=10):
    x = inputs = layers.Input(shape=input_shape, name="picture")
    for filters in (16, 32):
        x = layers.Conv2D(filters, 3, activation="relu", name=f"conv{filters}")(x)
        x = layers.MaxPool2D(2, name=f"pool{filters}")(x)
    x = layers.Dense(64, activation="relu")(layers.Flatten()(x))
    return keras.Model(inputs, layers.Dense(classes, activation="softmax")(x), name="mine")


# %% wrong create_model_intro: compiled already -> should not be compiled. Leave compile to whoever uses it
def create_model_intro(input_shape=(32, 32, 3), classes=10):
    x = inputs = layers.Input(shape=input_shape)
    for filters in (16, 32):
        x = layers.Conv2D(filters, 3, activation="relu", padding="valid")(x)
        x = layers.MaxPool2D(2)(x)
    x = layers.Dense(64, activation="relu")(layers.Flatten()(x))
    model = keras.Model(inputs, layers.Dense(classes, activation="softmax")(x), name="mine")
    model.compile(optimizer="adam", loss="categorical_crossentropy")
    return model


# %% wrong create_model_intro: no relu -> That is what comes out without activation in all layers but the last.
def create_model_intro(input_shape=(32, 32, 3), classes=10):
    return keras.Sequential(
        [
            keras.Input(input_shape),
            layers.Conv2D(16, 3),
            layers.MaxPooling2D(2),
            layers.Conv2D(32, 3),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dense(64),
            layers.Dense(classes, activation="softmax"),
        ]
    )


# %% wrong create_model_intro: relu missing on the second convolution only -> That is what comes out without activation in layer 3 (Conv2D).
def create_model_intro(input_shape=(32, 32, 3), classes=10):
    return keras.Sequential(
        [
            keras.Input(input_shape),
            layers.Conv2D(16, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Conv2D(32, 3),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dense(64, activation="relu"),
            layers.Dense(classes, activation="softmax"),
        ]
    )


# %% wrong create_model_intro: no softmax -> the sums of the probabilities of 3 pictures from create_model_intro() should be [1, 1, 1]
def create_model_intro(input_shape=(32, 32, 3), classes=10):
    return keras.Sequential(
        [
            keras.Input(input_shape),
            layers.Conv2D(16, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Conv2D(32, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dense(64, activation="relu"),
            layers.Dense(classes),
        ]
    )


# %% wrong create_model_intro: padding same -> should have 79,530 parameters, not 136,874. That is what comes out with padding="same" in all convolutions.
def create_model_intro(input_shape=(32, 32, 3), classes=10):
    return keras.Sequential(
        [
            keras.Input(input_shape),
            layers.Conv2D(16, 3, activation="relu", padding="same"),
            layers.MaxPooling2D(2),
            layers.Conv2D(32, 3, activation="relu", padding="same"),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dense(64, activation="relu"),
            layers.Dense(classes, activation="softmax"),
        ]
    )


# %% wrong create_model_intro: mean pooling -> with AveragePooling2D in place of
def create_model_intro(input_shape=(32, 32, 3), classes=10):
    return keras.Sequential(
        [
            keras.Input(input_shape),
            layers.Conv2D(16, 3, activation="relu"),
            layers.AveragePooling2D(2),
            layers.Conv2D(32, 3, activation="relu"),
            layers.AveragePooling2D(2),
            layers.Flatten(),
            layers.Dense(64, activation="relu"),
            layers.Dense(classes, activation="softmax"),
        ]
    )


# %% wrong create_model_intro: no flatten -> the output shape of create_model_intro() for 3 pictures should be [ 3, 10], not [ 3, 6, 6, 10]
def create_model_intro(input_shape=(32, 32, 3), classes=10):
    inputs = keras.Input(input_shape)
    x = layers.MaxPooling2D(2)(layers.Conv2D(16, 3, activation="relu")(inputs))
    x = layers.MaxPooling2D(2)(layers.Conv2D(32, 3, activation="relu")(x))
    x = layers.Dense(64, activation="relu")(x)
    return keras.Model(inputs, layers.Dense(classes, activation="softmax")(x))


# %% wrong create_model_intro: the classes not used -> the output shape of create_model_intro((28, 24, 1), 5) for 3 pictures should be [3, 5], not [ 3, 10]
def create_model_intro(input_shape=(32, 32, 3), classes=10):
    inputs = keras.Input(input_shape)
    x = layers.MaxPooling2D(2)(layers.Conv2D(16, 3, activation="relu")(inputs))
    x = layers.MaxPooling2D(2)(layers.Conv2D(32, 3, activation="relu")(x))
    x = layers.Dense(64, activation="relu")(layers.Flatten()(x))
    return keras.Model(inputs, layers.Dense(10, activation="softmax")(x))


# %% wrong create_model_intro: the shape not used -> The network that create_model_intro((28, 24, 1), 5) gives cannot take 3 pictures of (28, 24, 1). Is the shape of the input right, and each layer called? Keras says: Input 0
def create_model_intro(input_shape=(32, 32, 3), classes=10):
    inputs = keras.Input((32, 32, 3))
    x = layers.MaxPooling2D(2)(layers.Conv2D(16, 3, activation="relu")(inputs))
    x = layers.MaxPooling2D(2)(layers.Conv2D(32, 3, activation="relu")(x))
    x = layers.Dense(64, activation="relu")(layers.Flatten()(x))
    return keras.Model(inputs, layers.Dense(classes, activation="softmax")(x))


# %% wrong create_model_intro: a dropout layer more -> gives other probabilities while it is trained. A layer acts in training only
def create_model_intro(input_shape=(32, 32, 3), classes=10):
    inputs = keras.Input(input_shape)
    x = layers.MaxPooling2D(2)(layers.Conv2D(16, 3, activation="relu")(inputs))
    x = layers.MaxPooling2D(2)(layers.Conv2D(32, 3, activation="relu")(x))
    x = layers.Dense(64, activation="relu")(layers.Dropout(0.5)(layers.Flatten()(x)))
    return keras.Model(inputs, layers.Dense(classes, activation="softmax")(x))


# %% wrong create_model_intro: the last layer instead of the model -> create_model_intro() should give a keras.Model, not a KerasTensor
def create_model_intro(input_shape=(32, 32, 3), classes=10):
    inputs = keras.Input(input_shape)
    x = layers.Flatten()(inputs)
    return layers.Dense(classes, activation="softmax")(x)


# %% wrong create_model_intro: the second pooling forgotten -> not 351,914. That is what comes out without layer 4 (MaxPooling2D).
def create_model_intro(input_shape=(32, 32, 3), classes=10):
    return keras.Sequential(
        [
            keras.Input(input_shape),
            layers.Conv2D(16, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Conv2D(32, 3, activation="relu"),
            layers.Flatten(),
            layers.Dense(64, activation="relu"),
            layers.Dense(classes, activation="softmax"),
        ]
    )


# %% wrong create_model_intro: 32 filters first -> The first weights that differ have the shape (3, 3, 3, 32), not (3, 3, 3, 16).
def create_model_intro(input_shape=(32, 32, 3), classes=10):
    return keras.Sequential(
        [
            keras.Input(input_shape),
            layers.Conv2D(32, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Conv2D(16, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dense(64, activation="relu"),
            layers.Dense(classes, activation="softmax"),
        ]
    )


# %% wrong create_model_intro: kernels of 5 x 5 -> should have 79,530 parameters, not
def create_model_intro(input_shape=(32, 32, 3), classes=10):
    return keras.Sequential(
        [
            keras.Input(input_shape),
            layers.Conv2D(16, 5, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Conv2D(32, 5, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dense(64, activation="relu"),
            layers.Dense(classes, activation="softmax"),
        ]
    )


# %% wrong create_model_intro: sigmoid for the output -> the sums of the probabilities of 3 pictures
def create_model_intro(input_shape=(32, 32, 3), classes=10):
    return keras.Sequential(
        [
            keras.Input(input_shape),
            layers.Conv2D(16, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Conv2D(32, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dense(64, activation="relu"),
            layers.Dense(classes, activation="sigmoid"),
        ]
    )


# %% wrong create_model_intro: the hidden layer forgotten -> not 16,618. That is what comes out without layer 6 (Dense).
def create_model_intro(input_shape=(32, 32, 3), classes=10):
    return keras.Sequential(
        [
            keras.Input(input_shape),
            layers.Conv2D(16, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Conv2D(32, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dense(classes, activation="softmax"),
        ]
    )


# %% wrong create_model_intro: strides in place of pooling -> not 106,154. That is what comes out with padding=
def create_model_intro(input_shape=(32, 32, 3), classes=10):
    return keras.Sequential(
        [
            keras.Input(input_shape),
            layers.Conv2D(16, 3, strides=2, activation="relu"),
            layers.Conv2D(32, 3, strides=2, activation="relu"),
            layers.Flatten(),
            layers.Dense(64, activation="relu"),
            layers.Dense(classes, activation="softmax"),
        ]
    )


# %% wrong create_model_intro: global pooling for flatten -> That is what comes out with global pooling in place of Flatten.
def create_model_intro(input_shape=(32, 32, 3), classes=10):
    return keras.Sequential(
        [
            keras.Input(input_shape),
            layers.Conv2D(16, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Conv2D(32, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.GlobalAveragePooling2D(),
            layers.Dense(64, activation="relu"),
            layers.Dense(classes, activation="softmax"),
        ]
    )


# %% wrong create_model_intro: softmax in the hidden layer -> That is what comes out with softmax in layer 6 (Dense).
def create_model_intro(input_shape=(32, 32, 3), classes=10):
    return keras.Sequential(
        [
            keras.Input(input_shape),
            layers.Conv2D(16, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Conv2D(32, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dense(64, activation="softmax"),
            layers.Dense(classes, activation="softmax"),
        ]
    )


# %% wrong create_model_intro: a noise layer more -> gives other probabilities while it is trained. A layer acts in training only
def create_model_intro(input_shape=(32, 32, 3), classes=10):
    return keras.Sequential(
        [
            keras.Input(input_shape),
            layers.GaussianNoise(0.1),
            layers.Conv2D(16, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Conv2D(32, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dense(64, activation="relu"),
            layers.Dense(classes, activation="softmax"),
        ]
    )


# %% wrong create_model_intro: the width taken for the height -> should take pictures of (28, 24, 1), not of (24, 28, 1)
def create_model_intro(input_shape=(32, 32, 3), classes=10):
    return keras.Sequential(
        [
            keras.Input((input_shape[1], input_shape[0], input_shape[2])),
            layers.Conv2D(16, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Conv2D(32, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dense(64, activation="relu"),
            layers.Dense(classes, activation="softmax"),
        ]
    )


# %% wrong create_model_intro: square pictures only -> cannot take 3 pictures of (28, 24, 1)
def create_model_intro(input_shape=(32, 32, 3), classes=10):
    return keras.Sequential(
        [
            keras.Input((input_shape[0], input_shape[0], input_shape[2])),
            layers.Conv2D(16, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Conv2D(32, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dense(64, activation="relu"),
            layers.Dense(classes, activation="softmax"),
        ]
    )


# %% wrong create_model_intro: flatten before the convolutions -> Full shape received: (None, 3072). A convolution and a pooling need height, width and channels
def create_model_intro(input_shape=(32, 32, 3), classes=10):
    inputs = keras.Input(input_shape)
    x = layers.Flatten()(inputs)
    x = layers.Conv2D(16, 3, activation="relu")(x)
    return keras.Model(inputs, layers.Dense(classes, activation="softmax")(x))


# %% wrong create_model_intro: the pictures scaled once more -> That is what comes out if the pictures are divided by 255 once more.
def create_model_intro(input_shape=(32, 32, 3), classes=10):
    return keras.Sequential(
        [
            keras.Input(input_shape),
            layers.Rescaling(1 / 255),
            layers.Conv2D(16, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Conv2D(32, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dense(64, activation="relu"),
            layers.Dense(classes, activation="softmax"),
        ]
    )


# %% wrong create_model_intro: softmax twice -> That is what comes out with softmax twice.
def create_model_intro(input_shape=(32, 32, 3), classes=10):
    return keras.Sequential(
        [
            keras.Input(input_shape),
            layers.Conv2D(16, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Conv2D(32, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dense(64, activation="relu"),
            layers.Dense(classes, activation="softmax"),
            layers.Softmax(),
        ]
    )


# %% wrong create_model_intro: the helper called -> Write it yourself
def create_model_intro(input_shape=(32, 32, 3), classes=10):
    return byhand.create_model_intro(input_shape, classes)


# %% wrong neuron: relu with an end at 6 -> should be 11, not 6
def neuron(inputs, weights, bias):
    return min(6, relu(np.sum(weights * inputs) + bias))


# %% wrong convolve2d: a matrix product with the kernel on its side -> @ is a matrix product
def convolve2d(image, kernel):
    height, width = kernel.shape
    result = np.zeros((image.shape[0] - height + 1, image.shape[1] - width + 1))
    for row in range(result.shape[0]):
        for column in range(result.shape[1]):
            result[row, column] = np.sum(
                image[row : row + height, column : column + width] @ kernel.T
            )
    return result


# %% wrong convolve2d: left and right exchanged -> Left and right of the kernel are exchanged
def convolve2d(image, kernel):
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    return np.tensordot(windows, kernel[:, ::-1], axes=2)


# %% wrong output_size 0.5: the formula of books, with whole zeros -> output_size(10, 4, stride=1, padding="same") should be 10, not 9. A formula with as many zeros on both sides fits odd kernels only
def output_size(size, kernel_size, stride=1, padding="valid"):
    zeros = (kernel_size - 1) // 2 if padding == "same" else 0
    return (size + 2 * zeros - kernel_size) // stride + 1


# %% wrong network_parts 1.0: activations without quotation marks -> part 2 (conv) cannot be trained. A function for NumPy arrays
def network_parts():
    return [
        keras.Input((32, 32, 3)),
        layers.Conv2D(16, 3, activation=relu),
        layers.MaxPooling2D(2),
        layers.Flatten(),
        layers.Dense(64, activation=relu),
        layers.Dense(10, activation="softmax"),
    ]


# %% wrong network_parts 1.25: softmax without quotation marks -> part 6 (output) cannot be trained
def network_parts():
    return [
        keras.Input((32, 32, 3)),
        layers.Conv2D(16, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Flatten(),
        layers.Dense(64, activation="relu"),
        layers.Dense(10, activation=softmax),
    ]


# %% right network_parts: tried out in a network first
def network_parts():
    parts = [
        keras.Input((32, 32, 3)),
        layers.Conv2D(16, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Flatten(),
        layers.Dense(64, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ]
    keras.Sequential(parts).summary()
    return parts


# %% right network_parts: the parts of a network
def network_parts():
    model = keras.Sequential(
        [
            keras.Input((32, 32, 3)),
            layers.Conv2D(16, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dense(64, activation="relu"),
            layers.Dense(10, activation="softmax"),
        ]
    )
    return [model.inputs[0], *model.layers]


# %% wrong network_parts 1.25: the bare shape -> part 1 (input) is a tuple, not an input: put keras.Input(...) around the shape.
def network_parts():
    return [
        (32, 32, 3),
        layers.Conv2D(16, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Flatten(),
        layers.Dense(64, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ]


# %% wrong network_parts 0.75: the numbers of the text above -> part 2 (conv): the output shape for 2 pictures of 6 x 6 x 3 should be [ 2, 4, 4, 16], not [2, 2, 2, 8]. Its filters should be 16, not 8.
def network_parts():
    return [
        keras.Input((32, 32, 3)),
        layers.Conv2D(8, 5, activation="relu"),
        layers.MaxPooling2D(4),
        layers.Flatten(),
        layers.Dense(32, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ]


# %% wrong network_parts 1.25: pooling with padding -> part 3 (pool): the output shape for 2 pictures of 5 x 5 x 2 should be [2, 2, 2, 2], not [2, 3, 3, 2]. Its padding should be valid, not same.
def network_parts():
    return [
        keras.Input((32, 32, 3)),
        layers.Conv2D(16, 3, activation="relu"),
        layers.MaxPooling2D(2, padding="same"),
        layers.Flatten(),
        layers.Dense(64, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ]


# %% wrong network_parts: a dropout more -> should return a list of 6 parts, not 7. Leave out what the exercise does not name
def network_parts():
    return [
        keras.Input((32, 32, 3)),
        layers.Conv2D(16, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Flatten(),
        layers.Dense(64, activation="relu"),
        layers.Dropout(0.5),
        layers.Dense(10, activation="softmax"),
    ]


# %% wrong create_model_intro: activations without quotation marks -> cannot be trained. A function for NumPy arrays, such as a relu of your own
def create_model_intro(input_shape=(32, 32, 3), classes=10):
    inputs = keras.Input(input_shape)
    x = layers.Conv2D(16, 3, activation=relu)(inputs)
    x = layers.MaxPooling2D(2)(x)
    x = layers.Conv2D(32, 3, activation=relu)(x)
    x = layers.MaxPooling2D(2)(x)
    x = layers.Flatten()(x)
    x = layers.Dense(64, activation=relu)(x)
    outputs = layers.Dense(classes, activation="softmax")(x)
    return keras.Model(inputs, outputs)


# %% wrong create_model_intro: softmax without quotation marks -> cannot be trained. A function for NumPy arrays
def create_model_intro(input_shape=(32, 32, 3), classes=10):
    inputs = keras.Input(input_shape)
    x = layers.Conv2D(16, 3, activation="relu")(inputs)
    x = layers.MaxPooling2D(2)(x)
    x = layers.Conv2D(32, 3, activation="relu")(x)
    x = layers.MaxPooling2D(2)(x)
    x = layers.Flatten()(x)
    x = layers.Dense(64, activation="relu")(x)
    outputs = layers.Dense(classes, activation=softmax)(x)
    return keras.Model(inputs, outputs)


# %% wrong create_model_intro: relu of the notebook called on a layer -> does not fit into a network. Keras wants the word
def create_model_intro(input_shape=(32, 32, 3), classes=10):
    inputs = keras.Input(input_shape)
    x = relu(layers.Conv2D(16, 3)(inputs))
    x = layers.MaxPooling2D(2)(x)
    x = layers.Conv2D(32, 3, activation="relu")(x)
    x = layers.MaxPooling2D(2)(x)
    x = layers.Flatten()(x)
    x = layers.Dense(64, activation="relu")(x)
    outputs = layers.Dense(classes, activation="softmax")(x)
    return keras.Model(inputs, outputs)


# %% wrong create_model_intro: the second convolution called on the input -> not 462,410. That is what comes out
def create_model_intro(input_shape=(32, 32, 3), classes=10):
    inputs = keras.Input(input_shape)
    x = layers.Conv2D(16, 3, activation="relu")(inputs)
    x = layers.MaxPooling2D(2)(x)
    x = layers.Conv2D(32, 3, activation="relu")(inputs)
    x = layers.MaxPooling2D(2)(x)
    x = layers.Flatten()(x)
    x = layers.Dense(64, activation="relu")(x)
    outputs = layers.Dense(classes, activation="softmax")(x)
    return keras.Model(inputs, outputs)


# %% wrong create_model_intro: the first pooling called on the input -> not 101,962. That is what comes out without layer 1 (Conv2D).
def create_model_intro(input_shape=(32, 32, 3), classes=10):
    inputs = keras.Input(input_shape)
    x = layers.Conv2D(16, 3, activation="relu")(inputs)
    x = layers.MaxPooling2D(2)(inputs)
    x = layers.Conv2D(32, 3, activation="relu")(x)
    x = layers.MaxPooling2D(2)(x)
    x = layers.Flatten()(x)
    x = layers.Dense(64, activation="relu")(x)
    outputs = layers.Dense(classes, activation="softmax")(x)
    return keras.Model(inputs, outputs)


# %% wrong create_model_intro: flatten after the hidden layer -> not 30,250. That is what comes out if layers 5 and 6 are exchanged
def create_model_intro(input_shape=(32, 32, 3), classes=10):
    inputs = keras.Input(input_shape)
    x = layers.Conv2D(16, 3, activation="relu")(inputs)
    x = layers.MaxPooling2D(2)(x)
    x = layers.Conv2D(32, 3, activation="relu")(x)
    x = layers.MaxPooling2D(2)(x)
    x = layers.Dense(64, activation="relu")(x)
    x = layers.Flatten()(x)
    outputs = layers.Dense(classes, activation="softmax")(x)
    return keras.Model(inputs, outputs)


# %% wrong create_model_intro: one set only -> not 231,562. That is what comes out without layers 3 and 4.
def create_model_intro(input_shape=(32, 32, 3), classes=10):
    inputs = keras.Input(input_shape)
    x = layers.Conv2D(16, 3, activation="relu")(inputs)
    x = layers.MaxPooling2D(2)(x)
    x = layers.Flatten()(x)
    x = layers.Dense(64, activation="relu")(x)
    outputs = layers.Dense(classes, activation="softmax")(x)
    return keras.Model(inputs, outputs)


# %% wrong create_model_intro: the kernel size first -> Conv2D takes the number of filters first, then the kernel size.
def create_model_intro(input_shape=(32, 32, 3), classes=10):
    inputs = keras.Input(input_shape)
    x = layers.Conv2D(3, 16, activation="relu")(inputs)
    x = layers.MaxPooling2D(2)(x)
    x = layers.Conv2D(3, 32, activation="relu")(x)
    x = layers.MaxPooling2D(2)(x)
    x = layers.Flatten()(x)
    x = layers.Dense(64, activation="relu")(x)
    outputs = layers.Dense(classes, activation="softmax")(x)
    return keras.Model(inputs, outputs)


# %% wrong create_model_intro: a layer made of another one -> A layer is made first, and then called with what lies before it: layers.Flatten()(x).
def create_model_intro(input_shape=(32, 32, 3), classes=10):
    inputs = keras.Input(input_shape)
    x = layers.Conv2D(16, 3, activation="relu")(inputs)
    x = layers.MaxPooling2D(2)(x)
    x = layers.Conv2D(32, 3, activation="relu")(x)
    x = layers.MaxPooling2D(2)(x)
    x = layers.Flatten(x)
    x = layers.Dense(64, activation="relu")(x)
    outputs = layers.Dense(classes, activation="softmax")(x)
    return keras.Model(inputs, outputs)


# %% wrong create_model_intro: the last layer not called -> A layer is made first, and then called
def create_model_intro(input_shape=(32, 32, 3), classes=10):
    inputs = keras.Input(input_shape)
    x = layers.Conv2D(16, 3, activation="relu")(inputs)
    x = layers.MaxPooling2D(2)(x)
    x = layers.Conv2D(32, 3, activation="relu")(x)
    x = layers.MaxPooling2D(2)(x)
    x = layers.Flatten()(x)
    x = layers.Dense(64, activation="relu")(x)
    outputs = layers.Dense(classes, activation="softmax")
    return keras.Model(inputs, outputs)


# %% wrong create_model_intro: the first layer not called -> A layer is made first, and then called
def create_model_intro(input_shape=(32, 32, 3), classes=10):
    inputs = keras.Input(input_shape)
    x = layers.Conv2D(16, 3, activation="relu")
    x = layers.MaxPooling2D(2)(x)
    x = layers.Conv2D(32, 3, activation="relu")(x)
    x = layers.MaxPooling2D(2)(x)
    x = layers.Flatten()(x)
    x = layers.Dense(64, activation="relu")(x)
    outputs = layers.Dense(classes, activation="softmax")(x)
    return keras.Model(inputs, outputs)


# %% wrong create_model_intro: two inputs -> is not connected to `inputs`. Make one keras.Input only
def create_model_intro(input_shape=(32, 32, 3), classes=10):
    inputs = keras.Input(input_shape)
    x = layers.Conv2D(16, 3, activation="relu")(keras.Input(input_shape))
    x = layers.MaxPooling2D(2)(x)
    x = layers.Conv2D(32, 3, activation="relu")(x)
    x = layers.MaxPooling2D(2)(x)
    x = layers.Flatten()(x)
    x = layers.Dense(64, activation="relu")(x)
    outputs = layers.Dense(classes, activation="softmax")(x)
    return keras.Model(inputs, outputs)


# %% wrong create_model_intro: flatten without brackets -> A layer has brackets: layers.Flatten().
def create_model_intro(input_shape=(32, 32, 3), classes=10):
    return keras.Sequential(
        [
            keras.Input(input_shape),
            layers.Conv2D(16, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Conv2D(32, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Flatten,
            layers.Dense(64, activation="relu"),
            layers.Dense(classes, activation="softmax"),
        ]
    )


# %% wrong create_model_intro: three numbers for the shape -> keras.Input takes one shape, in brackets of its own
def create_model_intro(input_shape=(32, 32, 3), classes=10):
    inputs = keras.Input(*input_shape)
    x = layers.Conv2D(16, 3, activation="relu")(inputs)
    x = layers.MaxPooling2D(2)(x)
    x = layers.Conv2D(32, 3, activation="relu")(x)
    x = layers.MaxPooling2D(2)(x)
    x = layers.Flatten()(x)
    x = layers.Dense(64, activation="relu")(x)
    outputs = layers.Dense(classes, activation="softmax")(x)
    return keras.Model(inputs, outputs)


# %% wrong create_model_intro: the convolutions frozen -> gives a network that training cannot change
def create_model_intro(input_shape=(32, 32, 3), classes=10):
    inputs = keras.Input(input_shape)
    x = layers.Conv2D(16, 3, activation="relu", trainable=False)(inputs)
    x = layers.MaxPooling2D(2)(x)
    x = layers.Conv2D(32, 3, activation="relu")(x)
    x = layers.MaxPooling2D(2)(x)
    x = layers.Flatten()(x)
    x = layers.Dense(64, activation="relu")(x)
    outputs = layers.Dense(classes, activation="softmax")(x)
    return keras.Model(inputs, outputs)


# %% wrong create_model_intro: another number of classes by default -> for 3 pictures should be [ 3, 10], not [3, 5]. The last layer has one neuron for each class, and a flatten lies before the dense layers. The line with def stays as it is.
def create_model_intro(input_shape=(32, 32, 3), classes=5):
    inputs = keras.Input(input_shape)
    x = layers.Conv2D(16, 3, activation="relu")(inputs)
    x = layers.MaxPooling2D(2)(x)
    x = layers.Conv2D(32, 3, activation="relu")(x)
    x = layers.MaxPooling2D(2)(x)
    x = layers.Flatten()(x)
    x = layers.Dense(64, activation="relu")(x)
    outputs = layers.Dense(classes, activation="softmax")(x)
    return keras.Model(inputs, outputs)
