# ruff: noqa
# %% right steps_per_epoch: with divmod
def steps_per_epoch(images, batch_size):
    full, rest = divmod(images, batch_size)
    return full + (rest > 0)


# %% right steps_per_epoch: as a float
def steps_per_epoch(images, batch_size):
    import math

    return float(math.ceil(images / batch_size))


# %% wrong steps_per_epoch: rounded down -> steps_per_epoch(70, 32) should be 3, not 2
def steps_per_epoch(images, batch_size):
    return images // batch_size


# %% wrong steps_per_epoch: rounded to the nearest -> steps_per_epoch(70, 32) should be 3, not 2
def steps_per_epoch(images, batch_size):
    return round(images / batch_size)


# %% wrong steps_per_epoch: the size of the last batch -> should be 3, not 6
def steps_per_epoch(images, batch_size):
    return images % batch_size


# %% wrong steps_per_epoch: arguments exchanged -> should be 3, not 1
def steps_per_epoch(images, batch_size):
    return int(np.ceil(batch_size / images))


# %% wrong steps_per_epoch: batches of 32 only -> steps_per_epoch(45, 15) should be 3, not 2
def steps_per_epoch(images, batch_size):
    return int(np.ceil(images / 32))


# %% wrong steps_per_epoch: nothing returned -> gave nothing (None)
def steps_per_epoch(images, batch_size):
    int(np.ceil(images / batch_size))


# %% wrong steps_per_epoch: a rest of a half or more counts -> steps_per_epoch(70, 32) should be 3, not 2
def steps_per_epoch(images, batch_size):
    return int(images / batch_size + 0.5)


# %% wrong steps_per_epoch: pictures -> should be 3, not 96
def steps_per_epoch(images, batch_size):
    return int(np.ceil(images / batch_size)) * batch_size


# %% right steps_per_epoch: by a range
def steps_per_epoch(images, batch_size):
    return len(range(0, images, batch_size))


# %% wrong steps_per_epoch: always one more -> steps_per_epoch(40000, 32) should be 1250, not 1251
def steps_per_epoch(images, batch_size):
    return images // batch_size + 1


# %% wrong steps_per_epoch: not rounded -> should be 3, not 2.1875
def steps_per_epoch(images, batch_size):
    return images / batch_size


# %% wrong steps_per_epoch: the helper -> Write it yourself
def steps_per_epoch(images, batch_size):
    return byhand.steps_per_epoch(images, batch_size)


# %% right fit_model: without progress bar, validation in another order
def fit_model(model, train, validation, epochs, batch_size):
    return model.fit(
        x=train[0],
        y=train[1],
        validation_data=(validation[0], validation[1]),
        validation_freq=1,
        batch_size=batch_size,
        epochs=epochs,
        verbose=0,
    )


# %% right fit_model: by position, from lists
def fit_model(model, train, validation, epochs, batch_size):
    images, labels = list(train)
    history = model.fit(
        images, labels, batch_size, epochs, verbose=0, validation_data=tuple(validation)
    )
    return history


# %% right fit_model: the model's own history
def fit_model(model, train, validation, epochs, batch_size):
    model.fit(*train, epochs=epochs, batch_size=batch_size, validation_data=validation, verbose=2)
    return model.history


# %% wrong fit_model: the dictionary of the History -> This is the dictionary in its attribute history
def fit_model(model, train, validation, epochs, batch_size):
    history = model.fit(
        *train, epochs=epochs, batch_size=batch_size, validation_data=validation, verbose=0
    )
    return history.history


# %% wrong fit_model: only the loss -> should return the History that model.fit returns, not a list
def fit_model(model, train, validation, epochs, batch_size):
    history = model.fit(
        *train, epochs=epochs, batch_size=batch_size, validation_data=validation, verbose=0
    )
    return history.history["loss"]


# %% wrong fit_model: normalised once more -> once trained, should be
def fit_model(model, train, validation, epochs, batch_size):
    images, labels = train
    return model.fit(
        images / 255,
        labels,
        epochs=epochs,
        batch_size=batch_size,
        validation_data=validation,
        verbose=0,
    )


# %% wrong fit_model: measured at the end only -> number of val_loss should be 2, not 1
def fit_model(model, train, validation, epochs, batch_size):
    return model.fit(
        *train,
        epochs=epochs,
        batch_size=batch_size,
        validation_data=validation,
        validation_freq=epochs,
        verbose=0,
    )


# %% wrong fit_model: compiled anew -> Do not compile the model
def fit_model(model, train, validation, epochs, batch_size):
    model.compile("adam", "categorical_crossentropy", metrics=["accuracy"], run_eagerly=True)
    return model.fit(
        *train, epochs=epochs, batch_size=batch_size, validation_data=validation, verbose=0
    )


# %% wrong fit_model: epochs and batch size exchanged -> epochs in the History should be 2, not 10
def fit_model(model, train, validation, epochs, batch_size):
    return model.fit(
        *train, epochs=batch_size, batch_size=epochs, validation_data=validation, verbose=0
    )


# %% wrong fit_model: trained on the validation pictures -> updates of the given model's weights should be 6, not 4
def fit_model(model, train, validation, epochs, batch_size):
    return model.fit(
        *validation, epochs=epochs, batch_size=batch_size, validation_data=validation, verbose=0
    )


