# ruff: noqa
# %% right accuracy_with_interval: counted by hand
def accuracy_with_interval(model, images, labels):
    probabilities = model.predict(np.asarray(images) / 255, verbose=0)
    right = 0
    for row, label in zip(probabilities, labels):
        if np.argmax(row) == label:
            right += 1
    share = right / len(labels)
    return (share, *byhand.confidence_interval(share, len(labels)))


# %% right accuracy_with_interval: with byhand.accuracy, as a list
def accuracy_with_interval(model, images, labels):
    predicted = model(byhand.normalise(images)).numpy().argmax(axis=-1)
    accuracy = byhand.accuracy(labels, predicted)
    low, high = byhand.confidence_interval(accuracy, images.shape[0])
    return [accuracy, low, high]


# %% right accuracy_with_interval: the interval by formula
def accuracy_with_interval(model, images, labels):
    right = model.predict(images.astype("float32") / 255, verbose=0).argmax(axis=1) == labels
    p, n = right.mean(), right.size
    reach = 1.96 * (p * (1 - p) / n) ** 0.5
    return p, max(0, p - reach), min(1, p + reach)


# %% right accuracy_with_interval: an array
def accuracy_with_interval(model, images, labels):
    with_pixels = byhand.with_preprocessing(model)
    share = np.equal(with_pixels.predict(images, verbose=0).argmax(1), labels).mean()
    return np.array([share, *byhand.confidence_interval(share, len(images))])


# %% wrong accuracy_with_interval: not scaled -> That is what comes out where pixels do not go from 0 to 1
def accuracy_with_interval(model, images, labels):
    predicted = model.predict(images, verbose=0).argmax(axis=1)
    accuracy = np.mean(predicted == labels)
    return accuracy, *byhand.confidence_interval(accuracy, len(labels))


# %% wrong accuracy_with_interval: scaled twice -> Divide the pixels by 255 once, with /
def accuracy_with_interval(model, images, labels):
    predicted = model.predict(byhand.normalise(images) / 255, verbose=0).argmax(axis=1)
    accuracy = np.mean(predicted == labels)
    return accuracy, *byhand.confidence_interval(accuracy, len(labels))


# %% wrong accuracy_with_interval: the accuracy alone -> Return three numbers
def accuracy_with_interval(model, images, labels):
    predicted = model.predict(byhand.normalise(images), verbose=0).argmax(axis=1)
    return np.mean(predicted == labels)


# %% wrong accuracy_with_interval: the interval alone -> Return three numbers
def accuracy_with_interval(model, images, labels):
    predicted = model.predict(byhand.normalise(images), verbose=0).argmax(axis=1)
    return byhand.confidence_interval(np.mean(predicted == labels), len(labels))


# %% wrong accuracy_with_interval: a pair in a pair -> Return three numbers
def accuracy_with_interval(model, images, labels):
    predicted = model.predict(byhand.normalise(images), verbose=0).argmax(axis=1)
    accuracy = np.mean(predicted == labels)
    return accuracy, byhand.confidence_interval(accuracy, len(labels))


# %% wrong accuracy_with_interval: share of mistakes -> That is the share of wrong answers
def accuracy_with_interval(model, images, labels):
    predicted = model.predict(byhand.normalise(images), verbose=0).argmax(axis=1)
    accuracy = np.mean(predicted != labels)
    return accuracy, *byhand.confidence_interval(accuracy, len(labels))


# %% wrong accuracy_with_interval: n is the number of classes -> n is the number of pictures
def accuracy_with_interval(model, images, labels):
    probabilities = model.predict(byhand.normalise(images), verbose=0)
    accuracy = np.mean(probabilities.argmax(axis=1) == labels)
    return accuracy, *byhand.confidence_interval(accuracy, probabilities.shape[1])


# %% wrong accuracy_with_interval: always a thousand pictures -> n is the number of pictures
def accuracy_with_interval(model, images, labels):
    predicted = model.predict(byhand.normalise(images), verbose=0).argmax(axis=1)
    accuracy = np.mean(predicted == labels)
    return accuracy, *byhand.confidence_interval(accuracy, 1000)


# %% wrong accuracy_with_interval: per cent -> not a percentage
def accuracy_with_interval(model, images, labels):
    predicted = model.predict(byhand.normalise(images), verbose=0).argmax(axis=1)
    accuracy = np.mean(predicted == labels)
    low, high = byhand.confidence_interval(accuracy, len(labels))
    return 100 * accuracy, 100 * low, 100 * high


# %% wrong accuracy_with_interval: rounded -> Do not round
def accuracy_with_interval(model, images, labels):
    predicted = model.predict(byhand.normalise(images), verbose=0).argmax(axis=1)
    accuracy = np.mean(predicted == labels)
    low, high = byhand.confidence_interval(accuracy, len(labels))
    return round(accuracy, 2), round(low, 2), round(high, 2)


# %% wrong accuracy_with_interval: low first -> The order is: share, low, high
def accuracy_with_interval(model, images, labels):
    predicted = model.predict(byhand.normalise(images), verbose=0).argmax(axis=1)
    accuracy = np.mean(predicted == labels)
    low, high = byhand.confidence_interval(accuracy, len(labels))
    return low, high, accuracy


# %% wrong accuracy_with_interval: argmax over the pictures -> takes the largest of each row
def accuracy_with_interval(model, images, labels):
    predicted = model.predict(byhand.normalise(images), verbose=0).argmax(axis=0)
    accuracy = byhand.accuracy(labels, predicted)
    return accuracy, *byhand.confidence_interval(accuracy, len(labels))


# %% wrong accuracy_with_interval: no return -> gave nothing (None)
def accuracy_with_interval(model, images, labels):
    predicted = model.predict(byhand.normalise(images), verbose=0).argmax(axis=1)
    accuracy = np.mean(predicted == labels)
    print(accuracy, byhand.confidence_interval(accuracy, len(labels)))


# %% wrong accuracy_with_interval: the helper -> Write it yourself
def accuracy_with_interval(model, images, labels):
    return byhand.accuracy_with_interval(model, images, labels)


# %% wrong accuracy_with_interval: the largest of all -> and take argmax(axis=1) of the predictions.
def accuracy_with_interval(model, images, labels):
    p = model.predict(byhand.normalise(images), verbose=0).argmax()
    a = np.mean(p == labels)
    return a, *byhand.confidence_interval(a, len(labels))


