# ruff: noqa
# %% right sweep: a comprehension, with evaluate
def sweep(create, values, train, validation, epochs):
    def measure(model):
        model.fit(x=train[0], y=train[1], epochs=epochs, verbose=0)
        return model.evaluate(*validation, verbose=0)[1]

    return {value: measure(create(value)) for value in values}


# %% right sweep: networks first, then histories, results as NumPy numbers
def sweep(create, values, train, validation, epochs):
    networks = [create(value) for value in values]
    histories = [n.fit(*train, epochs=epochs, validation_data=validation) for n in networks]
    last = np.array([history.history["val_accuracy"][-1] for history in histories], "float32")
    return dict(zip(values, last))


# %% wrong sweep: a blank left -> A blank, ____, is still there. Put something in its place.
def sweep(create, values, train, validation, epochs):
    found = {}
    for value in values:
        model = create(value)
        history = model.fit(*train, epochs=epochs, validation_data=____, verbose=0)
        found[value] = history.history["val_accuracy"][-1]
    return found


# %% wrong sweep: the function of the notebook -> should get each network from its argument: create(value)
network = byhand.create_model_dropout()
network.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"])


def create_with_rate(rate):
    models.restart(network)
    network.optimizer.learning_rate = rate
    return network


def sweep(create, values, train, validation, epochs):
    found = {}
    for value in values:
        model = create_with_rate(value)
        history = model.fit(*train, epochs=epochs, validation_data=validation, verbose=0)
        found[value] = history.history["val_accuracy"][-1]
    return found


# %% wrong sweep: one network for all -> create should be called once for each of [1.0, 0.0], but it was called for [1.0]
def sweep(create, values, train, validation, epochs):
    scores, model = {}, create(values[0])
    for value in values:
        history = model.fit(*train, epochs=epochs, validation_data=validation, verbose=0)
        scores[value] = history.history["val_accuracy"][-1]
    return scores


# %% wrong sweep: training accuracy -> Yours was measured on the training pictures. It should be the accuracy on the valid
def sweep(create, values, train, validation, epochs):
    scores = {}
    for value in values:
        history = create(value).fit(*train, epochs=epochs, validation_data=validation, verbose=0)
        scores[value] = history.history["accuracy"][-1]
    return scores


# %% wrong sweep: the loss -> That is the loss. It should be the accuracy on the validation pictures
def sweep(create, values, train, validation, epochs):
    scores = {}
    for value in values:
        history = create(value).fit(*train, epochs=epochs, validation_data=validation, verbose=0)
        scores[value] = history.history["val_loss"][-1]
    return scores


# %% wrong sweep: only the last value -> The keys should be [1.0, 0.0], not [0.0]
def sweep(create, values, train, validation, epochs):
    for value in values:
        history = create(value).fit(*train, epochs=epochs, validation_data=validation, verbose=0)
        scores = {value: history.history["val_accuracy"][-1]}
    return scores


# %% wrong sweep: a list -> sweep should return a dictionary, not [
def sweep(create, values, train, validation, epochs):
    return [
        create(v).fit(*train, epochs=epochs, validation_data=validation, verbose=0).history
        for v in values
    ]


# %% wrong sweep: all epochs -> the result for the value 1.0 should be
def sweep(create, values, train, validation, epochs):
    scores = {}
    for value in values:
        history = create(value).fit(*train, epochs=epochs, validation_data=validation, verbose=0)
        scores[value] = history.history["val_accuracy"]
    return scores


# %% wrong sweep: epochs forgotten -> in 3 epochs of one batch should be 3, not 1
def sweep(create, values, train, validation, epochs):
    scores = {}
    for value in values:
        history = create(value).fit(*train, validation_data=validation, verbose=0)
        scores[value] = history.history["val_accuracy"][-1]
    return scores


# %% wrong sweep: always three epochs -> in 2 epochs of one batch should be 2, not 3
def sweep(create, values, train, validation, epochs):
    scores = {}
    for value in values:
        history = create(value).fit(*train, epochs=3, validation_data=validation, verbose=0)
        scores[value] = history.history["val_accuracy"][-1]
    return scores


# %% wrong sweep: the best only -> should return a dictionary, not
def sweep(create, values, train, validation, epochs):
    scores = {}
    for value in values:
        history = create(value).fit(*train, epochs=epochs, validation_data=validation, verbose=0)
        scores[value] = history.history["val_accuracy"][-1]
    return max(scores, key=scores.get)


# %% wrong sweep: the best epoch -> the result for the value 1.0 should be 0.5, not 0.75. It should be the accuracy on
def sweep(create, values, train, validation, epochs):
    scores = {}
    for value in values:
        history = create(value).fit(*train, epochs=epochs, validation_data=validation, verbose=0)
        scores[value] = max(history.history["val_accuracy"])
    return scores


# %% wrong sweep: the helper -> Write it yourself
def sweep(create, values, train, validation, epochs):
    return byhand.sweep(create, values, train, validation, epochs)


# %% right sweep: without validation_data, measured afterwards by hand
def sweep(create, values, train, validation, epochs):
    answer = {}
    for value in values:
        network = create(value)
        network.fit(train[0], train[1], epochs=epochs, verbose=0)
        predicted = network.predict(validation[0], verbose=0).argmax(axis=1)
        answer[value] = float(np.mean(predicted == validation[1].argmax(axis=1)))
    return answer


# %% wrong sweep: trained on the validation pictures -> Fit it on the pair train
def sweep(create, values, train, validation, epochs):
    scores = {}
    for value in values:
        model = create(value)
        model.fit(*validation, epochs=epochs, verbose=0)
        scores[value] = model.evaluate(*validation, verbose=0)[1]
    return scores


# %% wrong sweep: measured on the training pictures -> Yours was measured on the training pictures
def sweep(create, values, train, validation, epochs):
    scores = {}
    for value in values:
        history = create(value).fit(*train, epochs=epochs, validation_data=train, verbose=0)
        scores[value] = history.history["val_accuracy"][-1]
    return scores


# %% wrong sweep: compiled anew, so that the value is lost -> Fit it on the pair train, and leave its optimizer
def sweep(create, values, train, validation, epochs):
    scores = {}
    for value in values:
        model = create(value)
        model.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
        history = model.fit(*train, epochs=epochs, validation_data=validation, verbose=0)
        scores[value] = history.history["val_accuracy"][-1]
    return scores


# %% wrong sweep: no return -> sweep gave nothing (None). Return the dictionary, after the loop
def sweep(create, values, train, validation, epochs):
    found = {}
    for value in values:
        model = create(value)
        history = model.fit(*train, epochs=epochs, validation_data=validation, verbose=0)
        found[value] = history.history["val_accuracy"][-1]


# %% wrong sweep: returns inside the loop -> The keys should be [1.0, 0.0], not [1.0]
def sweep(create, values, train, validation, epochs):
    found = {}
    for value in values:
        model = create(value)
        history = model.fit(*train, epochs=epochs, validation_data=validation, verbose=0)
        found[value] = history.history["val_accuracy"][-1]
        return found