# %% wrong fit_model: a loop that fits again each epoch, last History kept -> epochs in the History should be 2, not 1
def fit_model(model, train, validation, epochs, batch_size):
    for _ in range(epochs):
        history = model.fit(
            *train, epochs=1, batch_size=batch_size, validation_data=validation, verbose=0
        )
    return history


# %% wrong fit_model: no return -> fit_model gave nothing (None)
def fit_model(model, train, validation, epochs, batch_size):
    model.fit(*train, epochs=epochs, batch_size=batch_size, validation_data=validation, verbose=0)


# %% wrong fit_model: batch size forgotten -> updates of the given model's weights should be 6, not 2
def fit_model(model, train, validation, epochs, batch_size):
    return model.fit(*train, epochs=epochs, validation_data=validation, verbose=0)


# %% wrong fit_model: epochs forgotten -> epochs in the History should be 2, not 1
def fit_model(model, train, validation, epochs, batch_size):
    return model.fit(*train, batch_size=batch_size, validation_data=validation, verbose=0)


# %% wrong fit_model: without validation -> There is no val_loss. Pass validation_data
def fit_model(model, train, validation, epochs, batch_size):
    return model.fit(*train, epochs=epochs, batch_size=batch_size, verbose=0)


# %% wrong fit_model: training pictures for validation -> val_loss of the last epoch should be
def fit_model(model, train, validation, epochs, batch_size):
    return model.fit(*train, epochs=epochs, batch_size=batch_size, validation_data=train, verbose=0)


# %% wrong fit_model: a network of its own -> updates of the given model's weights should be 6, not 0
def fit_model(model, train, validation, epochs, batch_size):
    model = byhand.create_model_intro()
    model.compile("adam", "categorical_crossentropy", metrics=["accuracy"], run_eagerly=True)
    return model.fit(
        *train, epochs=epochs, batch_size=batch_size, validation_data=validation, verbose=0
    )


# %% wrong fit_model: validation pictures cut from train -> updates of the given model's weights should be 6, not 4
def fit_model(model, train, validation, epochs, batch_size):
    return model.fit(*train, epochs=epochs, batch_size=batch_size, validation_split=0.2, verbose=0)


# %% wrong fit_model: returns the model -> should return the History that model.fit returns, not a
def fit_model(model, train, validation, epochs, batch_size):
    model.fit(*train, epochs=epochs, batch_size=batch_size, validation_data=validation, verbose=0)
    return model


# %% right best_epoch: with a loop
def best_epoch(history):
    best, lowest = 0, float("inf")
    for epoch, loss in enumerate(history["val_loss"], start=1):
        if loss < lowest:
            best, lowest = epoch, loss
    return best


# %% right best_epoch: with a table
def best_epoch(history):
    import pandas as pd

    return pd.Series(history["val_loss"], index=range(1, len(history["val_loss"]) + 1)).idxmin()


# %% wrong best_epoch: counted from 0, with list methods -> counts from 0
def best_epoch(history):
    return history["val_loss"].index(min(history["val_loss"]))


# %% wrong best_epoch: highest validation loss -> That is the epoch with the highest
def best_epoch(history):
    return int(np.argmax(history["val_loss"])) + 1


# %% wrong best_epoch: the last epoch -> That is the last epoch
def best_epoch(history):
    return len(history["val_loss"])


# %% wrong best_epoch: highest validation accuracy -> Go by "val_loss", which
def best_epoch(history):
    return int(np.argmax(history["val_accuracy"])) + 1


# %% wrong best_epoch: the first time it rises -> not 2. After that epoch it rises for the first time
def best_epoch(history):
    losses = history["val_loss"]
    for epoch in range(1, len(losses)):
        if losses[epoch] > losses[epoch - 1]:
            return epoch
    return len(losses)


# %% wrong best_epoch: the largest gap -> should be
def best_epoch(history):
    return int(np.argmax(np.subtract(history["val_loss"], history["loss"]))) + 1


# %% wrong best_epoch: nothing returned -> gave nothing (None)
def best_epoch(history):
    int(np.argmin(history["val_loss"])) + 1


# %% right best_epoch: with list methods
def best_epoch(history):
    losses = history["val_loss"]
    return losses.index(min(losses)) + 1


# %% wrong best_epoch: counted from 0 -> counts from 0
def best_epoch(history):
    return np.argmin(history["val_loss"])


# %% wrong best_epoch: of the training loss -> That goes by "loss"
def best_epoch(history):
    return np.argmin(history["loss"]) + 1


# %% wrong best_epoch: the loss itself -> That is the lowest loss itself
def best_epoch(history):
    return min(history["val_loss"])


# %% wrong best_epoch: the last of several -> should be 2, not 3
def best_epoch(history):
    losses = np.array(history["val_loss"])
    return int(np.flatnonzero(losses == losses.min())[-1]) + 1


# %% wrong best_epoch: the helper -> Write it yourself
def best_epoch(history):
    return byhand.best_epoch(history)


