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


# %% right load_image: turned upright first, put on white
def load_image(path, size=(32, 32)):
    picture = ImageOps.exif_transpose(Image.open(path)).convert("RGBA")
    white = Image.new("RGBA", picture.size, "white")
    picture = Image.alpha_composite(white, picture).convert("RGB")
    return np.array(picture.resize((size[1], size[0])))


# %% right load_image: the blanks filled in
def load_image(path, size=(32, 32)):
    height, width = size
    with Image.open(path) as picture:
        colour = picture.convert("RGB")
    small = colour.resize((width, height))
    return np.array(small)


# %% right load_image: with thumbnail's filter
def load_image(path, size=(32, 32)):
    picture = Image.open(path).convert("RGB").resize(size[::-1], Image.Resampling.BOX)
    return np.array(picture)


# %% wrong load_image: a list -> should be one array, but it is a list. np.array(...) around
def load_image(path, size=(32, 32)):
    return np.array(Image.open(path).convert("RGB").resize(size[::-1])).tolist()


# %% wrong load_image: all pixels in a row -> not (2400, 3). One picture has three axes
def load_image(path, size=(32, 32)):
    return np.array(list(Image.open(path).convert("RGB").resize(size[::-1]).getdata()))


# %% wrong load_image: converted after the block -> The file is closed after the block of `with`
def load_image(path, size=(32, 32)):
    with Image.open(path) as picture:
        height, width = size
    return np.array(picture.convert("RGB").resize((width, height)))


# %% wrong load_image: two numbers in place of a pair -> resize wants one pair in brackets
def load_image(path, size=(32, 32)):
    height, width = size
    return np.array(Image.open(path).convert("RGB").resize(width, height))


# %% wrong load_image: the exchange repaired afterwards -> turning the array mends the shape, but
def load_image(path, size=(32, 32)):
    return np.array(Image.open(path).convert("RGB").resize(size)).transpose(1, 0, 2)


# %% wrong load_image: from -1 to 1 -> from -1 to 1: leave them from 0 to 255
def load_image(path, size=(32, 32)):
    return np.array(Image.open(path).convert("RGB").resize(size[::-1])) / 127.5 - 1


# %% wrong load_image: height and width in Pillow's order -> should be (40, 60, 3), not (60, 40, 3). Height and width are exchanged
def load_image(path, size=(32, 32)):
    return np.array(Image.open(path).convert("RGB").resize(size))


# %% wrong load_image: no conversion to three channels -> of a grey picture 60 wide and 40 high, size=(20, 30) should be (20, 30, 3), not (20, 30). Each pixel needs three channels
def load_image(path, size=(32, 32)):
    return np.array(Image.open(path).resize((size[1], size[0])))


# %% wrong load_image: not resized -> should be (24, 36, 3), not (60, 30, 3). The picture is as large as in the file
def load_image(path, size=(32, 32)):
    return np.array(Image.open(path).convert("RGB"))


# %% wrong load_image: a Pillow picture -> should return an array, not a Pillow picture
def load_image(path, size=(32, 32)):
    return Image.open(path).convert("RGB").resize((size[1], size[0]))


# %% wrong load_image: scaled already -> scaled already: leave them from 0 to 255
def load_image(path, size=(32, 32)):
    return np.array(Image.open(path).convert("RGB").resize((size[1], size[0]))) / 255


# %% wrong load_image: blue and red exchanged -> Red and blue are exchanged
def load_image(path, size=(32, 32)):
    return np.array(Image.open(path).convert("RGB").resize((size[1], size[0])))[:, :, ::-1]


# %% wrong load_image: reshaped in place of resized -> which scrambles a picture. Resize the Pillow picture before
def load_image(path, size=(32, 32)):
    return np.array(Image.open(path).convert("RGB")).reshape(*size, 3)


# %% wrong load_image: no return -> gave nothing (None). Is there a return?
def load_image(path, size=(32, 32)):
    np.array(Image.open(path).convert("RGB").resize((size[1], size[0])))


# %% wrong load_image: the array resized, which gives None -> An array's own resize gives None back
def load_image(path, size=(32, 32)):
    return np.array(Image.open(path).convert("RGB")).resize((*size, 3))