# %% wrong sweep: the first epoch -> should be 0.5, not 0.75. It should be the accuracy on the validation pictures after the last epoch
def sweep(create, values, train, validation, epochs):
    found = {}
    for value in values:
        model = create(value)
        history = model.fit(*train, epochs=epochs, validation_data=validation, verbose=0)
        found[value] = history.history["val_accuracy"][0]
    return found


# %% wrong sweep: value by accuracy -> The keys should be [1.0, 0.0], not
def sweep(create, values, train, validation, epochs):
    found = {}
    for value in values:
        model = create(value)
        history = model.fit(*train, epochs=epochs, validation_data=validation, verbose=0)
        found[history.history["val_accuracy"][-1]] = value
    return found


# %% wrong sweep: numbered -> The keys should be [1.0, 0.0], not [0, 1]
def sweep(create, values, train, validation, epochs):
    found = {}
    for place, value in enumerate(values):
        model = create(value)
        history = model.fit(*train, epochs=epochs, validation_data=validation, verbose=0)
        found[place] = history.history["val_accuracy"][-1]
    return found


# %% wrong sweep: the share of wrong answers -> should be 0.75, not 0.25. Yours was measured on the training pictures, or the share of wrong answers.
def sweep(create, values, train, validation, epochs):
    found = {}
    for value in values:
        model = create(value)
        h = model.fit(*train, epochs=epochs, validation_data=validation, verbose=0)
        found[value] = 1 - h.history["val_accuracy"][-1]
    return found


# %% right next_rates: with logspace and an array
def next_rates(scores, count=5):
    tried = np.sort(np.array(list(scores)))
    place = np.argmax([scores[rate] for rate in tried])
    padded = np.concatenate([[tried[place] / 10], tried, [tried[place] * 10]])
    low, high = padded[place], padded[place + 2]
    return np.logspace(np.log10(low), np.log10(high), count)


# %% right next_rates: by comparing with the best
def next_rates(scores, count=5):
    best = max(scores.items(), key=lambda item: item[1])[0]
    low = max((rate for rate in scores if rate < best), default=best / 10)
    high = min((rate for rate in scores if rate > best), default=10 * best)
    factor = (high / low) ** (1 / (count - 1))
    return [low * factor**step for step in range(count)]


# %% right next_rates: from a table
def next_rates(scores, count=5):
    table = pd.Series(scores).sort_index()
    place = table.index.get_loc(table.idxmax())
    low = table.index[place - 1] if place else table.index[0] * 0.1
    high = table.index[place + 1] if place + 1 < len(table) else table.index[-1] * 10
    return np.exp(np.linspace(np.log(low), np.log(high), count)).tolist()


# %% wrong next_rates: looks for the accuracy among the rates -> Its rate is max(scores, key=scores.get)
def next_rates(scores, count=5):
    rates = sorted(scores)
    place = rates.index(max(scores.values()))
    return list(np.geomspace(rates[place - 1], rates[place + 1], count))


# %% wrong next_rates: equal differences -> Take equal steps on a log scale, not on an ordinary one
def next_rates(scores, count=5):
    rates = sorted(scores)
    place = rates.index(max(scores, key=scores.get))
    low = rates[place - 1] if place > 0 else rates[0] / 10
    high = rates[place + 1] if place < len(rates) - 1 else rates[-1] * 10
    return list(np.linspace(low, high, count))


# %% wrong next_rates: no thought of the edge -> it has no neighbour on one side
def next_rates(scores, count=5):
    rates = sorted(scores)
    place = rates.index(max(scores, key=scores.get))
    return list(np.geomspace(rates[place - 1], rates[place + 1], count))


# %% wrong next_rates: the last rate below the first -> In Python, index -1 is the last one
def next_rates(scores, count=5):
    rates = sorted(scores)
    place = rates.index(max(scores, key=scores.get))
    high = rates[place + 1] if place < len(rates) - 1 else rates[-1] * 10
    return list(np.geomspace(rates[place - 1], high, count))


# %% wrong next_rates: stays at the edge -> The best rate is at an edge here
def next_rates(scores, count=5):
    rates = sorted(scores)
    place = rates.index(max(scores, key=scores.get))
    low, high = rates[max(place - 1, 0)], rates[min(place + 1, len(rates) - 1)]
    return list(np.geomspace(low, high, count))


# %% wrong next_rates: not sorted -> The rates may be in any order: sort them first
def next_rates(scores, count=5):
    rates = list(scores)
    place = rates.index(max(scores, key=scores.get))
    low = rates[place - 1] if place > 0 else rates[place] / 10
    high = rates[place + 1] if place < len(rates) - 1 else rates[place] * 10
    return list(np.geomspace(low, high, count))


# %% wrong next_rates: always a tenth and ten times -> Take the neighbours that were tried
def next_rates(scores, count=5):
    best = max(scores, key=scores.get)
    return list(np.geomspace(best / 10, best * 10, count))


# %% wrong next_rates: the whole range -> That is the whole range
def next_rates(scores, count=5):
    return list(np.geomspace(min(scores), max(scores), count))


# %% wrong next_rates: the ends left out -> Include both ends
def next_rates(scores, count=5):
    rates = sorted(scores)
    place = rates.index(max(scores, key=scores.get))
    low = rates[place - 1] if place > 0 else rates[0] / 10
    high = rates[place + 1] if place < len(rates) - 1 else rates[-1] * 10
    return list(np.geomspace(low, high, count + 2))[1:-1]


# %% wrong next_rates: always five -> Give as many rates as count says
def next_rates(scores, count=5):
    rates = sorted(scores)
    place = rates.index(max(scores, key=scores.get))
    low = rates[place - 1] if place > 0 else rates[0] / 10
    high = rates[place + 1] if place < len(rates) - 1 else rates[-1] * 10
    return list(np.geomspace(low, high, 5))


# %% wrong next_rates: around the worst rate -> That is around 0.1. Take the rate with the highest accuracy: 0.01.
def next_rates(scores, count=5):
    rates = sorted(scores)
    place = rates.index(min(scores, key=scores.get))
    below = rates[place - 1] if place else rates[0] / 10
    above = rates[place + 1] if place + 1 < len(rates) else 10 * rates[-1]
    return list(np.geomspace(below, above, count))


# %% wrong next_rates: the highest rate, not the best one -> That is around 0.1. Take the rate with the highest accuracy: 0.01.
def next_rates(scores, count=5):
    rates = sorted(scores)
    place = rates.index(max(scores))
    low = rates[place - 1] if place > 0 else rates[0] / 10
    high = rates[place + 1] if place < len(rates) - 1 else rates[-1] * 10
    return list(np.geomspace(low, high, count))


# %% wrong next_rates: logspace with the rates themselves -> from one to the other in equal steps on a log scale
def next_rates(scores, count=5):
    rates = sorted(scores)
    place = rates.index(max(scores, key=scores.get))
    low = rates[place - 1] if place > 0 else rates[0] / 10
    high = rates[place + 1] if place < len(rates) - 1 else rates[-1] * 10
    return list(np.logspace(low, high, count))


# %% wrong next_rates: the logarithms -> These are the logarithms
def next_rates(scores, count=5):
    rates = sorted(scores)
    place = rates.index(max(scores, key=scores.get))
    low = rates[place - 1] if place > 0 else rates[0] / 10
    high = rates[place + 1] if place < len(rates) - 1 else rates[-1] * 10
    return list(np.linspace(np.log10(low), np.log10(high), count))


