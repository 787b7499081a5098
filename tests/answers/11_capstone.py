# ruff: noqa
# %% right save_classifier: functional, dividing
def save_classifier(network, class_names, folder):
    inputs = keras.Input((None, None, 3))
    x = layers.Resizing(*network.input_shape[1:3])(inputs)
    keras.Model(inputs, network(x / 255)).save(f"{folder}/model.keras")
    with open(f"{folder}/classes.json", "w") as file:
        json.dump(class_names, file)


# %% right save_classifier: scaled first, whole numbers as input
def save_classifier(network, class_names, folder):
    shape = network.input_shape
    inputs = keras.Input((None, None, 3), dtype="uint8")
    x = layers.Rescaling(1 / 255)(inputs)
    x = layers.Resizing(shape[1], shape[2], interpolation="nearest")(x)
    model = keras.Model(inputs, network(x))
    keras.saving.save_model(model, Path(folder) / "model.keras")
    text = json.dumps(class_names, indent=1, ensure_ascii=False)
    (Path(folder) / "classes.json").write_text(text, encoding="utf-8")


# %% right save_classifier: layer by layer, smoothed
def save_classifier(network, class_names, folder):
    _, height, width, _ = network.input_shape
    stack = [layers.Resizing(height, width, antialias=True), layers.Rescaling(scale=1 / 255)]
    model = keras.Sequential([keras.Input((None, None, 3)), *stack, *network.layers])
    model.save(os.path.join(folder, "model.keras"))
    with (folder / "classes.json").open("w") as file:
        json.dump(list(class_names), file)


import os


# %% wrong save_classifier: freezes the given network -> The network that is given should stay as it is.
def save_classifier(network, class_names, folder):
    network.trainable = False
    resize, scale = layers.Resizing(*network.input_shape[1:3]), layers.Rescaling(1 / 255)
    model = keras.Sequential([keras.Input((None, None, 3)), resize, scale, network])
    model.save(Path(folder) / "model.keras")
    (Path(folder) / "classes.json").write_text(json.dumps(class_names))


# %% wrong save_classifier: the network as it is -> model.keras does not take pictures of every size, such as 48 x 64 and 90 x 40 pixels
def save_classifier(network, class_names, folder):
    network.save(Path(folder) / "model.keras")
    (Path(folder) / "classes.json").write_text(json.dumps(class_names))


# %% wrong save_classifier: no scaling -> Pixels from 0 to 255 reach your network as they are
def save_classifier(network, class_names, folder):
    resize = layers.Resizing(*network.input_shape[1:3])
    model = keras.Sequential([keras.Input((None, None, 3)), resize, network])
    model.save(Path(folder) / "model.keras")
    (Path(folder) / "classes.json").write_text(json.dumps(class_names))


# %% wrong save_classifier: scaled twice -> It scales twice: one division by 255 is enough.
def save_classifier(network, class_names, folder):
    inputs = keras.Input((None, None, 3))
    x = layers.Resizing(*network.input_shape[1:3])(inputs / 255)
    keras.Model(inputs, network(layers.Rescaling(1 / 255)(x))).save(folder / "model.keras")
    (folder / "classes.json").write_text(json.dumps(class_names))


# %% wrong save_classifier: from -1 to 1 -> It scales to -1 up to 1
def save_classifier(network, class_names, folder):
    stack = [layers.Resizing(*network.input_shape[1:3]), layers.Rescaling(1 / 127.5, offset=-1)]
    keras.Sequential([keras.Input((None, None, 3)), *stack, network]).save(folder / "model.keras")
    (folder / "classes.json").write_text(json.dumps(class_names))


# %% wrong save_classifier: cut to a square -> It cuts off what does not fit
def save_classifier(network, class_names, folder):
    resize = layers.Resizing(*network.input_shape[1:3], crop_to_aspect_ratio=True)
    stack = [resize, layers.Rescaling(1 / 255)]
    keras.Sequential([keras.Input((None, None, 3)), *stack, network]).save(folder / "model.keras")
    (folder / "classes.json").write_text(json.dumps(class_names))