# %% wrong load_image: grey looked after, transparency not -> of a transparent picture 60 wide and 40 high, size=(30, 20) should be (30, 20, 3), not (30, 20, 4). Each pixel
def load_image(path, size=(32, 32)):
    picture = Image.open(path)
    if picture.mode == "L":
        picture = picture.convert("RGB")
    return np.array(picture.resize((size[1], size[0])))


# %% wrong load_image: always 32 x 32 -> should be (40, 60, 3), not (32, 32, 3)
def load_image(path, size=(32, 32)):
    return np.array(Image.open(path).convert("RGB").resize((32, 32)))


# %% wrong load_image: the helper called -> Write it yourself
def load_image(path, size=(32, 32)):
    return byhand.load_image(path, size)


# %% wrong load_image: the blanks in the order of size -> Height and width are exchanged
def load_image(path, size=(32, 32)):
    height, width = size
    with Image.open(path) as picture:
        colour = picture.convert("RGB")
    small = colour.resize((height, width))
    return np.array(small)


# %% wrong load_image: the picture returned that was not resized -> The picture is as large as in the file
def load_image(path, size=(32, 32)):
    height, width = size
    with Image.open(path) as picture:
        colour = picture.convert("RGB")
    small = colour.resize((width, height))
    return np.array(colour)


# %% wrong load_image: converted to grey -> Each pixel needs three channels
def load_image(path, size=(32, 32)):
    height, width = size
    with Image.open(path) as picture:
        colour = picture.convert("L")
    return np.array(colour.resize((width, height)))


# %% wrong load_image: grey in three channels -> The colours are gone
def load_image(path, size=(32, 32)):
    picture = Image.open(path).convert("L").convert("RGB")
    return np.array(picture.resize((size[1], size[0])))


# %% wrong load_image: the middle cut out -> A part of the picture is missing
def load_image(path, size=(32, 32)):
    return np.array(ImageOps.fit(Image.open(path).convert("RGB"), size[::-1]))


# %% wrong load_image: padded -> There is a border
def load_image(path, size=(32, 32)):
    return np.array(ImageOps.pad(Image.open(path).convert("RGB"), size[::-1]))


# %% wrong load_image: the first rows and columns -> The whole picture should be there
def load_image(path, size=(32, 32)):
    pixels = np.array(Image.open(path).convert("RGB").resize((90, 90)))
    return pixels[: size[0], : size[1]]


# %% wrong load_image: cut by Pillow's crop -> The whole picture should be there
def load_image(path, size=(32, 32)):
    return np.array(Image.open(path).convert("RGB").crop((0, 0, size[1], size[0])))


# %% wrong load_image: np.resize -> scrambles a picture
def load_image(path, size=(32, 32)):
    return np.resize(np.array(Image.open(path).convert("RGB")), (*size, 3))


# %% wrong load_image: rows and columns exchanged at the end -> a reshape scrambles the rows
def load_image(path, size=(32, 32)):
    picture = Image.open(path).convert("RGB").resize(size)
    return np.array(picture).reshape(*size, 3)


# %% wrong load_image: turned in place of resized -> but the picture lies on its side
def load_image(path, size=(32, 32)):
    picture = Image.open(path).convert("RGB").resize(size)
    return np.array(picture).transpose(1, 0, 2)[::-1]


# %% wrong load_image: thumbnail keeps the proportions -> should be (24, 36, 3), not (24, 12, 3)
def load_image(path, size=(32, 32)):
    picture = Image.open(path).convert("RGB")
    picture.thumbnail(size[::-1])
    return np.array(picture)


# %% wrong load_image: no default size -> missing 1 required positional argument
def load_image(path, size):
    return np.array(Image.open(path).convert("RGB").resize((size[1], size[0])))


# %% wrong load_image: another default -> without one it is 32 x 32
def load_image(path, size=(64, 64)):
    return np.array(Image.open(path).convert("RGB").resize((size[1], size[0])))


# %% wrong load_image: the alpha channel cut off, grey forgotten -> of a grey picture
def load_image(path, size=(32, 32)):
    pixels = np.array(Image.open(path).resize((size[1], size[0])))
    return pixels[..., :3]


# %% wrong load_image: the channel repeated where there is one, palettes forgotten -> of a palette picture
def load_image(path, size=(32, 32)):
    picture = Image.open(path).resize((size[1], size[0]))
    pixels = np.array(picture)
    if pixels.ndim == 2:
        pixels = np.stack([pixels] * 3, axis=-1)
    return pixels[..., :3]