# %% wrong next_rates: no return -> gave nothing (None)
def next_rates(scores, count=5):
    best = max(scores, key=scores.get)
    np.geomspace(best / 10, best * 10, count)


# %% wrong next_rates: the default forgotten -> missing 1 required positional argument
def next_rates(scores, count):
    rates = sorted(scores)
    place = rates.index(max(scores, key=scores.get))
    low = rates[place - 1] if place > 0 else rates[0] / 10
    high = rates[place + 1] if place < len(rates) - 1 else rates[-1] * 10
    return list(np.geomspace(low, high, count))


# %% wrong next_rates: the helper -> Write it yourself
def next_rates(scores, count=5):
    return byhand.next_rates(scores, count)


# %% wrong next_rates: rounded -> Do not round.
def next_rates(scores, count=5):
    rates = sorted(scores)
    best = max(scores, key=scores.get)
    i = rates.index(best)
    below = rates[i - 1] if i > 0 else best / 10
    above = rates[i + 1] if i < len(rates) - 1 else best * 10
    return [round(float(r), 4) for r in np.geomspace(below, above, count)]


# %% wrong next_rates: one rate too many -> Give as many rates as count says
def next_rates(scores, count=5):
    rates = sorted(scores)
    best = max(scores, key=scores.get)
    i = rates.index(best)
    below = rates[i - 1] if i > 0 else best / 10
    above = rates[i + 1] if i < len(rates) - 1 else best * 10
    return list(np.geomspace(below, above, count + 1))


# %% right create_model_dropout_vary: Sequential, dropout after flatten
def create_model_dropout_vary(dropout_rate):
    L = keras.layers
    stack = [keras.Input((32, 32, 3))]
    for n in (16, 32):
        stack += [L.Conv2D(n, (3, 3), activation="relu"), L.MaxPool2D((2, 2))]
    stack += [L.Conv2D(64, 3), L.ReLU(), L.Flatten(), L.Dropout(rate=dropout_rate, seed=3)]
    return keras.Sequential([*stack, L.Dense(10), L.Softmax()])


# %% right create_model_dropout_vary: the network of lesson 6 with its dropout exchanged
def create_model_dropout_vary(rate):
    def exchange(layer):
        settings = layer.get_config()
        if isinstance(layer, keras.layers.Dropout):
            settings["rate"] = rate
        return type(layer).from_config(settings)

    L = keras.layers
    stack = [keras.Input((32, 32, 3))]
    for n in (16, 32):
        stack += [L.Conv2D(n, 3, activation="relu"), L.MaxPooling2D()]
    stack += [L.Conv2D(64, 3, activation="relu"), L.Dropout(0.5), L.Flatten()]
    of_lesson_6 = keras.Sequential([*stack, L.Dense(10, activation="softmax")])
    return keras.models.clone_model(of_lesson_6, clone_function=exchange)


# %% right create_model_dropout_vary: a class, without a fixed input
class Varied(keras.Model):
    def __init__(self, rate):
        super().__init__()
        self.steps = [
            keras.layers.Conv2D(16, 3, activation="relu"),
            keras.layers.MaxPooling2D(),
            keras.layers.Conv2D(32, 3, activation="relu"),
            keras.layers.MaxPooling2D(),
            keras.layers.Conv2D(64, 3, activation="relu"),
            keras.layers.Dropout(rate),
            keras.layers.Flatten(),
            keras.layers.Dense(10, activation="softmax"),
        ]

    def call(self, x, training=False):
        for step in self.steps:
            x = step(x, training=training) if isinstance(step, keras.layers.Dropout) else step(x)
        return x


create_model_dropout_vary = Varied


# %% wrong create_model_dropout_vary: the rate is still 0.5 -> the share of values that create_model_dropout_vary(0.15) drops while training, roughly, should be 0.15, not 0.
def create_model_dropout_vary(dropout_rate):
    L = keras.layers
    stack = [keras.Input((32, 32, 3))]
    for n in (16, 32):
        stack += [L.Conv2D(n, 3, activation="relu"), L.MaxPooling2D()]
    stack += [L.Conv2D(64, 3, activation="relu"), L.Dropout(0.5), L.Flatten()]
    return keras.Sequential([*stack, L.Dense(10, activation="softmax")])


# %% wrong create_model_dropout_vary: the share that is kept -> Dropout takes the share that is dropped, not the one that is kept
def create_model_dropout_vary(dropout_rate):
    L = keras.layers
    stack = [keras.Input((32, 32, 3))]
    for n in (16, 32):
        stack += [L.Conv2D(n, 3, activation="relu"), L.MaxPooling2D()]
    stack += [L.Conv2D(64, 3, activation="relu"), L.Dropout(1 - dropout_rate), L.Flatten()]
    return keras.Sequential([*stack, L.Dense(10, activation="softmax")])


# %% wrong create_model_dropout_vary: dropout before the last convolution -> drops while training, roughly, should be
def create_model_dropout_vary(dropout_rate):
    L = keras.layers
    stack = [keras.Input((32, 32, 3))]
    for n in (16, 32):
        stack += [L.Conv2D(n, 3, activation="relu"), L.MaxPooling2D()]
    stack += [L.Dropout(dropout_rate), L.Conv2D(64, 3, activation="relu"), L.Flatten()]
    return keras.Sequential([*stack, L.Dense(10, activation="softmax")])


# %% wrong create_model_dropout_vary: dropout in two places -> drops while training, roughly, should be 0.15
def create_model_dropout_vary(dropout_rate):
    L = keras.layers
    stack = [keras.Input((32, 32, 3))]
    for n in (16, 32):
        stack += [L.Conv2D(n, 3, activation="relu"), L.MaxPooling2D()]
    stack += [L.Conv2D(64, 3, activation="relu"), L.Dropout(dropout_rate), L.Flatten()]
    return keras.Sequential([*stack, L.Dropout(dropout_rate), L.Dense(10, activation="softmax")])


# %% wrong create_model_dropout_vary: compiled -> should not be compiled
def create_model_dropout_vary(dropout_rate):
    L = keras.layers
    stack = [keras.Input((32, 32, 3))]
    for n in (16, 32):
        stack += [L.Conv2D(n, 3, activation="relu"), L.MaxPooling2D()]
    stack += [L.Conv2D(64, 3, activation="relu"), L.Dropout(dropout_rate), L.Flatten()]
    model = keras.Sequential([*stack, L.Dense(10, activation="softmax")])
    model.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
    return model


# %% wrong create_model_dropout_vary: the intro network with dropout -> should have 33,834 parameters, not
def create_model_dropout_vary(dropout_rate):
    return keras.Sequential([byhand.create_model_intro(), keras.layers.Dropout(dropout_rate)])


# %% wrong create_model_dropout_vary: no return -> should give a keras.Model, not a NoneType
def create_model_dropout_vary(dropout_rate):
    keras.layers.Dropout(dropout_rate)