# %% wrong save_classifier: always 32 x 32 -> of 24 x 40 pixels
def save_classifier(network, class_names, folder):
    stack = [layers.Rescaling(1 / 255), network]
    keras.Sequential([keras.Input((32, 32, 3)), *stack]).save(folder / "model.keras")
    (folder / "classes.json").write_text(json.dumps(class_names))


# %% wrong save_classifier: size of the course -> Take the size from network.input_shape.
def save_classifier(network, class_names, folder):
    stack = [layers.Resizing(32, 32), layers.Rescaling(1 / 255), network]
    keras.Sequential([keras.Input((None, None, 3)), *stack]).save(folder / "model.keras")
    (folder / "classes.json").write_text(json.dumps(class_names))


# %% wrong save_classifier: a new copy -> clone_model makes a copy with new weights
def save_classifier(network, class_names, folder):
    stack = [layers.Resizing(*network.input_shape[1:3]), layers.Rescaling(1 / 255)]
    copy = keras.models.clone_model(network)
    keras.Sequential([keras.Input((None, None, 3)), *stack, copy]).save(folder / "model.keras")
    (folder / "classes.json").write_text(json.dumps(class_names))


# %% wrong save_classifier: code of the notebook -> model.keras does not load in a process that knows only Keras
def save_classifier(network, class_names, folder):
    height, width = network.input_shape[1:3]
    resize = layers.Lambda(lambda x: keras.ops.image.resize(x, (height, width)) / 255)
    model = keras.Sequential([keras.Input((None, None, 3)), resize, network])
    model.save(folder / "model.keras")
    (folder / "classes.json").write_text(json.dumps(class_names))


# %% wrong save_classifier: no names -> There is no file classes.json
def save_classifier(network, class_names, folder):
    stack = [layers.Resizing(*network.input_shape[1:3]), layers.Rescaling(1 / 255)]
    keras.Sequential([keras.Input((None, None, 3)), *stack, network]).save(folder / "model.keras")


# %% wrong save_classifier: names in the alphabet's order -> classes.json holds ['a', 'b'], but the classes are ['b', 'a']
def save_classifier(network, class_names, folder):
    stack = [layers.Resizing(*network.input_shape[1:3]), layers.Rescaling(1 / 255)]
    keras.Sequential([keras.Input((None, None, 3)), *stack, network]).save(folder / "model.keras")
    (folder / "classes.json").write_text(json.dumps(sorted(class_names)))


# %% wrong save_classifier: names in a dictionary -> classes.json should hold a list of names, one for each class
def save_classifier(network, class_names, folder):
    stack = [layers.Resizing(*network.input_shape[1:3]), layers.Rescaling(1 / 255)]
    keras.Sequential([keras.Input((None, None, 3)), *stack, network]).save(folder / "model.keras")
    (folder / "classes.json").write_text(json.dumps(dict(enumerate(class_names))))


# %% wrong save_classifier: names as Python writes them -> classes.json holds no JSON
def save_classifier(network, class_names, folder):
    stack = [layers.Resizing(*network.input_shape[1:3]), layers.Rescaling(1 / 255)]
    keras.Sequential([keras.Input((None, None, 3)), *stack, network]).save(folder / "model.keras")
    (folder / "classes.json").write_text(str(class_names))


# %% wrong save_classifier: beside the notebook -> There is no file model.keras in the folder
def save_classifier(network, class_names, folder):
    stack = [layers.Resizing(*network.input_shape[1:3]), layers.Rescaling(1 / 255)]
    complete = keras.Sequential([keras.Input((None, None, 3)), *stack, network])
    complete.save(shared / "model.keras")
    (shared / "classes.json").write_text(json.dumps(class_names))


# %% wrong save_classifier: the network is compiled and changed -> The network that is given should stay as it is
def save_classifier(network, class_names, folder):
    weights = network.get_weights()
    network.set_weights([weights[0] / 255, *weights[1:]])
    resize = layers.Resizing(*network.input_shape[1:3])
    keras.Sequential([keras.Input((None, None, 3)), resize, network]).save(folder / "model.keras")
    (folder / "classes.json").write_text(json.dumps(class_names))