# %% wrong accuracy_with_interval: from -1 to 1 -> where pixels do not go from 0 to 1
def accuracy_with_interval(model, images, labels):
    p = model.predict(images / 127.5 - 1, verbose=0).argmax(axis=1)
    a = np.mean(p == labels)
    return a, *byhand.confidence_interval(a, len(labels))


# %% wrong accuracy_with_interval: high before low -> The order is: share, low, high
def accuracy_with_interval(model, images, labels):
    p = model.predict(byhand.normalise(images), verbose=0).argmax(axis=1)
    a = np.mean(p == labels)
    low, high = byhand.confidence_interval(a, len(labels))
    return a, high, low


# %% right save_and_compare: with save_model, not compiled, called directly
def save_and_compare(model, file, images):
    keras.saving.save_model(model, file)
    loaded = keras.saving.load_model(file, compile=False)
    first, second = (keras.ops.convert_to_numpy(m(images)) for m in (model, loaded))
    return np.max(np.abs(second - first))


# %% right save_and_compare: largest of both signs
def save_and_compare(model, file, images):
    from pathlib import Path

    model.save(Path(file))
    change = model.predict(images) - keras.models.load_model(file).predict(images)
    return max(change.max(), -change.min())


# %% right save_and_compare: one input after the other
def save_and_compare(model, file, images):
    model.save(file)
    loaded = keras.saving.load_model(file)
    largest = 0
    for one in images:
        batch = one[np.newaxis]
        difference = abs(model.predict_on_batch(batch) - loaded.predict_on_batch(batch))
        largest = max(largest, difference.max())
    return largest


# %% wrong save_and_compare: not loaded again -> Compare the model with the network that load_model gives
def save_and_compare(model, file, images):
    model.save(file)
    difference = model.predict(images, verbose=0) - model.predict(images, verbose=0)
    return np.abs(difference).max()


# %% wrong save_and_compare: sign forgotten -> Take the sign away before you take the largest
def save_and_compare(model, file, images):
    model.save(file)
    loaded = keras.saving.load_model(file)
    return (model.predict(images, verbose=0) - loaded.predict(images, verbose=0)).max()


# %% wrong save_and_compare: mean instead of the largest -> That is the mean
def save_and_compare(model, file, images):
    model.save(file)
    loaded = keras.saving.load_model(file)
    difference = model.predict(images, verbose=0) - loaded.predict(images, verbose=0)
    return np.abs(difference).mean()


# %% wrong save_and_compare: says whether they are equal -> should return a number, the largest difference, and not True
def save_and_compare(model, file, images):
    model.save(file)
    loaded = keras.saving.load_model(file)
    return np.allclose(model.predict(images, verbose=0), loaded.predict(images, verbose=0))


# %% wrong save_and_compare: under another name -> There is no file under the name given
def save_and_compare(model, file, images):
    other = file.replace("exercise_10_1", "other")
    model.save(other)
    loaded = keras.saving.load_model(other)
    difference = model.predict(images, verbose=0) - loaded.predict(images, verbose=0)
    return np.abs(difference).max()


# %% wrong save_and_compare: no return -> gave nothing (None)
def save_and_compare(model, file, images):
    model.save(file)
    loaded = keras.saving.load_model(file)
    print(np.abs(model.predict(images, verbose=0) - loaded.predict(images, verbose=0)).max())


# %% wrong save_and_compare: weights of the given network put back -> should be 4, not 0
def save_and_compare(model, file, images):
    before = model.predict(images, verbose=0)
    model.save(file)
    loaded = keras.saving.load_model(file)
    loaded.layers[-1].number = model.layers[-1].number
    return np.abs(before - loaded.predict(images, verbose=0)).max()


# %% wrong save_and_compare: the smallest difference -> should be 4, not 1. The predictions differ by [ 2, -4, 1].
def save_and_compare(model, file, images):
    model.save(file)
    loaded = keras.saving.load_model(file)
    difference = model.predict(images, verbose=0) - loaded.predict(images, verbose=0)
    return np.abs(difference).min()


# %% wrong save_and_compare: all differences together -> That is the sum
def save_and_compare(model, file, images):
    model.save(file)
    loaded = keras.saving.load_model(file)
    return np.abs(model.predict(images) - loaded.predict(images)).sum()


# %% wrong save_and_compare: the sign taken away too late -> Take the sign away before you take the largest
def save_and_compare(model, file, images):
    model.save(file)
    loaded = keras.saving.load_model(file)
    return np.abs((model.predict(images, verbose=0) - loaded.predict(images, verbose=0)).max())


# %% wrong save_and_compare: compares weights -> should be 4, not 0
def save_and_compare(model, file, images):
    model.save(file)
    loaded = keras.saving.load_model(file)
    pairs = zip(model.get_weights(), loaded.get_weights())
    return max([np.abs(a - b).max() for a, b in pairs], default=0)


# %% wrong save_and_compare: the index of the largest -> That is where they differ most. By how much?
def save_and_compare(model, file, images):
    model.save(file)
    loaded = keras.saving.load_model(file)
    d = model.predict(images, verbose=0) - loaded.predict(images, verbose=0)
    return np.abs(d).argmax()


# %% wrong save_and_compare: the largest of each, subtracted -> should be 4, not 2. The predictions differ by [ 2, -4, 1].
def save_and_compare(model, file, images):
    model.save(file)
    loaded = keras.saving.load_model(file)
    return model.predict(images, verbose=0).max() - loaded.predict(images, verbose=0).max()


# %% wrong save_and_compare: the largest sizes, subtracted -> multiplies [[1.0, -2.0]] by -1, and by 1 once it is loaded, save_and_compare should be 4, not 0. The predictions differ by [-2, 4].
def save_and_compare(model, file, images):
    model.save(file)
    loaded = keras.saving.load_model(file)
    return abs(
        np.abs(model.predict(images, verbose=0)).max()
        - np.abs(loaded.predict(images, verbose=0)).max()
    )


# %% wrong save_and_compare: the classes compared -> Compare the model with the network that load_model gives, by all of them.
def save_and_compare(model, file, images):
    model.save(file)
    loaded = keras.saving.load_model(file)
    d = model.predict(images, verbose=0).argmax(axis=1) - loaded.predict(images, verbose=0).argmax(
        axis=1
    )
    return np.abs(d).max()


# %% right history_files: written by hand, with repr
def history_to_csv(history, file):
    with open(file, "w") as out:
        print("epoch", *history, sep=",", file=out)
        for epoch, row in enumerate(zip(*history.values()), 1):
            print(epoch, *map(repr, row), sep=",", file=out)