# %% wrong create_model_dropout_vary: no softmax -> The output layer has softmax
def create_model_dropout_vary(dropout_rate):
    L = keras.layers
    stack = [keras.Input((32, 32, 3))]
    for n in (16, 32):
        stack += [L.Conv2D(n, 3, activation="relu"), L.MaxPooling2D()]
    stack += [L.Conv2D(64, 3, activation="relu"), L.Dropout(dropout_rate), L.Flatten()]
    return keras.Sequential([*stack, L.Dense(10)])


# %% wrong create_model_dropout_vary: relu forgotten -> the probabilities of 3 pictures from create_model_dropout_vary(0.15), with given weights,
def create_model_dropout_vary(dropout_rate):
    L = keras.layers
    stack = [keras.Input((32, 32, 3))]
    for n in (16, 32):
        stack += [L.Conv2D(n, 3), L.MaxPooling2D()]
    stack += [L.Conv2D(64, 3), L.Dropout(dropout_rate), L.Flatten()]
    return keras.Sequential([*stack, L.Dense(10, activation="softmax")])


# %% wrong create_model_dropout_vary: the helper -> Write it yourself
def create_model_dropout_vary(dropout_rate):
    return byhand.create_model_dropout(dropout_rate=dropout_rate)


# %% wrong create_model_dropout_vary: a rate of 0 taken for none -> gives other probabilities while it is trained
def create_model_dropout_vary(dropout_rate):
    L = keras.layers
    stack = [keras.Input((32, 32, 3))]
    for n in (16, 32):
        stack += [L.Conv2D(n, 3, activation="relu"), L.MaxPooling2D()]
    stack += [L.Conv2D(64, 3, activation="relu"), L.Dropout(dropout_rate or 0.5), L.Flatten()]
    return keras.Sequential([*stack, L.Dense(10, activation="softmax")])


# %% wrong create_model_dropout_vary: dropout stays on when predicting -> gives other probabilities at each call
def create_model_dropout_vary(dropout_rate):
    L = keras.layers
    inputs = keras.Input((32, 32, 3))
    x = L.MaxPooling2D()(L.Conv2D(16, 3, activation="relu")(inputs))
    x = L.MaxPooling2D()(L.Conv2D(32, 3, activation="relu")(x))
    x = L.Conv2D(64, 3, activation="relu")(x)
    x = L.Flatten()(L.Dropout(dropout_rate)(x, training=True))
    return keras.Model(inputs, L.Dense(10, activation="softmax")(x))


# %% wrong create_model_dropout_vary: whole channels -> whole channels are dropped
def create_model_dropout_vary(dropout_rate):
    L = keras.layers
    stack = [keras.Input((32, 32, 3))]
    for n in (16, 32):
        stack += [L.Conv2D(n, 3, activation="relu"), L.MaxPooling2D()]
    stack += [L.Conv2D(64, 3, activation="relu"), L.SpatialDropout2D(dropout_rate), L.Flatten()]
    return keras.Sequential([*stack, L.Dense(10, activation="softmax")])


# %% right draw_rates: natural logarithms
def draw_rates(low, high, count, seed):
    rng = np.random.default_rng(seed)
    return np.exp(rng.uniform(np.log(low), np.log(high), size=count))


# %% right draw_rates: with scipy
def draw_rates(low, high, count, seed):
    return loguniform(low, high).rvs(count, random_state=seed)


# %% right draw_rates: one by one, with the older random numbers
def draw_rates(low, high, count, seed):
    np.random.seed(seed)
    return [low * (high / low) ** np.random.random() for _ in range(count)]


# %% wrong draw_rates: the rates themselves -> You drew the rate itself evenly. Draw its exponent
def draw_rates(low, high, count, seed):
    return np.random.default_rng(seed).uniform(low, high, count)


# %% wrong draw_rates: the exponents -> These are exponents. The rate is 10 to this power
def draw_rates(low, high, count, seed):
    return np.random.default_rng(seed).uniform(np.log10(low), np.log10(high), count)


# %% wrong draw_rates: not at random -> gave the same rates with the seeds 42 and 43
def draw_rates(low, high, count, seed):
    return np.geomspace(low, high, count)


# %% wrong draw_rates: the seed forgotten -> gave other rates when it was called again
def draw_rates(low, high, count, seed):
    return 10 ** np.random.default_rng().uniform(np.log10(low), np.log10(high), count)


# %% wrong draw_rates: always the same seed -> gave the same rates with the seeds 42 and 43
def draw_rates(low, high, count, seed):
    return 10 ** np.random.default_rng(42).uniform(np.log10(low), np.log10(high), count)


# %% wrong draw_rates: whole exponents only -> different rates. Any rate between the two may come
def draw_rates(low, high, count, seed):
    rng = np.random.default_rng(seed)
    return 10.0 ** rng.integers(int(np.log10(low)), int(np.log10(high)) + 1, count)


# %% wrong draw_rates: one of the two ends -> gave only 2 different rates
def draw_rates(low, high, count, seed):
    return np.random.default_rng(seed).choice([low, high], count)


# %% wrong draw_rates: one rate -> how many rates draw_rates(0.001, 0.1, 1000, 42) gives should be
def draw_rates(low, high, count, seed):
    return 10 ** np.random.default_rng(seed).uniform(np.log10(low), np.log10(high))


# %% wrong draw_rates: the exponent's limits are the rates -> all rates should lie between 0.001 and 0.1
def draw_rates(low, high, count, seed):
    return 10 ** np.random.default_rng(seed).uniform(low, high, count)


# %% wrong draw_rates: always from 0.001 to 0.1 -> draw the exponent evenly
def draw_rates(low, high, count, seed):
    return 10 ** np.random.default_rng(seed).uniform(-3, -1, count)


# %% wrong draw_rates: a normal distribution -> all rates should lie between
def draw_rates(low, high, count, seed):
    middle = (np.log10(low) + np.log10(high)) / 2
    return 10 ** np.random.default_rng(seed).normal(middle, 1, count)


# %% wrong draw_rates: no return -> gave nothing (None)
def draw_rates(low, high, count, seed):
    rates = 10 ** np.random.default_rng(seed).uniform(np.log10(low), np.log10(high), count)


# %% wrong draw_rates: the helper -> Write it yourself
def draw_rates(low, high, count, seed):
    return byhand.draw_rates(low, high, count, seed)


# %% wrong draw_rates: a new generator for each rate -> gave only 1 different rates. Any rate between the two may come: draw all exponents from one generator
def draw_rates(low, high, count, seed):
    return [
        10 ** np.random.default_rng(seed).uniform(np.log10(low), np.log10(high))
        for _ in range(count)
    ]


# %% wrong draw_rates: rounded -> draw all exponents from one generator, with decimals, and do not round.
def draw_rates(low, high, count, seed):
    return np.round(
        10 ** np.random.default_rng(seed).uniform(np.log10(low), np.log10(high), count), 6
    )


# %% wrong draw_rates: a generator outside of the function -> Draw from np.random.default_rng(seed), made inside the function.
rng = np.random.default_rng(42)


def draw_rates(low, high, count, seed):
    return 10 ** rng.uniform(np.log10(low), np.log10(high), count)