# %% wrong load_image: channels first -> not (3, 40, 60). Channels come last
def load_image(path, size=(32, 32)):
    pixels = np.array(Image.open(path).convert("RGB").resize((size[1], size[0])))
    return pixels.transpose(2, 0, 1)


# %% wrong load_image: a batch of one -> not (1, 40, 60, 3). One picture has three axes
def load_image(path, size=(32, 32)):
    return np.array(Image.open(path).convert("RGB").resize((size[1], size[0])))[None]


# %% wrong load_image: mirrored -> Left and right are exchanged
def load_image(path, size=(32, 32)):
    picture = ImageOps.mirror(Image.open(path).convert("RGB"))
    return np.array(picture.resize((size[1], size[0])))


# %% wrong load_image: in another colour space -> The whole picture should be there
def load_image(path, size=(32, 32)):
    return np.array(Image.open(path).convert("HSV").resize((size[1], size[0])))


# %% wrong load_image: a size of one's own -> should be (40, 60, 3), not (60, 40, 3)
def load_image(path, size=(32, 32)):
    width, height = size
    return np.array(Image.open(path).convert("RGB").resize((width, height)))


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


# %% right normalise: by a list of pixels, too
def normalise(images):
    return np.true_divide(np.asarray(images), 255.0)


# %% right normalise: with np.interp
def normalise(images):
    return np.interp(images, (0, 255), (0, 1))


# %% wrong normalise: by the largest pixel at hand -> should be [0.3922, 0.5882, 0.7843], not [0.5 , 0.75, 1. ]
def normalise(images):
    return images / images.max()


# %% wrong normalise: from the smallest to the largest -> should be [0.3922, 0.5882, 0.7843], not [0. , 0.5, 1. ]
def normalise(images):
    return (images - images.min()) / (images.max() - images.min())


# %% wrong normalise: whole numbers -> not [0, 0, 0]. Whole numbers cannot hold 0.39
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


# %% wrong normalise: a dark picture taken for a scaled one -> normalise([[0, 1, 1]]) should be [[0. , 0.0039, 0.0039]], not [[0, 1, 1]]
def normalise(images):
    if images.max() <= 1:
        return images
    return images / 255


# %% wrong normalise: floats taken for scaled ones -> normalise([25.5, 0. , 51. ]) should be
def normalise(images):
    if images.dtype.kind == "f":
        return images
    return images / 255


# %% wrong normalise: each picture by its own largest pixel -> whatever its neighbours are
def normalise(images):
    return images / images.max(axis=-1, keepdims=True)


# %% wrong normalise: rounded -> should be [0.3922, 0.5882, 0.7843], not [0.39, 0.59, 0.78]. Do not round.
def normalise(images):
    return (images / 255).round(2)


# %% wrong normalise: from -1 to 1 -> should be [0.3922, 0.5882, 0.7843], not [-0.2157
def normalise(images):
    return images / 127.5 - 1


# %% wrong normalise: mean and standard deviation -> should be [0.3922, 0.5882, 0.7843], not
def normalise(images):
    return (images - images.mean()) / images.std()


# %% wrong normalise: Keras' normalize, which is another -> should be [0.3922, 0.5882, 0.7843], not
def normalise(images):
    return keras.utils.normalize(images[None])[0]


# %% wrong normalise: divided, then whole numbers -> not [0, 0, 0]. Whole numbers cannot hold 0.39
def normalise(images):
    return (images / 255).astype(images.dtype)


# %% wrong normalise: flattened -> should have the shape (2, 2), not (4,)
def normalise(images):
    return images.flatten() / 255


# %% wrong normalise: the other way round -> should be [0.3922, 0.5882, 0.7843], not [0.6078
def normalise(images):
    return 1 - images / 255


# %% wrong normalise: written into an array of the given type -> Whole numbers cannot hold 0.39
def normalise(images):
    scaled = np.zeros_like(images)
    scaled[...] = images / 255
    return scaled


# %% wrong normalise: a loop for each axis of a picture -> images may have any shape
def normalise(images):
    scaled = np.zeros(images.shape)
    for row in range(images.shape[0]):
        for column in range(images.shape[1]):
            for channel in range(images.shape[2]):
                scaled[row, column, channel] = images[row, column, channel] / 255
    return scaled