# %% right is_overfitting: from the last epochs' validation losses
def is_overfitting(history, patience=3):
    val_loss, loss = np.array(history["val_loss"]), np.array(history["loss"])
    if len(val_loss) <= patience:
        return False
    no_new_low = val_loss[-patience:].min() >= val_loss[:-patience].min()
    return no_new_low & (loss[-1] < loss[val_loss.argmin()])


# %% right is_overfitting: with ifs
def is_overfitting(history, patience=3):
    best = history["val_loss"].index(min(history["val_loss"]))
    since = len(history["val_loss"]) - 1 - best
    if since < patience:
        return False
    if history["loss"][-1] >= history["loss"][best]:
        return False
    return True


# %% wrong is_overfitting: the training loss after the best epoch -> The second is True: the training loss is 0.7 in the last epoch and 0.8 in the best one
def is_overfitting(history, patience=3):
    best, loss = byhand.best_epoch(history), history["loss"]
    return len(loss) - best >= patience and loss[-1] < loss[best]


# %% wrong is_overfitting: the training loss before the best epoch -> a low just after the best epoch: is_overfitting(
def is_overfitting(history, patience=3):
    best, loss = byhand.best_epoch(history), history["loss"]
    return len(loss) - best >= patience and loss[-1] < loss[best - 2]


# %% wrong is_overfitting: the last training loss but one -> The second is False: the training loss is 0.9 in the last epoch and 0.8 in the best one
def is_overfitting(history, patience=3):
    best, loss = byhand.best_epoch(history), history["loss"]
    return len(loss) - best >= patience and loss[-2] < loss[best - 1]


# %% wrong is_overfitting: the last two training losses compared -> a low just after the best epoch: is_overfitting(
def is_overfitting(history, patience=3):
    best, loss = byhand.best_epoch(history), history["loss"]
    return len(loss) - best >= patience and loss[-1] < loss[-2]


# %% wrong is_overfitting: only the training loss -> The first condition is False: the best epoch is 3 of 5, and 2 came after it
def is_overfitting(history, patience=3):
    best, loss = byhand.best_epoch(history), history["loss"]
    return loss[-1] < loss[best - 1]


# %% wrong is_overfitting: training loss not looked at -> both losses rise: is_overfitting(
def is_overfitting(history, patience=3):
    return len(history["loss"]) - byhand.best_epoch(history) >= patience


# %% wrong is_overfitting: one epoch too many -> three epochs without a new low: is_overfitting(
def is_overfitting(history, patience=3):
    best, loss = byhand.best_epoch(history), history["loss"]
    return len(loss) - best > patience and loss[-1] < loss[best - 1]


# %% wrong is_overfitting: one epoch too few -> only two epochs without a new low: is_overfitting(
def is_overfitting(history, patience=3):
    best, loss = byhand.best_epoch(history), history["loss"]
    return len(loss) - best + 1 >= patience and loss[-1] < loss[best - 1]


# %% wrong is_overfitting: patience not used -> the same with patience=2: is_overfitting(
def is_overfitting(history, patience=3):
    best, loss = byhand.best_epoch(history), history["loss"]
    return len(loss) - best >= 3 and loss[-1] < loss[best - 1]


# %% wrong is_overfitting: validation loss above training loss -> only two epochs without a new low: is_overfitting(
def is_overfitting(history, patience=3):
    return history["val_loss"][-1] > history["loss"][-1]


# %% wrong is_overfitting: every epoch has to rise -> a low just after the best epoch: is_overfitting(
def is_overfitting(history, patience=3):
    rises = np.diff(history["val_loss"])[-patience:]
    falls = np.diff(history["loss"])[-patience:]
    return len(rises) == patience and bool((rises > 0).all() and (falls < 0).all())


# %% wrong is_overfitting: no return -> is_overfitting gave nothing (None)
def is_overfitting(history, patience=3):
    byhand.best_epoch(history)


# %% wrong is_overfitting: the helper -> Write it yourself
def is_overfitting(history, patience=3):
    return byhand.is_overfitting(history, patience)


# %% right create_model_dropout: Sequential, with activations as layers and dropout after flatten
def create_model_dropout():
    L = keras.layers
    return keras.Sequential(
        [
            L.Input((32, 32, 3)),
            L.Conv2D(16, (3, 3)),
            L.ReLU(),
            L.MaxPool2D((2, 2)),
            L.Conv2D(32, (3, 3), padding="valid"),
            L.Activation("relu"),
            L.MaxPool2D((2, 2)),
            L.Conv2D(64, (3, 3), activation=keras.activations.relu),
            L.Flatten(),
            L.Dropout(rate=0.5, seed=1),
            L.Dense(10),
            L.Softmax(),
        ]
    )


# %% right create_model_dropout: Sequential without an input, grown layer by layer
def create_model_dropout():
    model = keras.Sequential(name="mine")
    for filters in [16, 32]:
        model.add(keras.layers.Conv2D(filters, 3, activation="relu"))
        model.add(keras.layers.MaxPooling2D())
    model.add(keras.layers.Conv2D(64, 3, activation="relu"))
    model.add(keras.layers.Dropout(0.5))
    model.add(keras.layers.Flatten())
    model.add(keras.layers.Dense(10, activation="softmax"))
    return model


