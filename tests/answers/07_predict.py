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


# %% wrong predict_names: not normalised -> should be 'dark, grey, bright', not 'bright, bright, bright'. Scale the pixels
def predict_names(images, model, class_names):
    return byhand.predicted_class(model.predict(images, verbose=0), class_names)


# %% wrong predict_names: normalised twice -> should be 'dark, grey, bright', not 'dark, dark, dark'
def predict_names(images, model, class_names):
    pictures = byhand.normalise(images) / 255
    return byhand.predicted_class(model.predict(pictures, verbose=0), class_names)


# %% wrong predict_names: scaled by the largest pixel at hand -> should be 'dark, dark', not 'bright,
def predict_names(images, model, class_names):
    pictures = images / images.max()
    return byhand.predicted_class(model.predict(pictures, verbose=0), class_names)


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


# %% wrong predict_names: a list asked for many places -> A list takes one place at a time
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


# %% wrong predict_names: the network and pictures of the lesson -> should be ['dark', 'grey', 'bright'], not
def predict_names(images, model, class_names):
    return byhand.predicted_class(probabilities, dataset.class_names)


probabilities = np.eye(10)[[3, 2, 1, 0]]


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


# %% wrong classify_image: not normalised -> the probability should be 0.695
def classify_image(path, model, class_names):
    row = model.predict(byhand.load_image(path, model.input_shape[1:3])[None], verbose=0)[0]
    return class_names[row.argmax()], row.max()


# %% wrong classify_image: no batch -> The network takes a batch of one, of shape (1, 8, 12, 3)
def classify_image(path, model, class_names):
    image = byhand.normalise(byhand.load_image(path, model.input_shape[1:3]))
    row = model.predict(image, verbose=0)[0]
    return class_names[row.argmax()], row.max()


# %% wrong classify_image: always 32 x 32 -> Did you resize to model.input_shape[1:3]?
def classify_image(path, model, class_names):
    row = model.predict(byhand.normalise(byhand.load_image(path))[None], verbose=0)[0]
    return class_names[row.argmax()], row.max()


# %% wrong classify_image: width before height -> Did you resize to model.input_shape[1:3]?
def classify_image(path, model, class_names):
    height, width = model.input_shape[1:3]
    image = byhand.load_image(path, (width, height))
    row = model.predict(byhand.normalise(image)[None], verbose=0)[0]
    return class_names[row.argmax()], row.max()


# %% wrong classify_image: the size of the first case -> expected shape=(None, 10, 6, 3), found shape=(1, 8, 12, 3)
def classify_image(path, model, class_names):
    row = model.predict(byhand.normalise(byhand.load_image(path, (8, 12)))[None], verbose=0)[0]
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


# %% wrong classify_image: red and blue exchanged -> the name should be 'red', not 'blue'
def classify_image(path, model, class_names):
    image = byhand.load_image(path, model.input_shape[1:3])[..., ::-1]
    row = model.predict(byhand.normalise(image)[None], verbose=0)[0]
    return class_names[row.argmax()], row.max()


# %% wrong classify_image: the name alone -> should return a pair, (name, probability), not 'red'
def classify_image(path, model, class_names):
    image = byhand.load_image(path, model.input_shape[1:3])
    row = model.predict(byhand.normalise(image)[None], verbose=0)[0]
    return class_names[row.argmax()]


# %% wrong classify_image: a list of one name -> byhand.predicted_class of a batch gives a list: take its [0]
def classify_image(path, model, class_names):
    image = byhand.load_image(path, model.input_shape[1:3])
    rows = model.predict(byhand.normalise(image)[None], verbose=0)
    return byhand.predicted_class(rows, class_names), rows.max()


# %% wrong classify_image: the place, not the name -> the name should be 'red', but it is an int64
def classify_image(path, model, class_names):
    image = byhand.load_image(path, model.input_shape[1:3])
    row = model.predict(byhand.normalise(image)[None], verbose=0)[0]
    return row.argmax(), row.max()


# %% wrong classify_image: all probabilities -> The largest number of the only row
def classify_image(path, model, class_names):
    image = byhand.load_image(path, model.input_shape[1:3])
    row = model.predict(byhand.normalise(image)[None], verbose=0)[0]
    return class_names[row.argmax()], row


# %% wrong classify_image: in percent -> A probability goes from 0 to 1, not to 100
def classify_image(path, model, class_names):
    image = byhand.load_image(path, model.input_shape[1:3])
    row = model.predict(byhand.normalise(image)[None], verbose=0)[0]
    return class_names[row.argmax()], 100 * row.max()


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


# %% wrong top_k: the smallest first -> the names, first to last, should be 'Dog, Other', not 'Cat, Other'
def top_k(probabilities, class_names, k):
    return [(class_names[place], probabilities[place]) for place in np.argsort(probabilities)[:k]]


# %% wrong top_k: likeliest last -> the names, first to last, should be 'Dog, Other', not 'Other, Dog'
def top_k(probabilities, class_names, k):
    return [(class_names[place], probabilities[place]) for place in np.argsort(probabilities)[-k:]]


