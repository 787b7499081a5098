# ruff: noqa
# %% right predict_names: with loops
def predict_names(images, model, class_names):
    names = []
    for image in images:
        row = keras.ops.convert_to_numpy(model((image / 255)[None]))[0]
        names.append(class_names[list(row).index(max(row))])
    return names


# %% right predict_names: an array of names, in NumPy
def predict_names(images, model, class_names):
    scaled = images.astype("float64") / 255.0
    return np.array(class_names)[np.argmax(model.predict_on_batch(scaled), axis=-1)]


# %% right predict_names: a tuple, scaled by a Keras layer
def predict_names(images, model, class_names):
    scaled = keras.ops.convert_to_numpy(keras.layers.Rescaling(1 / 255)(images))
    places = model.predict(scaled, batch_size=2, verbose=0).argmax(1)
    return tuple(map(class_names.__getitem__, places))


# %% right predict_names: with the helper that names a batch
def predict_names(images, model, class_names):
    return byhand.predicted_class(model.predict(byhand.normalise(images), verbose=0), class_names)


# %% wrong predict_names: not normalised -> should be 'dark, grey, bright', not 'bright, bright, bright'. The network expects pixels from 0 to 1: divide by 255
def predict_names(images, model, class_names):
    return byhand.predicted_class(model.predict(images, verbose=0), class_names)


# %% wrong predict_names: normalised twice -> should be 'dark, grey, bright', not 'dark, dark, dark'. The pixels come out near 0: divided by 255 twice
def predict_names(images, model, class_names):
    pictures = byhand.normalise(images) / 255
    return byhand.predicted_class(model.predict(pictures, verbose=0), class_names)


# %% wrong predict_names: scaled by the largest pixel at hand -> Divide by 255, whatever the largest pixel at hand is
def predict_names(images, model, class_names):
    pictures = images / images.max()
    return byhand.predicted_class(model.predict(pictures, verbose=0), class_names)


# %% wrong predict_names: pixels from -1 to 1 -> The network expects pixels from 0 to 1, not from -1 to 1
def predict_names(images, model, class_names):
    return byhand.predicted_class(model.predict(images / 127.5 - 1, verbose=0), class_names)