def history_from_csv(file):
    names, *rows = [line.split(",") for line in Path(file).read_text().split()]
    columns = list(zip(*(map(float, row) for row in rows)))
    return dict(zip(names[1:], map(list, columns[1:])))


# %% right history_files: writing, with pandas
def history_to_csv(history, file):
    table = pd.DataFrame(history)
    table.index = range(1, len(table) + 1)
    table.to_csv(file, index_label="epoch")


def history_from_csv(file):
    return pd.read_csv(file).drop(columns="epoch").to_dict("list")


# %% right history_files: writing, with pandas, a column
def history_to_csv(history, file):
    table = pd.DataFrame(history)
    table.insert(0, "epoch", table.index + 1)
    table.to_csv(file, index=False)


def history_from_csv(file):
    return pd.read_csv(file).drop(columns="epoch").to_dict("list")


# %% right history_files: writing, written by hand
def history_to_csv(history, file):
    names = list(history)
    text = ",".join(["epoch"] + names) + "\n"
    for i in range(len(history[names[0]])):
        text += ",".join([str(i + 1)] + [str(history[name][i]) for name in names]) + "\n"
    file.write_text(text)


def history_from_csv(file):
    return pd.read_csv(file).drop(columns="epoch").to_dict("list")


# %% right history_files: writing, csv without newline
import csv


def history_to_csv(history, file):
    with open(file, "w") as table:
        writer = csv.DictWriter(table, ["epoch", *history])
        writer.writeheader()
        for i, row in enumerate(zip(*history.values())):
            writer.writerow({"epoch": i + 1} | dict(zip(history, row)))


def history_from_csv(file):
    return pd.read_csv(file).drop(columns="epoch").to_dict("list")


# %% wrong history_files 0.5: writing, epochs from 0 -> its first column should be [1, 2], not [0, 1]
def history_to_csv(history, file):
    pd.DataFrame(history).to_csv(file, index_label="epoch")


def history_from_csv(file):
    return pd.read_csv(file).drop(columns="epoch").to_dict("list")


# %% wrong history_files 0.5: writing, no epochs -> its first line should be 'epoch,loss,val_loss', not 'loss,val_loss'
def history_to_csv(history, file):
    pd.DataFrame(history).to_csv(file, index=False)


def history_from_csv(file):
    return pd.read_csv(file).drop(columns="epoch").to_dict("list")


# %% wrong history_files 0.5: writing, epochs without a name -> its first line should be 'epoch,loss,val_loss', not ',loss,val_loss'
def history_to_csv(history, file):
    table = pd.DataFrame(history)
    table.index = table.index + 1
    table.to_csv(file)


def history_from_csv(file):
    return pd.read_csv(file).drop(columns="epoch").to_dict("list")


# %% wrong history_files 0.5: writing, a name a line -> its first line should be 'epoch,loss,val_loss', not 'loss,0.9,0.6'
import csv


def history_to_csv(history, file):
    with open(file, "w", newline="") as table:
        writer = csv.writer(table)
        for name, values in history.items():
            writer.writerow([name, *values])


def history_from_csv(file):
    return pd.read_csv(file).drop(columns="epoch").to_dict("list")


# %% wrong history_files 0.5: writing, rounded -> the numbers must not be rounded; it has 0.67 instead of 0.666666
import csv


def history_to_csv(history, file):
    with open(file, "w", newline="") as table:
        writer = csv.writer(table)
        writer.writerow(["epoch", *history])
        for epoch, values in enumerate(zip(*history.values()), start=1):
            writer.writerow([epoch, *(round(value, 2) for value in values)])


def history_from_csv(file):
    return pd.read_csv(file).drop(columns="epoch").to_dict("list")


# %% wrong history_files 0.5: writing, four digits -> the numbers must not be rounded; it has 0.6667 instead of 0.666666
def history_to_csv(history, file):
    table = pd.DataFrame(history)
    table.index = range(1, len(table) + 1)
    table.to_csv(file, index_label="epoch", float_format="%.4f")


def history_from_csv(file):
    return pd.read_csv(file).drop(columns="epoch").to_dict("list")


# %% wrong history_files 0.5: writing, not closed -> is empty, or not closed
import csv


def history_to_csv(history, file):
    global table
    table = open(file, "w", newline="")
    writer = csv.writer(table)
    writer.writerow(["epoch", *history])
    for epoch, values in enumerate(zip(*history.values()), start=1):
        writer.writerow([epoch, *values])


def history_from_csv(file):
    return pd.read_csv(file).drop(columns="epoch").to_dict("list")


# %% wrong history_files 0.5: writing, the columns fixed -> its first line should be 'epoch,loss,accuracy', not 'epoch,loss,val_loss'
import csv


def history_to_csv(history, file):
    second = history.get("val_loss", history["loss"])
    with open(file, "w", newline="") as table:
        writer = csv.writer(table)
        writer.writerow(["epoch", "loss", "val_loss"])
        for epoch, values in enumerate(zip(history["loss"], second), start=1):
            writer.writerow([epoch, *values])


def history_from_csv(file):
    return pd.read_csv(file).drop(columns="epoch").to_dict("list")


# %% wrong history_files 0.5: writing, nothing written -> There is no file under the name given
def history_to_csv(history, file):
    return ",".join(["epoch", *history])


def history_from_csv(file):
    return pd.read_csv(file).drop(columns="epoch").to_dict("list")


# %% wrong history_files 0.5: writing, the helper -> Write it yourself
def history_to_csv(history, file):
    byhand.history_to_csv(history, file)


def history_from_csv(file):
    return pd.read_csv(file).drop(columns="epoch").to_dict("list")


# %% right history_files: reading, with pandas
def history_to_csv(history, file):
    table = pd.DataFrame(history)
    table.index = range(1, len(table) + 1)
    table.to_csv(file, index_label="epoch")


def history_from_csv(file):
    return pd.read_csv(file).drop(columns="epoch").to_dict("list")


# %% right history_files: reading, with pandas, as arrays
def history_to_csv(history, file):
    table = pd.DataFrame(history)
    table.index = range(1, len(table) + 1)
    table.to_csv(file, index_label="epoch")


def history_from_csv(file):
    table = pd.read_csv(file, index_col="epoch")
    return {name: table[name].to_numpy("float32") for name in table}


# %% right history_files: reading, with split
def history_to_csv(history, file):
    table = pd.DataFrame(history)
    table.index = range(1, len(table) + 1)
    table.to_csv(file, index_label="epoch")


