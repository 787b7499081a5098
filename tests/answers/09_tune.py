# ruff: noqa
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


# %% wrong sweep: one network for all -> create should be called once for each of [1.0, 0.0], but it was called for [1.0]
def sweep(create, values, train, validation, epochs):
    scores, model = {}, create(values[0])
    for value in values:
        history = model.fit(*train, epochs=epochs, validation_data=validation, verbose=0)
        scores[value] = history.history["val_accuracy"][-1]
    return scores


# %% wrong sweep: training accuracy -> the result for the value 1.0 should be
def sweep(create, values, train, validation, epochs):
    scores = {}
    for value in values:
        history = create(value).fit(*train, epochs=epochs, validation_data=validation, verbose=0)
        scores[value] = history.history["accuracy"][-1]
    return scores


# %% wrong sweep: the loss -> the result for the value 1.0 should be
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


# %% wrong sweep: the best only -> should return a dictionary, not
def sweep(create, values, train, validation, epochs):
    scores = {}
    for value in values:
        history = create(value).fit(*train, epochs=epochs, validation_data=validation, verbose=0)
        scores[value] = history.history["val_accuracy"][-1]
    return max(scores, key=scores.get)


# %% wrong sweep: the best epoch -> the result for the value 1.0 should be 0.25, not 1
def sweep(create, values, train, validation, epochs):
    scores = {}
    for value in values:
        history = create(value).fit(*train, epochs=epochs, validation_data=validation, verbose=0)
        scores[value] = max(history.history["val_accuracy"])
    return scores


# %% wrong sweep: the helper -> Write it yourself
def sweep(create, values, train, validation, epochs):
    return byhand.sweep(create, values, train, validation, epochs)


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


# %% wrong search_optimizers: not fitted -> The GridSearchCV has no best_estimator_
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


# %% wrong fit_by_name: the networks in place of histories -> Under 'eager' there should be what fit returns, not a
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


# %% wrong fit_by_name: a list -> The result should be a dictionary, not [
def fit_by_name(candidates, train, validation, epochs):
    return [
        model.fit(*train, epochs=epochs, validation_data=validation, verbose=0).history
        for model in candidates.values()
    ]


# %% wrong fit_by_name: the helper -> Write it yourself
def fit_by_name(candidates, train, validation, epochs):
    return byhand.fit_by_name(candidates, train, validation, epochs)


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


# %% wrong pick_and_evaluate: validation accuracy returned -> the accuracy, with (validation, test) right:
def pick_and_evaluate(candidates, validation, test):
    scores = {name: m.evaluate(*validation, verbose=0)[1] for name, m in candidates.items()}
    best = max(scores, key=scores.get)
    return best, scores[best]


# %% wrong pick_and_evaluate: the name only -> The result should be a pair, a name and an accuracy
def pick_and_evaluate(candidates, validation, test):
    scores = {name: m.evaluate(*validation, verbose=0)[1] for name, m in candidates.items()}
    return max(scores, key=scores.get)


# %% wrong pick_and_evaluate: the loss -> the accuracy, with (validation, test) right:
def pick_and_evaluate(candidates, validation, test):
    scores = {name: m.evaluate(*validation, verbose=0)[1] for name, m in candidates.items()}
    best = max(scores, key=scores.get)
    return best, candidates[best].evaluate(*test, verbose=0)[0]


# %% wrong pick_and_evaluate: the lowest accuracy -> should be 'lucky', not 'lost'
def pick_and_evaluate(candidates, validation, test):
    scores = {name: m.evaluate(*validation, verbose=0)[1] for name, m in candidates.items()}
    best = min(scores, key=scores.get)
    return best, candidates[best].evaluate(*test, verbose=0)[1]


# %% wrong pick_and_evaluate: the loss taken for the accuracy -> evaluate gives the loss first
def pick_and_evaluate(candidates, validation, test):
    losses = {}
    for name, model in candidates.items():
        losses[name] = model.evaluate(*validation, verbose=0)[0]
    best = max(losses, key=losses.get)
    return best, candidates[best].evaluate(*test, verbose=0)[1]


# %% wrong pick_and_evaluate: the helper -> Write it yourself
def pick_and_evaluate(candidates, validation, test):
    return byhand.pick_and_evaluate(candidates, validation, test)