# %% right create_model_dropout: a class, with layers made in another order
class Dropping(keras.Model):
    def __init__(self):
        super().__init__()
        self.out = keras.layers.Dense(10, activation="softmax")
        self.convolutions = [keras.layers.Conv2D(n, 3, activation="relu") for n in (64, 32, 16)]
        self.pool = keras.layers.MaxPooling2D()
        self.drop = keras.layers.Dropout(0.5)
        self.flat = keras.layers.Flatten()

    def call(self, x):
        third, second, first = self.convolutions
        return self.out(self.flat(self.drop(third(self.pool(second(self.pool(first(x))))))))


def create_model_dropout():
    return Dropping()


# %% wrong create_model_dropout: the intro network -> should have 33,834 parameters, not
def create_model_dropout():
    return byhand.create_model_intro()


# %% wrong create_model_dropout: compiled -> should not be compiled
def create_model_dropout():
    L = keras.layers
    stack = [keras.Input((32, 32, 3))]
    for n in (16, 32):
        stack += [L.Conv2D(n, 3, activation="relu"), L.MaxPooling2D()]
    stack += [L.Conv2D(64, 3, activation="relu"), L.Dropout(0.5), L.Flatten()]
    network = keras.Sequential([*stack, L.Dense(10, activation="softmax")])
    network.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
    return network


# %% wrong create_model_dropout: whole channels dropped -> whole channels are dropped
def create_model_dropout():
    L = keras.layers
    stack = [keras.Input((32, 32, 3))]
    for n in (16, 32):
        stack += [L.Conv2D(n, 3, activation="relu"), L.MaxPooling2D()]
    stack += [L.Conv2D(64, 3, activation="relu"), L.SpatialDropout2D(0.5), L.Flatten()]
    return keras.Sequential([*stack, L.Dense(10, activation="softmax")])


# %% wrong create_model_dropout: training=True -> leave training=True out
def create_model_dropout():
    L = keras.layers
    inputs = keras.Input((32, 32, 3))
    x = inputs
    for n in (16, 32):
        x = L.MaxPooling2D()(L.Conv2D(n, 3, activation="relu")(x))
    x = L.Conv2D(64, 3, activation="relu")(x)
    x = L.Flatten()(L.Dropout(0.5)(x, training=True))
    return keras.Model(inputs, L.Dense(10, activation="softmax")(x))


# %% wrong create_model_dropout: dropout after the output -> the probabilities should not be dropped
def create_model_dropout():
    L = keras.layers
    stack = [keras.Input((32, 32, 3))]
    for n in (16, 32):
        stack += [L.Conv2D(n, 3, activation="relu"), L.MaxPooling2D()]
    stack += [L.Conv2D(64, 3, activation="relu"), L.Flatten()]
    return keras.Sequential([*stack, L.Dense(10, activation="softmax"), L.Dropout(0.5)])


# %% wrong create_model_dropout: noise in place of dropout -> drops while training, roughly, should be 0.5
def create_model_dropout():
    L = keras.layers
    stack = [keras.Input((32, 32, 3))]
    for n in (16, 32):
        stack += [L.Conv2D(n, 3, activation="relu"), L.MaxPooling2D()]
    stack += [L.Conv2D(64, 3, activation="relu"), L.GaussianDropout(0.5), L.Flatten()]
    return keras.Sequential([*stack, L.Dense(10, activation="softmax")])


# %% wrong create_model_dropout: average pooling -> with given weights,
def create_model_dropout():
    L = keras.layers
    stack = [keras.Input((32, 32, 3))]
    for n in (16, 32):
        stack += [L.Conv2D(n, 3, activation="relu"), L.AveragePooling2D(2)]
    stack += [L.Conv2D(64, 3, activation="relu"), L.Dropout(0.5), L.Flatten()]
    return keras.Sequential([*stack, L.Dense(10, activation="softmax")])


# %% wrong create_model_dropout: augmentation built in -> No other layer should be random
def create_model_dropout():
    L = keras.layers
    stack = [keras.Input((32, 32, 3)), L.RandomTranslation(0.3, 0.3)]
    for n in (16, 32):
        stack += [L.Conv2D(n, 3, activation="relu"), L.MaxPooling2D()]
    stack += [L.Conv2D(64, 3, activation="relu"), L.Dropout(0.5), L.Flatten()]
    return keras.Sequential([*stack, L.Dense(10, activation="softmax")])


# %% wrong create_model_dropout: no return -> should give a keras.Model, not a NoneType
def create_model_dropout():
    keras.Sequential([keras.Input((32, 32, 3)), keras.layers.Flatten()])


# %% wrong create_model_dropout: "same" padding -> should have 33,834 parameters, not
def create_model_dropout():
    L = keras.layers
    stack = [keras.Input((32, 32, 3))]
    for n in (16, 32):
        stack += [L.Conv2D(n, 3, padding="same", activation="relu"), L.MaxPooling2D()]
    stack += [L.Conv2D(64, 3, padding="same", activation="relu"), L.Dropout(0.5), L.Flatten()]
    return keras.Sequential([*stack, L.Dense(10, activation="softmax")])


