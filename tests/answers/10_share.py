# ruff: noqa
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


# %% wrong save_and_compare: not loaded again -> by 3, and loaded by 1: save_and_compare should be 4, not 0
def save_and_compare(model, file, images):
    model.save(file)
    difference = model.predict(images, verbose=0) - model.predict(images, verbose=0)
    return np.abs(difference).max()


# %% wrong save_and_compare: sign forgotten -> by 3, and loaded by 1: save_and_compare should be 4, not 2
def save_and_compare(model, file, images):
    model.save(file)
    loaded = keras.saving.load_model(file)
    return (model.predict(images, verbose=0) - loaded.predict(images, verbose=0)).max()


# %% wrong save_and_compare: mean instead of the largest -> should be 4, not 3
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


# %% right history_to_csv: with pandas
def history_to_csv(history, file):
    import pandas as pd

    table = pd.DataFrame(history)
    table.index = range(1, len(table) + 1)
    table.to_csv(file, index_label="epoch")


# %% right history_to_csv: with pandas, a column
def history_to_csv(history, file):
    import pandas as pd

    table = pd.DataFrame(history)
    table.insert(0, "epoch", table.index + 1)
    table.to_csv(file, index=False)


# %% right history_to_csv: written by hand
def history_to_csv(history, file):
    names = list(history)
    text = ",".join(["epoch"] + names) + "\n"
    for i in range(len(history[names[0]])):
        text += ",".join([str(i + 1)] + [str(history[name][i]) for name in names]) + "\n"
    file.write_text(text)


# %% right history_to_csv: csv without newline
def history_to_csv(history, file):
    with open(file, "w") as table:
        writer = csv.DictWriter(table, ["epoch", *history])
        writer.writeheader()
        for i, row in enumerate(zip(*history.values())):
            writer.writerow({"epoch": i + 1} | dict(zip(history, row)))


# %% wrong history_to_csv: epochs from 0 -> its first column should be [1, 2], not [0, 1]
def history_to_csv(history, file):
    import pandas as pd

    pd.DataFrame(history).to_csv(file, index_label="epoch")


# %% wrong history_to_csv: no epochs -> its first line should be 'epoch,loss,val_loss', not 'loss,val_loss'
def history_to_csv(history, file):
    import pandas as pd

    pd.DataFrame(history).to_csv(file, index=False)


# %% wrong history_to_csv: epochs without a name -> its first line should be 'epoch,loss,val_loss', not ',loss,val_loss'
def history_to_csv(history, file):
    import pandas as pd

    table = pd.DataFrame(history)
    table.index = table.index + 1
    table.to_csv(file)


# %% wrong history_to_csv: a name a line -> its first line should be 'epoch,loss,val_loss', not 'loss,0.9,0.6'
def history_to_csv(history, file):
    with open(file, "w", newline="") as table:
        writer = csv.writer(table)
        for name, values in history.items():
            writer.writerow([name, *values])


# %% wrong history_to_csv: rounded -> the numbers must not be rounded; it has 0.67 instead of 0.666666
def history_to_csv(history, file):
    with open(file, "w", newline="") as table:
        writer = csv.writer(table)
        writer.writerow(["epoch", *history])
        for epoch, values in enumerate(zip(*history.values()), start=1):
            writer.writerow([epoch, *(round(value, 2) for value in values)])


# %% wrong history_to_csv: four digits -> the numbers must not be rounded; it has 0.6667 instead of 0.666666
def history_to_csv(history, file):
    import pandas as pd

    table = pd.DataFrame(history)
    table.index = range(1, len(table) + 1)
    table.to_csv(file, index_label="epoch", float_format="%.4f")


# %% wrong history_to_csv: not closed -> is empty, or not closed
def history_to_csv(history, file):
    global table
    table = open(file, "w", newline="")
    writer = csv.writer(table)
    writer.writerow(["epoch", *history])
    for epoch, values in enumerate(zip(*history.values()), start=1):
        writer.writerow([epoch, *values])


