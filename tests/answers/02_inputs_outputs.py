# ruff: noqa
# %% right load_image: with Keras's own reader
def load_image(path, size=(32, 32)):
    picture = keras.utils.load_img(path, target_size=size)
    return keras.utils.img_to_array(picture)


# %% right load_image: resized first, the channels last, with another filter
def load_image(path, size=(32, 32)):
    picture = Image.open(path)
    if picture.mode != "RGB":
        picture = picture.convert("RGB")
    picture = picture.resize(size[::-1], Image.LANCZOS)
    return np.asarray(picture)


# %% right load_image: with scikit-image, as floats from 0 to 255
def load_image(path, size=(32, 32)):
    from skimage.transform import resize

    pixels = np.array(Image.open(path).convert("RGB"))
    return resize(pixels, size, order=0, preserve_range=True, anti_aliasing=False)


# %% right load_image: every step by hand, nearest pixels
def load_image(path, size=(32, 32)):
    pixels = np.array(Image.open(path).convert("RGB"))
    rows = np.arange(size[0]) * pixels.shape[0] // size[0]
    columns = np.arange(size[1]) * pixels.shape[1] // size[1]
    return pixels[rows][:, columns].astype("float32")


# %% wrong load_image: height and width in Pillow's order -> should be [40, 60, 3], not [60, 40, 3]
def load_image(path, size=(32, 32)):
    return np.array(Image.open(path).convert("RGB").resize(size))


# %% wrong load_image: no conversion to three channels -> of a grey picture 60 wide and 40 high, size=(40, 60) should be [40, 60, 3], not [40, 60]
def load_image(path, size=(32, 32)):
    return np.array(Image.open(path).resize((size[1], size[0])))


# %% wrong load_image: not resized -> should be [10, 30, 3], not [40, 60, 3]
def load_image(path, size=(32, 32)):
    return np.array(Image.open(path).convert("RGB"))


# %% wrong load_image: a Pillow picture -> should return an array, not a Pillow picture
def load_image(path, size=(32, 32)):
    return Image.open(path).convert("RGB").resize((size[1], size[0]))


# %% wrong load_image: scaled already -> The colours stay as they are in the file, from 0 to 255
def load_image(path, size=(32, 32)):
    return np.array(Image.open(path).convert("RGB").resize((size[1], size[0]))) / 255


# %% wrong load_image: blue and red exchanged -> The four corners, top left to bottom right
def load_image(path, size=(32, 32)):
    return np.array(Image.open(path).convert("RGB").resize((size[1], size[0])))[:, :, ::-1]


# %% wrong load_image: reshaped in place of resized -> cannot reshape array of size 7200
def load_image(path, size=(32, 32)):
    return np.array(Image.open(path).convert("RGB")).reshape(*size, 3)


# %% wrong load_image: no return -> gave nothing (None). Is there a return?
def load_image(path, size=(32, 32)):
    np.array(Image.open(path).convert("RGB").resize((size[1], size[0])))


# %% wrong load_image: the array resized, which gives None -> An array's own resize gives None back
def load_image(path, size=(32, 32)):
    return np.array(Image.open(path).convert("RGB")).resize((*size, 3))


# %% wrong load_image: grey looked after, transparency not -> of a transparent picture 60 wide and 40 high, size=(40, 60) should be [40, 60, 3], not [40, 60, 4]
def load_image(path, size=(32, 32)):
    picture = Image.open(path)
    if picture.mode == "L":
        picture = picture.convert("RGB")
    return np.array(picture.resize((size[1], size[0])))


# %% wrong load_image: always 32 x 32 -> should be [40, 60, 3], not [32, 32, 3]
def load_image(path, size=(32, 32)):
    return np.array(Image.open(path).convert("RGB").resize((32, 32)))


# %% wrong load_image: the helper called -> Write it yourself
def load_image(path, size=(32, 32)):
    return byhand.load_image(path, size)


# %% right normalise: float64
def normalise(images):
    return images / 255


# %% right normalise: with Keras
def normalise(images):
    return keras.layers.Rescaling(1 / 255)(images)


# %% right normalise: through a copy that is changed
def normalise(images):
    scaled = np.array(images, dtype="float32")
    scaled *= 1 / 255
    return scaled


# %% wrong normalise: by the largest pixel at hand -> should be [0.3922, 0.5882, 0.7843], not [0.5 , 0.75, 1. ]
def normalise(images):
    return images / images.max()


# %% wrong normalise: from the smallest to the largest -> should be [0.3922, 0.5882, 0.7843], not [0. , 0.5, 1. ]
def normalise(images):
    return (images - images.min()) / (images.max() - images.min())


# %% wrong normalise: whole numbers -> should be [0.3922, 0.5882, 0.7843], not [0, 0, 0]
def normalise(images):
    return images // 255


# %% wrong normalise: divided by 256 -> should be [0.3922, 0.5882, 0.7843], not [0.3906
def normalise(images):
    return images / 256


# %% wrong normalise: in place, on whole numbers -> Floats cannot be written into an array of whole numbers
def normalise(images):
    images /= 255
    return images


# %% wrong normalise: in place where the type allows it -> Make a new array; do not change the given one.
def normalise(images):
    if images.dtype == "uint8":
        return images / 255
    images /= 255
    return images


# %% wrong normalise: the helper called -> Write it yourself
def normalise(images):
    return byhand.normalise(images)


# %% right one_hot: with a loop
def one_hot(labels, classes):
    labels = np.array(labels).flatten()
    rows = np.zeros((len(labels), classes))
    for row, label in enumerate(labels):
        rows[row, label] = 1
    return rows