def history_from_csv(file):
    names, *lines = open(file).read().split()
    rows = np.array([line.split(",") for line in lines], dtype=float)
    history = {}
    for place, name in enumerate(names.split(",")):
        if name != "epoch":
            history[name] = list(rows[:, place])
    return history


# %% wrong history_files 0.5: reading, epoch kept -> should have the names ['loss', 'val_loss'], not ['epoch', 'loss', 'val_loss']
def history_to_csv(history, file):
    table = pd.DataFrame(history)
    table.index = range(1, len(table) + 1)
    table.to_csv(file, index_label="epoch")


def history_from_csv(file):
    return pd.read_csv(file).to_dict("list")


# %% wrong history_files 0.5: reading, texts -> under 'loss' are texts. Make floats of them
import csv


def history_to_csv(history, file):
    table = pd.DataFrame(history)
    table.index = range(1, len(table) + 1)
    table.to_csv(file, index_label="epoch")


def history_from_csv(file):
    with open(file, newline="") as table:
        rows = list(csv.DictReader(table))
    return {name: [row[name] for row in rows] for name in rows[0] if name != "epoch"}


# %% wrong history_files 0.5: reading, a dictionary for each name -> under 'loss' should be [0.9, 0.6], but it is a dict
def history_to_csv(history, file):
    table = pd.DataFrame(history)
    table.index = range(1, len(table) + 1)
    table.to_csv(file, index_label="epoch")


def history_from_csv(file):
    return pd.read_csv(file, index_col="epoch").to_dict()


# %% wrong history_files 0.5: reading, a list of rows -> should be a dictionary, not [{
import csv


def history_to_csv(history, file):
    table = pd.DataFrame(history)
    table.index = range(1, len(table) + 1)
    table.to_csv(file, index_label="epoch")


def history_from_csv(file):
    with open(file, newline="") as table:
        rows = list(csv.DictReader(table))
    return [{name: float(text) for name, text in row.items() if name != "epoch"} for row in rows]


# %% wrong history_files 0.5: reading, last epoch lost -> under 'loss' should be [0.9, 0.6], not [0.9]
import csv


def history_to_csv(history, file):
    table = pd.DataFrame(history)
    table.index = range(1, len(table) + 1)
    table.to_csv(file, index_label="epoch")


def history_from_csv(file):
    with open(file, newline="") as table:
        rows = list(csv.DictReader(table))[:-1]
    return {name: [float(row[name]) for row in rows] for name in rows[0] if name != "epoch"}


# %% wrong history_files 0.5: reading, a number where there is one epoch -> under 'mae' should be [0.25], not 0.25
def history_to_csv(history, file):
    table = pd.DataFrame(history)
    table.index = range(1, len(table) + 1)
    table.to_csv(file, index_label="epoch")


def history_from_csv(file):
    table = np.genfromtxt(file, delimiter=",", names=True)
    return {name: table[name] for name in table.dtype.names if name != "epoch"}


# %% wrong history_files 0.5: reading, the names fixed -> Take the names from the file
import csv


def history_to_csv(history, file):
    table = pd.DataFrame(history)
    table.index = range(1, len(table) + 1)
    table.to_csv(file, index_label="epoch")


def history_from_csv(file):
    with open(file, newline="") as table:
        rows = list(csv.DictReader(table))
    return {name: [float(row[name]) for row in rows] for name in ("loss", "val_loss")}


# %% wrong history_files 0.5: reading, the helper -> Write it yourself
def history_to_csv(history, file):
    table = pd.DataFrame(history)
    table.index = range(1, len(table) + 1)
    table.to_csv(file, index_label="epoch")


def history_from_csv(file):
    return byhand.history_from_csv(file)


# %% wrong history_files 0.5: writing, names sorted -> The names in the order of the dictionary
def history_to_csv(history, file):
    table = pd.DataFrame({name: history[name] for name in sorted(history, reverse=True)})
    table.index = range(1, len(table) + 1)
    table.to_csv(file, index_label="epoch")


def history_from_csv(file):
    return pd.read_csv(file).drop(columns="epoch").to_dict("list")


# %% wrong history_files 0.5: writing, the dictionary changed -> changes the dictionary that it is given
def history_to_csv(history, file):
    history["epoch"] = range(1, len(history["loss"]) + 1)
    table = pd.DataFrame(history)
    table[["epoch"] + [name for name in table if name != "epoch"]].to_csv(file, index=False)


def history_from_csv(file):
    return pd.read_csv(file).drop(columns="epoch").to_dict("list")


# %% wrong history_files 0.5: one function only -> There is no function history_from_csv yet
def history_to_csv(history, file):
    table = pd.DataFrame(history)
    table.index = range(1, len(table) + 1)
    table.to_csv(file, index_label="epoch")


# %% wrong history_files: both wrong -> Count from 1
def history_to_csv(history, file):
    pd.DataFrame(history).to_csv(file, index_label="epoch")


def history_from_csv(file):
    return pd.read_csv(file).to_dict("list")


# %% wrong history_files 0.5: reading, semicolons -> where commas stand between them
def history_to_csv(history, file):
    table = pd.DataFrame(history)
    table.index = range(1, len(table) + 1)
    table.to_csv(file, index_label="epoch")


def history_from_csv(file):
    return pd.read_csv(file, sep=";").drop(columns="epoch").to_dict("list")


# %% right with_preprocessing: Sequential
def with_preprocessing(model):
    return keras.Sequential([keras.layers.Rescaling(1.0 / 255), model])


# %% right with_preprocessing: Sequential with an input of floats
def with_preprocessing(model):
    shape = model.input_shape[1:]
    return keras.Sequential([keras.Input(shape), keras.layers.Rescaling(1 / 255, offset=0), model])


# %% right with_preprocessing: functional, layer by layer
def with_preprocessing(model):
    inputs = keras.Input(shape=model.input_shape[1:])
    x = keras.layers.Rescaling(scale=1 / 255)(inputs)
    for layer in model.layers:
        x = layer(x)
    return keras.Model(inputs=inputs, outputs=x, name="for_strangers")


# %% right with_preprocessing: divided by an operation
def with_preprocessing(model):
    inputs = keras.Input(model.input_shape[1:], dtype="uint8")
    return keras.Model(inputs, model(keras.ops.cast(inputs, "float32") / 255.0))