# %% wrong history_to_csv: the columns fixed -> its first line should be 'epoch,loss,accuracy', not 'epoch,loss,val_loss'
def history_to_csv(history, file):
    history.setdefault("val_loss", history["loss"])
    with open(file, "w", newline="") as table:
        writer = csv.writer(table)
        writer.writerow(["epoch", "loss", "val_loss"])
        for epoch, values in enumerate(zip(history["loss"], history["val_loss"]), start=1):
            writer.writerow([epoch, *values])


# %% wrong history_to_csv: nothing written -> There is no file under the name given
def history_to_csv(history, file):
    return ",".join(["epoch", *history])


# %% wrong history_to_csv: the helper -> Write it yourself
def history_to_csv(history, file):
    byhand.history_to_csv(history, file)


# %% right history_from_csv: with pandas
def history_from_csv(file):
    import pandas as pd

    return pd.read_csv(file).drop(columns="epoch").to_dict("list")


# %% right history_from_csv: with pandas, as arrays
def history_from_csv(file):
    import pandas as pd

    table = pd.read_csv(file, index_col="epoch")
    return {name: table[name].to_numpy("float32") for name in table}


# %% right history_from_csv: with split
def history_from_csv(file):
    names, *lines = open(file).read().split()
    rows = np.array([line.split(",") for line in lines], dtype=float)
    history = {}
    for place, name in enumerate(names.split(",")):
        if name != "epoch":
            history[name] = list(rows[:, place])
    return history


# %% wrong history_from_csv: epoch kept -> should have the names ['loss', 'val_loss'], not ['epoch', 'loss', 'val_loss']
def history_from_csv(file):
    import pandas as pd

    return pd.read_csv(file).to_dict("list")


# %% wrong history_from_csv: texts -> under 'loss' are texts. Make floats of them
def history_from_csv(file):
    with open(file, newline="") as table:
        rows = list(csv.DictReader(table))
    return {name: [row[name] for row in rows] for name in rows[0] if name != "epoch"}


# %% wrong history_from_csv: a dictionary for each name -> under 'loss' should be [0.9, 0.6], but it is a dict
def history_from_csv(file):
    import pandas as pd

    return pd.read_csv(file, index_col="epoch").to_dict()


# %% wrong history_from_csv: a list of rows -> should be a dictionary, not [{
def history_from_csv(file):
    with open(file, newline="") as table:
        rows = list(csv.DictReader(table))
    return [{name: float(text) for name, text in row.items() if name != "epoch"} for row in rows]


# %% wrong history_from_csv: last epoch lost -> under 'loss' should be [0.9, 0.6], not [0.9]
def history_from_csv(file):
    with open(file, newline="") as table:
        rows = list(csv.DictReader(table))[:-1]
    return {name: [float(row[name]) for row in rows] for name in rows[0] if name != "epoch"}


# %% wrong history_from_csv: a number where there is one epoch -> under 'mae' should be [0.25], not 0.25
def history_from_csv(file):
    table = np.genfromtxt(file, delimiter=",", names=True)
    return {name: table[name] for name in table.dtype.names if name != "epoch"}


# %% wrong history_from_csv: the names fixed -> KeyError
def history_from_csv(file):
    with open(file, newline="") as table:
        rows = list(csv.DictReader(table))
    return {name: [float(row[name]) for row in rows] for name in ("loss", "val_loss")}


# %% wrong history_from_csv: the helper -> Write it yourself
def history_from_csv(file):
    return byhand.history_from_csv(file)


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


# %% wrong with_preprocessing: the network as it is -> predictions should be
def with_preprocessing(model):
    return keras.Model(model.inputs, model.outputs[0])


# %% wrong with_preprocessing: multiplied by 255 -> predictions should be
def with_preprocessing(model):
    return keras.Sequential([keras.layers.Rescaling(255), model])