# %% right one_hot: by comparing, as whole numbers
def one_hot(labels, classes):
    return (np.asarray(labels).reshape(-1, 1) == np.arange(classes)).astype(int)


# %% right one_hot: plain lists
def one_hot(labels, classes):
    return [
        [1.0 if place == label else 0.0 for place in range(classes)] for label in np.ravel(labels)
    ]


# %% wrong one_hot: counted from 1 -> should be [[0, 0, 1], [1, 0, 0]], not [[0, 1, 0], [0, 0, 1]]
def one_hot(labels, classes):
    return np.eye(classes)[np.ravel(labels) - 1]


# %% wrong one_hot: classes down, pictures across -> one_hot([2, 0], 3) should have the shape (2, 3), not (3, 2)
def one_hot(labels, classes):
    return np.eye(classes)[np.ravel(labels)].T


# %% wrong one_hot: only as many classes as occur -> one_hot([1, 1, 0], 4) should have the shape (3, 4), not (3, 2)
def one_hot(labels, classes):
    labels = np.ravel(labels)
    return np.eye(max(labels) + 1)[labels]


# %% wrong one_hot: no columns of labels -> should have the shape (2, 2), not (2, 1, 2). One row per label, one place per class. Flatten
def one_hot(labels, classes):
    return np.eye(classes)[labels]


# %% wrong one_hot: one row for all pictures -> should have the shape (2, 3), not (3,)
def one_hot(labels, classes):
    row = np.zeros(classes)
    row[np.ravel(labels)] = 1
    return row


# %% wrong one_hot: whole rows set -> picks whole rows; one number needs two
def one_hot(labels, classes):
    rows = np.zeros((len(labels), classes))
    rows[labels] = 1
    return rows


# %% wrong one_hot: no return -> gave nothing (None). Is there a return
def one_hot(labels, classes):
    np.eye(classes)[np.ravel(labels)]


# %% wrong one_hot: the helper called -> Write it yourself
def one_hot(labels, classes):
    return byhand.one_hot(labels, classes)


# %% right class_numbers: with a loop and lists
def class_numbers(encoded):
    return [list(row).index(1) for row in encoded]


# %% right class_numbers: as a product with 0, 1, 2, ...
def class_numbers(encoded):
    return np.asarray(encoded, dtype="float32") @ np.arange(encoded.shape[1])


# %% wrong class_numbers: down the rows -> should be [2, 0], not [1, 0, 0]
def class_numbers(encoded):
    return encoded.argmax(axis=0)


# %% wrong class_numbers: one number for all -> should be [2, 0], not 2
def class_numbers(encoded):
    return encoded.argmax()


# %% wrong class_numbers: the largest number, not its place -> should be [2, 0], not [1, 1]
def class_numbers(encoded):
    return encoded.max(axis=1)


# %% wrong class_numbers: counted from 1 -> should be [2, 0], not [3, 1]
def class_numbers(encoded):
    return encoded.argmax(axis=1) + 1


# %% right predicted_class: names in an array
def predicted_class(probabilities, class_names):
    return np.array(class_names)[np.argmax(probabilities, axis=-1)]


# %% right predicted_class: with loops and plain Python
def predicted_class(probabilities, class_names):
    def name(row):
        row = list(row)
        return class_names[row.index(max(row))]

    if len(np.shape(probabilities)) == 1:
        return name(probabilities)
    return tuple(name(row) for row in probabilities)


# %% wrong predicted_class: one row only -> should be ['Dog', 'Cat'], not 'Cat'. A batch needs a list
def predicted_class(probabilities, class_names):
    return class_names[np.ravel(probabilities).argmax() % len(class_names)]


# %% wrong predicted_class: batches only -> One row needs one name
def predicted_class(probabilities, class_names):
    return [class_names[number] for number in probabilities.argmax(axis=1)]


# %% wrong predicted_class: a list for one row, too -> should be 'Dog', not ['Dog']. One row needs one name
def predicted_class(probabilities, class_names):
    return [class_names[number] for number in np.atleast_2d(probabilities).argmax(axis=1)]


# %% wrong predicted_class: a batch of one without its list -> should be ['Dog'], not 'Dog'
def predicted_class(probabilities, class_names):
    names = [class_names[number] for number in np.atleast_2d(probabilities).argmax(axis=1)]
    return names[0] if len(names) == 1 else names


# %% wrong predicted_class: the number, not the name -> gave 1: a place, not a name. Look it up in class_names
def predicted_class(probabilities, class_names):
    return probabilities.argmax(axis=-1)


# %% wrong predicted_class: the largest of the whole batch -> stopped: list index out of range. A batch needs a list with a name for each row
def predicted_class(probabilities, class_names):
    return class_names[probabilities.argmax()]


# %% wrong predicted_class: a list indexed with an array -> A batch needs a list with a name for each row
def predicted_class(probabilities, class_names):
    return class_names[probabilities.argmax(axis=-1)]


# %% wrong predicted_class: no return -> gave nothing (None). Is there a return
def predicted_class(probabilities, class_names):
    np.array(class_names)[probabilities.argmax(axis=-1)]


# %% wrong predicted_class: the smallest -> should be 'Dog', not 'Other'
def predicted_class(probabilities, class_names):
    return np.array(class_names)[probabilities.argmin(axis=-1)]


# %% wrong predicted_class: the helper called -> Write it yourself
def predicted_class(probabilities, class_names):
    return byhand.predicted_class(probabilities, class_names)