# %% wrong normalise: three loops over what is in it -> images may have any shape
def normalise(images):
    return np.array([[[number / 255 for number in pixel] for pixel in row] for row in images])


# %% wrong normalise: the shape taken apart -> images may have any shape
def normalise(images):
    height, width, channels = images.shape
    return images.reshape(height, width, channels) / 255


# %% wrong normalise: right for small arrays only -> is wrong in
def normalise(images):
    return images / (255 if images.ndim < 4 else images.max())


# %% wrong normalise: texts -> it is an array of texts, not of numbers
def normalise(images):
    return (images / 255).astype(str)


# %% wrong normalise: no return -> gave nothing (None). Is there a return
def normalise(images):
    images / 255


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


# %% right one_hot: put_along_axis
def one_hot(labels, classes):
    labels = np.reshape(labels, (-1, 1)).astype(int)
    rows = np.zeros((len(labels), classes))
    np.put_along_axis(rows, labels, 1, axis=1)
    return rows


# %% right one_hot: two indices at once
def one_hot(labels, classes):
    labels = np.asarray(labels).ravel()
    rows = np.zeros((labels.size, classes), dtype="uint8")
    rows[np.arange(labels.size), labels] = 1
    return rows


# %% wrong one_hot: return inside the loop -> Only the first row has its 1. Is return inside the loop?
def one_hot(labels, classes):
    rows = np.zeros((len(labels), classes))
    for place, label in enumerate(np.ravel(labels)):
        rows[place, label] = 1
        return rows


# %% wrong one_hot: as many places as classes occur -> There is a place only for each class that occurs here.
def one_hot(labels, classes):
    flat = np.ravel(labels)
    occurring = np.unique(flat)
    return np.eye(len(occurring))[np.searchsorted(occurring, flat)]


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


# %% wrong one_hot: whole rows set -> One number needs two indices
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


# %% wrong one_hot: always ten classes -> should have the shape (2, 3), not (2, 10)
def one_hot(labels, classes):
    return np.eye(10)[np.ravel(labels)]


# %% wrong one_hot: at most ten classes -> Does the table have the shape (n, classes)
def one_hot(labels, classes):
    return np.eye(10)[np.ravel(labels)][:, :classes]


# %% wrong one_hot: Keras' ready-made one -> Write it yourself
def one_hot(labels, classes):
    return keras.utils.to_categorical(np.ravel(labels), classes)


# %% wrong one_hot: Keras' ready-made operation -> Write it yourself
def one_hot(labels, classes):
    return np.array(keras.ops.one_hot(np.ravel(labels), classes))


# %% wrong one_hot: only as many classes as occur, sorted -> one_hot([2, 0], 3) should have the shape (2, 3), not (2, 2)
def one_hot(labels, classes):
    labels = np.ravel(labels)
    return (labels[:, None] == np.unique(labels)).astype(float)


# %% wrong one_hot: the class number in place of 1 -> should be [[0, 0, 1], [1, 0, 0]], not [[0, 0, 2], [0, 0, 0]]
def one_hot(labels, classes):
    labels = np.ravel(labels)
    return np.eye(classes)[labels] * labels[:, None]


# %% wrong one_hot: zeros and ones exchanged -> should be [[0, 0, 1], [1, 0, 0]], not [[1, 1, 0], [0, 1, 1]]
def one_hot(labels, classes):
    return 1 - np.eye(classes)[np.ravel(labels)]


# %% wrong one_hot: a square of as many rows as classes -> should have the shape (2, 3), not (3, 3)
def one_hot(labels, classes):
    rows = np.zeros((classes, classes))
    for row, label in enumerate(np.ravel(labels)):
        rows[row, label] = 1
    return rows


# %% wrong one_hot: all places up to the class -> should be [[0, 0, 1], [1, 0, 0]], not [[1, 1, 1], [1, 0, 0]]
def one_hot(labels, classes):
    return (np.arange(classes) <= np.reshape(labels, (-1, 1))).astype(int)


# %% wrong one_hot: the last class left out -> should have the shape (2, 3), not (2, 2)
def one_hot(labels, classes):
    return np.eye(classes)[np.ravel(labels), :-1]


# %% wrong one_hot: a table of shape (classes, n) -> Does the table have the shape (n, classes)
def one_hot(labels, classes):
    labels = np.ravel(labels)
    rows = np.zeros((classes, len(labels)))
    for row, label in enumerate(labels):
        rows[row, label] = 1
    return rows