# %% wrong top_k: names stay while the probabilities are sorted -> should be 'Dog, Other', not 'Cat, Dog'
def top_k(probabilities, class_names, k):
    return list(zip(class_names, sorted(probabilities, reverse=True)))[:k]


# %% wrong top_k: places, not names -> should be 'Dog, Other', not '1, 2'
def top_k(probabilities, class_names, k):
    places = np.argsort(probabilities)[::-1][:k]
    return [(place, probabilities[place]) for place in places]


# %% wrong top_k: names only -> a list of pairs (name, probability), not ['Dog', 'Other']
def top_k(probabilities, class_names, k):
    return [class_names[place] for place in np.argsort(probabilities)[::-1][:k]]


# %% wrong top_k: probability before name -> a list of pairs (name, probability), not [(
def top_k(probabilities, class_names, k):
    return [(probabilities[i], class_names[i]) for i in np.argsort(probabilities)[::-1][:k]]


# %% wrong top_k: all of them -> Keep k of them
def top_k(probabilities, class_names, k):
    places = np.argsort(probabilities)[::-1]
    return [(class_names[place], probabilities[place]) for place in places]


# %% wrong top_k: always three -> Keep k of them
def top_k(probabilities, class_names, k):
    places = np.argsort(probabilities)[::-1][:3]
    return [(class_names[place], probabilities[place]) for place in places]


# %% wrong top_k: sorts the array that was given -> Do not sort in place
def top_k(probabilities, class_names, k):
    places = np.argsort(probabilities)[::-1][:k]
    probabilities.sort()
    return [(class_names[p], q) for p, q in zip(places, probabilities[::-1])]


# %% wrong top_k: no return -> gave nothing (None). Is there a return
def top_k(probabilities, class_names, k):
    np.argsort(probabilities)[::-1][:k]


# %% wrong top_k: the helper called -> Write it yourself
def top_k(probabilities, class_names, k):
    return byhand.top_k(probabilities, class_names, k)


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


# %% wrong confidence_interval: no root -> confidence_interval(0.8, 100) should be [0.7216, 0.8784], not [0.7969
def confidence_interval(accuracy, n):
    reach = 1.96 * accuracy * (1 - accuracy) / n
    return max(0, accuracy - reach), min(1, accuracy + reach)


# %% wrong confidence_interval: one standard error -> should be [0.7216, 0.8784], not [0.76, 0.84]
def confidence_interval(accuracy, n):
    reach = np.sqrt(accuracy * (1 - accuracy) / n)
    return max(0, accuracy - reach), min(1, accuracy + reach)


# %% wrong confidence_interval: two standard errors -> should be [0.7216, 0.8784], not [0.72, 0.88]
def confidence_interval(accuracy, n):
    reach = 2 * np.sqrt(accuracy * (1 - accuracy) / n)
    return max(0, accuracy - reach), min(1, accuracy + reach)


# %% wrong confidence_interval: n outside the root -> should be [0.7216, 0.8784], not [0.7922, 0.8078]
def confidence_interval(accuracy, n):
    reach = 1.96 * np.sqrt(accuracy * (1 - accuracy)) / n
    return max(0, accuracy - reach), min(1, accuracy + reach)


# %% wrong confidence_interval: not cut off -> confidence_interval(0.99, 100) should be [0.9705, 1.
def confidence_interval(accuracy, n):
    reach = 1.96 * np.sqrt(accuracy * (1 - accuracy) / n)
    return accuracy - reach, accuracy + reach


# %% wrong confidence_interval: cut off above only -> confidence_interval(0.01, 100) should be [0.
def confidence_interval(accuracy, n):
    reach = 1.96 * np.sqrt(accuracy * (1 - accuracy) / n)
    return accuracy - reach, min(1, accuracy + reach)


# %% wrong confidence_interval: the low end turned positive -> confidence_interval(0.01, 100) should be [0.
def confidence_interval(accuracy, n):
    reach = 1.96 * np.sqrt(accuracy * (1 - accuracy) / n)
    return abs(accuracy - reach), min(1, accuracy + reach)


# %% wrong confidence_interval: the reach only -> should be [0.7216, 0.8784], not 0.0784
def confidence_interval(accuracy, n):
    return 1.96 * np.sqrt(accuracy * (1 - accuracy) / n)


# %% wrong confidence_interval: high before low -> should be [0.7216, 0.8784], not [0.8784, 0.7216]
def confidence_interval(accuracy, n):
    reach = 1.96 * np.sqrt(accuracy * (1 - accuracy) / n)
    return min(1, accuracy + reach), max(0, accuracy - reach)


# %% wrong confidence_interval: no return -> gave nothing (None)
def confidence_interval(accuracy, n):
    reach = 1.96 * np.sqrt(accuracy * (1 - accuracy) / n)


# %% wrong confidence_interval: the helper called -> Write it yourself
def confidence_interval(accuracy, n):
    return byhand.confidence_interval(accuracy, n)
