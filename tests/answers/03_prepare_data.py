# ruff: noqa
# %% right prepare_dataset: by hand, in NumPy
def prepare_dataset(images, labels, validation_share=0.2, seed=42):
    labels = np.ravel(labels)
    order = np.random.default_rng(seed).permutation(len(images))
    x = np.asarray(images)[order] / 255.0
    y = (labels[order][:, None] == np.arange(labels.max() + 1)).astype(int)
    kept = round(len(x) * validation_share)
    return x[kept:], x[:kept], y[kept:], y[:kept]


# %% right prepare_dataset: with Keras, shuffling places
def prepare_dataset(images, labels, validation_share=0.2, seed=42):
    places = list(range(len(images)))
    train, validation = train_test_split(
        places, test_size=validation_share, random_state=seed, stratify=labels
    )
    x = np.array(images, dtype="float32") / 255
    y = keras.utils.to_categorical(np.ravel(labels))
    return [x[train], x[validation], keras.ops.convert_to_tensor(y[train]), y[validation].tolist()]


# %% right prepare_dataset: shuffles first, then cuts
def prepare_dataset(images, labels, validation_share=0.2, seed=42):
    places = np.arange(len(images))
    np.random.default_rng(seed).shuffle(places)
    cut = len(places) - int(round(validation_share * len(places)))
    x, y = byhand.normalise(images[places]), np.ravel(labels)[places]
    rows = np.eye(y.max() + 1)[y]
    return x[:cut], x[cut:], rows[:cut], rows[cut:]


# %% wrong prepare_dataset 2: pictures mirrored -> have the right values, but at other places. Is a picture flipped or turned
def prepare_dataset(images, labels, validation_share=0.2, seed=42):
    y = byhand.one_hot(labels, np.max(labels) + 1)
    x = images[:, :, ::-1] / 255
    return train_test_split(x, y, test_size=validation_share, random_state=seed)


# %% wrong prepare_dataset 2: training pictures upside down, as augmentation -> The training pictures of prepare_dataset(50 pictures) have the right values, but at other places
def prepare_dataset(images, labels, validation_share=0.2, seed=42):
    y = byhand.one_hot(labels, np.max(labels) + 1)
    a, b, c, d = train_test_split(images / 255, y, test_size=validation_share, random_state=seed)
    return a[:, ::-1], b, c, d


# %% wrong prepare_dataset 2: only the training pictures normalised -> The validation pictures of prepare_dataset(50 pictures) should go from 0 to 0.984; yours go from 0.000 to 251.000
def prepare_dataset(images, labels, validation_share=0.2, seed=42):
    y = byhand.one_hot(labels, np.max(labels) + 1)
    a, b, c, d = train_test_split(images, y, test_size=validation_share, random_state=seed)
    return a / 255, b, c, d


# %% wrong prepare_dataset 2: pictures in grey -> the shape of one of the training pictures of prepare_dataset(50 pictures) should be [4, 5, 3], not [4, 5, 1]
def prepare_dataset(images, labels, validation_share=0.2, seed=42):
    y = byhand.one_hot(labels, np.max(labels) + 1)
    x = images.mean(axis=3, keepdims=True) / 255
    return train_test_split(x, y, test_size=validation_share, random_state=seed)


# %% wrong prepare_dataset 2: always ten columns -> They need one column for each class from 0 to the largest, here 4.
def prepare_dataset(images, labels, validation_share=0.2, seed=42):
    y = keras.utils.to_categorical(np.ravel(labels), 10)
    return train_test_split(images / 255, y, test_size=validation_share, random_state=seed)


# %% wrong prepare_dataset 2: training and validation sizes exchanged -> should be [40, 10, 40, 10], not [10, 40, 10, 40]
def prepare_dataset(images, labels, validation_share=0.2, seed=42):
    y = byhand.one_hot(labels, np.max(labels) + 1)
    return train_test_split(images / 255, y, train_size=validation_share, random_state=seed)


# %% wrong prepare_dataset 2: folds, for shares that are one of a whole number -> prepare_dataset(50 pictures, validation_share=0.3, seed=2) returns should be [35, 15, 35, 15], not [33, 17, 33, 17]
def prepare_dataset(images, labels, validation_share=0.2, seed=42):
    folds = KFold(max(2, int(1 / validation_share)), shuffle=True, random_state=seed)
    train, validation = next(folds.split(images))
    x, y = images / 255, byhand.one_hot(labels, np.max(labels) + 1)
    return x[train], x[validation], y[train], y[validation]


# %% wrong prepare_dataset 2: not normalised -> The training pictures of prepare_dataset(50 pictures) should go from 0 to 0.984; yours go from 0.000 to 251.000
def prepare_dataset(images, labels, validation_share=0.2, seed=42):
    y = byhand.one_hot(labels, np.max(labels) + 1)
    return train_test_split(images, y, test_size=validation_share, random_state=seed)