# %% right with_preprocessing: a copy
def with_preprocessing(model):
    copy = keras.models.clone_model(model)
    copy.set_weights(model.get_weights())
    inputs = keras.Input(model.input_shape[1:])
    return keras.Model(inputs, copy(keras.layers.Rescaling(1 / 255)(inputs)))


# %% right with_preprocessing: the operator, on whole numbers
def with_preprocessing(model):
    inputs = keras.Input(model.input_shape[1:], dtype="uint8")
    return keras.Model(inputs, model(inputs / 255))


# %% wrong with_preprocessing: a copy without its weights -> clone_model makes a copy with new random weights
def with_preprocessing(model):
    inputs = keras.Input(model.input_shape[1:])
    scaled = keras.layers.Rescaling(1 / 255)(inputs)
    return keras.Model(inputs, keras.models.clone_model(model)(scaled))


# %% wrong with_preprocessing: the network as it is -> The model gets pixels that are far too large
def with_preprocessing(model):
    return keras.Model(model.inputs, model.outputs[0])


# %% wrong with_preprocessing: multiplied by 255 -> Rescaling multiplies, and 1 / 255 brings 255 to 1
def with_preprocessing(model):
    return keras.Sequential([keras.layers.Rescaling(255), model])


# %% wrong with_preprocessing: from -1 to 1 -> The pixels now go from -1 to 1
def with_preprocessing(model):
    return keras.Sequential([keras.layers.Rescaling(1 / 127.5, offset=-1), model])


# %% wrong with_preprocessing: scaling after the network -> Scale the pixels that go into the model
def with_preprocessing(model):
    inputs = keras.Input(model.input_shape[1:])
    return keras.Model(inputs, keras.layers.Rescaling(1 / 255)(model(inputs)))


# %% wrong with_preprocessing: by the brightest pixel -> Divide by 255, whatever the brightest pixel is
def with_preprocessing(model):
    inputs = keras.Input(model.input_shape[1:])
    brightest = keras.ops.max(inputs)
    return keras.Model(inputs, model(inputs / brightest))


# %% wrong with_preprocessing: with Lambda -> The saved network cannot be loaded: ValueError
def with_preprocessing(model):
    return keras.Sequential(
        [
            keras.Input(model.input_shape[1:]),
            keras.layers.Lambda(lambda x: keras.ops.cast(x, "float32") / 255),
            model,
        ]
    )


# %% wrong with_preprocessing: a function -> should return a keras.Model, not a function
def with_preprocessing(model):
    return lambda images: model(images / 255)


# %% wrong with_preprocessing: changes the given network -> the given network's own predictions should be
def with_preprocessing(model):
    weights = model.get_weights()
    model.set_weights([weights[0] / 255, *weights[1:]])
    return keras.Sequential([model])


# %% wrong with_preprocessing: freezes the given network -> the given network is frozen afterwards (trainable = False)
def with_preprocessing(model):
    model.trainable = False
    inputs = keras.Input(model.input_shape[1:])
    return keras.Model(inputs, model(layers.Rescaling(1 / 255)(inputs)))


# %% wrong with_preprocessing: no return -> with_preprocessing gave nothing. Is there a return?
def with_preprocessing(model):
    keras.Sequential([keras.layers.Rescaling(1 / 255), model])


# %% wrong with_preprocessing: the helper -> Write it yourself
def with_preprocessing(model):
    return byhand.with_preprocessing(model)


# %% wrong with_preprocessing: dropout stays on -> without training=True: else its dropout stays on
def with_preprocessing(model):
    inputs = keras.Input(model.input_shape[1:])
    scaled = keras.layers.Rescaling(1 / 255)(inputs)
    return keras.Model(inputs, model(scaled, training=True))


# %% wrong with_preprocessing: scaled twice -> The pixels are divided by 255 twice
def with_preprocessing(model):
    inputs = keras.Input(model.input_shape[1:])
    scaled = keras.layers.Rescaling(1 / 255)(inputs / 255)
    return keras.Model(inputs, model(scaled))


# %% wrong with_preprocessing: always 32 x 32 -> The new network takes the same shape: model.input_shape[1:]
def with_preprocessing(model):
    inputs = keras.Input((32, 32, 3))
    scaled = keras.layers.Rescaling(1 / 255)(inputs)
    return keras.Model(inputs, model(scaled))


# %% wrong with_preprocessing: always three channels -> the new network takes (5, 9, 3)
def with_preprocessing(model):
    height, width = model.input_shape[1:3]
    inputs = keras.Input((height, width, 3))
    return keras.Model(inputs, model(keras.layers.Rescaling(1 / 255)(inputs)))


# %% wrong with_preprocessing: whole numbers divided -> Whole numbers cannot hold 0.39
def with_preprocessing(model):
    inputs = keras.Input(model.input_shape[1:])
    return keras.Model(inputs, model(keras.ops.floor(inputs / 255)))


# %% wrong with_preprocessing: the given one returned -> should return a new network
def with_preprocessing(model):
    return model


# %% wrong with_preprocessing: a function for arrays -> While a network is built there are no pixels yet. Use layers.Rescaling
def with_preprocessing(model):
    i = keras.Input(model.input_shape[1:])
    return keras.Model(i, model(byhand.normalise(i)))


# %% wrong with_preprocessing: the last layer left out -> Use the whole model, from its first layer to its last.
def with_preprocessing(model):
    new = keras.Sequential([keras.Input(model.input_shape[1:]), layers.Rescaling(1 / 255)])
    for l in model.layers[:-1]:
        new.add(l)
    return new


# %% right model_card: with a loop
def model_card(title, facts):
    missing = []
    for field in byhand.CARD_FIELDS:
        if field not in facts or facts[field].strip() == "":
            missing.append(field)
    if len(missing) > 0:
        raise ValueError("Please add: " + ", ".join(missing))
    text = "# " + title + "\n"
    for field in facts:
        text += "\n## " + field[0].upper() + field[1:] + "\n" + facts[field] + "\n"
    return text


# %% right model_card: all capitals at the beginnings of words, the list in the message
def model_card(title, facts):
    missing = [f for f in byhand.CARD_FIELDS if not facts.get(f, "").split()]
    if missing:
        raise ValueError(missing)
    lines = [f"# {title}", ""]
    for field, text in facts.items():
        lines += [f"## {field.title()}", "", text, ""]
    return "\n".join(lines)