# %% right search_optimizers: settings one by one, classes of optimizers, another order
def search_optimizers(create, images, labels, settings):
    estimator = KerasClassifier(
        model=create,
        loss=keras.losses.CategoricalCrossentropy(),
        epochs=settings["epochs"],
        random_state=settings["random_state"],
        verbose=0,
    )
    choices = [keras.optimizers.Adam, keras.optimizers.SGD, keras.optimizers.RMSprop]
    cv = StratifiedKFold(n_splits=3, shuffle=True, random_state=42)
    search = GridSearchCV(estimator=estimator, param_grid=[dict(optimizer=choices)], cv=cv)
    search.fit(images, labels)
    return search


# %% right search_optimizers: a build function that compiles with the optimizer it is given
def search_optimizers(create, images, labels, settings):
    def build(optimizer="sgd"):
        model = create()
        model.compile(optimizer=optimizer, loss="categorical_crossentropy", metrics=["accuracy"])
        return model

    classifier = KerasClassifier(build, loss="categorical_crossentropy", **settings)
    splits = list(StratifiedKFold(3, shuffle=True, random_state=42).split(images, labels))
    grid = {"model__optimizer": ["sgd", "rmsprop", "adam"]}
    return GridSearchCV(classifier, grid, cv=splits).fit(images, labels)


# %% right search_optimizers: a build function that compiles with what SciKeras would take
def search_optimizers(create, images, labels, settings):
    def build(compile_kwargs):
        model = create()
        model.compile(**compile_kwargs)
        return model

    classifier = KerasClassifier(
        build, loss="categorical_crossentropy", optimizer="sgd", **settings
    )
    folds = StratifiedKFold(3, shuffle=True, random_state=42)
    search = GridSearchCV(classifier, {"optimizer": ("sgd", "rmsprop", "adam")}, cv=folds)
    return search.fit(images, labels)


# %% wrong search_optimizers: one of three forgotten -> trained by Adam and SGD; Adam, RMSprop and SGD were asked for. The grid names all three
def search_optimizers(create, images, labels, settings):
    classifier = KerasClassifier(create, loss="categorical_crossentropy", **settings)
    folds = StratifiedKFold(3, shuffle=True, random_state=42)
    return GridSearchCV(classifier, {"optimizer": ["sgd", "adam"]}, cv=folds).fit(images, labels)


# %% wrong search_optimizers: a build function that compiles -> The networks were trained by Adam; Adam, RMSprop and SGD were asked for
def search_optimizers(create, images, labels, settings):
    def build():
        model = create()
        model.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
        return model

    classifier = KerasClassifier(build, loss="categorical_crossentropy", **settings)
    folds = StratifiedKFold(3, shuffle=True, random_state=42)
    grid = {"optimizer": ["sgd", "rmsprop", "adam"]}
    return GridSearchCV(classifier, grid, cv=folds).fit(images, labels)


# %% wrong search_optimizers: compiles with the classifier's first optimizer -> The networks were trained by RMSprop
def search_optimizers(create, images, labels, settings):
    def build():
        model = create()
        model.compile(loss="categorical_crossentropy", metrics=["accuracy"])
        return model

    classifier = KerasClassifier(build, loss="categorical_crossentropy", **settings)
    folds = StratifiedKFold(3, shuffle=True, random_state=42)
    grid = {"optimizer": ["sgd", "rmsprop", "adam"]}
    return GridSearchCV(classifier, grid, cv=folds).fit(images, labels)


# %% wrong search_optimizers: cv=3 -> The folds come from KFold(n_splits=3, random_state=None, shuffle=False)
def search_optimizers(create, images, labels, settings):
    classifier = KerasClassifier(create, loss="categorical_crossentropy", **settings)
    grid = {"optimizer": ["sgd", "rmsprop", "adam"]}
    return GridSearchCV(classifier, grid, cv=3).fit(images, labels)


# %% wrong search_optimizers: folds not shuffled -> The folds come from StratifiedKFold(n_splits=3, random_state=None, shuffle=False)
def search_optimizers(create, images, labels, settings):
    classifier = KerasClassifier(create, loss="categorical_crossentropy", **settings)
    grid = {"optimizer": ["sgd", "rmsprop", "adam"]}
    return GridSearchCV(classifier, grid, cv=StratifiedKFold(3)).fit(images, labels)


# %% wrong search_optimizers: two optimizers -> The networks were trained by Adam and SGD
def search_optimizers(create, images, labels, settings):
    classifier = KerasClassifier(create, loss="categorical_crossentropy", **settings)
    folds = StratifiedKFold(3, shuffle=True, random_state=42)
    return GridSearchCV(classifier, {"optimizer": ["sgd", "adam"]}, cv=folds).fit(images, labels)


# %% wrong search_optimizers: settings forgotten -> Hand the settings over
def search_optimizers(create, images, labels, settings):
    classifier = KerasClassifier(create, loss="categorical_crossentropy", verbose=0)
    folds = StratifiedKFold(3, shuffle=True, random_state=42)
    grid = {"optimizer": ["sgd", "rmsprop", "adam"]}
    return GridSearchCV(classifier, grid, cv=folds).fit(images, labels)


# %% wrong search_optimizers: not fitted -> The GridSearchCV has tried nothing yet
def search_optimizers(create, images, labels, settings):
    classifier = KerasClassifier(create, loss="categorical_crossentropy", **settings)
    folds = StratifiedKFold(3, shuffle=True, random_state=42)
    return GridSearchCV(classifier, {"optimizer": ["sgd", "rmsprop", "adam"]}, cv=folds)


# %% wrong search_optimizers: no return -> search_optimizers gave nothing (None)
def search_optimizers(create, images, labels, settings):
    classifier = KerasClassifier(create, loss="categorical_crossentropy", **settings)
    folds = StratifiedKFold(3, shuffle=True, random_state=42)
    grid = {"optimizer": ["sgd", "rmsprop", "adam"]}
    GridSearchCV(classifier, grid, cv=folds).fit(images, labels)


# %% wrong search_optimizers: the best settings only -> should return a GridSearchCV, not a dict
def search_optimizers(create, images, labels, settings):
    classifier = KerasClassifier(create, loss="categorical_crossentropy", **settings)
    folds = StratifiedKFold(3, shuffle=True, random_state=42)
    grid = {"optimizer": ["sgd", "rmsprop", "adam"]}
    return GridSearchCV(classifier, grid, cv=folds).fit(images, labels).best_params_


# %% wrong search_optimizers: the batch size as well -> number of settings tried should be 3, not 6
def search_optimizers(create, images, labels, settings):
    classifier = KerasClassifier(create, loss="categorical_crossentropy", **settings)
    folds = StratifiedKFold(3, shuffle=True, random_state=42)
    grid = {"optimizer": ["sgd", "rmsprop", "adam"], "batch_size": [2, 4]}
    return GridSearchCV(classifier, grid, cv=folds).fit(images, labels)


# %% wrong search_optimizers: another loss -> the loss of the networks should be
def search_optimizers(create, images, labels, settings):
    classifier = KerasClassifier(create, loss="sparse_categorical_crossentropy", **settings)
    folds = StratifiedKFold(3, shuffle=True, random_state=42)
    grid = {"optimizer": ["sgd", "rmsprop", "adam"]}
    return GridSearchCV(classifier, grid, cv=folds).fit(images, labels)