# %% wrong prepare_dataset 2: divided into whole numbers -> should go from 0 to 0.984; yours go from 0.000 to 0.000
def prepare_dataset(images, labels, validation_share=0.2, seed=42):
    labels = byhand.one_hot(labels, np.max(labels) + 1)
    return train_test_split(images // 255, labels, test_size=validation_share, random_state=seed)


# %% wrong prepare_dataset 2: normalised twice -> yours go from 0.000 to 0.004
def prepare_dataset(images, labels, validation_share=0.2, seed=42):
    y = byhand.one_hot(labels, np.max(labels) + 1)
    return train_test_split(
        byhand.normalise(byhand.normalise(images)), y, test_size=validation_share, random_state=seed
    )


# %% wrong prepare_dataset 2: from -1 to 1 -> yours go from -1.000 to 0.969
def prepare_dataset(images, labels, validation_share=0.2, seed=42):
    y = byhand.one_hot(labels, np.max(labels) + 1)
    return train_test_split(images / 127.5 - 1, y, test_size=validation_share, random_state=seed)


# %% wrong prepare_dataset 2: mean and spread -> Is every pixel divided by 255, once
def prepare_dataset(images, labels, validation_share=0.2, seed=42):
    y = byhand.one_hot(labels, np.max(labels) + 1)
    return train_test_split(
        (images - images.mean()) / images.std(), y, test_size=validation_share, random_state=seed
    )


# %% wrong prepare_dataset 2: divided by the largest pixel -> yours go from 0.000 to 1.000
def prepare_dataset(images, labels, validation_share=0.2, seed=42):
    y = byhand.one_hot(labels, np.max(labels) + 1)
    return train_test_split(images / images.max(), y, test_size=validation_share, random_state=seed)


# %% wrong prepare_dataset 2: a column too many -> They need one column for each class from 0 to the largest, here 4.
def prepare_dataset(images, labels, validation_share=0.2, seed=42):
    y = byhand.one_hot(labels, np.max(labels) + 2)
    return train_test_split(images / 255, y, test_size=validation_share, random_state=seed)


# %% wrong prepare_dataset 2: columns only for classes that occur -> should have the shape (40, 5), not (40, 4)
def prepare_dataset(images, labels, validation_share=0.2, seed=42):
    y = (np.unique(labels) == np.reshape(labels, (-1, 1))).astype(int)
    return train_test_split(images / 255, y, test_size=validation_share, random_state=seed)


# %% wrong prepare_dataset 2: labels not one-hot -> the training labels of prepare_dataset(50 pictures) should have the shape (40, 5), not (40,)
def prepare_dataset(images, labels, validation_share=0.2, seed=42):
    return train_test_split(
        images / 255, np.ravel(labels), test_size=validation_share, random_state=seed
    )


# %% wrong prepare_dataset 2: pictures and labels shuffled apart -> Are they one-hot, and shuffled together with their pictures?
def prepare_dataset(images, labels, validation_share=0.2, seed=42):
    y = byhand.one_hot(labels, np.max(labels) + 1)
    a, b = train_test_split(images / 255, test_size=validation_share, random_state=seed)
    c, d = train_test_split(y, test_size=validation_share, random_state=seed + 1)
    return a, b, c, d


# %% wrong prepare_dataset 2: the last part without shuffling -> is not shuffled. Give random_state=seed to train_test_split, and leave out shuffle=False.
def prepare_dataset(images, labels, validation_share=0.2, seed=42):
    x, y = images / 255, byhand.one_hot(labels, np.max(labels) + 1)
    return train_test_split(x, y, test_size=validation_share, shuffle=False)


# %% wrong prepare_dataset 2: no seed -> changes from call to call. Give random_state=seed
def prepare_dataset(images, labels, validation_share=0.2, seed=42):
    x, y = images / 255, byhand.one_hot(labels, np.max(labels) + 1)
    return train_test_split(x, y, test_size=validation_share)


# %% wrong prepare_dataset 2: always the seed 42 -> is the same for another seed. Give random_state=seed
def prepare_dataset(images, labels, validation_share=0.2, seed=42):
    x, y = images / 255, byhand.one_hot(labels, np.max(labels) + 1)
    return train_test_split(x, y, test_size=validation_share, random_state=42)


# %% wrong prepare_dataset 2: scikit-learn's own share, a quarter -> should be [40, 10, 40, 10], not [37, 13, 37, 13]
def prepare_dataset(images, labels, validation_share=0.2, seed=42):
    x, y = images / 255, byhand.one_hot(labels, np.max(labels) + 1)
    return train_test_split(x, y, random_state=seed)


# %% wrong prepare_dataset 2: some pictures in both parts -> Each picture should be in one part, once.
def prepare_dataset(images, labels, validation_share=0.2, seed=42):
    x, y = images / 255, byhand.one_hot(labels, np.max(labels) + 1)
    _, b, _, d = train_test_split(x, y, test_size=validation_share, random_state=seed)
    a, _, c, _ = train_test_split(x, y, test_size=validation_share, random_state=seed + 1)
    return a, b, c, d


# %% wrong prepare_dataset 0: pictures and labels in turn -> should return pictures, pictures, labels, labels, in this order
def prepare_dataset(images, labels, validation_share=0.2, seed=42):
    y = byhand.one_hot(labels, np.max(labels) + 1)
    a, b, c, d = train_test_split(images / 255, y, test_size=validation_share, random_state=seed)
    return a, c, b, d


# %% wrong prepare_dataset 0: no return -> should return four arrays. Is there a return
def prepare_dataset(images, labels, validation_share=0.2, seed=42):
    train_test_split(images / 255, labels)


# %% wrong prepare_dataset 0: calls the function of helpers -> Write it yourself
def prepare_dataset(images, labels, validation_share=0.2, seed=42):
    return byhand.prepare_dataset(images, labels, validation_share, seed)


# %% right prepare_dataset: splits first, with the classes of all labels
def prepare_dataset(images, labels, validation_share=0.2, seed=42):
    classes = np.max(labels) + 1
    a, b, c, d = train_test_split(
        images / 255, labels, test_size=validation_share, random_state=seed
    )
    return a, b, byhand.one_hot(c, classes), byhand.one_hot(d, classes)


# %% wrong prepare_dataset 2: columns counted in each part -> where class 4 is in training only, should be [[5], [5]], not [[5], [4]]. Both parts need a column
def prepare_dataset(images, labels, validation_share=0.2, seed=42):
    a, b, c, d = train_test_split(
        images / 255, labels, test_size=validation_share, random_state=seed
    )
    return a, b, byhand.one_hot(c, np.max(c) + 1), byhand.one_hot(d, np.max(d) + 1)


# %% wrong prepare_dataset 2: columns counted by Keras in each part -> Encode the labels before you split them.
def prepare_dataset(images, labels, validation_share=0.2, seed=42):
    a, b, c, d = train_test_split(
        images / 255, np.ravel(labels), test_size=validation_share, random_state=seed
    )
    return a, b, keras.utils.to_categorical(c), keras.utils.to_categorical(d)


# %% wrong prepare_dataset 2: columns counted in the training part -> where class 4 is in validation only, should be [[5], [5]], not [[4], [4]].
def prepare_dataset(images, labels, validation_share=0.2, seed=42):
    a, b, c, d = train_test_split(
        images / 255, labels, test_size=validation_share, random_state=seed
    )
    return a, b, byhand.one_hot(c, np.max(c) + 1), byhand.one_hot(d, np.max(c) + 1)


# %% wrong prepare_dataset 2: rows of a table as large as the training part asks -> in validation only, stopped: index 4 is out of bounds
def prepare_dataset(images, labels, validation_share=0.2, seed=42):
    a, b, c, d = train_test_split(
        images / 255, np.ravel(labels), test_size=validation_share, random_state=seed
    )
    table = np.eye(c.max() + 1)
    return a, b, table[c], table[d]


# %% wrong prepare_dataset 2: as many columns as classes occur -> A class between may not occur, so their number is np.max(labels) + 1.
def prepare_dataset(images, labels, validation_share=0.2, seed=42):
    y = byhand.one_hot(labels, len(np.unique(labels)))
    return train_test_split(images / 255, y, test_size=validation_share, random_state=seed)


# %% wrong prepare_dataset: the number of classes left out -> byhand.one_hot wants the number of classes, too: np.max(labels) + 1.
def prepare_dataset(images, labels, validation_share=0.2, seed=42):
    y = byhand.one_hot(labels)
    return train_test_split(images / 255, y, test_size=validation_share, random_state=seed)


# %% wrong prepare_dataset: classes counted with a set -> Labels may have the shape (n, 1), too.
def prepare_dataset(images, labels, validation_share=0.2, seed=42):
    y = byhand.one_hot(labels, len(set(labels)))
    return train_test_split(images / 255, y, test_size=validation_share, random_state=seed)


# %% wrong prepare_dataset: the largest label by Python's max -> Their largest is np.max(labels), one number.
def prepare_dataset(images, labels, validation_share=0.2, seed=42):
    y = byhand.one_hot(labels, max(labels) + 1)
    return train_test_split(images / 255, y, test_size=validation_share, random_state=seed)


# %% wrong prepare_dataset 2: a column too few -> should have the shape (40, 5), not (40, 4)
def prepare_dataset(images, labels, validation_share=0.2, seed=42):
    y = byhand.one_hot(labels, np.max(labels))
    return train_test_split(images / 255, y, test_size=validation_share, random_state=seed)


# %% right class_counts: with a loop over a list
def class_counts(labels, classes):
    counts = [0] * classes
    for label in np.ravel(labels):
        counts[int(label)] += 1
    return counts


# %% right class_counts: columns of one-hot labels
def class_counts(labels, classes):
    return byhand.one_hot(labels, classes).sum(axis=0)


# %% right class_counts: with a comparison for each class
def class_counts(labels, classes):
    return tuple((np.asarray(labels) == c).sum() for c in range(classes))


# %% wrong class_counts: classes that do not occur are missing -> should be [1, 1, 3, 0], not [1, 1, 3]
def class_counts(labels, classes):
    return np.unique(labels, return_counts=True)[1]


# %% wrong class_counts: compares a list with a number -> should be [1, 1, 3, 0], not [0, 0, 0, 0]
def class_counts(labels, classes):
    return [np.sum(labels == c) if type(labels) is not list else 0 for c in range(classes)]


# %% wrong class_counts: a dictionary -> should be [1, 1, 3, 0], but it is a Counter
def class_counts(labels, classes):
    from collections import Counter

    return Counter(np.ravel(labels).tolist())


# %% wrong class_counts: only the classes up to the largest label -> should be [1, 1, 3, 0], not [1, 1, 3]
def class_counts(labels, classes):
    return np.bincount(np.ravel(labels))


# %% wrong class_counts: wrong for a column of labels -> Make a flat array of the labels first: np.ravel(labels).
def class_counts(labels, classes):
    return np.bincount(labels, minlength=classes)


# %% wrong class_counts: the first column -> Make a flat array of the labels first: np.ravel(labels).
def class_counts(labels, classes):
    labels = np.array(labels)[:, 0]
    return [(labels == c).sum() for c in range(classes)]


# %% wrong class_counts: a list compared with a number, then summed -> Make a flat array of the labels first: np.ravel(labels).
def class_counts(labels, classes):
    return [(labels == c).sum() for c in range(classes)]


# %% wrong class_counts: rows of one number as places -> Make a flat array of the labels first: np.ravel(labels).
def class_counts(labels, classes):
    counts = [0] * classes
    for label in labels:
        counts[label] += 1
    return counts


# %% wrong class_counts: rows of one number counted -> Make a flat array of the labels first: np.ravel(labels).
def class_counts(labels, classes):
    counts = Counter(labels)
    return [counts[c] for c in range(classes)]


# %% wrong class_counts: shares -> should be [1, 1, 3, 0], not [0.2, 0.2, 0.6, 0. ]
def class_counts(labels, classes):
    return np.bincount(np.ravel(labels), minlength=classes) / len(labels)


# %% wrong class_counts: only for ten classes -> should be [1, 1, 3, 0], not [1, 1, 3, 0, 0,
def class_counts(labels, classes):
    return np.bincount(np.ravel(labels), minlength=10)


# %% wrong class_counts: no return -> gave nothing (None). Is there a return
def class_counts(labels, classes):
    np.bincount(np.ravel(labels), minlength=classes)


# %% wrong class_counts: calls the function of helpers -> Write it yourself
def class_counts(labels, classes):
    return byhand.class_counts(labels, classes)


# %% right stratified_split: class by class, by hand
def stratified_split(labels, validation_share=0.2, seed=42):
    labels, random = np.asarray(labels), np.random.default_rng(seed)
    train, validation = [], []
    for c in np.unique(labels):
        places = random.permutation(np.flatnonzero(labels == c))
        kept = round(len(places) * validation_share)
        validation += places[:kept].tolist()
        train += places[kept:].tolist()
    return train, validation


# %% right stratified_split: with scikit-learn's StratifiedShuffleSplit
def stratified_split(labels, validation_share=0.2, seed=42):
    from sklearn.model_selection import StratifiedShuffleSplit

    splitter = StratifiedShuffleSplit(1, test_size=validation_share, random_state=seed)
    return next(splitter.split(np.zeros(len(labels)), labels))


# %% right stratified_split: by hand, with a list for each class
def stratified_split(labels, validation_share=0.2, seed=42):
    random = np.random.default_rng(seed)
    order = random.permutation(len(labels))
    train, validation = [], []
    for c in set(labels.tolist()):
        places = [p for p in order if labels[p] == c]
        kept = int(len(places) * validation_share + 0.5)
        validation.extend(places[:kept])
        train.extend(places[kept:])
    return np.array(train), np.array(validation)


# %% wrong stratified_split: folds, for shares that are one of a whole number -> stratified_split([3, 0, 1, 0, 3, ...], 0.3): validation should have about 36 places, not 40. Is validation_share used? The folds of k-fold give shares of 1/k only.
def stratified_split(labels, validation_share=0.2, seed=42):
    folds = StratifiedKFold(int(1 / validation_share), shuffle=True, random_state=seed)
    return next(folds.split(labels, labels))


# %% wrong stratified_split: takes the labels as sorted -> These places fit sorted labels. Find those of each class in labels as given.
def stratified_split(labels, validation_share=0.2, seed=42):
    random = np.random.default_rng(seed)
    train, validation, start = [], [], 0
    for count in np.unique(labels, return_counts=True)[1]:
        places = random.permutation(np.arange(start, start + count))
        kept = round(count * validation_share)
        validation += places[:kept].tolist()
        train += places[kept:].tolist()
        start += count
    return train, validation


# %% wrong stratified_split: classes numbered from 0 without a gap -> both parts together and sorted should
def stratified_split(labels, validation_share=0.2, seed=42):
    random = np.random.default_rng(seed)
    train, validation = [], []
    for c in range(len(np.unique(labels))):
        places = random.permutation(np.flatnonzero(labels == c))
        kept = round(len(places) * validation_share)
        validation += places[:kept].tolist()
        train += places[kept:].tolist()
    return train, validation


# %% wrong stratified_split: all of a class that is too small for its share -> validation has 3 pictures of class 2; it should have 0.6
def stratified_split(labels, validation_share=0.2, seed=42):
    random = np.random.default_rng(seed)
    train, validation = [], []
    for c in np.unique(labels):
        places = random.permutation(np.flatnonzero(labels == c))
        kept = int(len(places) * validation_share)
        train.extend(places[:-kept])
        validation.extend(places[-kept:])
    return train, validation


# %% wrong stratified_split: pieces in a list -> Join the pieces of the classes with extend, not append, or with np.concatenate.
def stratified_split(labels, validation_share=0.2, seed=42):
    random = np.random.default_rng(seed)
    train, validation = [], []
    for c in np.unique(labels):
        places = random.permutation(np.flatnonzero(labels == c))
        kept = round(len(places) * validation_share)
        train.append(places[kept:])
        validation.append(places[:kept])
    return train, validation


# %% wrong stratified_split: masks -> Return the places, not True/False: np.flatnonzero(mask).
def stratified_split(labels, validation_share=0.2, seed=42):
    _, validation = train_test_split(
        np.arange(len(labels)), test_size=validation_share, random_state=seed, stratify=labels
    )
    mask = np.isin(np.arange(len(labels)), validation)
    return ~mask, mask


# %% wrong stratified_split: the share for training -> or is the share given to train_size? Training comes first
def stratified_split(labels, validation_share=0.2, seed=42):
    return train_test_split(
        np.arange(len(labels)), train_size=validation_share, random_state=seed, stratify=labels
    )


# %% wrong stratified_split: sorts the labels -> changes the labels that it is given
def stratified_split(labels, validation_share=0.2, seed=42):
    labels.sort()
    return train_test_split(
        np.arange(len(labels)), test_size=validation_share, random_state=seed, stratify=labels
    )


# %% wrong stratified_split: stratified by places -> The option stratify wants the labels.
def stratified_split(labels, validation_share=0.2, seed=42):
    places = np.arange(len(labels))
    return train_test_split(places, test_size=validation_share, random_state=seed, stratify=places)


# %% wrong stratified_split: stratify switched on -> Got True instead. The option stratify wants the labels.
def stratified_split(labels, validation_share=0.2, seed=42):
    places = np.arange(len(labels))
    return train_test_split(places, test_size=validation_share, random_state=seed, stratify=True)


# %% wrong stratified_split: five folds -> The folds of k-fold give shares of 1/k only.
def stratified_split(labels, validation_share=0.2, seed=42):
    return next(StratifiedKFold(5, shuffle=True, random_state=seed).split(labels, labels))


# %% wrong stratified_split: always a fifth -> validation should have about 36 places, not 24. Is validation_share used?
def stratified_split(labels, validation_share=0.2, seed=42):
    return train_test_split(
        np.arange(len(labels)), test_size=0.2, random_state=seed, stratify=labels
    )


# %% wrong stratified_split: the seed 42 for all -> gives the same split for the seeds 42 and 7
def stratified_split(labels, validation_share=0.2, seed=42):
    return train_test_split(
        np.arange(len(labels)), test_size=validation_share, random_state=42, stratify=labels
    )


# %% wrong stratified_split: not stratified -> Split every class by itself, or use the option stratify.
def stratified_split(labels, validation_share=0.2, seed=42):
    return train_test_split(np.arange(len(labels)), test_size=validation_share, random_state=seed)


# %% wrong stratified_split: splits the labels instead of the places -> both parts together and sorted should be
def stratified_split(labels, validation_share=0.2, seed=42):
    return train_test_split(labels, test_size=validation_share, random_state=seed, stratify=labels)


# %% wrong stratified_split: validation first -> Are the two parts swapped, or is the share given to train_size?
def stratified_split(labels, validation_share=0.2, seed=42):
    train, validation = train_test_split(
        np.arange(len(labels)), test_size=validation_share, random_state=seed, stratify=labels
    )
    return validation, train


# %% wrong stratified_split: the first of each class, without a draw -> gives the same split for the seeds 42 and 7
def stratified_split(labels, validation_share=0.2, seed=42):
    train, validation = [], []
    for c in np.unique(labels):
        places = np.flatnonzero(labels == c)
        kept = round(len(places) * validation_share)
        validation += [*places[:kept]]
        train += [*places[kept:]]
    return train, validation


# %% wrong stratified_split: no seed -> gives another split at each call. Use the seed
def stratified_split(labels, validation_share=0.2, seed=42):
    return train_test_split(np.arange(len(labels)), test_size=validation_share, stratify=labels)


# %% wrong stratified_split: equally many of each class instead of equal shares -> validation has 5 pictures of class 0; it should have 10
def stratified_split(labels, validation_share=0.2, seed=42):
    random = np.random.default_rng(seed)
    classes = np.unique(labels)
    each = int(len(labels) * validation_share / len(classes))
    validation = np.concatenate(
        [random.permutation(np.flatnonzero(labels == c))[:each] for c in classes]
    )
    return np.setdiff1d(np.arange(len(labels)), validation), validation


# %% wrong stratified_split: no return -> should return two arrays of places, not a NoneType: return train, validation.
def stratified_split(labels, validation_share=0.2, seed=42):
    train_test_split(np.arange(len(labels)), stratify=labels)


# %% wrong stratified_split: calls the function of helpers -> Write it yourself
def stratified_split(labels, validation_share=0.2, seed=42):
    return byhand.stratified_split(labels, validation_share, seed)


# %% right read_folder: without a seed, in order
def read_folder(folder, image_size, batch_size=8):
    return keras.utils.image_dataset_from_directory(
        folder,
        image_size=image_size,
        batch_size=batch_size,
        label_mode="categorical",
        crop_to_aspect_ratio=True,
        shuffle=False,
    )


# %% right read_folder: a list of batches
def read_folder(folder, image_size, batch_size=8):
    batches = keras.utils.image_dataset_from_directory(
        str(folder),
        labels="inferred",
        label_mode="categorical",
        image_size=tuple(image_size),
        batch_size=batch_size,
        crop_to_aspect_ratio=True,
    )
    return list(batches)


# %% right read_folder: with one_hot for the labels
def read_folder(folder, image_size, batch_size=8):
    from pathlib import Path

    classes = sorted(p.name for p in Path(folder).iterdir())
    batches = keras.utils.image_dataset_from_directory(
        folder,
        image_size=image_size,
        batch_size=batch_size,
        crop_to_aspect_ratio=True,
        shuffle=False,
    )
    return [(np.array(x), byhand.one_hot(np.array(y), len(classes))) for x, y in batches]


# %% wrong read_folder: squeezed -> They are squeezed. Give crop_to_aspect_ratio=True.
def read_folder(folder, image_size, batch_size=8):
    return keras.utils.image_dataset_from_directory(
        folder,
        image_size=image_size,
        batch_size=batch_size,
        label_mode="categorical",
        crop_to_aspect_ratio=False,
        seed=42,
    )


# %% wrong read_folder: integers as labels -> should be [6, 2], not [6]. One-hot labels need label_mode="categorical".
def read_folder(folder, image_size, batch_size=8):
    return keras.utils.image_dataset_from_directory(
        folder,
        image_size=image_size,
        batch_size=batch_size,
        label_mode="int",
        crop_to_aspect_ratio=True,
        seed=42,
    )


# %% wrong read_folder: binary labels -> One-hot labels need label_mode="categorical".
def read_folder(folder, image_size, batch_size=8):
    return keras.utils.image_dataset_from_directory(
        folder,
        image_size=image_size,
        batch_size=batch_size,
        label_mode="binary",
        crop_to_aspect_ratio=True,
        seed=42,
    )


# %% wrong read_folder: no labels -> should return batches, each with pictures and labels
def read_folder(folder, image_size, batch_size=8):
    return keras.utils.image_dataset_from_directory(
        folder,
        image_size=image_size,
        batch_size=batch_size,
        label_mode=None,
        crop_to_aspect_ratio=True,
        seed=42,
    )


# %% wrong read_folder: the size of the example -> should be [ 6, 24, 32, 3], not [ 6, 93, 125, 3]
def read_folder(folder, image_size, batch_size=8):
    return keras.utils.image_dataset_from_directory(
        folder,
        image_size=(93, 125),
        batch_size=batch_size,
        label_mode="categorical",
        crop_to_aspect_ratio=True,
        seed=42,
    )


# %% wrong read_folder: height and width exchanged -> should be [ 6, 24, 32, 3], not [ 6, 32, 24, 3]
def read_folder(folder, image_size, batch_size=8):
    return keras.utils.image_dataset_from_directory(
        folder,
        image_size=image_size[::-1],
        batch_size=batch_size,
        label_mode="categorical",
        crop_to_aspect_ratio=True,
        seed=42,
    )


# %% wrong read_folder: square -> should be [ 6, 24, 32, 3], not [ 6, 24, 24, 3]
def read_folder(folder, image_size, batch_size=8):
    return keras.utils.image_dataset_from_directory(
        folder,
        image_size=(image_size[0], image_size[0]),
        batch_size=batch_size,
        label_mode="categorical",
        crop_to_aspect_ratio=True,
        seed=42,
    )


# %% wrong read_folder: names of the classes reversed -> Their order is alphabetical: label 0 is the first name. Leave out class_names.
def read_folder(folder, image_size, batch_size=8):
    import os

    return keras.utils.image_dataset_from_directory(
        folder,
        image_size=image_size,
        batch_size=batch_size,
        label_mode="categorical",
        crop_to_aspect_ratio=True,
        class_names=sorted(os.listdir(folder))[::-1],
        seed=42,
    )


# %% wrong read_folder: no batches -> Look at batch_size=batch_size and
def read_folder(folder, image_size, batch_size=8):
    return keras.utils.image_dataset_from_directory(
        folder,
        image_size=image_size,
        batch_size=None,
        label_mode="categorical",
        crop_to_aspect_ratio=True,
        seed=42,
    )


# %% wrong read_folder: always eight in a batch -> Give batch_size=batch_size, and leave
def read_folder(folder, image_size, batch_size=8):
    return keras.utils.image_dataset_from_directory(
        folder,
        image_size=image_size,
        batch_size=8,
        label_mode="categorical",
        crop_to_aspect_ratio=True,
        seed=42,
    )


# %% wrong read_folder: Keras' own batch size -> Give batch_size=batch_size, and leave
def read_folder(folder, image_size, batch_size=8):
    return keras.utils.image_dataset_from_directory(
        folder,
        image_size=image_size,
        label_mode="categorical",
        crop_to_aspect_ratio=True,
        seed=42,
    )


# %% wrong read_folder: padded, not cropped -> They are padded with black. Crop them instead.
def read_folder(folder, image_size, batch_size=8):
    return keras.utils.image_dataset_from_directory(
        folder,
        image_size=image_size,
        batch_size=batch_size,
        label_mode="categorical",
        pad_to_aspect_ratio=True,
        seed=42,
    )


# %% wrong read_folder: normalised -> They go from 0 to 1 only. Leave them from 0 to 255
def read_folder(folder, image_size, batch_size=8):
    batches = keras.utils.image_dataset_from_directory(
        folder,
        image_size=image_size,
        batch_size=batch_size,
        label_mode="categorical",
        crop_to_aspect_ratio=True,
        seed=42,
    )
    return batches.map(lambda x, y: (x / 255, y))


# %% wrong read_folder: in grey -> Height, width, and three channels
def read_folder(folder, image_size, batch_size=8):
    return keras.utils.image_dataset_from_directory(
        folder,
        image_size=image_size,
        batch_size=batch_size,
        label_mode="categorical",
        crop_to_aspect_ratio=True,
        color_mode="grayscale",
        seed=42,
    )


# %% wrong read_folder: only the first batch -> should return batches, each with pictures and labels
def read_folder(folder, image_size, batch_size=8):
    batches = keras.utils.image_dataset_from_directory(
        folder,
        image_size=image_size,
        batch_size=batch_size,
        label_mode="categorical",
        crop_to_aspect_ratio=True,
        seed=42,
    )
    return next(iter(batches))


# %% wrong read_folder: a part is kept back -> All 6 pictures of the folder should come.
def read_folder(folder, image_size, batch_size=8):
    return keras.utils.image_dataset_from_directory(
        folder,
        image_size=image_size,
        batch_size=batch_size,
        label_mode="categorical",
        crop_to_aspect_ratio=True,
        validation_split=0.2,
        subset="training",
        seed=42,
    )


# %% wrong read_folder: no return -> gave nothing (None). Is there a return
def read_folder(folder, image_size, batch_size=8):
    keras.utils.image_dataset_from_directory(
        folder,
        image_size=image_size,
        batch_size=batch_size,
        label_mode="categorical",
        crop_to_aspect_ratio=True,
        seed=42,
    )


# %% wrong read_folder: calls the function of helpers -> Write it yourself
def read_folder(folder, image_size, batch_size=8):
    return byhand.read_folder(folder, image_size, batch_size)


# %% right find_leaked: with two loops
def find_leaked(train_images, validation_images):
    leaked = []
    for place, image in enumerate(validation_images):
        if any(np.array_equal(image, other) for other in train_images):
            leaked.append(place)
    return leaked


# %% right find_leaked: all pairs at once
def find_leaked(train_images, validation_images):
    a = np.asarray(train_images).reshape(len(train_images), -1)
    b = np.asarray(validation_images).reshape(len(validation_images), -1)
    same = (b[:, None, :] == a[None, :, :]).all(axis=2)
    return np.flatnonzero(same.any(axis=1))


# %% right find_leaked: with sets of tuples
def find_leaked(train_images, validation_images):
    seen = {tuple(image.ravel().tolist()) for image in train_images}
    places = range(len(validation_images))
    return np.array([p for p in places if tuple(validation_images[p].ravel().tolist()) in seen])


# %% wrong find_leaked: two pictures compared with == -> Two pictures, one against one: np.array_equal(a, b).
def find_leaked(train_images, validation_images):
    places = []
    for place, image in enumerate(validation_images):
        for other in train_images:
            if image == other:
                places.append(place)
                break
    return places


# %% wrong find_leaked: compares the first channel only -> for four small pictures in colour should be [2, 3], not [0, 2, 3]
def find_leaked(train_images, validation_images):
    seen = {image[..., 0].tobytes() for image in train_images}
    return [p for p, image in enumerate(validation_images) if image[..., 0].tobytes() in seen]


# %% wrong find_leaked: compares the first row only -> should give 3 places, not 20. A picture has leaked only
def find_leaked(train_images, validation_images):
    seen = {image[0].tobytes() for image in train_images}
    return [p for p, image in enumerate(validation_images) if image[0].tobytes() in seen]


# %% wrong find_leaked: a place for each copy in training -> Give each place once, also where its picture is in training twice.
def find_leaked(train_images, validation_images):
    leaked = []
    for place, image in enumerate(validation_images):
        for other in train_images:
            if np.array_equal(image, other):
                leaked.append(place)
    return leaked


# %% wrong find_leaked: places of all equal pairs -> Give each place once, also where its picture is in training twice.
def find_leaked(train_images, validation_images):
    same = train_images[:, None] == validation_images[None]
    return sorted(np.where(same.all(axis=(2, 3, 4)))[1])


# %% wrong find_leaked: squares that wrap around -> for four small pictures in colour should be [2, 3], not [0, 2, 3]
def find_leaked(train_images, validation_images):
    return [
        place
        for place, image in enumerate(validation_images)
        if ((train_images - image) ** 2).sum(axis=(1, 2, 3)).min() == 0
    ]


# %% wrong find_leaked: any channel is enough -> for four small pictures in colour should be [2, 3], not [0, 1, 2, 3]
def find_leaked(train_images, validation_images):
    return [
        place
        for place, image in enumerate(validation_images)
        if (train_images == image).all(axis=(1, 2)).any()
    ]


# %% wrong find_leaked: equal sums -> for four small pictures in colour should be [2, 3], not [1, 2, 3]
def find_leaked(train_images, validation_images):
    sums = {image.sum() for image in train_images}
    return [place for place, image in enumerate(validation_images) if image.sum() in sums]


# %% wrong find_leaked: without the last training picture -> should be [3, 7, 8], not [3, 7]
def find_leaked(train_images, validation_images):
    seen = {image.tobytes() for image in train_images[:-1]}
    return [place for place, image in enumerate(validation_images) if image.tobytes() in seen]


# %% wrong find_leaked: without the last validation picture -> for four small pictures in colour should be [2, 3], not [2]
def find_leaked(train_images, validation_images):
    seen = {image.tobytes() for image in train_images}
    places = range(len(validation_images) - 1)
    return [place for place in places if validation_images[place].tobytes() in seen]


# %% wrong find_leaked: an answer for each training picture -> (train_images == image).all(axis=(1, 2, 3)).any().
def find_leaked(train_images, validation_images):
    return [
        place
        for place, image in enumerate(validation_images)
        if (train_images == image).all(axis=(1, 2, 3))
    ]


# %% wrong find_leaked: in a list -> Two pictures, one against one: np.array_equal(a, b).
def find_leaked(train_images, validation_images):
    return [p for p, image in enumerate(validation_images) if image in list(train_images)]


# %% wrong find_leaked: nearly equal is enough -> for small pictures of decimal numbers should be [0, 6], not [0, 3, 4, 6]
def find_leaked(train_images, validation_images):
    return [
        p
        for p, image in enumerate(validation_images)
        if np.isclose(train_images, image, atol=0.01).all(axis=(1, 2, 3)).any()
    ]


# %% wrong find_leaked: compares in grey, to whole numbers -> for four small pictures in colour should be [2, 3], not [1, 2, 3]
def find_leaked(train_images, validation_images):
    seen = {image.mean(axis=-1).round(0).tobytes() for image in train_images}
    places = enumerate(validation_images)
    return [p for p, image in places if image.mean(axis=-1).round(0).tobytes() in seen]


# %% wrong find_leaked: each leaked picture once only -> should be [0, 6], not [0]
def find_leaked(train_images, validation_images):
    seen, found, told = {image.tobytes() for image in train_images}, [], set()
    for p, image in enumerate(validation_images):
        if image.tobytes() in seen and image.tobytes() not in told:
            found.append(p)
            told.add(image.tobytes())
    return found


# %% wrong find_leaked: places in the training pictures -> should be [3, 7, 8], not [ 0, 1, 50, 80]
def find_leaked(train_images, validation_images):
    return [
        place
        for place, image in enumerate(train_images)
        if any(np.array_equal(image, other) for other in validation_images)
    ]


# %% wrong find_leaked: a mask -> Return the places, not True/False.
def find_leaked(train_images, validation_images):
    seen = {image.tobytes() for image in train_images}
    return [image.tobytes() in seen for image in validation_images][:12]


# %% wrong find_leaked: every place -> should give 3 places, not 20
def find_leaked(train_images, validation_images):
    return list(range(len(validation_images)))


# %% wrong find_leaked: how many -> should be [3, 7, 8], not 3
def find_leaked(train_images, validation_images):
    seen = {image.tobytes() for image in train_images}
    return sum(image.tobytes() in seen for image in validation_images)


# %% wrong find_leaked: compares only the mean of the pixels -> for four small pictures in colour should be [2, 3], not [1, 2, 3]
def find_leaked(train_images, validation_images):
    means = {np.round(image.mean(), 6) for image in train_images}
    return [p for p, image in enumerate(validation_images) if np.round(image.mean(), 6) in means]


# %% wrong find_leaked: one equal pixel is enough -> find_leaked(...) for a split with three leaked pictures should
def find_leaked(train_images, validation_images):
    return [place for place, image in enumerate(validation_images) if (train_images == image).any()]


# %% wrong find_leaked: looks for copies within the validation pictures -> should be [3, 7, 8], not []
def find_leaked(train_images, validation_images):
    seen = [image.tobytes() for image in validation_images]
    return [place for place, image in enumerate(seen) if image in seen[:place]]


# %% wrong find_leaked: pictures instead of places -> should have the shape (3,), not (3, 32, 32, 3)
def find_leaked(train_images, validation_images):
    seen = {image.tobytes() for image in train_images}
    return [image for image in validation_images if image.tobytes() in seen]


# %% wrong find_leaked: calls the function of helpers -> Write it yourself
def find_leaked(train_images, validation_images):
    return byhand.find_leaked(train_images, validation_images)


# %% wrong stratified_split: another share in the def line -> Leave validation_share=0.2 and seed=42 in the line with def.
def stratified_split(labels, validation_share=0.25, seed=42):
    return train_test_split(
        np.arange(len(labels)), test_size=validation_share, random_state=seed, stratify=labels
    )


# %% wrong stratified_split: the labels split, not their places -> These are labels. Return places: split np.arange(len(labels)).
def stratified_split(labels, validation_share=0.2, seed=42):
    return train_test_split(labels, test_size=validation_share, random_state=seed, stratify=labels)


# %% wrong stratified_split: places counted within each class -> These places are counted within each class. Count them in labels
def stratified_split(labels, validation_share=0.2, seed=42):
    train, validation = [], []
    for c in np.unique(labels):
        places = np.arange(np.sum(labels == c))
        one, other = train_test_split(places, test_size=validation_share, random_state=seed)
        train.extend(one)
        validation.extend(other)
    return train, validation


# %% wrong stratified_split: labels and places split, all four returned -> training and validation, but the list that it returned holds 4.
def stratified_split(labels, validation_share=0.2, seed=42):
    places = np.arange(len(labels))
    return train_test_split(
        labels, places, test_size=validation_share, random_state=seed, stratify=labels
    )


# %% wrong stratified_split: both parts joined -> should return two arrays of places, not a ndarray: return train, validation.
def stratified_split(labels, validation_share=0.2, seed=42):
    places = np.arange(len(labels))
    return np.concatenate(train_test_split(places, test_size=validation_share, stratify=labels))


# %% wrong stratified_split: the labels sorted first -> These places fit sorted labels. Find those of each class in labels as given.
def stratified_split(labels, validation_share=0.2, seed=42):
    labels = np.sort(labels)
    places = np.arange(len(labels))
    return train_test_split(places, test_size=validation_share, random_state=seed, stratify=labels)


# %% wrong find_leaked: the tuple of np.where -> np.where and np.nonzero give a tuple. np.flatnonzero(mask) gives a flat array.
def find_leaked(train_images, validation_images):
    mask = [any(np.array_equal(a, b) for a in train_images) for b in validation_images]
    return np.where(mask)


# %% wrong find_leaked: a column of places -> Give one flat array: np.flatnonzero(mask).
def find_leaked(train_images, validation_images):
    mask = [any(np.array_equal(a, b) for a in train_images) for b in validation_images]
    return np.argwhere(mask)


# %% wrong find_leaked: in the order of the training pictures -> These are the right places. Give them in ascending order.
def find_leaked(train_images, validation_images):
    found = []
    for image in train_images:
        for place, other in enumerate(validation_images):
            if np.array_equal(image, other) and place not in found:
                found.append(place)
    return found


# %% wrong read_folder: the size put into a pair once more -> image_size is a pair already, (height, width): write image_size=image_size.
def read_folder(folder, image_size, batch_size=8):
    return keras.utils.image_dataset_from_directory(
        folder,
        image_size=(image_size, image_size),
        batch_size=batch_size,
        label_mode="categorical",
        crop_to_aspect_ratio=True,
        seed=42,
    )


# %% wrong read_folder: the name of the path asked for -> folder is a path: write folder, without .name.
def read_folder(folder, image_size, batch_size=8):
    return keras.utils.image_dataset_from_directory(
        folder.name,
        image_size=image_size,
        batch_size=batch_size,
        label_mode="categorical",
        crop_to_aspect_ratio=True,
        seed=42,
    )


# %% wrong find_leaked: the last picture is not looked at -> is missing. Is every picture compared with every other
def find_leaked(train_images, validation_images):
    return [
        place
        for place in range(len(validation_images) - 1)
        if any(np.array_equal(validation_images[place], picture) for picture in train_images)
    ]