# %% wrong model_card 1: the title's other capitals are lost -> has the line '# Clothes by zalando' instead of '# Clothes by Zalando'
def model_card(title, facts):
    missing = [f for f in byhand.CARD_FIELDS if not facts.get(f, "").strip()]
    if missing:
        raise ValueError(f"missing: {missing}")
    lines = [f"# {title.capitalize()}"]
    for field, text in facts.items():
        lines += [f"## {field.capitalize()}", text]
    return "\n\n".join(lines)


# %% wrong model_card 1: nothing is refused -> Where limits is missing, there should be a ValueError, not '# Digits
def model_card(title, facts):
    sections = [f"## {field.capitalize()}\n\n{text}" for field, text in facts.items()]
    return "\n\n".join([f"# {title}", *sections])


# %% wrong model_card 1: only the first is named -> the message should name metrics, licence and no other
def model_card(title, facts):
    for field in byhand.CARD_FIELDS:
        if not facts.get(field, "").strip():
            raise ValueError(f"{field} is missing")
    sections = [f"## {field.capitalize()}\n\n{text}" for field, text in facts.items()]
    return "\n\n".join([f"# {title}", *sections])


# %% wrong model_card 1: all are named always -> the message should name limits and no other field
def model_card(title, facts):
    if any(not facts.get(field, "").strip() for field in byhand.CARD_FIELDS):
        raise ValueError(f"These are required: {byhand.CARD_FIELDS}")
    sections = [f"## {field.capitalize()}\n\n{text}" for field, text in facts.items()]
    return "\n\n".join([f"# {title}", *sections])


# %% wrong model_card 1: spaces count as a text -> Where licence is '  ', there should be a ValueError
def model_card(title, facts):
    missing = [field for field in byhand.CARD_FIELDS if not facts.get(field)]
    if missing:
        raise ValueError(f"missing: {missing}")
    sections = [f"## {field.capitalize()}\n\n{text}" for field, text in facts.items()]
    return "\n\n".join([f"# {title}", *sections])


# %% wrong model_card 1: another error -> Where limits is missing, a KeyError came for 'limits'
def model_card(title, facts):
    card = f"# {title}\n"
    for field in byhand.CARD_FIELDS:
        facts[field]
    for field, text in facts.items():
        card += f"\n## {field.capitalize()}\n\n{text}\n"
    return card


# %% wrong model_card 1: required fields only -> The card has the line '## Data' instead of '## Summary'
def model_card(title, facts):
    missing = [field for field in byhand.CARD_FIELDS if not facts.get(field, "").strip()]
    if missing:
        raise ValueError(f"missing: {missing}")
    sections = [f"## {field.capitalize()}\n\n{facts[field]}" for field in byhand.CARD_FIELDS]
    return "\n\n".join([f"# {title}", *sections])


# %% wrong model_card 1: headings in small letters -> The field begins with a capital letter
def model_card(title, facts):
    missing = [field for field in byhand.CARD_FIELDS if not facts.get(field, "").strip()]
    if missing:
        raise ValueError(f"missing: {missing}")
    sections = [f"## {field}\n\n{text}" for field, text in facts.items()]
    return "\n\n".join([f"# {title}", *sections])


# %% wrong model_card: the texts forgotten -> instead of 'Here stands the data.'
def model_card(title, facts):
    missing = [field for field in byhand.CARD_FIELDS if not facts.get(field, "").strip()]
    if missing:
        raise ValueError(f"missing: {missing}")
    return "\n".join([f"# {title}", *(f"## {field.capitalize()}" for field in facts)])


# %% wrong model_card: refuses every card -> ValueError: missing
def model_card(title, facts):
    raise ValueError(f"missing: {[f for f in byhand.CARD_FIELDS if not facts.get(f, '').strip()]}")


# %% wrong model_card: printed, not returned -> model_card gave nothing (None)
def model_card(title, facts):
    missing = [field for field in byhand.CARD_FIELDS if not facts.get(field, "").strip()]
    if missing:
        raise ValueError(f"missing: {missing}")
    print(f"# {title}", *(f"## {field.capitalize()}\n\n{text}" for field, text in facts.items()))


# %% wrong model_card: the helper -> Write it yourself
def model_card(title, facts):
    return byhand.model_card(title, facts)


# %% wrong model_card 1: returns the error -> Use raise, and not return or print
def model_card(title, facts):
    missing = [field for field in byhand.CARD_FIELDS if not facts.get(field, "").strip()]
    if missing:
        return ValueError(f"missing: {missing}")
    sections = [f"## {field.capitalize()}\n\n{text}" for field, text in facts.items()]
    return "\n\n".join([f"# {title}", *sections])


# %% wrong model_card 1: an error of another kind -> Exception: missing
def model_card(title, facts):
    missing = [field for field in byhand.CARD_FIELDS if not facts.get(field, "").strip()]
    if missing:
        raise Exception(f"missing: {missing}")
    sections = [f"## {field.capitalize()}\n\n{text}" for field, text in facts.items()]
    return "\n\n".join([f"# {title}", *sections])


# %% wrong model_card 1: all headings at one level -> The heading begins with ## and a space
def model_card(title, facts):
    missing = [field for field in byhand.CARD_FIELDS if not facts.get(field, "").strip()]
    if missing:
        raise ValueError(f"missing: {missing}")
    sections = [f"# {field.capitalize()}\n\n{text}" for field, text in facts.items()]
    return "\n\n".join([f"# {title}", *sections])


# %% wrong model_card 1: sorted -> The facts come in the order of the dictionary
def model_card(title, facts):
    missing = [field for field in byhand.CARD_FIELDS if not facts.get(field, "").strip()]
    if missing:
        raise ValueError(f"missing: {missing}")
    sections = [f"## {f.capitalize()}\n\n{facts[f]}" for f in sorted(facts, reverse=True)]
    return "\n\n".join([f"# {title}", *sections])


# %% wrong model_card 1: no title -> The card has the line '## Data' instead of '# Digits'
def model_card(title, facts):
    missing = [field for field in byhand.CARD_FIELDS if not facts.get(field, "").strip()]
    if missing:
        raise ValueError(f"missing: {missing}")
    return "\n\n".join(f"## {field.capitalize()}\n\n{text}" for field, text in facts.items())


# %% wrong model_card 1: a required text taken out -> model_card changes the facts that it is given
def model_card(title, facts):
    missing = [field for field in byhand.CARD_FIELDS if not facts.get(field, "").strip()]
    if missing:
        raise ValueError(f"missing: {missing}")
    text = f"# {title}\n"
    while facts:
        field = next(iter(facts))
        text += f"\n## {field.capitalize()}\n\n{facts.pop(field)}\n"
    return text