# %% wrong search_optimizers: the winner not trained again -> Leave refit=False out
def search_optimizers(create, images, labels, settings):
    classifier = KerasClassifier(create, loss="categorical_crossentropy", **settings)
    folds = StratifiedKFold(3, shuffle=True, random_state=42)
    grid = {"optimizer": ["sgd", "rmsprop", "adam"]}
    return GridSearchCV(classifier, grid, cv=folds, refit=False).fit(images, labels)


# %% wrong search_optimizers: settings without stars -> Hand the settings over by name, with two stars
def search_optimizers(create, images, labels, settings):
    classifier = KerasClassifier(create, "categorical_crossentropy", settings)
    folds = StratifiedKFold(3, shuffle=True, random_state=42)
    grid = {"optimizer": ["sgd", "rmsprop", "adam"]}
    return GridSearchCV(classifier, grid, cv=folds).fit(images, labels)


# %% wrong search_optimizers: settings as one setting -> KerasClassifier has no setting of that name
def search_optimizers(create, images, labels, settings):
    classifier = KerasClassifier(create, loss="categorical_crossentropy", settings=settings)
    folds = StratifiedKFold(3, shuffle=True, random_state=42)
    grid = {"optimizer": ["sgd", "rmsprop", "adam"]}
    return GridSearchCV(classifier, grid, cv=folds).fit(images, labels)


# %% wrong search_optimizers: the classifier of the lesson -> Make a new KerasClassifier of create
def search_optimizers(create, images, labels, settings):
    folds = StratifiedKFold(3, shuffle=True, random_state=42)
    grid = {"optimizer": ["sgd", "rmsprop", "adam"]}
    return GridSearchCV(classifier, grid, cv=folds).fit(images, labels)


# %% wrong search_optimizers: a wrong name in the grid -> is the name of a setting of KerasClassifier
def search_optimizers(create, images, labels, settings):
    classifier = KerasClassifier(create, loss="categorical_crossentropy", **settings)
    folds = StratifiedKFold(3, shuffle=True, random_state=42)
    grid = {"optimizers": ["sgd", "rmsprop", "adam"]}
    return GridSearchCV(classifier, grid, cv=folds).fit(images, labels)


# %% wrong search_optimizers: one-hot labels -> labels are class numbers: hand them over as they are
def search_optimizers(create, images, labels, settings):
    classifier = KerasClassifier(create, loss="categorical_crossentropy", **settings)
    folds = StratifiedKFold(3, shuffle=True, random_state=42)
    grid = {"optimizer": ["sgd", "rmsprop", "adam"]}
    one_hot = keras.utils.to_categorical(labels)
    return GridSearchCV(classifier, grid, cv=folds).fit(images, one_hot)


# %% wrong search_optimizers: half of the pictures -> Fit the search on all images and labels
def search_optimizers(create, images, labels, settings):
    classifier = KerasClassifier(create, loss="categorical_crossentropy", **settings)
    folds = list(StratifiedKFold(3, shuffle=True, random_state=42).split(images, labels))
    grid = {"optimizer": ["sgd", "rmsprop", "adam"]}
    search = GridSearchCV(classifier, grid, cv=StratifiedKFold(3, shuffle=True, random_state=42))
    return search.fit(images[folds[0][0]], labels[folds[0][0]])


# %% wrong search_optimizers: a network in place of the function -> Hand over create itself, without brackets
def search_optimizers(create, images, labels, settings):
    classifier = KerasClassifier(create(), loss="categorical_crossentropy", **settings)
    folds = StratifiedKFold(3, shuffle=True, random_state=42)
    grid = {"optimizer": ["sgd", "rmsprop", "adam"]}
    return GridSearchCV(classifier, grid, cv=folds).fit(images, labels)


# %% right pick_and_evaluate: with predict, a list as the result
def pick_and_evaluate(candidates, validation, test):
    def accuracy(model, images, labels):
        answers = model.predict(images, verbose=0).argmax(axis=1)
        return np.mean(answers == np.argmax(labels, axis=1))

    best = max(candidates, key=lambda name: accuracy(candidates[name], *validation))
    return [best, accuracy(candidates[best], *test)]


# %% right pick_and_evaluate: names and scores apart, evaluate as a dictionary
def pick_and_evaluate(candidates, validation, test):
    names, models_ = list(candidates), list(candidates.values())
    scores = [m.evaluate(*validation, verbose=0, return_dict=True)["accuracy"] for m in models_]
    place = int(np.argmax(scores))
    loss, accuracy = models_[place].evaluate(test[0], test[1])
    return names[place], accuracy


# %% wrong pick_and_evaluate: chosen on the test pictures -> Choose by the validation pictures alone
def pick_and_evaluate(candidates, validation, test):
    scores = {name: m.evaluate(*test, verbose=0)[1] for name, m in candidates.items()}
    best = max(scores, key=scores.get)
    return best, scores[best]


# %% wrong pick_and_evaluate: everybody sees the test pictures -> Only 'lucky' should see them, and only once
def pick_and_evaluate(candidates, validation, test):
    scores = {name: m.evaluate(*validation, verbose=0)[1] for name, m in candidates.items()}
    tested = {name: m.evaluate(*test, verbose=0)[1] for name, m in candidates.items()}
    best = max(scores, key=scores.get)
    return best, tested[best]


# %% wrong pick_and_evaluate: measured twice -> Only 'lucky' should see them, and only once
def pick_and_evaluate(candidates, validation, test):
    scores = {name: m.evaluate(*validation, verbose=0)[1] for name, m in candidates.items()}
    best = max(scores, key=scores.get)
    candidates[best].evaluate(*test, verbose=0)
    return best, candidates[best].evaluate(*test, verbose=0)[1]


# %% wrong pick_and_evaluate: validation accuracy returned -> That is its accuracy on the validation pictures.
def pick_and_evaluate(candidates, validation, test):
    scores = {name: m.evaluate(*validation, verbose=0)[1] for name, m in candidates.items()}
    best = max(scores, key=scores.get)
    return best, scores[best]


# %% wrong pick_and_evaluate: the name only -> The result should be a pair, a name and an accuracy
def pick_and_evaluate(candidates, validation, test):
    scores = {name: m.evaluate(*validation, verbose=0)[1] for name, m in candidates.items()}
    return max(scores, key=scores.get)


# %% wrong pick_and_evaluate: the loss -> the accuracy, of 5 validation and 10 unseen pictures these are right:
def pick_and_evaluate(candidates, validation, test):
    scores = {name: m.evaluate(*validation, verbose=0)[1] for name, m in candidates.items()}
    best = max(scores, key=scores.get)
    return best, candidates[best].evaluate(*test, verbose=0)[0]


# %% wrong pick_and_evaluate: the lowest accuracy -> should be 'lucky', not 'lost'
def pick_and_evaluate(candidates, validation, test):
    scores = {name: m.evaluate(*validation, verbose=0)[1] for name, m in candidates.items()}
    best = min(scores, key=scores.get)
    return best, candidates[best].evaluate(*test, verbose=0)[1]