# %% wrong one_hot: the loop runs over the classes -> Does the loop run over the pictures
def one_hot(labels, classes):
    labels = np.ravel(labels)
    rows = np.zeros((len(labels), classes))
    for row in range(classes):
        rows[row, labels[row]] = 1
    return rows


# %% wrong one_hot: labels taken for a column -> np.ravel(labels) makes both flat
def one_hot(labels, classes):
    return np.eye(classes)[np.array(labels)[:, 0]]


# %% wrong one_hot: an axis that labels lack -> an array of one dimension
def one_hot(labels, classes):
    return np.eye(classes)[np.squeeze(np.array(labels), axis=1)]


# %% wrong one_hot: texts -> of texts, not of numbers
def one_hot(labels, classes):
    return np.eye(classes)[np.ravel(labels)].astype(str)


# %% wrong one_hot: lists are no arrays -> np.asarray(labels) makes an array
def one_hot(labels, classes):
    return np.eye(classes)[labels.reshape(-1)]


# %% right class_numbers: with a loop and lists
def class_numbers(encoded):
    return [list(row).index(1) for row in encoded]


# %% right class_numbers: as a product with 0, 1, 2, ...
def class_numbers(encoded):
    return np.asarray(encoded, dtype="float32") @ np.arange(encoded.shape[1])


# %% right class_numbers: where the ones are
def class_numbers(encoded):
    return np.where(encoded == 1)[1]


# %% right class_numbers: along the last axis
def class_numbers(encoded):
    return np.argmax(np.asarray(encoded), axis=-1).astype("int64")


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


# %% wrong class_numbers: where the ones are, in rows -> should be [2, 0], not [0, 1]
def class_numbers(encoded):
    return np.where(encoded == 1)[0]


# %% wrong class_numbers: both indices -> in an array of shape (n,)
def class_numbers(encoded):
    return np.argwhere(encoded == 1)


# %% wrong class_numbers: a column -> should be [2, 0], not [[2], [0]]. One number per row, in an array of shape (n,)
def class_numbers(encoded):
    return encoded.argmax(axis=1, keepdims=True)


# %% wrong class_numbers: where the first zero is -> should be [2, 0], not [0, 1]
def class_numbers(encoded):
    return encoded.argmin(axis=1)


# %% wrong class_numbers: always three classes -> Rows may have any number of classes
def class_numbers(encoded):
    return [int(sum(row[place] * place for place in range(3))) for row in encoded]


# %% wrong class_numbers: the first row only -> should be [2, 0], not 2
def class_numbers(encoded):
    return encoded[0].argmax()


# %% wrong class_numbers: no return -> gave nothing (None). Is there a return
def class_numbers(encoded):
    encoded.argmax(axis=1)


# %% wrong class_numbers: sorted -> should be [2, 0], not [0, 2]
def class_numbers(encoded):
    return np.sort(encoded.argmax(axis=1))


# %% wrong class_numbers: texts -> should be [2, 0], but it is an array of texts, not of numbers
def class_numbers(encoded):
    return encoded.argmax(axis=1).astype(str)


# %% wrong class_numbers: names -> should be [2, 0], but it is a list of texts, not of numbers
def class_numbers(encoded):
    return [["Cat", "Dog", "Other"][number] for number in encoded.argmax(axis=1)]


# %% wrong class_numbers: three classes in a sum -> Rows may have any number of classes
def class_numbers(encoded):
    return (encoded * np.array([0, 1, 2])).sum(axis=1)


# %% wrong class_numbers: three classes in a product -> Rows may have any number of classes
def class_numbers(encoded):
    return encoded @ np.array([0, 1, 2])


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


# %% right predicted_class: sorted along the classes
def predicted_class(probabilities, class_names):
    best = np.argsort(probabilities)[..., -1]
    return np.array(class_names)[best]


# %% right predicted_class: one function for a row, used twice
def predicted_class(probabilities, class_names):
    if probabilities.ndim == 2:
        return [predicted_class(row, class_names) for row in probabilities]
    return max(zip(probabilities, class_names))[1]


# %% wrong predicted_class: one picture told by its length -> One picture has one axis, a batch of one has two: look at probabilities.ndim.
def predicted_class(probabilities, class_names):
    if len(probabilities) == 1:
        return class_names[probabilities.argmax()]
    return [class_names[number] for number in probabilities.argmax(axis=1)]


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