# %% wrong create_model_dropout: without dropout -> with training=True nothing is dropped. Is there a Dropout layer?
def create_model_dropout():
    L = keras.layers
    stack = [keras.Input((32, 32, 3))]
    for n in (16, 32):
        stack += [L.Conv2D(n, 3, activation="relu"), L.MaxPooling2D()]
    stack += [L.Conv2D(64, 3, activation="relu"), L.Flatten()]
    return keras.Sequential([*stack, L.Dense(10, activation="softmax")])


# %% wrong create_model_dropout: another rate -> roughly, should be 0.5, not 0.
def create_model_dropout():
    L = keras.layers
    stack = [keras.Input((32, 32, 3))]
    for n in (16, 32):
        stack += [L.Conv2D(n, 3, activation="relu"), L.MaxPooling2D()]
    stack += [L.Conv2D(64, 3, activation="relu"), L.Dropout(0.2), L.Flatten()]
    return keras.Sequential([*stack, L.Dense(10, activation="softmax")])


# %% wrong create_model_dropout: dropout before the last convolution -> the share of values that create_model_dropout() drops while training
def create_model_dropout():
    L = keras.layers
    stack = [keras.Input((32, 32, 3))]
    for n in (16, 32):
        stack += [L.Conv2D(n, 3, activation="relu"), L.MaxPooling2D()]
    stack += [L.Dropout(0.5), L.Conv2D(64, 3, activation="relu"), L.Flatten()]
    return keras.Sequential([*stack, L.Dense(10, activation="softmax")])


# %% wrong create_model_dropout: dropout after every block -> there should be one dropout, after the last convolution
def create_model_dropout():
    L = keras.layers
    stack = [keras.Input((32, 32, 3))]
    for n in (16, 32):
        stack += [L.Conv2D(n, 3, activation="relu"), L.MaxPooling2D(), L.Dropout(0.25)]
    stack += [L.Conv2D(64, 3, activation="relu"), L.Dropout(0.5), L.Flatten()]
    return keras.Sequential([*stack, L.Dense(10, activation="softmax")])


# %% wrong create_model_dropout: relu forgotten in the last convolution -> the probabilities of 3 pictures from create_model_dropout(), with given weights,
def create_model_dropout():
    L = keras.layers
    stack = [keras.Input((32, 32, 3))]
    for n in (16, 32):
        stack += [L.Conv2D(n, 3, activation="relu"), L.MaxPooling2D()]
    stack += [L.Conv2D(64, 3), L.Dropout(0.5), L.Flatten()]
    return keras.Sequential([*stack, L.Dense(10, activation="softmax")])


# %% wrong create_model_dropout: dropout on when predicting, too -> the probabilities of 3 pictures from create_model_dropout(), with given weights,
class AlwaysDropping(keras.layers.Layer):
    def call(self, x):
        return keras.random.dropout(x, 0.5, seed=1)


def create_model_dropout():
    L = keras.layers
    stack = [keras.Input((32, 32, 3))]
    for n in (16, 32):
        stack += [L.Conv2D(n, 3, activation="relu"), L.MaxPooling2D()]
    stack += [L.Conv2D(64, 3, activation="relu"), L.Dropout(0.5), AlwaysDropping(), L.Flatten()]
    return keras.Sequential([*stack, L.Dense(10, activation="softmax")])


# %% wrong create_model_dropout: sigmoid -> the sums of the probabilities of 3 pictures from create_model_dropout() should be [1, 1, 1]
def create_model_dropout():
    L = keras.layers
    stack = [keras.Input((32, 32, 3))]
    for n in (16, 32):
        stack += [L.Conv2D(n, 3, activation="relu"), L.MaxPooling2D()]
    stack += [L.Conv2D(64, 3, activation="relu"), L.Dropout(0.5), L.Flatten()]
    return keras.Sequential([*stack, L.Dense(10, activation="sigmoid")])


# %% wrong create_model_dropout: no softmax -> the sums of the probabilities of 3 pictures from create_model_dropout() should be [1, 1, 1]
def create_model_dropout():
    L = keras.layers
    stack = [keras.Input((32, 32, 3))]
    for n in (16, 32):
        stack += [L.Conv2D(n, 3, activation="relu"), L.MaxPooling2D()]
    stack += [L.Conv2D(64, 3, activation="relu"), L.Dropout(0.5), L.Flatten()]
    return keras.Sequential([*stack, L.Dense(10)])


# %% wrong create_model_dropout: the helper -> Write it yourself
def create_model_dropout():
    return byhand.create_model_dropout()


# %% right fit_compare_save: accuracies measured with evaluate, best kept as it goes
def fit_compare_save(candidates, train, validation, epochs, file):
    scores, highest = {}, -1
    for name in candidates:
        network = candidates[name]
        network.fit(train[0], train[1], epochs=epochs, validation_data=validation, verbose=2)
        scores[name] = network.evaluate(validation[0], validation[1], verbose=0)[1]
        if scores[name] > highest:
            highest = scores[name]
            network.save(file, overwrite=True)
    return scores


# %% right fit_compare_save: with numpy
def fit_compare_save(candidates, train, validation, epochs, file):
    names = list(candidates)
    last = []
    for name in names:
        history = candidates[name].fit(*train, epochs=epochs, validation_data=validation)
        last.append(np.float32(history.history["val_accuracy"][-1]))
    keras.saving.save_model(candidates[names[np.argmax(last)]], file)
    return dict(zip(names, last))