# %% wrong model_card 1: no line breaks -> Each heading and each text has a line of its own.
def model_card(title, facts):
    missing = [f for f in byhand.CARD_FIELDS if not facts.get(f, "").strip()]
    if missing:
        raise ValueError(f"{missing}")
    return "".join([f"# {title}"] + [f"## {f.capitalize()}{t}" for f, t in facts.items()])


# %% wrong model_card 1: the title in quotes -> The first line is # and the title that is given.
def model_card(title, facts):
    missing = [f for f in byhand.CARD_FIELDS if not facts.get(f, "").strip()]
    if missing:
        raise ValueError(f"{missing}")
    return "\n".join(["# title"] + [f"## {f.capitalize()}\n{t}" for f, t in facts.items()])


# %% right freeze_convolutions: layer by layer, in a Sequential network
def freeze_convolutions(model, classes):
    built = keras.Sequential([keras.Input(model.input_shape[1:])])
    for layer in model.layers:
        if type(layer).__name__ == "InputLayer":
            continue
        layer.trainable = False
        built.add(layer)
        if type(layer).__name__ == "Flatten":
            break
    built.add(layers.Dense(classes, activation="softmax"))
    return built


# %% right freeze_convolutions: a frozen copy inside, softmax as a layer
def freeze_convolutions(model, classes):
    names = [type(layer).__name__ for layer in model.layers]
    part = keras.Model(model.inputs[0], model.layers[names.index("Flatten")].output)
    base = keras.models.clone_model(part)
    base.set_weights(part.get_weights())
    base.trainable = False
    inputs = keras.Input(model.input_shape[1:])
    x = base(inputs, training=False)
    return keras.Model(inputs, layers.Softmax()(layers.Dense(classes)(x)))


# %% right freeze_convolutions: with the list of inputs
def freeze_convolutions(model, classes):
    kinds = [type(layer).__name__ for layer in model.layers]
    base = keras.Model(inputs=model.inputs, outputs=model.layers[kinds.index("Flatten")].output)
    for layer in base.layers:
        layer.trainable = False
    outputs = layers.Dense(classes, activation="softmax", name="scores")(base.output)
    return keras.Model(inputs=base.inputs, outputs=outputs)


# %% right freeze_convolutions: frozen at the end
def freeze_convolutions(model, classes):
    flatten = next(layer for layer in model.layers if isinstance(layer, layers.Flatten))
    built = keras.Model(model.inputs[0], layers.Dense(classes, "softmax")(flatten.output))
    for layer in built.layers[:-1]:
        layer.trainable = False
    return built


# %% right freeze_convolutions: the dense layers left off from the end
def freeze_convolutions(model, classes):
    kept = list(model.layers)
    while not isinstance(kept[-1], layers.Flatten):
        kept.pop()
    base = (
        keras.Sequential([keras.Input(model.input_shape[1:]), *kept[1:]])
        if isinstance(kept[0], layers.InputLayer)
        else keras.Sequential(kept)
    )
    base.trainable = False
    return keras.Sequential([base, layers.Dense(classes, activation="softmax")])


# %% wrong freeze_convolutions: not frozen -> Set trainable = False for all layers up to Flatten
def freeze_convolutions(model, classes):
    flatten = next(layer for layer in model.layers if isinstance(layer, layers.Flatten))
    return keras.Model(model.inputs[0], layers.Dense(classes, activation="softmax")(flatten.output))


# %% wrong freeze_convolutions: all frozen -> Freeze the layers up to Flatten, and not the new head
def freeze_convolutions(model, classes):
    flatten = next(layer for layer in model.layers if isinstance(layer, layers.Flatten))
    built = keras.Model(
        model.inputs[0], layers.Dense(classes, activation="softmax")(flatten.output)
    )
    built.trainable = False
    return built


# %% wrong freeze_convolutions: only the convolutions frozen -> the third network, 10 classes: trainable parameters should be 1930, not 2650
def freeze_convolutions(model, classes):
    flatten = next(layer for layer in model.layers if isinstance(layer, layers.Flatten))
    for layer in model.layers:
        if isinstance(layer, layers.Conv2D):
            layer.trainable = False
    return keras.Model(model.inputs[0], layers.Dense(classes, activation="softmax")(flatten.output))


# %% wrong freeze_convolutions: on top of the old head -> The old dense layers are still there
def freeze_convolutions(model, classes):
    model.trainable = False
    return keras.Model(model.inputs[0], layers.Dense(classes, activation="softmax")(model.output))


# %% wrong freeze_convolutions: the last layer exchanged, whatever comes before -> the first network, 7 classes: all parameters should be
def freeze_convolutions(model, classes):
    base = keras.Model(model.inputs[0], model.layers[-2].output)
    base.trainable = False
    return keras.Model(base.inputs[0], layers.Dense(classes, activation="softmax")(base.output))


# %% wrong freeze_convolutions: a dense layer more -> only one Dense(classes) may come after Flatten
def freeze_convolutions(model, classes):
    flatten = next(layer for layer in model.layers if isinstance(layer, layers.Flatten))
    base = keras.Model(model.inputs[0], flatten.output)
    base.trainable = False
    x = layers.Dense(64, activation="relu")(base.output)
    return keras.Model(base.inputs[0], layers.Dense(classes, activation="softmax")(x))


# %% wrong freeze_convolutions: new convolutions -> Keep the layers themselves, with their trained weights, up to Flatten
def freeze_convolutions(model, classes):
    flatten = next(layer for layer in model.layers if isinstance(layer, layers.Flatten))
    base = keras.models.clone_model(keras.Model(model.inputs[0], flatten.output))
    base.trainable = False
    return keras.Model(base.inputs[0], layers.Dense(classes, activation="softmax")(base.output))


# %% wrong freeze_convolutions: no softmax -> The head ends with activation="softmax"
def freeze_convolutions(model, classes):
    flatten = next(layer for layer in model.layers if isinstance(layer, layers.Flatten))
    base = keras.Model(model.inputs[0], flatten.output)
    base.trainable = False
    return keras.Model(base.inputs[0], layers.Dense(classes)(base.output))


# %% wrong freeze_convolutions: sigmoid -> That is a sigmoid
def freeze_convolutions(model, classes):
    flatten = next(layer for layer in model.layers if isinstance(layer, layers.Flatten))
    base = keras.Model(model.inputs[0], flatten.output)
    base.trainable = False
    return keras.Model(base.inputs[0], layers.Dense(classes, activation="sigmoid")(base.output))