# %% wrong predicted_class: a list indexed with an array -> A list takes one index at a time
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


# %% wrong predicted_class: the one above a half -> predicted_class([0.3, 0.3, 0.4], ['Cat', 'Dog', 'Other']) stopped
def predicted_class(probabilities, class_names):
    if probabilities.ndim == 1:
        return class_names[np.where(probabilities >= 0.5)[0][0]]
    return [class_names[np.where(row >= 0.5)[0][0]] for row in probabilities]


# %% wrong predicted_class: a threshold for each row -> should be 'Other', not 'Cat'
def predicted_class(probabilities, class_names):
    best = (probabilities >= 0.5).argmax(axis=-1)
    return np.array(class_names)[best]


# %% wrong predicted_class: a batch known by its number of rows -> should be ['z', 'x', 'x'], not
def predicted_class(probabilities, class_names):
    if len(probabilities) == len(class_names):
        best = probabilities.argmax()
        return class_names[best % len(class_names)]
    return [class_names[place] for place in probabilities.argmax(axis=1)]


# %% wrong predicted_class: down the classes -> find the largest number of each row
def predicted_class(probabilities, class_names):
    if probabilities.ndim == 1:
        return class_names[probabilities.argmax()]
    return [class_names[place] for place in probabilities.argmax(axis=0)]


# %% wrong predicted_class: always ten classes -> should be ['l'], not
def predicted_class(probabilities, class_names):
    names = np.array(class_names[:10])
    return names[probabilities[..., :10].argmax(axis=-1)]


# %% wrong predicted_class: names of its own -> should be 'd', not
def predicted_class(probabilities, class_names):
    names = np.array(["Cat", "Dog", "Other", "Other"])
    return names[probabilities.argmax(axis=-1)]


# %% wrong predicted_class: rounded first -> should be 'Dog', not 'Cat'
def predicted_class(probabilities, class_names):
    return np.array(class_names)[probabilities.round().argmax(axis=-1)]


# %% wrong predicted_class: the names sorted -> should be 'Other', not 'Cat'
def predicted_class(probabilities, class_names):
    return np.array(sorted(class_names, reverse=True))[probabilities.argmax(axis=-1)]


# %% wrong predicted_class: rounded to one digit -> should be 'ankle boot', not 'bag'
def predicted_class(probabilities, class_names):
    return np.array(class_names)[probabilities.round(1).argmax(axis=-1)]


# %% wrong predicted_class: np.unique, which sorts -> The names were sorted
def predicted_class(probabilities, class_names):
    return np.unique(class_names)[probabilities.argmax(axis=-1)]


# %% wrong predicted_class: a set, sorted -> The names were sorted
def predicted_class(probabilities, class_names):
    names = sorted(set(class_names))
    if probabilities.ndim == 1:
        return names[probabilities.argmax()]
    return [names[place] for place in probabilities.argmax(axis=1)]


# %% wrong predicted_class: sorted in place -> Their order says which class is which
def predicted_class(probabilities, class_names):
    class_names.sort()
    return np.array(class_names)[probabilities.argmax(axis=-1)]


# %% wrong predicted_class: a method that tuples lack -> class_names may be a tuple
def predicted_class(probabilities, class_names):
    names = class_names.copy()
    return np.array(names)[probabilities.argmax(axis=-1)]


# %% wrong predicted_class: name and probability -> should be 'Dog', not
def predicted_class(probabilities, class_names):
    best = probabilities.argmax(axis=-1)
    return np.array(class_names)[best], probabilities.max(axis=-1)


# %% wrong predicted_class: a column of names -> should be ['Dog', 'Cat'], not [['Dog'], ['Cat']]
def predicted_class(probabilities, class_names):
    if probabilities.ndim == 1:
        return class_names[probabilities.argmax()]
    return np.array(class_names)[probabilities.argmax(axis=1, keepdims=True)]


# %% wrong predicted_class: names joined in one text -> A batch needs a list
def predicted_class(probabilities, class_names):
    names = np.array(class_names)[np.atleast_2d(probabilities).argmax(axis=1)]
    return ", ".join(names)


# %% right load_batch: with a loop into an array of zeros
def load_batch(paths, size=(32, 32)):
    batch = np.zeros((len(paths), *size, 3), "float32")
    for place, path in enumerate(paths):
        batch[place] = byhand.load_image(path, size) / 255
    return batch