# %% wrong pick_and_evaluate: the loss taken for the accuracy -> The highest validation accuracy wins, not the loss, which evaluate gives first.
def pick_and_evaluate(candidates, validation, test):
    losses = {}
    for name, model in candidates.items():
        losses[name] = model.evaluate(*validation, verbose=0)[0]
    best = max(losses, key=losses.get)
    return best, candidates[best].evaluate(*test, verbose=0)[1]


# %% wrong pick_and_evaluate: the helper -> Write it yourself
def pick_and_evaluate(candidates, validation, test):
    return byhand.pick_and_evaluate(candidates, validation, test)


# %% right pick_and_evaluate: sorted by accuracy
def pick_and_evaluate(candidates, validation, unseen):
    ranking = sorted(
        candidates, key=lambda name: candidates[name].evaluate(*validation, verbose=0)[1]
    )
    winner = candidates[ranking[-1]]
    return ranking[-1], winner.evaluate(*unseen, verbose=0)[1]


# %% wrong pick_and_evaluate: the lowest loss -> The highest validation accuracy wins, not the loss, which evaluate gives first.
def pick_and_evaluate(candidates, validation, unseen):
    losses = {name: m.evaluate(*validation, verbose=0)[0] for name, m in candidates.items()}
    best = min(losses, key=losses.get)
    return best, candidates[best].evaluate(*unseen, verbose=0)[1]


# %% wrong pick_and_evaluate: loss and accuracy -> should be 0.6, not [
def pick_and_evaluate(candidates, validation, unseen):
    found = {name: m.evaluate(*validation, verbose=0)[1] for name, m in candidates.items()}
    best = max(found, key=found.get)
    return best, candidates[best].evaluate(*unseen, verbose=0)


# %% wrong pick_and_evaluate: the network, not its name -> gave the network first. Give its name
def pick_and_evaluate(candidates, validation, unseen):
    found = {name: m.evaluate(*validation, verbose=0)[1] for name, m in candidates.items()}
    winner = candidates[max(found, key=found.get)]
    return winner, winner.evaluate(*unseen, verbose=0)[1]


# %% wrong pick_and_evaluate: no return -> pick_and_evaluate gave nothing (None)
def pick_and_evaluate(candidates, validation, unseen):
    found = {name: m.evaluate(*validation, verbose=0)[1] for name, m in candidates.items()}
    best = max(found, key=found.get)
    candidates[best].evaluate(*unseen, verbose=0)[1]


# %% wrong pick_and_evaluate: the last name of the alphabet -> should be 'lucky', not 'steady'. The highest validation accuracy wins.
def pick_and_evaluate(candidates, validation, unseen):
    found = {n: m.evaluate(*validation, verbose=0)[1] for n, m in candidates.items()}
    best = max(found)
    return best, candidates[best].evaluate(*unseen, verbose=0)[1]


# %% wrong pick_and_evaluate: the last one in the loop -> should be 'lucky', not 'lost'. The highest validation accuracy wins, not the loss
def pick_and_evaluate(candidates, validation, unseen):
    for name, m in candidates.items():
        acc = m.evaluate(*validation, verbose=0)[1]
    return name, candidates[name].evaluate(*unseen, verbose=0)[1]


# %% right create_model_act: Sequential with activation layers
def create_model_act(activation):
    L = keras.layers
    stack = [keras.Input((32, 32, 3))]
    for n in (16, 32):
        stack += [L.Conv2D(n, 3), L.Activation(activation), L.MaxPooling2D()]
    stack += [L.Flatten(), L.Dense(64), L.Activation(activation), L.Dense(10), L.Softmax()]
    return keras.Sequential(stack)


# %% right create_model_act: with the function of that name, built layer by layer
def create_model_act(name):
    activation = keras.activations.get(name)
    model = keras.Sequential()
    for n in (16, 32):
        model.add(keras.layers.Conv2D(n, (3, 3), activation=activation))
        model.add(keras.layers.MaxPool2D(2))
    model.add(keras.layers.Flatten())
    model.add(keras.layers.Dense(64, activation=activation))
    model.add(keras.layers.Dense(10, activation=keras.ops.softmax))
    return model


# %% wrong create_model_act: always relu -> the probabilities of 3 pictures from create_model_act("tanh"), with given weights,
def create_model_act(activation):
    L = keras.layers
    stack = [keras.Input((32, 32, 3))]
    for n in (16, 32):
        stack += [L.Conv2D(n, 3, activation="relu"), L.MaxPooling2D()]
    stack += [L.Flatten(), L.Dense(64, activation="relu"), L.Dense(10, activation="softmax")]
    return keras.Sequential(stack)


# %% wrong create_model_act: relu left in the dense layer -> the probabilities of 3 pictures from create_model_act("tanh"), with given weights,
def create_model_act(activation):
    L = keras.layers
    stack = [keras.Input((32, 32, 3))]
    for n in (16, 32):
        stack += [L.Conv2D(n, 3, activation=activation), L.MaxPooling2D()]
    stack += [L.Flatten(), L.Dense(64, activation="relu"), L.Dense(10, activation="softmax")]
    return keras.Sequential(stack)


# %% wrong create_model_act: in the output, too -> The output layer keeps softmax
def create_model_act(activation):
    L = keras.layers
    stack = [keras.Input((32, 32, 3))]
    for n in (16, 32):
        stack += [L.Conv2D(n, 3, activation=activation), L.MaxPooling2D()]
    stack += [L.Flatten(), L.Dense(64, activation=activation), L.Dense(10, activation=activation)]
    return keras.Sequential(stack)


# %% wrong create_model_act: the dropout network -> should have 79,530 parameters, not
def create_model_act(activation):
    return byhand.create_model_dropout()


# %% wrong create_model_act: no return -> should give a keras.Model, not a NoneType
def create_model_act(activation):
    L = keras.layers
    stack = [keras.Input((32, 32, 3))]
    for n in (16, 32):
        stack += [L.Conv2D(n, 3, activation=activation), L.MaxPooling2D()]
    stack += [L.Flatten(), L.Dense(64, activation=activation), L.Dense(10, activation="softmax")]
    keras.Sequential(stack)


# %% wrong create_model_act: compiled -> should not be compiled
def create_model_act(activation):
    L = keras.layers
    stack = [keras.Input((32, 32, 3))]
    for n in (16, 32):
        stack += [L.Conv2D(n, 3, activation=activation), L.MaxPooling2D()]
    stack += [L.Flatten(), L.Dense(64, activation=activation), L.Dense(10, activation="softmax")]
    model = keras.Sequential(stack)
    model.compile("adam", "categorical_crossentropy")
    return model


# %% wrong create_model_act: the helper -> Write it yourself
def create_model_act(activation):
    return byhand.create_model_intro(activation=activation)


# %% right create_model_act: functional, with layers of their own
def create_model_act(activation):
    L = keras.layers
    inputs = keras.Input(shape=(32, 32, 3))
    x = L.Conv2D(16, 3)(inputs)
    x = L.MaxPooling2D()(L.Activation(activation)(x))
    x = L.Conv2D(32, 3)(x)
    x = L.MaxPooling2D()(L.Activation(activation)(x))
    x = L.Activation(activation)(L.Dense(64)(L.Flatten()(x)))
    return keras.Model(inputs, L.Softmax()(L.Dense(10)(x)))