# %% wrong fit_compare_save: saves the last one -> what the saved network answers
def fit_compare_save(candidates, train, validation, epochs, file):
    scores = {}
    for name, network in candidates.items():
        history = network.fit(*train, epochs=epochs, validation_data=validation, verbose=0)
        scores[name] = history.history["val_accuracy"][-1]
    network.save(file)
    return scores


# %% wrong fit_compare_save: saves the first one -> what the saved network answers (eager has
def fit_compare_save(candidates, train, validation, epochs, file):
    scores = {}
    for name, network in candidates.items():
        history = network.fit(*train, epochs=epochs, validation_data=validation, verbose=0)
        scores[name] = history.history["val_accuracy"][-1]
    candidates[list(candidates)[0]].save(file)
    return scores


# %% wrong fit_compare_save: accuracy of the first epoch -> the validation accuracy of eager should be 0.25, not 1
def fit_compare_save(candidates, train, validation, epochs, file):
    scores = {}
    for name, network in candidates.items():
        history = network.fit(*train, epochs=epochs, validation_data=validation, verbose=0)
        scores[name] = history.history["val_accuracy"][0]
    candidates[max(scores, key=scores.get)].save(file)
    return scores


# %% wrong fit_compare_save: accuracy of the best epoch -> the validation accuracy of eager should be 0.25, not 1
def fit_compare_save(candidates, train, validation, epochs, file):
    scores = {}
    for name, network in candidates.items():
        history = network.fit(*train, epochs=epochs, validation_data=validation, verbose=0)
        scores[name] = max(history.history["val_accuracy"])
    candidates[max(scores, key=scores.get)].save(file)
    return scores


# %% wrong fit_compare_save: measured on the training pictures -> the validation accuracy of frozen should be 1, not 0.25
def fit_compare_save(candidates, train, validation, epochs, file):
    scores = {}
    for name, network in candidates.items():
        history = network.fit(*train, epochs=epochs, validation_data=train, verbose=0)
        scores[name] = history.history["val_accuracy"][-1]
    candidates[max(scores, key=scores.get)].save(file)
    return scores


# %% wrong fit_compare_save: training accuracy -> the validation accuracy of
def fit_compare_save(candidates, train, validation, epochs, file):
    scores = {}
    for name, network in candidates.items():
        history = network.fit(*train, epochs=epochs, validation_data=validation, verbose=0)
        scores[name] = history.history["accuracy"][-1]
    candidates[max(scores, key=scores.get)].save(file)
    return scores


# %% wrong fit_compare_save: chosen by training accuracy -> has the highest validation accuracy) should be
def fit_compare_save(candidates, train, validation, epochs, file):
    scores, chosen_by = {}, {}
    for name, network in candidates.items():
        history = network.fit(*train, epochs=epochs, validation_data=validation, verbose=0)
        scores[name] = history.history["val_accuracy"][-1]
        chosen_by[name] = history.history["accuracy"][-1]
    candidates[max(chosen_by, key=chosen_by.get)].save(file)
    return scores


# %% wrong fit_compare_save: the lowest validation loss -> The one with the lowest loss can be another one
def fit_compare_save(candidates, train, validation, epochs, file):
    scores, losses = {}, {}
    for name, network in candidates.items():
        history = network.fit(*train, epochs=epochs, validation_data=validation, verbose=0)
        scores[name] = history.history["val_accuracy"][-1]
        losses[name] = history.history["val_loss"][-1]
    candidates[min(losses, key=losses.get)].save(file)
    return scores


# %% wrong fit_compare_save: losses returned -> the validation accuracy of
def fit_compare_save(candidates, train, validation, epochs, file):
    losses = {}
    for name, network in candidates.items():
        history = network.fit(*train, epochs=epochs, validation_data=validation, verbose=0)
        losses[name] = history.history["val_loss"][-1]
    candidates[min(losses, key=losses.get)].save(file)
    return losses


# %% wrong fit_compare_save: all lists returned -> the validation accuracy of
def fit_compare_save(candidates, train, validation, epochs, file):
    scores = {}
    for name, network in candidates.items():
        history = network.fit(*train, epochs=epochs, validation_data=validation, verbose=0)
        scores[name] = history.history["val_accuracy"]
    candidates[max(scores, key=lambda name: scores[name][-1])].save(file)
    return scores


# %% wrong fit_compare_save: saved before training -> what the saved network answers
def fit_compare_save(candidates, train, validation, epochs, file):
    scores, highest = {}, -1
    for name, network in candidates.items():
        copy = keras.models.clone_model(network)
        copy.set_weights(network.get_weights())
        history = network.fit(*train, epochs=epochs, validation_data=validation, verbose=0)
        scores[name] = history.history["val_accuracy"][-1]
        if scores[name] > highest:
            highest = scores[name]
            copy.save(file)
    return scores


# %% right fit_compare_save: sorted, and saved by a path
def fit_compare_save(candidates, train, validation, epochs, file):
    from pathlib import Path

    images, labels = train
    scores = {
        name: network.fit(images, labels, epochs=epochs, validation_data=validation).history[
            "val_accuracy"
        ][epochs - 1]
        for name, network in candidates.items()
    }
    candidates[sorted(scores, key=scores.get)[-1]].save(Path(file))
    return scores