# %% right load_batch: each scaled, then one array of the list
def load_batch(paths, size=(32, 32)):
    return np.array([byhand.normalise(byhand.load_image(path, size)) for path in paths])


# %% right load_batch: with Keras
def load_batch(paths, size=(32, 32)):
    pictures = [keras.utils.load_img(path, target_size=size) for path in paths]
    return np.stack([keras.utils.img_to_array(picture) for picture in pictures]) / 255


# %% right load_batch: glued together, each with an axis in front
def load_batch(paths, size=(32, 32)):
    return np.concatenate([byhand.normalise(byhand.load_image(p, size))[None] for p in paths])


# %% wrong load_batch: a list, not one array -> Make one array of the pictures: np.stack
def load_batch(paths, size=(32, 32)):
    return [byhand.normalise(byhand.load_image(path, size)) for path in paths]


# %% wrong load_batch: a list of lists -> Make one array of the pictures: np.stack
def load_batch(paths, size=(32, 32)):
    return np.stack([byhand.load_image(path, size) / 255 for path in paths]).tolist()


# %% wrong load_batch: rounded -> Do not round.
def load_batch(paths, size=(32, 32)):
    return (np.stack([byhand.load_image(path, size) for path in paths]) / 255).round(2)


# %% wrong load_batch: two files at most -> There should be one picture for each file
def load_batch(paths, size=(32, 32)):
    return byhand.normalise(np.stack([byhand.load_image(path, size) for path in paths[:2]]))


# %% wrong load_batch: blue and red exchanged -> Red and blue are exchanged
def load_batch(paths, size=(32, 32)):
    batch = byhand.normalise(np.stack([byhand.load_image(path, size) for path in paths]))
    return batch[..., ::-1]


# %% wrong load_batch: grey -> The colours are gone
def load_batch(paths, size=(32, 32)):
    pictures = [byhand.load_image(path, size) for path in paths]
    grey = [np.array(Image.fromarray(p).convert("L").convert("RGB")) for p in pictures]
    return byhand.normalise(np.stack(grey))


# %% wrong load_batch: from -1 to 1 -> from -1 to 1: divide by 255, and do nothing else
def load_batch(paths, size=(32, 32)):
    return np.stack([byhand.load_image(path, size) for path in paths]) / 127.5 - 1


# %% wrong load_batch: mean and standard deviation -> Divide each pixel by 255, and do nothing else
def load_batch(paths, size=(32, 32)):
    batch = np.stack([byhand.load_image(path, size) for path in paths])
    return (batch - batch.mean()) / batch.std()


# %% wrong load_batch: resized, not converted -> with three channels each, make a batch
def load_batch(paths, size=(32, 32)):
    pictures = [np.array(Image.open(path).resize((size[1], size[0]))) for path in paths]
    return byhand.normalise(np.stack(pictures))


# %% wrong load_batch: not scaled -> should be at most 1, not 201. Divide by 255.
def load_batch(paths, size=(32, 32)):
    return np.stack([byhand.load_image(path, size) for path in paths])


# %% wrong load_batch: scaled twice -> divided by 255 twice
def load_batch(paths, size=(32, 32)):
    pictures = [byhand.load_image(path, size) / 255 for path in paths]
    return byhand.normalise(np.stack(pictures))


# %% wrong load_batch: the size forgotten -> The function has to pass on the size
def load_batch(paths, size=(32, 32)):
    return byhand.normalise(np.stack([byhand.load_image(path) for path in paths]))


# %% wrong load_batch: glued together -> The pictures are glued together
def load_batch(paths, size=(32, 32)):
    return byhand.normalise(np.concatenate([byhand.load_image(path, size) for path in paths]))


# %% wrong load_batch: the pictures along the last axis -> The order is (pictures, height, width, channels)
def load_batch(paths, size=(32, 32)):
    return byhand.normalise(np.stack([byhand.load_image(p, size) for p in paths], axis=-1))


# %% wrong load_batch: the first file only -> not (1, 20, 30, 3). There should be one picture for each file
def load_batch(paths, size=(32, 32)):
    return byhand.normalise(byhand.load_image(paths[0], size))[None]