# %% wrong freeze_convolutions: always ten classes -> a small network, 3 classes: shape of the output should be [4, 3], not
def freeze_convolutions(model, classes):
    flatten = next(layer for layer in model.layers if isinstance(layer, layers.Flatten))
    base = keras.Model(model.inputs[0], flatten.output)
    base.trainable = False
    return keras.Model(base.inputs[0], layers.Dense(10, activation="softmax")(base.output))


# %% wrong freeze_convolutions: counted to Flatten -> look for the Flatten layer, and do not count to it
def freeze_convolutions(model, classes):
    base = keras.Model(model.inputs[0], model.layers[17].output)
    base.trainable = False
    return keras.Model(base.inputs[0], layers.Dense(classes, activation="softmax")(base.output))


# %% wrong freeze_convolutions: compiled -> the network should not be compiled
def freeze_convolutions(model, classes):
    flatten = next(layer for layer in model.layers if isinstance(layer, layers.Flatten))
    base = keras.Model(model.inputs[0], flatten.output)
    base.trainable = False
    built = keras.Model(base.inputs[0], layers.Dense(classes, activation="softmax")(base.output))
    built.compile("adam", "categorical_crossentropy")
    return built


# %% wrong freeze_convolutions: dropout before the head -> There should be no other layer, such as one that acts in training only
def freeze_convolutions(model, classes):
    flatten = next(layer for layer in model.layers if isinstance(layer, layers.Flatten))
    base = keras.Model(model.inputs[0], flatten.output)
    base.trainable = False
    x = layers.Dropout(0.5)(base.output)
    return keras.Model(base.inputs[0], layers.Dense(classes, activation="softmax")(x))


# %% wrong freeze_convolutions: as it is trained -> Call layers without training=True
def freeze_convolutions(model, classes):
    flatten = next(layer for layer in model.layers if isinstance(layer, layers.Flatten))
    base = keras.Model(model.inputs[0], flatten.output)
    base.trainable = False
    inputs = keras.Input(model.input_shape[1:])
    x = base(inputs, training=True)
    return keras.Model(inputs, layers.Dense(classes, activation="softmax")(x))


# %% wrong freeze_convolutions: the old network, frozen -> Freeze the layers up to Flatten, and not the new head
def freeze_convolutions(model, classes):
    model.trainable = False
    return model


# %% wrong freeze_convolutions: no return -> should return a keras.Model, not a NoneType
def freeze_convolutions(model, classes):
    flatten = next(layer for layer in model.layers if isinstance(layer, layers.Flatten))
    base = keras.Model(model.inputs[0], flatten.output)
    base.trainable = False
    keras.Model(base.inputs[0], layers.Dense(classes, activation="softmax")(base.output))


# %% wrong freeze_convolutions: the helper -> Write it yourself
def freeze_convolutions(model, classes):
    return byhand.freeze_convolutions(model, classes)


# %% wrong save_and_compare: abs as a method, after max -> Take the sign away first
def save_and_compare(model, file, images):
    model.save(file)
    loaded = keras.saving.load_model(file)
    difference = model.predict(images, verbose=0) - loaded.predict(images, verbose=0)
    return np.max(difference).abs()


# %% wrong accuracy_with_interval: an end above 1 -> No accuracy lies outside 0 to 1: end there.
def accuracy_with_interval(model, images, labels):
    predicted = model.predict(byhand.normalise(images), verbose=0).argmax(axis=1)
    accuracy = np.mean(predicted == labels)
    reach = 1.96 * np.sqrt(accuracy * (1 - accuracy) / len(labels))
    return accuracy, accuracy - reach, accuracy + reach


# %% wrong accuracy_with_interval: how many are right -> The share is the mean of right and wrong
def accuracy_with_interval(model, images, labels):
    predicted = model.predict(byhand.normalise(images), verbose=0).argmax(axis=1)
    accuracy = np.sum(predicted == labels)
    return accuracy, *byhand.confidence_interval(accuracy, len(labels))


# %% wrong accuracy_with_interval: evaluated -> This network is not compiled, so `evaluate` knows no
def accuracy_with_interval(model, images, labels):
    _, accuracy = model.evaluate(byhand.normalise(images), labels, verbose=0)
    return accuracy, *byhand.confidence_interval(accuracy, len(labels))


# %% wrong history_files 0.5: writing, names looked up -> stopped, for there is no 'val_loss'. Take the
def history_to_csv(history, file):
    with open(file, "w") as table:
        table.write("epoch,loss,val_loss\n")
        for epoch, pair in enumerate(zip(history["loss"], history["val_loss"]), 1):
            table.write(f"{epoch},{pair[0]},{pair[1]}\n")


def history_from_csv(file):
    return pd.read_csv(file).drop(columns="epoch").to_dict("list")


# %% wrong with_preprocessing: the layer is not called -> a layer was handed on, and not what it gives.
def with_preprocessing(model):
    inputs = keras.Input(model.input_shape[1:])
    scaled = layers.Rescaling(1 / 255)
    return keras.Model(inputs, model(scaled))


# %% wrong freeze_convolutions: a layer in place of its output -> A layer was handed on, and not what it
def freeze_convolutions(model, classes):
    model.trainable = False
    (flatten,) = (layer for layer in model.layers if isinstance(layer, layers.Flatten))
    return keras.Model(model.inputs[0], layers.Dense(classes, activation="softmax")(flatten))


# %% wrong freeze_convolutions: two inputs -> The layers of the network include its Input.
def freeze_convolutions(model, classes):
    network = keras.Sequential([keras.Input(model.input_shape[1:])])
    for layer in model.layers:
        layer.trainable = False
        network.add(layer)
        if isinstance(layer, layers.Flatten):
            break
    network.add(layers.Dense(classes, activation="softmax"))
    return network


# %% wrong history_files 0.5: reading, drop among the rows -> Write drop(columns="epoch"), which looks among the names
def history_to_csv(history, file):
    table = pd.DataFrame(history)
    table.index = range(1, len(table) + 1)
    table.to_csv(file, index_label="epoch")


def history_from_csv(file):
    return pd.read_csv(file).drop("epoch").to_dict("list")


# %% wrong save_and_compare: the blank filled with argmax -> That is where they differ most. By how much?
def save_and_compare(model, file, images):
    model.save(file)
    loaded = keras.saving.load_model(file)
    difference = model.predict(images, verbose=0) - loaded.predict(images, verbose=0)
    return np.abs(difference).argmax()