# %% wrong fit_compare_save: nothing saved -> There is no file
def fit_compare_save(candidates, train, validation, epochs, file):
    return {
        name: network.fit(*train, epochs=epochs, validation_data=validation, verbose=0).history[
            "val_accuracy"
        ][-1]
        for name, network in candidates.items()
    }


# %% wrong fit_compare_save: epochs forgotten -> updates of frozen, in 3 epochs of one batch should be 3, not 1
def fit_compare_save(candidates, train, validation, epochs, file):
    scores = {}
    for name, network in candidates.items():
        history = network.fit(*train, validation_data=validation, verbose=0)
        scores[name] = history.history["val_accuracy"][-1]
    candidates[max(scores, key=scores.get)].save(file)
    return scores


# %% wrong fit_compare_save: returns the name -> The result should be a dictionary, not 'frozen'
def fit_compare_save(candidates, train, validation, epochs, file):
    scores = {}
    for name, network in candidates.items():
        history = network.fit(*train, epochs=epochs, validation_data=validation, verbose=0)
        scores[name] = history.history["val_accuracy"][-1]
    best = max(scores, key=scores.get)
    candidates[best].save(file)
    return best


# %% wrong steps_per_epoch: rounded after adding a half -> steps_per_epoch(45, 15) should be 3, not 4
def steps_per_epoch(images, batch_size):
    return round(images / batch_size + 0.5)


# %% wrong steps_per_epoch: rounded down after adding 0.999 -> steps_per_epoch(2000001, 2000) should be 1001, not 1000
def steps_per_epoch(images, batch_size):
    return int(images / batch_size + 0.999)


# %% wrong steps_per_epoch: images taken for an array -> images is a number already
def steps_per_epoch(images, batch_size):
    return int(np.ceil(len(images) / batch_size))


# %% wrong fit_model: blanks left -> Fill in all blanks.
def fit_model(model, train, validation, epochs, batch_size):
    images, labels = ____
    return model.fit(images, labels)


# %% wrong fit_model: the pair handed over as it is -> Give fit images and labels, one after the other
def fit_model(model, train, validation, epochs, batch_size):
    return model.fit(train, epochs=epochs, batch_size=batch_size, validation_data=validation)


# %% wrong fit_model: validation as an argument of fit -> The argument of fit is validation_data.
def fit_model(model, train, validation, epochs, batch_size):
    images, labels = train
    return model.fit(images, labels, epochs=epochs, batch_size=batch_size, validation=validation)


# %% wrong fit_model: the notebook's validation pictures -> val_loss of the last epoch should be
def fit_model(model, train, validation, epochs, batch_size):
    images, labels = train
    return model.fit(
        images,
        labels,
        epochs=epochs,
        batch_size=batch_size,
        validation_data=(validation_images, validation_labels),
        verbose=0,
    )


# %% wrong best_epoch: losses rounded to two digits -> should be 3, not 1
def best_epoch(history):
    return int(np.argmin(np.round(history["val_loss"], 2))) + 1


# %% wrong best_epoch: small improvements not counted -> should be 3, not 1
def best_epoch(history):
    best, low = 1, float("inf")
    for e, v in enumerate(history["val_loss"], 1):
        if v < low - 0.01:
            best, low = e, v
    return best


# %% wrong best_epoch: stops after two epochs without a new low -> should be 6, not 2
def best_epoch(history):
    best, low, wait = 1, float("inf"), 0
    for e, v in enumerate(history["val_loss"], 1):
        if v < low:
            best, low, wait = e, v, 0
        else:
            wait += 1
            if wait == 2:
                break
    return best


# %% wrong best_epoch: the dictionary taken for a History -> history is the dictionary already
def best_epoch(history):
    return int(np.argmin(history.history["val_loss"])) + 1


# %% wrong best_epoch: the lowest sum of both losses -> should be 3, not 6
def best_epoch(history):
    return int(np.argmin(np.add(history["val_loss"], history["loss"]))) + 1


# %% wrong is_overfitting: the training loss as many epochs ago as patience says -> long after the best epoch
def is_overfitting(history, patience=3):
    best, loss = byhand.best_epoch(history), history["loss"]
    return len(loss) - best >= patience and loss[-1] < loss[-1 - patience]


# %% wrong is_overfitting: the last validation losses against the one before them -> long after the best epoch
def is_overfitting(history, patience=3):
    best, loss, v = byhand.best_epoch(history), history["loss"], history["val_loss"]
    return (
        len(v) > patience and min(v[-patience:]) >= v[-patience - 1] and loss[-1] < loss[best - 1]
    )


# %% wrong is_overfitting: texts in place of True and False -> should return True or False, not 'True'
def is_overfitting(history, patience=3):
    best, loss = byhand.best_epoch(history), history["loss"]
    return "True" if len(loss) - best >= patience and loss[-1] < loss[best - 1] else "False"


# %% wrong is_overfitting: the mean of the training losses after the best epoch -> a jump at the end
def is_overfitting(history, patience=3):
    best, loss = byhand.best_epoch(history), history["loss"]
    return len(loss) - best >= patience and np.mean(loss[best:]) < loss[best - 1]