# %% wrong load_batch: returns inside of the loop -> not (20, 30, 3). There should be one picture for each file
def load_batch(paths, size=(32, 32)):
    for path in paths:
        return byhand.normalise(byhand.load_image(path, size))


# %% wrong load_batch: the last one, again and again -> is file 1. Keep the order
def load_batch(paths, size=(32, 32)):
    return byhand.normalise(np.stack([byhand.load_image(paths[-1], size) for _ in paths]))


# %% wrong load_batch: sorted by name -> Keep the order
def load_batch(paths, size=(32, 32)):
    return byhand.normalise(np.stack([byhand.load_image(path, size) for path in sorted(paths)]))


# %% wrong load_batch: squeezed, so that one file is no batch -> One file is a batch of one
def load_batch(paths, size=(32, 32)):
    return byhand.normalise(np.stack([byhand.load_image(path, size) for path in paths])).squeeze()


# %% wrong load_batch: width first -> Height and width are exchanged
def load_batch(paths, size=(32, 32)):
    pictures = [byhand.load_image(path, (size[1], size[0])) for path in paths]
    return byhand.normalise(np.stack(pictures))


# %% wrong load_batch: by the largest pixel at hand -> should be [0.1961, 0.3922, 0.7882], not
def load_batch(paths, size=(32, 32)):
    batch = np.stack([byhand.load_image(path, size) for path in paths])
    return batch / batch.max()


# %% wrong load_batch: whole numbers -> made whole numbers
def load_batch(paths, size=(32, 32)):
    return np.stack([byhand.load_image(path, size) for path in paths]) // 255


# %% wrong load_batch: divided by 256 -> should be [0.1961, 0.3922, 0.7882], not
def load_batch(paths, size=(32, 32)):
    return np.stack([byhand.load_image(path, size) for path in paths]) / 256


# %% wrong load_batch: no default -> missing 1 required positional argument
def load_batch(paths, size):
    return byhand.normalise(np.stack([byhand.load_image(path, size) for path in paths]))


# %% wrong load_batch: files of their own sizes in one array -> Only pictures of the same size
def load_batch(paths, size=(32, 32)):
    return byhand.normalise(np.array([np.array(Image.open(path)) for path in paths]))


# %% wrong load_batch: all paths at once -> One file is opened at a time: go through the paths, one by one.
def load_batch(paths, size=(32, 32)):
    return byhand.normalise(byhand.load_image(paths, size))


# %% wrong load_batch: no return -> gave nothing (None). Is there a return
def load_batch(paths, size=(32, 32)):
    byhand.normalise(np.stack([byhand.load_image(path, size) for path in paths]))


# %% wrong load_batch: the helper called -> Write it yourself
def load_batch(paths, size=(32, 32)):
    return byhand.load_batch(paths, size)


# %% wrong predicted_class: asks whether the first number is a Python float -> One row needs one name
def predicted_class(probabilities, class_names):
    rows = [probabilities] if isinstance(probabilities[0], float) else probabilities
    names = [class_names[row.argmax()] for row in rows]
    return names[0] if isinstance(probabilities[0], float) else names


# %% wrong predicted_class: an array of texts, in which a longer name is cut -> ['ankle boot', 'bag'], not ['ank', 'bag']
def predicted_class(probabilities, class_names):
    if probabilities.ndim == 1:
        return class_names[probabilities.argmax()]
    names = np.full(len(probabilities), class_names[0])
    for place, row in enumerate(probabilities):
        names[place] = class_names[row.argmax()]
    return names


# %% wrong predicted_class: rounded first -> should be 'ankle boot', not 'bag'
def predicted_class(probabilities, class_names):
    places = probabilities.round(2).argmax(axis=-1)
    return class_names[places] if places.ndim == 0 else [class_names[place] for place in places]


# %% wrong normalise: rounded to four digits -> Do not round
def normalise(images):
    return np.round(images / 255, 4)


# %% wrong normalise: half precision -> float16 is too coarse
def normalise(images):
    return (images / 255).astype("float16")


# %% wrong one_hot: two arguments for zeros -> The shape is one pair
def one_hot(labels, classes):
    rows = np.zeros(len(labels), classes)
    rows[np.arange(len(labels)), np.ravel(labels)] = 1
    return rows


# %% wrong class_numbers: index of a list -> encoded is an array, which has no index()
def class_numbers(encoded):
    return np.array([row.index(1) for row in encoded])