# %% wrong with_preprocessing: from -1 to 1 -> predictions should be
def with_preprocessing(model):
    return keras.Sequential([keras.layers.Rescaling(1 / 127.5, offset=-1), model])


# %% wrong with_preprocessing: scaling after the network -> predictions should be
def with_preprocessing(model):
    inputs = keras.Input(model.input_shape[1:])
    return keras.Model(inputs, keras.layers.Rescaling(1 / 255)(model(inputs)))


# %% wrong with_preprocessing: by the brightest pixel -> uint8 pictures of shape (6, 6, 3), values up to 60: predictions should be
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


# %% wrong with_preprocessing: changes the given network -> the given network's own should be
def with_preprocessing(model):
    weights = model.get_weights()
    model.set_weights([weights[0] / 255, *weights[1:]])
    return keras.Sequential([model])


# %% wrong with_preprocessing: no return -> should return a keras.Model, not a NoneType
def with_preprocessing(model):
    keras.Sequential([keras.layers.Rescaling(1 / 255), model])


# %% wrong with_preprocessing: the helper -> Write it yourself
def with_preprocessing(model):
    return byhand.with_preprocessing(model)


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


# %% wrong model_card 1: nothing is refused -> Without limits there should be a ValueError, not '# Digits
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


# %% wrong model_card 1: spaces count as a text -> Without licence there should be a ValueError
def model_card(title, facts):
    missing = [field for field in byhand.CARD_FIELDS if not facts.get(field)]
    if missing:
        raise ValueError(f"missing: {missing}")
    sections = [f"## {field.capitalize()}\n\n{text}" for field, text in facts.items()]
    return "\n\n".join([f"# {title}", *sections])


# %% wrong model_card 1: another error -> came a KeyError for 'limits', where a ValueError should
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


# %% wrong model_card 1: headings in small letters -> The card has the line '## data' instead of '## Data'
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
    built.add(keras.layers.Dense(64, activation="relu"))
    built.add(keras.layers.Dense(classes, activation="softmax"))
    return built


# %% right freeze_convolutions: a frozen copy inside, activations as layers
def freeze_convolutions(model, classes):
    names = [type(layer).__name__ for layer in model.layers]
    part = keras.Model(model.inputs[0], model.layers[names.index("Flatten")].output)
    base = keras.models.clone_model(part)
    base.set_weights(part.get_weights())
    base.trainable = False
    inputs = keras.Input(model.input_shape[1:])
    x = base(inputs, training=False)
    x = keras.layers.ReLU()(keras.layers.Dense(64)(x))
    x = keras.layers.Softmax()(keras.layers.Dense(classes)(x))
    return keras.Model(inputs, x)


# %% right freeze_convolutions: with the list of inputs
def freeze_convolutions(model, classes):
    kinds = [type(layer).__name__ for layer in model.layers]
    base = keras.Model(inputs=model.inputs, outputs=model.layers[kinds.index("Flatten")].output)
    for layer in base.layers:
        layer.trainable = False
    hidden = keras.layers.Dense(64, activation="relu", name="hidden")(base.output)
    outputs = keras.layers.Dense(classes, activation="softmax", name="scores")(hidden)
    return keras.Model(inputs=base.inputs, outputs=outputs)


# %% right freeze_convolutions: frozen at the end
def freeze_convolutions(model, classes):
    flatten = [layer for layer in model.layers if isinstance(layer, keras.layers.Flatten)][0]
    x = keras.layers.Dense(64, "relu")(flatten.output)
    x = keras.layers.Dense(classes, "softmax")(x)
    built = keras.Model(model.inputs[0], x)
    for layer in built.layers[:-2]:
        layer.trainable = False
    return built


# %% wrong freeze_convolutions: not frozen -> the intro network, 10 classes: trainable parameters should be 74442, not 79530
def freeze_convolutions(model, classes):
    flatten = next(layer for layer in model.layers if isinstance(layer, keras.layers.Flatten))
    x = keras.layers.Dense(64, activation="relu")(flatten.output)
    return keras.Model(model.inputs[0], keras.layers.Dense(classes, activation="softmax")(x))