# %% wrong create_model_act: the dense layer has none -> without activation in layer 6 (Dense)
def create_model_act(activation):
    L = keras.layers
    stack = [keras.Input((32, 32, 3))]
    for n in (16, 32):
        stack += [L.Conv2D(n, 3, activation=activation), L.MaxPooling2D()]
    stack += [L.Flatten(), L.Dense(64), L.Dense(10, activation="softmax")]
    return keras.Sequential(stack)


# %% wrong create_model_act: the word in quotes -> Could not interpret activation function identifier: activation
def create_model_act(activation):
    L = keras.layers
    stack = [keras.Input((32, 32, 3))]
    for n in (16, 32):
        stack += [L.Conv2D(n, 3, activation="activation"), L.MaxPooling2D()]
    stack += [L.Flatten(), L.Dense(64, activation=activation), L.Dense(10, activation="softmax")]
    return keras.Sequential(stack)


# %% wrong create_model_act: no activation in the output -> The output layer keeps softmax
def create_model_act(activation):
    L = keras.layers
    stack = [keras.Input((32, 32, 3))]
    for n in (16, 32):
        stack += [L.Conv2D(n, 3, activation=activation), L.MaxPooling2D()]
    stack += [L.Flatten(), L.Dense(64, activation=activation), L.Dense(10)]
    return keras.Sequential(stack)


# %% wrong create_model_act: activation after the second pooling only -> with relu in layer 1 (Conv2D)
def create_model_act(activation):
    L = keras.layers
    stack = [keras.Input((32, 32, 3)), L.Conv2D(16, 3, activation="relu"), L.MaxPooling2D()]
    stack += [L.Conv2D(32, 3, activation=activation), L.MaxPooling2D(), L.Flatten()]
    return keras.Sequential([*stack, L.Dense(64, activation=activation), L.Dense(10, "softmax")])


# %% right fit_by_name: a comprehension that keeps History objects
def fit_by_name(candidates, train, validation, epochs):
    return {
        name: model.fit(train[0], train[1], epochs=epochs, validation_data=validation)
        for name, model in candidates.items()
    }


# %% right fit_by_name: names and networks apart
def fit_by_name(candidates, train, validation, epochs):
    histories = dict.fromkeys(candidates)
    for name in sorted(candidates):
        candidates[name].fit(*train, epochs=epochs, validation_data=validation, verbose=2)
        histories[name] = candidates[name].history.history
    return histories


# %% wrong fit_by_name: by network -> The names should be ['eager', 'frozen'], not [<Sequential
def fit_by_name(candidates, train, validation, epochs):
    return {
        model: model.fit(*train, epochs=epochs, validation_data=validation, verbose=0)
        for model in candidates.values()
    }


# %% wrong fit_by_name: never stored -> The names should be ['eager', 'frozen'], not []
def fit_by_name(candidates, train, validation, epochs):
    histories = {}
    for name, model in candidates.items():
        history = model.fit(*train, epochs=epochs, validation_data=validation, verbose=0)
    return histories


# %% wrong fit_by_name: only the last one -> The names should be ['eager', 'frozen'], not ['frozen']
def fit_by_name(candidates, train, validation, epochs):
    for name, model in candidates.items():
        history = model.fit(*train, epochs=epochs, validation_data=validation, verbose=0)
        histories = {name: history.history}
    return histories


# %% wrong fit_by_name: returns inside the loop -> The names should be ['eager', 'frozen'], not ['eager']
def fit_by_name(candidates, train, validation, epochs):
    histories = {}
    for name, model in candidates.items():
        history = model.fit(*train, epochs=epochs, validation_data=validation, verbose=0)
        histories[name] = history.history
        return histories


# %% wrong fit_by_name: the networks in place of histories -> Under 'eager' is the network. Keep what
def fit_by_name(candidates, train, validation, epochs):
    for model in candidates.values():
        model.fit(*train, epochs=epochs, validation_data=validation, verbose=0)
        model.history = None
    return candidates


# %% wrong fit_by_name: without validation -> The history of 'eager' has no val_loss
def fit_by_name(candidates, train, validation, epochs):
    return {n: m.fit(*train, epochs=epochs, verbose=0).history for n, m in candidates.items()}


# %% wrong fit_by_name: epochs forgotten -> updates of 'eager', in 2 epochs of one batch should be 2, not 1
def fit_by_name(candidates, train, validation, epochs):
    return {n: m.fit(*train, validation_data=validation, verbose=0) for n, m in candidates.items()}


# %% wrong fit_by_name: the last history under every name -> the last val_loss of 'eager', in 2 epochs of one batch should be
def fit_by_name(candidates, train, validation, epochs):
    for name, model in candidates.items():
        history = model.fit(*train, epochs=epochs, validation_data=validation, verbose=0)
    return {name: history.history for name in candidates}


# %% wrong fit_by_name: a list -> fit_by_name should return a dictionary, not [
def fit_by_name(candidates, train, validation, epochs):
    return [
        model.fit(*train, epochs=epochs, validation_data=validation, verbose=0).history
        for model in candidates.values()
    ]


# %% wrong fit_by_name: the helper -> Write it yourself
def fit_by_name(candidates, train, validation, epochs):
    return byhand.fit_by_name(candidates, train, validation, epochs)


# %% right fit_by_name: History objects, the loop over names
def fit_by_name(candidates, train, validation, epochs):
    result = {}
    for name in candidates:
        result[name] = candidates[name].fit(
            x=train[0], y=train[1], validation_data=validation, epochs=epochs, verbose=0
        )
    return result


# %% wrong fit_by_name: trained on the validation pictures -> Fit it on the pair train
def fit_by_name(candidates, train, validation, epochs):
    return {
        name: model.fit(*validation, epochs=epochs, validation_data=validation, verbose=0).history
        for name, model in candidates.items()
    }


# %% wrong fit_by_name: validation on the training pictures -> measured on validation
def fit_by_name(candidates, train, validation, epochs):
    return {
        name: model.fit(*train, epochs=epochs, validation_data=train, verbose=0).history
        for name, model in candidates.items()
    }


# %% wrong fit_by_name: no return -> fit_by_name gave nothing (None)
def fit_by_name(candidates, train, validation, epochs):
    histories = {}
    for name, model in candidates.items():
        fitted = model.fit(*train, epochs=epochs, validation_data=validation, verbose=0)
        histories[name] = fitted.history


# %% wrong fit_by_name: the accuracies alone -> there should be what fit returns, not a list
def fit_by_name(candidates, train, validation, epochs):
    histories = {}
    for name, model in candidates.items():
        fitted = model.fit(*train, epochs=epochs, validation_data=validation, verbose=0)
        histories[name] = fitted.history["val_accuracy"]
    return histories


# %% wrong fit_by_name: the network kept -> is the network. Keep what its fit returns.
def fit_by_name(candidates, train, validation, epochs):
    found = {}
    for name, network in candidates.items():
        network.fit(*train, epochs=epochs, validation_data=validation, verbose=0)
        found[name] = network
    return found