# %% wrong predict_names: whole numbers divided -> should be 'dark, grey, bright', not 'dark, dark, dark'
def predict_names(images, model, class_names):
    return byhand.predicted_class(model.predict(images // 255, verbose=0), class_names)


# %% wrong predict_names: divided in place -> Make a new array
def predict_names(images, model, class_names):
    images /= 255
    return byhand.predicted_class(model.predict(images, verbose=0), class_names)


# %% wrong predict_names: places, not names -> gave [0, 1, 2]: numbers, not names
def predict_names(images, model, class_names):
    return model.predict(byhand.normalise(images), verbose=0).argmax(axis=1)


# %% wrong predict_names: one name for all -> Each picture needs one name
def predict_names(images, model, class_names):
    probabilities = model.predict(byhand.normalise(images), verbose=0)
    return class_names[probabilities.argmax() % len(class_names)]


# %% wrong predict_names: argmax without an axis -> Without an axis, argmax() counts through all rows
def predict_names(images, model, class_names):
    probabilities = model.predict(byhand.normalise(images), verbose=0)
    return class_names[probabilities.argmax()]


# %% wrong predict_names: argmax without an axis, then a loop -> Use argmax(axis=1)
def predict_names(images, model, class_names):
    probabilities = model.predict(byhand.normalise(images), verbose=0)
    return [class_names[index] for index in probabilities.argmax()]


# %% wrong predict_names: a list asked for many places -> A list takes one index at a time
def predict_names(images, model, class_names):
    probabilities = model.predict(byhand.normalise(images), verbose=0)
    return class_names[probabilities.argmax(axis=1)]


# %% wrong predict_names: a name for each of a thousand pictures -> ['dark', 'grey', 'bright', ..., 'dark', 'grey', 'bright']. Each picture needs one name
def predict_names(images, model, class_names):
    return list(class_names) * 1000


# %% wrong predict_names: an error of another kind -> TypeError: 'NoneType' object is not subscriptable
def predict_names(images, model, class_names):
    probabilities = print("predicting")
    return probabilities[0]


# %% wrong predict_names: down the columns -> Each picture needs one name
def predict_names(images, model, class_names):
    probabilities = model.predict(byhand.normalise(images), verbose=0)
    return [class_names[place % len(class_names)] for place in probabilities.argmax(axis=0)]


# %% wrong predict_names: the least likely class -> should be 'dark, grey, bright', not
def predict_names(images, model, class_names):
    probabilities = model.predict(byhand.normalise(images), verbose=0)
    return [class_names[place] for place in probabilities.argmin(axis=1)]


# %% wrong predict_names: above one half, not the largest -> whatever its size
def predict_names(images, model, class_names):
    probabilities = model.predict(byhand.normalise(images), verbose=0)
    return [class_names[(row > 0.5).argmax()] for row in probabilities]


# %% wrong predict_names: ten pictures at most -> Each picture needs one name
def predict_names(images, model, class_names):
    probabilities = model.predict(byhand.normalise(images[:10]), verbose=0)
    return byhand.predicted_class(probabilities, class_names)


# %% wrong predict_names: as many pictures as classes -> Each picture needs one name
def predict_names(images, model, class_names):
    probabilities = model.predict(byhand.normalise(images), verbose=0)
    return [class_names[probabilities[i % len(images)].argmax()] for i in range(len(class_names))]


# %% wrong predict_names: the network and pictures of the lesson -> should be ['dark', 'grey', 'bright'], not
def predict_names(images, model, class_names):
    return byhand.predicted_class(probabilities, dataset.class_names)


probabilities = np.eye(10)[[3, 2, 1, 0]]


# %% wrong predict_names: names of the lesson -> not in class_names
def predict_names(images, model, class_names):
    places = model.predict(byhand.normalise(images), verbose=0).argmax(axis=1)
    return [dataset.class_names[place] for place in places]


# %% wrong predict_names: no return -> gave nothing (None). Is there a return
def predict_names(images, model, class_names):
    byhand.predicted_class(model.predict(byhand.normalise(images), verbose=0), class_names)


# %% wrong predict_names: the helper called -> Write it yourself
def predict_names(images, model, class_names):
    return byhand.predict_names(images, model, class_names)


# %% right classify_image: step by step, with Pillow
def classify_image(path, model, class_names):
    _, height, width, _ = model.input_shape
    picture = Image.open(path).convert("RGB").resize((width, height))
    pixels = np.array(picture) / 255
    probabilities = model.predict(np.expand_dims(pixels, 0), verbose=0)
    return byhand.predicted_class(probabilities, class_names)[0], probabilities.max()


# %% right classify_image: a list, with top_k
def classify_image(path, model, class_names):
    image = byhand.normalise(byhand.load_image(str(path), size=model.input_shape[1:-1]))
    row = model.predict_on_batch(image.reshape(1, *image.shape)).ravel()
    return list(byhand.top_k(row, class_names, 1)[0])


# %% right classify_image: read with Keras
def classify_image(path, model, class_names):
    size = model.input_shape[1:3]
    loaded = keras.utils.load_img(path, color_mode="rgb", target_size=size)
    batch = np.stack([keras.utils.img_to_array(loaded) / 255])
    row = keras.ops.convert_to_numpy(model(batch))[0]
    best = int(np.argmax(row))
    return str(class_names[best]), row[best]


# %% right classify_image: resized smoothly
def classify_image(path, model, class_names):
    height, width = model.input_shape[1:3]
    picture = Image.open(path).convert("RGB").resize((width, height), Image.Resampling.LANCZOS)
    row = model.predict(np.asarray(picture)[None].astype("float32") / 255, verbose=0)[0]
    return class_names[np.argmax(row)], np.max(row)


# %% wrong classify_image: not normalised -> The network expects pixels from 0 to 1: divide by 255
def classify_image(path, model, class_names):
    row = model.predict(byhand.load_image(path, model.input_shape[1:3])[None], verbose=0)[0]
    return class_names[row.argmax()], row.max()


# %% wrong classify_image: normalised twice -> The pixels are divided by 255 twice; byhand.load_batch does it already
def classify_image(path, model, class_names):
    batch = byhand.load_batch([path], model.input_shape[1:3])
    row = model.predict(byhand.normalise(batch), verbose=0)[0]
    return class_names[row.argmax()], row.max()


# %% wrong classify_image: pixels from -1 to 1 -> The network expects pixels from 0 to 1, not from -1 to 1
def classify_image(path, model, class_names):
    batch = byhand.load_batch([path], model.input_shape[1:3]) * 2 - 1
    row = model.predict(batch, verbose=0)[0]
    return class_names[row.argmax()], row.max()


# %% wrong classify_image: scaled by its own largest pixel -> Divide by 255, whatever the largest pixel at hand is
def classify_image(path, model, class_names):
    image = byhand.load_image(path, model.input_shape[1:3])
    row = model.predict((image / image.max())[None], verbose=0)[0]
    return class_names[row.argmax()], row.max()


# %% wrong classify_image: no batch -> A single picture has no first axis: picture[None] makes a batch of one
def classify_image(path, model, class_names):
    image = byhand.normalise(byhand.load_image(path, model.input_shape[1:3]))
    row = model.predict(image, verbose=0)[0]
    return class_names[row.argmax()], row.max()


# %% wrong classify_image: a path where a list of files belongs -> load_batch takes a list of files
def classify_image(path, model, class_names):
    batch = byhand.load_batch(path, model.input_shape[1:3])
    row = model.predict(batch, verbose=0)[0]
    return class_names[row.argmax()], row.max()


# %% wrong classify_image: always 32 x 32 -> Did you resize to model.input_shape[1:3], which is (height, width)?
def classify_image(path, model, class_names):
    row = model.predict(byhand.load_batch([path]), verbose=0)[0]
    return class_names[row.argmax()], row.max()


# %% wrong classify_image: width before height -> Height and width are exchanged.
def classify_image(path, model, class_names):
    height, width = model.input_shape[1:3]
    row = model.predict(byhand.load_batch([path], (width, height)), verbose=0)[0]
    return class_names[row.argmax()], row.max()


# %% wrong classify_image: width before height, then turned -> the picture lies on its side
def classify_image(path, model, class_names):
    height, width = model.input_shape[1:3]
    batch = byhand.load_batch([path], (width, height)).transpose(0, 2, 1, 3)
    row = model.predict(batch, verbose=0)[0]
    return class_names[row.argmax()], row.max()


# %% wrong classify_image: width before height, then reshaped -> scrambles a picture
def classify_image(path, model, class_names):
    height, width = model.input_shape[1:3]
    batch = byhand.load_batch([path], (width, height)).reshape(1, height, width, 3)
    row = model.predict(batch, verbose=0)[0]
    return class_names[row.argmax()], row.max()


# %% wrong classify_image: the pixels poured into another shape -> scrambles a picture
def classify_image(path, model, class_names):
    pixels = np.resize(np.array(Image.open(path).convert("RGB")), model.input_shape[1:])
    row = model.predict(pixels[None] / 255, verbose=0)[0]
    return class_names[row.argmax()], row.max()


# %% wrong classify_image: the middle of the picture -> A part of the picture is missing
from PIL import ImageOps


def classify_image(path, model, class_names):
    height, width = model.input_shape[1:3]
    picture = ImageOps.fit(Image.open(path).convert("RGB"), (width, height))
    row = model.predict(np.array(picture)[None] / 255, verbose=0)[0]
    return class_names[row.argmax()], row.max()


# %% wrong classify_image: the corner of the picture -> should be
def classify_image(path, model, class_names):
    height, width = model.input_shape[1:3]
    picture = Image.open(path).convert("RGB").crop((0, 0, width, height))
    row = model.predict(np.array(picture)[None] / 255, verbose=0)[0]
    return class_names[row.argmax()], row.max()


# %% wrong classify_image: with a border -> There is a border: resize the picture, do not pad it
from PIL import ImageOps


def classify_image(path, model, class_names):
    height, width = model.input_shape[1:3]
    picture = ImageOps.pad(Image.open(path).convert("RGB"), (width, height))
    row = model.predict(np.array(picture)[None] / 255, verbose=0)[0]
    return class_names[row.argmax()], row.max()


# %% wrong classify_image: upside down -> The picture stands on its head
def classify_image(path, model, class_names):
    batch = byhand.load_batch([path], model.input_shape[1:3])[:, ::-1]
    row = model.predict(batch, verbose=0)[0]
    return class_names[row.argmax()], row.max()


# %% wrong classify_image: mirrored -> Left and right are exchanged
def classify_image(path, model, class_names):
    batch = byhand.load_batch([path], model.input_shape[1:3])[:, :, ::-1]
    row = model.predict(batch, verbose=0)[0]
    return class_names[row.argmax()], row.max()


# %% wrong classify_image: one pixel all over -> That is one pixel, all over the picture
def classify_image(path, model, class_names):
    pixel = np.array(Image.open(path).convert("RGB"))[0, 0] / 255
    row = model.predict(np.tile(pixel, (1, *model.input_shape[1:3], 1)), verbose=0)[0]
    return class_names[row.argmax()], row.max()


# %% wrong classify_image: whole numbers divided -> The pixels have become whole numbers
def classify_image(path, model, class_names):
    batch = byhand.load_batch([path], model.input_shape[1:3]).round()
    row = model.predict(batch, verbose=0)[0]
    return class_names[row.argmax()], row.max()


# %% wrong classify_image: all pictures made grey -> The colours are gone
def classify_image(path, model, class_names):
    height, width = model.input_shape[1:3]
    picture = Image.open(path).convert("L").convert("RGB").resize((width, height))
    row = model.predict(np.array(picture)[None] / 255, verbose=0)[0]
    return class_names[row.argmax()], row.max()


# %% wrong classify_image: red and blue exchanged -> Red and blue are exchanged
def classify_image(path, model, class_names):
    batch = byhand.load_batch([path], model.input_shape[1:3])[..., ::-1]
    row = model.predict(batch, verbose=0)[0]
    return class_names[row.argmax()], row.max()


# %% wrong classify_image: the size of the first case -> a batch of one, of shape (1, 10, 6, 3), and was given the shape (1, 8, 14, 3)
def classify_image(path, model, class_names):
    row = model.predict(byhand.load_batch([path], (8, 14)), verbose=0)[0]
    return class_names[row.argmax()], row.max()


# %% wrong classify_image: the file's own size -> Did you resize to model.input_shape[1:3]
def classify_image(path, model, class_names):
    image = np.array(Image.open(path).convert("RGB")) / 255
    row = model.predict(image[None], verbose=0)[0]
    return class_names[row.argmax()], row.max()


# %% wrong classify_image: grey files made colour, not transparent ones -> Did you turn the transparent picture into a colour one
def classify_image(path, model, class_names):
    height, width = model.input_shape[1:3]
    image = np.array(Image.open(path).resize((width, height))) / 255
    if image.ndim == 2:
        image = np.stack([image] * 3, axis=-1)
    row = model.predict(image[None], verbose=0)[0]
    return class_names[row.argmax()], row.max()


# %% wrong classify_image: an error of another kind -> ValueError: could not convert string to float
def classify_image(path, model, class_names):
    return class_names[0], float("high")


# %% wrong classify_image: colour files only -> Did you turn the grey picture into a colour one
def classify_image(path, model, class_names):
    height, width = model.input_shape[1:3]
    image = np.array(Image.open(path).resize((width, height))) / 255
    row = model.predict(image[None], verbose=0)[0]
    return class_names[row.argmax()], row.max()


# %% wrong classify_image: the name alone -> should return a pair, (name, probability), not 'green'
def classify_image(path, model, class_names):
    row = model.predict(byhand.load_batch([path], model.input_shape[1:3]), verbose=0)[0]
    return class_names[row.argmax()]


# %% wrong classify_image: probability before name -> The name comes first, then the probability
def classify_image(path, model, class_names):
    row = model.predict(byhand.load_batch([path], model.input_shape[1:3]), verbose=0)[0]
    return row.max(), class_names[row.argmax()]


# %% wrong classify_image: a list of one name -> byhand.predicted_class of a batch gives a list: take its [0]
def classify_image(path, model, class_names):
    rows = model.predict(byhand.load_batch([path], model.input_shape[1:3]), verbose=0)
    return byhand.predicted_class(rows, class_names), rows.max()


# %% wrong classify_image: the place, not the name -> That is the index. The name at this index is class_names[index]
def classify_image(path, model, class_names):
    row = model.predict(byhand.load_batch([path], model.input_shape[1:3]), verbose=0)[0]
    return row.argmax(), row.max()


# %% wrong classify_image: all probabilities -> Those are all probabilities. Give the largest one
def classify_image(path, model, class_names):
    row = model.predict(byhand.load_batch([path], model.input_shape[1:3]), verbose=0)[0]
    return class_names[row.argmax()], row


# %% wrong classify_image: in percent -> A probability goes from 0 to 1, not to 100
def classify_image(path, model, class_names):
    row = model.predict(byhand.load_batch([path], model.input_shape[1:3]), verbose=0)[0]
    return class_names[row.argmax()], 100 * row.max()


# %% wrong classify_image: the probability as a text -> Give the number, not a text
def classify_image(path, model, class_names):
    row = model.predict(byhand.load_batch([path], model.input_shape[1:3]), verbose=0)[0]
    return class_names[row.argmax()], f"{row.max():.2f}"


# %% wrong classify_image: the names of the lesson -> should be 'green', not
def classify_image(path, model, class_names):
    row = model.predict(byhand.load_batch([path], model.input_shape[1:3]), verbose=0)[0]
    return dataset.class_names[row.argmax()], row.max()


# %% wrong classify_image: the mean probability -> the probability should be 0.66
def classify_image(path, model, class_names):
    row = model.predict(byhand.load_batch([path], model.input_shape[1:3]), verbose=0)[0]
    return class_names[row.argmax()], row.mean()


# %% wrong classify_image: no return -> gave nothing (None). Is there a return
def classify_image(path, model, class_names):
    row = model.predict(byhand.load_batch([path], model.input_shape[1:3]), verbose=0)[0]


# %% wrong classify_image: the helper called -> Write it yourself
def classify_image(path, model, class_names):
    return byhand.classify_image(path, model, class_names)


# %% right top_k: sorted pairs
def top_k(probabilities, class_names, k):
    pairs = sorted(zip(probabilities, class_names), reverse=True)
    return [(name, float(p)) for p, name in pairs[:k]]


# %% right top_k: one after the other, as lists
def top_k(probabilities, class_names, k):
    rest = list(probabilities)
    best = []
    for _ in range(k):
        place = rest.index(max(rest))
        best.append([class_names[place], rest[place]])
        rest[place] = -1
    return best


# %% right top_k: with pandas
def top_k(probabilities, class_names, k):
    series = pd.Series(probabilities, index=list(class_names))
    return list(series.nlargest(k).items())


# %% right top_k: negative numbers sorted, as a zip
def top_k(probabilities, class_names, k):
    places = (-np.asarray(probabilities)).argsort()[:k]
    return zip(np.array(list(class_names))[places], np.asarray(probabilities)[places])


# %% wrong top_k: the smallest first -> should be 'Dog, Other', not 'Cat, Other'. Those are the least likely ones: np.argsort puts the smallest first
def top_k(probabilities, class_names, k):
    return [(class_names[place], probabilities[place]) for place in np.argsort(probabilities)[:k]]


# %% wrong top_k: likeliest last -> the names, first to last, should be 'Dog, Other', not 'Other, Dog'
def top_k(probabilities, class_names, k):
    return [(class_names[place], probabilities[place]) for place in np.argsort(probabilities)[-k:]]


# %% wrong top_k: names stay while the probabilities are sorted -> Each probability has to keep its own name
def top_k(probabilities, class_names, k):
    return list(zip(class_names, sorted(probabilities, reverse=True)))[:k]


# %% wrong top_k: names sorted, probabilities not -> Each class has its own probability
def top_k(probabilities, class_names, k):
    places = np.argsort(probabilities)[::-1]
    names = [class_names[place] for place in places]
    return list(zip(names, probabilities))[:k]


# %% wrong top_k: places, not names -> Those are no names of classes
def top_k(probabilities, class_names, k):
    places = np.argsort(probabilities)[::-1][:k]
    return [(place, probabilities[place]) for place in places]


# %% wrong top_k: names only -> a list of pairs (name, probability), not ['Dog', 'Other']
def top_k(probabilities, class_names, k):
    return [class_names[place] for place in np.argsort(probabilities)[::-1][:k]]


# %% wrong top_k: probability before name -> a list of pairs (name, probability), not [(
def top_k(probabilities, class_names, k):
    return [(probabilities[i], class_names[i]) for i in np.argsort(probabilities)[::-1][:k]]


# %% wrong top_k: two lists -> a list of pairs (name, probability), not
def top_k(probabilities, class_names, k):
    places = np.argsort(probabilities)[::-1][:k]
    return [class_names[place] for place in places], probabilities[places]


# %% wrong top_k: a list asked for many places -> A list takes one index at a time
def top_k(probabilities, class_names, k):
    places = np.argsort(probabilities)[::-1][:k]
    return list(zip(class_names[places], probabilities[places]))


# %% wrong top_k: all of them -> Keep k of them
def top_k(probabilities, class_names, k):
    places = np.argsort(probabilities)[::-1]
    return [(class_names[place], probabilities[place]) for place in places]


# %% wrong top_k: always three -> Keep k of them
def top_k(probabilities, class_names, k):
    places = np.argsort(probabilities)[::-1][:3]
    return [(class_names[place], probabilities[place]) for place in places]


# %% wrong top_k: by probability, so that ties are lost -> Equally likely classes all count
def top_k(probabilities, class_names, k):
    names = dict(zip(probabilities, class_names))
    return [(names[p], p) for p in sorted(names, reverse=True)[:k]]


# %% wrong top_k: the first with that probability, so that ties repeat -> A class is there twice. Equally likely classes all count
def top_k(probabilities, class_names, k):
    probabilities = list(probabilities)
    best = sorted(probabilities, reverse=True)[:k]
    return [(class_names[probabilities.index(p)], p) for p in best]


# %% wrong top_k: probabilities as texts -> Give numbers, not texts
def top_k(probabilities, class_names, k):
    order = np.argsort(probabilities)[::-1][:k]
    return [(class_names[index], f"{probabilities[index]:.2f}") for index in order]


# %% wrong top_k: rounded -> the probabilities, first to last, should be
def top_k(probabilities, class_names, k):
    places = np.argsort(probabilities)[::-1][:k]
    return [(class_names[place], round(float(probabilities[place]), 1)) for place in places]


# %% wrong top_k: sorts the array that was given -> Do not sort or change it in place
def top_k(probabilities, class_names, k):
    places = np.argsort(probabilities)[::-1][:k]
    probabilities.sort()
    return [(class_names[p], q) for p, q in zip(places, probabilities[::-1])]


# %% wrong top_k: deletes from the array that was given -> Do not sort or change it in place
def top_k(probabilities, class_names, k):
    best = []
    for _ in range(k):
        place = probabilities.argmax()
        best.append((class_names[place], float(probabilities[place])))
        probabilities[place] = -1
    return best


# %% wrong top_k: no return -> gave nothing (None). Is there a return
def top_k(probabilities, class_names, k):
    np.argsort(probabilities)[::-1][:k]


# %% wrong top_k: the helper called -> Write it yourself
def top_k(probabilities, class_names, k):
    return byhand.top_k(probabilities, class_names, k)


# %% right confidence_and_accuracy: with a loop
def confidence_and_accuracy(confidence, right, low, high):
    sure, hits = [], []
    for c, r in zip(confidence, right):
        if low < c <= high:
            sure.append(c)
            hits.append(r)
    return sum(sure) / len(sure), sum(hits) / len(hits)


# %% right confidence_and_accuracy: with np.where, as an array
def confidence_and_accuracy(confidence, right, low, high):
    places = np.where(np.logical_and(confidence > low, confidence <= high))[0]
    return np.array([np.mean(confidence[places]), np.mean(right[places])])


# %% right confidence_and_accuracy: with pandas
def confidence_and_accuracy(confidence, right, low, high):
    table = pd.DataFrame({"sure": confidence, "hit": right})
    table = table[(table.sure > low) & ~(table.sure > high)]
    return tuple(table.mean())


# %% wrong confidence_and_accuracy: all pictures -> Those are all pictures. Take only those in the range
def confidence_and_accuracy(confidence, right, low, high):
    return confidence.mean(), right.mean()


# %% wrong confidence_and_accuracy: high does not count -> low itself does not count, high does
def confidence_and_accuracy(confidence, right, low, high):
    group = (confidence > low) & (confidence < high)
    return confidence[group].mean(), right[group].mean()


# %% wrong confidence_and_accuracy: low counts, high does not -> low itself does not count, high does
def confidence_and_accuracy(confidence, right, low, high):
    group = (confidence >= low) & (confidence < high)
    return confidence[group].mean(), right[group].mean()


# %% wrong confidence_and_accuracy: both ends count -> low itself does not count, high does
def confidence_and_accuracy(confidence, right, low, high):
    group = (confidence >= low) & (confidence <= high)
    return confidence[group].mean(), right[group].mean()


# %% wrong confidence_and_accuracy: or for and -> Those are all pictures. Take only those in the range
def confidence_and_accuracy(confidence, right, low, high):
    group = (confidence > low) | (confidence <= high)
    return confidence[group].mean(), right[group].mean()


# %% wrong confidence_and_accuracy: only the upper end -> Those are all pictures up to high
def confidence_and_accuracy(confidence, right, low, high):
    group = confidence <= high
    return confidence[group].mean(), right[group].mean()


# %% wrong confidence_and_accuracy: only the lower end -> Those are all pictures above low
def confidence_and_accuracy(confidence, right, low, high):
    group = confidence > low
    return confidence[group].mean(), right[group].mean()


# %% wrong confidence_and_accuracy: Python's and -> For arrays, `and` is written &
def confidence_and_accuracy(confidence, right, low, high):
    group = confidence > low and confidence <= high
    return confidence[group].mean(), right[group].mean()


# %% wrong confidence_and_accuracy: a chain of comparisons -> For arrays, `and` is written &
def confidence_and_accuracy(confidence, right, low, high):
    group = low < confidence <= high
    return confidence[group].mean(), right[group].mean()


# %% wrong confidence_and_accuracy: no brackets -> Each side stands in brackets
def confidence_and_accuracy(confidence, right, low, high):
    group = confidence > low & confidence <= high
    return confidence[group].mean(), right[group].mean()


# %% wrong confidence_and_accuracy: the other way round -> The mean confidence comes first
def confidence_and_accuracy(confidence, right, low, high):
    group = (confidence > low) & (confidence <= high)
    return right[group].mean(), confidence[group].mean()


# %% wrong confidence_and_accuracy: a count of right answers -> Divide by the pictures in range
def confidence_and_accuracy(confidence, right, low, high):
    group = (confidence > low) & (confidence <= high)
    return confidence[group].mean(), right[group].sum()


# %% wrong confidence_and_accuracy: right ones among all pictures -> Divide by the pictures in the range, not by all
def confidence_and_accuracy(confidence, right, low, high):
    group = (confidence > low) & (confidence <= high)
    return confidence[group].mean(), (right & group).mean()


# %% wrong confidence_and_accuracy: the accuracy of all pictures -> The share of right answers also goes over the range only
def confidence_and_accuracy(confidence, right, low, high):
    group = (confidence > low) & (confidence <= high)
    return confidence[group].mean(), right.mean()


# %% wrong confidence_and_accuracy: the middle of the range -> not the middle of the range
def confidence_and_accuracy(confidence, right, low, high):
    group = (confidence > low) & (confidence <= high)
    return (low + high) / 2, right[group].mean()


# %% wrong confidence_and_accuracy: the share of wrong answers -> That is the share of wrong answers
def confidence_and_accuracy(confidence, right, low, high):
    group = (confidence > low) & (confidence <= high)
    return confidence[group].mean(), 1 - right[group].mean()


# %% wrong confidence_and_accuracy: right answers only -> Wrong answers count for the confidence, too
def confidence_and_accuracy(confidence, right, low, high):
    group = (confidence > low) & (confidence <= high)
    return confidence[group & right].mean(), right[group].mean()


# %% wrong confidence_and_accuracy: rounded -> Do not round
def confidence_and_accuracy(confidence, right, low, high):
    group = (confidence > low) & (confidence <= high)
    return round(float(confidence[group].mean()), 2), round(float(right[group].mean()), 2)


# %% wrong confidence_and_accuracy: the range of the example -> should be
def confidence_and_accuracy(confidence, right, low, high):
    group = (confidence > 0.6) & (confidence <= 0.7)
    return confidence[group].mean(), right[group].mean()


# %% wrong confidence_and_accuracy: the pictures of the lesson -> should be [0.665, 0.75
def confidence_and_accuracy(confidence, right, low, high):
    return 0.65, 0.62


# %% wrong confidence_and_accuracy: sets the others to 0 in the array that was given -> Leave the arrays as they are
def confidence_and_accuracy(confidence, right, low, high):
    group = (confidence > low) & (confidence <= high)
    confidence[~group] = 0
    return confidence.sum() / group.sum(), right[group].mean()


# %% wrong confidence_and_accuracy: no return -> gave nothing (None)
def confidence_and_accuracy(confidence, right, low, high):
    group = (confidence > low) & (confidence <= high)


# %% wrong confidence_and_accuracy: the helper called -> Write it yourself
def confidence_and_accuracy(confidence, right, low, high):
    return byhand.confidence_and_accuracy(confidence, right, low, high)


# %% right confidence_interval: with math and clip
import math


def confidence_interval(accuracy, n):
    error = math.sqrt(accuracy * (1 - accuracy)) / math.sqrt(n)
    return np.clip([accuracy - 1.96 * error, accuracy + 1.96 * error], 0, 1)


# %% right confidence_interval: with the exact quantile, as a list
from scipy.stats import norm


def confidence_interval(accuracy, n):
    z = norm.ppf(0.975)
    error = (accuracy * (1 - accuracy) / n) ** 0.5
    return [max(accuracy - z * error, 0.0), min(accuracy + z * error, 1.0)]


# %% right confidence_interval: the spread of right and wrong
def confidence_interval(accuracy, n):
    error = ((accuracy - accuracy**2) / n) ** (1 / 2)
    low, high = accuracy - error * 1.96, accuracy + error * 1.96
    if low < 0:
        low = 0
    if high > 1:
        high = 1
    return (low, high)


# %% wrong confidence_interval: no root -> The root is missing
def confidence_interval(accuracy, n):
    reach = 1.96 * accuracy * (1 - accuracy) / n
    return max(0, accuracy - reach), min(1, accuracy + reach)


# %% wrong confidence_interval: one standard error -> That is one standard error to either side: take 1.96
def confidence_interval(accuracy, n):
    reach = np.sqrt(accuracy * (1 - accuracy) / n)
    return max(0, accuracy - reach), min(1, accuracy + reach)


# %% wrong confidence_interval: two standard errors -> That is 2 standard errors to either side, or rounded: take 1.96
def confidence_interval(accuracy, n):
    reach = 2 * np.sqrt(accuracy * (1 - accuracy) / n)
    return max(0, accuracy - reach), min(1, accuracy + reach)


# %% wrong confidence_interval: rounded -> or rounded: take 1.96, and all digits
def confidence_interval(accuracy, n):
    reach = 1.96 * np.sqrt(accuracy * (1 - accuracy) / n)
    return round(max(0, accuracy - reach), 2), round(min(1, accuracy + reach), 2)


# %% wrong confidence_interval: for 90 % -> Take 1.96 standard errors
def confidence_interval(accuracy, n):
    reach = 1.645 * np.sqrt(accuracy * (1 - accuracy) / n)
    return max(0, accuracy - reach), min(1, accuracy + reach)


# %% wrong confidence_interval: n outside the root -> n belongs under the root
def confidence_interval(accuracy, n):
    reach = 1.96 * np.sqrt(accuracy * (1 - accuracy)) / n
    return max(0, accuracy - reach), min(1, accuracy + reach)


# %% wrong confidence_interval: n forgotten -> n is missing
def confidence_interval(accuracy, n):
    reach = 1.96 * np.sqrt(accuracy * (1 - accuracy))
    return max(0, accuracy - reach), min(1, accuracy + reach)


# %% wrong confidence_interval: without 1 - p -> the 1 - p is missing
def confidence_interval(accuracy, n):
    reach = 1.96 * np.sqrt(accuracy / n)
    return max(0, accuracy - reach), min(1, accuracy + reach)


# %% wrong confidence_interval: n of the lesson -> should be [0.7216, 0.8784], not
def confidence_interval(accuracy, n):
    reach = 1.96 * np.sqrt(accuracy * (1 - accuracy) / 1000)
    return max(0, accuracy - reach), min(1, accuracy + reach)


# %% wrong confidence_interval: not cut off -> Cut off: nothing lies below 0 or above 1
def confidence_interval(accuracy, n):
    reach = 1.96 * np.sqrt(accuracy * (1 - accuracy) / n)
    return accuracy - reach, accuracy + reach


# %% wrong confidence_interval: cut off above only -> confidence_interval(0.01, 100) should be [0.
def confidence_interval(accuracy, n):
    reach = 1.96 * np.sqrt(accuracy * (1 - accuracy) / n)
    return accuracy - reach, min(1, accuracy + reach)


# %% wrong confidence_interval: cut off below only -> confidence_interval(0.99, 100) should be [0.
def confidence_interval(accuracy, n):
    reach = 1.96 * np.sqrt(accuracy * (1 - accuracy) / n)
    return max(0, accuracy - reach), accuracy + reach


# %% wrong confidence_interval: the low end turned positive -> its sign is not dropped
def confidence_interval(accuracy, n):
    reach = 1.96 * np.sqrt(accuracy * (1 - accuracy) / n)
    return abs(accuracy - reach), min(1, accuracy + reach)


# %% wrong confidence_interval: the reach only -> Give both ends, (low, high)
def confidence_interval(accuracy, n):
    return 1.96 * np.sqrt(accuracy * (1 - accuracy) / n)


# %% wrong confidence_interval: high before low -> Low comes before high
def confidence_interval(accuracy, n):
    reach = 1.96 * np.sqrt(accuracy * (1 - accuracy) / n)
    return min(1, accuracy + reach), max(0, accuracy - reach)


# %% wrong confidence_interval: in percent -> Give shares from 0 to 1, not percent
def confidence_interval(accuracy, n):
    reach = 1.96 * np.sqrt(accuracy * (1 - accuracy) / n)
    return 100 * max(0, accuracy - reach), 100 * min(1, accuracy + reach)


# %% wrong confidence_interval: no return -> gave nothing (None)
def confidence_interval(accuracy, n):
    reach = 1.96 * np.sqrt(accuracy * (1 - accuracy) / n)


# %% wrong confidence_interval: the helper called -> Write it yourself
def confidence_interval(accuracy, n):
    return byhand.confidence_interval(accuracy, n)


# %% right compare_pairwise: with a loop
def compare_pairwise(right_a, right_b):
    only_a = only_b = 0
    for a, b in zip(right_a, right_b):
        if a and not b:
            only_a += 1
        elif b and not a:
            only_b += 1
    if only_a == only_b == 0:
        return 0, 0, 0
    return only_a, only_b, (only_b - only_a) / (only_a + only_b) ** 0.5


# %% right compare_pairwise: with whole numbers, as a list
def compare_pairwise(right_a, right_b):
    difference = right_b.astype(int) - right_a
    only_a, only_b = np.sum(difference < 0), np.sum(difference > 0)
    return [only_a, only_b, (only_b - only_a) / max(1, only_a + only_b) ** 0.5]


# %% right compare_pairwise: with a table
def compare_pairwise(right_a, right_b):
    table = pd.crosstab(right_a, right_b).reindex(
        [False, True], columns=[False, True], fill_value=0
    )
    only_a, only_b = table.loc[True, False], table.loc[False, True]
    differ = only_a + only_b
    return only_a, only_b, (only_b - only_a) / np.sqrt(differ) if differ else 0


# %% right compare_pairwise: greater than
def compare_pairwise(right_a, right_b):
    only_a, only_b = np.count_nonzero(right_a > right_b), np.count_nonzero(right_b > right_a)
    times = np.nan_to_num((only_b - only_a) / np.sqrt(np.float64(only_a + only_b)))
    return only_a, only_b, times


# %% wrong compare_pairwise: all right answers counted -> Leave out the pictures that both have right
def compare_pairwise(right_a, right_b):
    only_a, only_b = right_a.sum(), right_b.sum()
    if only_a + only_b == 0:
        return 0, 0, 0
    return only_a, only_b, (only_b - only_a) / np.sqrt(only_a + only_b)


# %% wrong compare_pairwise: wrong answers counted -> Those are the wrong answers of each
def compare_pairwise(right_a, right_b):
    only_a, only_b = (~right_a).sum(), (~right_b).sum()
    if only_a + only_b == 0:
        return 0, 0, 0
    return only_a, only_b, (only_b - only_a) / np.sqrt(only_a + only_b)


# %% wrong compare_pairwise: both and neither -> Those are the pictures that both have right
def compare_pairwise(right_a, right_b):
    both, neither = (right_a & right_b).sum(), (~right_a & ~right_b).sum()
    return both, neither, (neither - both) / np.sqrt(both + neither)


# %% wrong compare_pairwise: exchanged -> The first number is where only a is right
def compare_pairwise(right_a, right_b):
    only_b, only_a = (right_a & ~right_b).sum(), (right_b & ~right_a).sum()
    if only_a + only_b == 0:
        return 0, 0, 0
    return only_a, only_b, (only_b - only_a) / np.sqrt(only_a + only_b)


# %% wrong compare_pairwise: a minus b -> positive where b is better
def compare_pairwise(right_a, right_b):
    only_a, only_b = (right_a & ~right_b).sum(), (right_b & ~right_a).sum()
    if only_a + only_b == 0:
        return 0, 0, 0
    return only_a, only_b, (only_a - only_b) / np.sqrt(only_a + only_b)


# %% wrong compare_pairwise: the sign dropped -> The sign is lost
def compare_pairwise(right_a, right_b):
    only_a, only_b = (right_a & ~right_b).sum(), (right_b & ~right_a).sum()
    if only_a + only_b == 0:
        return 0, 0, 0
    return only_a, only_b, abs(only_b - only_a) / np.sqrt(only_a + only_b)


# %% wrong compare_pairwise: without the root -> The root is missing
def compare_pairwise(right_a, right_b):
    only_a, only_b = (right_a & ~right_b).sum(), (right_b & ~right_a).sum()
    if only_a + only_b == 0:
        return 0, 0, 0
    return only_a, only_b, (only_b - only_a) / (only_a + only_b)


# %% wrong compare_pairwise: the square -> That is the square
def compare_pairwise(right_a, right_b):
    only_a, only_b = (right_a & ~right_b).sum(), (right_b & ~right_a).sum()
    if only_a + only_b == 0:
        return 0, 0, 0
    return only_a, only_b, (only_b - only_a) ** 2 / (only_a + only_b)


# %% wrong compare_pairwise: by the root of all pictures -> only the pictures on which they differ
def compare_pairwise(right_a, right_b):
    only_a, only_b = (right_a & ~right_b).sum(), (right_b & ~right_a).sum()
    return only_a, only_b, (only_b - only_a) / np.sqrt(len(right_a))


# %% wrong compare_pairwise: the difference of the accuracies -> not by all pictures
def compare_pairwise(right_a, right_b):
    only_a, only_b = (right_a & ~right_b).sum(), (right_b & ~right_a).sum()
    return only_a, only_b, right_b.mean() - right_a.mean()


# %% wrong compare_pairwise: the difference, not divided -> Divide the difference by the root
def compare_pairwise(right_a, right_b):
    only_a, only_b = (right_a & ~right_b).sum(), (right_b & ~right_a).sum()
    return only_a, only_b, only_b - only_a


# %% wrong compare_pairwise: divided by 0 where they never differ -> the two never differ
def compare_pairwise(right_a, right_b):
    only_a, only_b = (right_a & ~right_b).sum(), (right_b & ~right_a).sum()
    return only_a, only_b, (only_b - only_a) / np.sqrt(only_a + only_b)


# %% wrong compare_pairwise: Python's division by 0 -> the third number is 0
def compare_pairwise(right_a, right_b):
    only_a, only_b = int((right_a & ~right_b).sum()), int((right_b & ~right_a).sum())
    return only_a, only_b, (only_b - only_a) / (only_a + only_b) ** 0.5


# %% wrong compare_pairwise: 0 where both numbers are equal to one another or one is 0 -> should be
def compare_pairwise(right_a, right_b):
    only_a, only_b = (right_a & ~right_b).sum(), (right_b & ~right_a).sum()
    if only_a == 0 or only_b == 0:
        return only_a, only_b, 0
    return only_a, only_b, (only_b - only_a) / np.sqrt(only_a + only_b)


# %% wrong compare_pairwise: Python's and, not -> For arrays, `and` is written &
def compare_pairwise(right_a, right_b):
    only_a, only_b = (right_a and not right_b).sum(), (right_b and not right_a).sum()
    return only_a, only_b, (only_b - only_a) / np.sqrt(only_a + only_b)


# %% wrong compare_pairwise: True and False subtracted -> True and False cannot be subtracted
def compare_pairwise(right_a, right_b):
    only_a, only_b = ((right_a - right_b) > 0).sum(), ((right_b - right_a) > 0).sum()
    return only_a, only_b, (only_b - only_a) / np.sqrt(only_a + only_b)


# %% wrong compare_pairwise: or for and -> should be
def compare_pairwise(right_a, right_b):
    only_a, only_b = (right_a | ~right_b).sum(), (right_b | ~right_a).sum()
    return only_a, only_b, (only_b - only_a) / np.sqrt(only_a + only_b)


# %% wrong compare_pairwise: shares, not numbers -> Give numbers of pictures, not shares
def compare_pairwise(right_a, right_b):
    only_a, only_b = (right_a & ~right_b).sum(), (right_b & ~right_a).sum()
    n = len(right_a)
    if only_a + only_b == 0:
        return 0, 0, 0
    return only_a / n, only_b / n, (only_b - only_a) / np.sqrt(only_a + only_b)


# %% wrong compare_pairwise: the counts alone -> The third number is missing
def compare_pairwise(right_a, right_b):
    return (right_a & ~right_b).sum(), (right_b & ~right_a).sum()


# %% wrong compare_pairwise: the verdict -> should be
def compare_pairwise(right_a, right_b):
    only_a, only_b = (right_a & ~right_b).sum(), (right_b & ~right_a).sum()
    return only_a, only_b, abs(only_b - only_a) > 2 * np.sqrt(only_a + only_b)


# %% wrong compare_pairwise: turns the array that was given round -> Leave the arrays as they are
def compare_pairwise(right_a, right_b):
    only_a, only_b = (right_a & ~right_b).sum(), (right_b & ~right_a).sum()
    np.logical_not(right_a, out=right_a)
    differ = only_a + only_b
    return only_a, only_b, (only_b - only_a) / np.sqrt(differ) if differ else 0


# %% wrong compare_pairwise: no return -> gave nothing (None)
def compare_pairwise(right_a, right_b):
    only_a, only_b = (right_a & ~right_b).sum(), (right_b & ~right_a).sum()


# %% wrong compare_pairwise: the helper called -> Write it yourself
def compare_pairwise(right_a, right_b):
    return byhand.compare_pairwise(right_a, right_b)


# %% wrong predict_names: arrays taken for files -> images is an array already: normalise scales it
def predict_names(images, model, class_names):
    scaled = byhand.load_batch(images)
    probabilities = model.predict(scaled, verbose=0)
    return [class_names[index] for index in probabilities.argmax(axis=1)]


# %% wrong compare_pairwise: a single 0 where the two never differ -> Give three numbers here, too
def compare_pairwise(right_a, right_b):
    only_a, only_b = (right_a & ~right_b).sum(), (right_b & ~right_a).sum()
    if only_a + only_b == 0:
        return 0
    return only_a, only_b, (only_b - only_a) / np.sqrt(only_a + only_b)