# %% wrong freeze_convolutions: all frozen -> trainable parameters should be 74442, not 0
def freeze_convolutions(model, classes):
    flatten = next(layer for layer in model.layers if isinstance(layer, keras.layers.Flatten))
    x = keras.layers.Dense(64, activation="relu")(flatten.output)
    built = keras.Model(model.inputs[0], keras.layers.Dense(classes, activation="softmax")(x))
    built.trainable = False
    return built


# %% wrong freeze_convolutions: on top of the old head -> all parameters should be 79530, not 80884
def freeze_convolutions(model, classes):
    model.trainable = False
    x = keras.layers.Dense(64, activation="relu")(model.output)
    return keras.Model(model.inputs[0], keras.layers.Dense(classes, activation="softmax")(x))


# %% wrong freeze_convolutions: one dense layer only -> all parameters should be 79530, not 16618
def freeze_convolutions(model, classes):
    flatten = next(layer for layer in model.layers if isinstance(layer, keras.layers.Flatten))
    base = keras.Model(model.inputs, flatten.output)
    base.trainable = False
    return keras.Model(base.inputs, keras.layers.Dense(classes, activation="softmax")(base.output))


# %% wrong freeze_convolutions: the old head, its last layer new -> trainable parameters should be 74442, not 650
def freeze_convolutions(model, classes):
    base = keras.Model(model.inputs[0], model.layers[-2].output)
    base.trainable = False
    return keras.Model(
        base.inputs[0], keras.layers.Dense(classes, activation="softmax")(base.output)
    )


# %% wrong freeze_convolutions: new convolutions -> predictions, for given weights of the head should
def freeze_convolutions(model, classes):
    flatten = next(layer for layer in model.layers if isinstance(layer, keras.layers.Flatten))
    base = keras.models.clone_model(keras.Model(model.inputs[0], flatten.output))
    base.trainable = False
    x = keras.layers.Dense(64, activation="relu")(base.output)
    return keras.Model(base.inputs[0], keras.layers.Dense(classes, activation="softmax")(x))


# %% wrong freeze_convolutions: no softmax -> predictions, for given weights of the head should
def freeze_convolutions(model, classes):
    flatten = next(layer for layer in model.layers if isinstance(layer, keras.layers.Flatten))
    base = keras.Model(model.inputs[0], flatten.output)
    base.trainable = False
    x = keras.layers.Dense(64, activation="relu")(base.output)
    return keras.Model(base.inputs[0], keras.layers.Dense(classes)(x))


# %% wrong freeze_convolutions: always ten classes -> a small network, 3 classes: shape of the output should be [4, 3], not
def freeze_convolutions(model, classes):
    flatten = next(layer for layer in model.layers if isinstance(layer, keras.layers.Flatten))
    base = keras.Model(model.inputs[0], flatten.output)
    base.trainable = False
    x = keras.layers.Dense(64, activation="relu")(base.output)
    return keras.Model(base.inputs[0], keras.layers.Dense(10, activation="softmax")(x))


# %% wrong freeze_convolutions: the place of Flatten fixed -> IndexError
def freeze_convolutions(model, classes):
    base = keras.Model(model.inputs[0], model.layers[5].output)
    base.trainable = False
    x = keras.layers.Dense(64, activation="relu")(base.output)
    return keras.Model(base.inputs[0], keras.layers.Dense(classes, activation="softmax")(x))


# %% wrong freeze_convolutions: the network of before -> trainable parameters should be 74442, not 0
def freeze_convolutions(model, classes):
    model.trainable = False
    return model


# %% wrong freeze_convolutions: the helper -> Write it yourself
def freeze_convolutions(model, classes):
    return byhand.freeze_convolutions(model, classes)