# %% wrong create_model_dropout: noise beside dropout -> none elsewhere, nor any noise
def create_model_dropout():
    L = keras.layers
    stack = [keras.Input((32, 32, 3)), L.GaussianNoise(0.1)]
    for n in (16, 32):
        stack += [L.Conv2D(n, 3, activation="relu"), L.MaxPooling2D()]
    stack += [L.Conv2D(64, 3, activation="relu"), L.Dropout(0.5), L.Flatten()]
    return keras.Sequential([*stack, L.Dense(10, activation="softmax")])


# %% wrong create_model_dropout: the rate 0.45 -> the rate of the dropout in create_model_dropout() should be 0.5, not 0.45
def create_model_dropout():
    L = keras.layers
    stack = [keras.Input((32, 32, 3))]
    for n in (16, 32):
        stack += [L.Conv2D(n, 3, activation="relu"), L.MaxPooling2D()]
    stack += [L.Conv2D(64, 3, activation="relu"), L.Dropout(0.45), L.Flatten()]
    return keras.Sequential([*stack, L.Dense(10, activation="softmax")])


# %% wrong create_model_dropout: flatten forgotten -> flatten before the dense layer
def create_model_dropout():
    L = keras.layers
    stack = [keras.Input((32, 32, 3))]
    for n in (16, 32):
        stack += [L.Conv2D(n, 3, activation="relu"), L.MaxPooling2D()]
    stack += [L.Conv2D(64, 3, activation="relu"), L.Dropout(0.5)]
    return keras.Sequential([*stack, L.Dense(10, activation="softmax")])


# %% wrong create_model_dropout: a dropout that nothing goes on from -> with training=True nothing is dropped
def create_model_dropout():
    L = keras.layers
    inputs = keras.Input((32, 32, 3))
    x = inputs
    for n in (16, 32):
        x = L.MaxPooling2D()(L.Conv2D(n, 3, activation="relu")(x))
    x = L.Conv2D(64, 3, activation="relu")(x)
    L.Dropout(0.5)(x)
    return keras.Model(inputs, L.Dense(10, activation="softmax")(L.Flatten()(x)))


# %% wrong fit_compare_save: for two networks only -> There can be any number of candidates.
def fit_compare_save(candidates, train, validation, epochs, file):
    scores = {}
    for name, network in candidates.items():
        history = network.fit(*train, epochs=epochs, validation_data=validation, verbose=0)
        scores[name] = history.history["val_accuracy"][-1]
    a, b = scores
    candidates[a if scores[a] > scores[b] else b].save(file)
    return scores


# %% wrong fit_compare_save: saved if better than the one before -> what the saved network answers (eager has
def fit_compare_save(candidates, train, validation, epochs, file):
    scores, before = {}, -1
    for name, network in candidates.items():
        history = network.fit(*train, epochs=epochs, validation_data=validation, verbose=0)
        scores[name] = history.history["val_accuracy"][-1]
        if scores[name] > before:
            network.save(file)
        before = scores[name]
    return scores


# %% wrong fit_compare_save: under another name -> There is no file under the name given
def fit_compare_save(candidates, train, validation, epochs, file):
    scores = {}
    for name, network in candidates.items():
        history = network.fit(*train, epochs=epochs, validation_data=validation, verbose=0)
        scores[name] = history.history["val_accuracy"][-1]
    candidates[max(scores, key=scores.get)].save(file + ".keras")
    return scores


# %% wrong fit_compare_save: stopped early -> updates of frozen, in 3 epochs of one batch should be 3, not 2
def fit_compare_save(candidates, train, validation, epochs, file):
    scores = {}
    for name, network in candidates.items():
        stop = keras.callbacks.EarlyStopping(patience=1, restore_best_weights=True)
        history = network.fit(
            *train, epochs=epochs, validation_data=validation, verbose=0, callbacks=[stop]
        )
        scores[name] = history.history["val_accuracy"][-1]
    candidates[max(scores, key=scores.get)].save(file)
    return scores


# %% right is_overfitting: counts how long it waits
def is_overfitting(history, patience=3):
    lowest, waited, loss_then = float("inf"), 0, None
    for loss, val_loss in zip(history["loss"], history["val_loss"]):
        if val_loss < lowest:
            lowest, waited, loss_then = val_loss, 0, loss
        else:
            waited += 1
    return 1 if waited >= patience and history["loss"][-1] < loss_then else 0


# %% wrong fit_compare_save: without validation pictures -> is there if fit gets validation_data=validation.
def fit_compare_save(candidates, train, validation, epochs, file):
    found = {}
    for name, network in candidates.items():
        history = network.fit(*train, epochs=epochs, verbose=0)
        found[name] = history.history["val_accuracy"][-1]
    candidates[max(found, key=found.get)].save(file)
    return found


# %% wrong fit_compare_save: the History as a dictionary -> Its numbers are in history.history["val_accuracy"].
def fit_compare_save(candidates, train, validation, epochs, file):
    found = {}
    for name, network in candidates.items():
        history = network.fit(*train, epochs=epochs, validation_data=validation, verbose=0)
        found[name] = history["val_accuracy"][-1]
    candidates[max(found, key=found.get)].save(file)
    return found
