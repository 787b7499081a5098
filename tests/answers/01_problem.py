# ruff: noqa
# %% right describe: with plain Python's tools
def describe(images, labels):
    count, *shape = images.shape
    return {
        "pictures": count,
        "picture_shape": shape,
        "pixel_type": images.dtype,
        "lowest": min(images.ravel()),
        "highest": max(images.ravel()),
        "classes": len(set(labels)),
    }


# %% right describe: a dictionary with more than was asked for
def describe(images, labels):
    facts = dict(pictures=np.float64(len(images)), picture_shape=np.array(images[0].shape))
    facts.update(pixel_type=images.dtype.type, lowest=np.min(images), highest=np.max(images))
    return facts | {"classes": np.unique(labels).size, "labels": len(labels)}


# %% right describe: the picture's type and shape taken from one picture
def describe(images, labels):
    first = images[0]
    classes, counts = np.unique(labels, return_counts=True)
    return {
        "pictures": len(labels),
        "picture_shape": first.shape,
        "pixel_type": first.dtype.name,
        "lowest": float(images.min()),
        "highest": float(images.max()),
        "classes": classes.shape[0],
    }


# %% wrong describe 0: prints and returns nothing -> describe should return a dictionary, not None
def describe(images, labels):
    print({"pictures": len(images)})


# %% wrong describe 0: a list -> describe should return a dictionary, not [
def describe(images, labels):
    return [len(images), images.shape[1:]]


# %% wrong describe 2.5: shape of all pictures together -> "picture_shape" of four tiny pictures should be (5, 6, 3), not (4, 5, 6, 3)
def describe(images, labels):
    return {
        "pictures": len(images),
        "picture_shape": images.shape,
        "pixel_type": str(images.dtype),
        "lowest": images.min(),
        "highest": images.max(),
        "classes": len(np.unique(labels)),
    }


# %% wrong describe 2.5: height and width without channels -> should be (5, 6, 3), not (5, 6)
def describe(images, labels):
    return {
        "pictures": len(images),
        "picture_shape": images.shape[1:3],
        "pixel_type": str(images.dtype),
        "lowest": images.min(),
        "highest": images.max(),
        "classes": len(np.unique(labels)),
    }


# %% wrong describe 2.5: width before height -> should be (5, 6, 3), not (6, 5, 3)
def describe(images, labels):
    count, height, width, channels = images.shape
    return {
        "pictures": count,
        "picture_shape": (width, height, channels),
        "pixel_type": str(images.dtype),
        "lowest": images.min(),
        "highest": images.max(),
        "classes": len(np.unique(labels)),
    }


# %% wrong describe 1.5: lowest, highest and number of the first picture alone -> That is of the first picture alone. Take all pictures.
def describe(images, labels):
    first = images[0]
    return {
        "pictures": first.shape[0],
        "picture_shape": first.shape,
        "pixel_type": str(first.dtype),
        "lowest": first.min(),
        "highest": first.max(),
        "classes": len(np.unique(labels)),
    }


# %% wrong describe 2: lowest of the first channel, highest of the last -> should be 42.5, not 25. That is of one channel alone.
def describe(images, labels):
    red = images[..., 0]
    return {
        "pictures": len(images),
        "picture_shape": images.shape[1:],
        "pixel_type": str(images.dtype),
        "lowest": red.min(),
        "highest": images[..., -1].max(),
        "classes": len(np.unique(labels)),
    }


# %% wrong describe 2: what the type of the numbers allows -> "highest" of four tiny pictures should be 42.5, not 3
def describe(images, labels):
    limits = np.iinfo(images.dtype) if images.dtype.kind in "iu" else np.finfo(images.dtype)
    return {
        "pictures": len(images),
        "picture_shape": images.shape[1:],
        "pixel_type": str(images.dtype),
        "lowest": limits.min,
        "highest": limits.max,
        "classes": len(np.unique(labels)),
    }


# %% wrong describe 2.5: type of the array, not of its numbers -> Look at images.dtype.
def describe(images, labels):
    return {
        "pictures": len(images),
        "picture_shape": images.shape[1:],
        "pixel_type": str(type(images)),
        "lowest": images.min(),
        "highest": images.max(),
        "classes": len(np.unique(labels)),
    }


# %% wrong describe 2: all numbers counted, and the highest index for the number of classes -> Class numbers may have gaps.
def describe(images, labels):
    return {
        "pictures": images.size,
        "picture_shape": images.shape[1:],
        "pixel_type": str(images.dtype),
        "lowest": images.min(),
        "highest": images.max(),
        "classes": labels.max() + 1,
    }


# %% wrong describe 2.5: labels counted -> That is the number of labels. Count the different ones.
def describe(images, labels):
    return {
        "pictures": len(images),
        "picture_shape": images.shape[1:],
        "pixel_type": str(images.dtype),
        "lowest": images.min(),
        "highest": images.max(),
        "classes": len(labels),
    }


# %% wrong describe 2.5: the classes, not how many -> Those are the classes. How many are there?
def describe(images, labels):
    return {
        "pictures": len(images),
        "picture_shape": images.shape[1:],
        "pixel_type": str(images.dtype),
        "lowest": images.min(),
        "highest": images.max(),
        "classes": np.unique(labels),
    }


# %% wrong describe 0: one blank left as it was -> ____
def describe(images, labels):
    return {
        "pictures": images.shape[0],
        "picture_shape": images.shape[1:],
        "pixel_type": str(images.dtype),
        "lowest": images.min(),
        "highest": ____,
        "classes": len(np.unique(labels)),
    }


# %% wrong describe 0.5: our own data's facts typed in -> "lowest" of four tiny pictures should be -63.75, not 0. That is the answer for our data. Use images and labels, which are handed over, as they are.
def describe(images, labels):
    return {
        "pictures": 5000,
        "picture_shape": (32, 32, 3),
        "pixel_type": "uint8",
        "lowest": 0,
        "highest": 255,
        "classes": len(set(labels)),
    }


# %% wrong describe 0.5: only one answer so far -> "classes" is missing. Your keys are ['pictures'].
def describe(images, labels):
    return {"pictures": len(images)}


# %% wrong describe 2.5: a key misspelt -> "picture_shape" is missing. Your keys are ['pictures', 'picture shape',
def describe(images, labels):
    return {
        "pictures": len(images),
        "picture shape": images.shape[1:],
        "pixel_type": str(images.dtype),
        "lowest": images.min(),
        "highest": images.max(),
        "classes": len(np.unique(labels)),
    }


# %% wrong describe 2.5: highest of the first picture -> should be 42.5, not 20. That is of the first picture alone.
def describe(images, labels):
    return {
        "pictures": len(images),
        "picture_shape": images.shape[1:],
        "pixel_type": str(images.dtype),
        "lowest": images.min(),
        "highest": images[0].max(),
        "classes": len(np.unique(labels)),
    }


# %% wrong describe 2: lowest and highest of the last picture -> should be -63.75, not -30. That is of the last picture alone.
def describe(images, labels):
    return {
        "pictures": len(images),
        "picture_shape": images.shape[1:],
        "pixel_type": str(images.dtype),
        "lowest": images[-1].min(),
        "highest": images[-1].max(),
        "classes": len(np.unique(labels)),
    }


# %% wrong describe 2.5: highest of the first channel -> should be 42.5, not 30. That is of one channel alone.
def describe(images, labels):
    return {
        "pictures": len(images),
        "picture_shape": images.shape[1:],
        "pixel_type": str(images.dtype),
        "lowest": images.min(),
        "highest": images[..., 0].max(),
        "classes": len(np.unique(labels)),
    }


# %% wrong describe 2: whole numbers -> should be -63.75, not -63. Fractions are lost.
def describe(images, labels):
    return {
        "pictures": len(images),
        "picture_shape": images.shape[1:],
        "pixel_type": str(images.dtype),
        "lowest": int(images.min()),
        "highest": int(images.max()),
        "classes": len(np.unique(labels)),
    }


# %% wrong describe 2: without minus signs -> should be 42.5, not 63.75. Minus signs are lost.
def describe(images, labels):
    return {
        "pictures": len(images),
        "picture_shape": images.shape[1:],
        "pixel_type": str(images.dtype),
        "lowest": abs(images).min(),
        "highest": abs(images).max(),
        "classes": len(np.unique(labels)),
    }


# %% wrong describe 2: pixels as uint8 -> "highest" of four tiny pictures should be 42.5, not
def describe(images, labels):
    return {
        "pictures": len(images),
        "picture_shape": images.shape[1:],
        "pixel_type": str(images.dtype),
        "lowest": images.astype("uint8").min(),
        "highest": images.astype("uint8").max(),
        "classes": len(np.unique(labels)),
    }


# %% wrong describe 2: lowest and highest exchanged -> should be 0, not 255. That is the largest value.
def describe(images, labels):
    return {
        "pictures": len(images),
        "picture_shape": images.shape[1:],
        "pixel_type": str(images.dtype),
        "lowest": images.max(),
        "highest": images.min(),
        "classes": len(np.unique(labels)),
    }


# %% wrong describe 0: the course's pictures, not those handed over -> should be 'float32', not 'uint8'. That is the answer for our data. Use images and labels, which are handed over, as they are.
def describe(images, labels):
    return {
        "pictures": len(dataset.train_images),
        "picture_shape": dataset.train_images.shape[1:],
        "pixel_type": str(dataset.train_images.dtype),
        "lowest": dataset.train_images.min(),
        "highest": dataset.train_images.max(),
        "classes": len(np.unique(dataset.train_labels)),
    }


# %% wrong describe 0: answers that equal everything -> "pictures" of our data should be
class Agrees:
    def __eq__(self, other):
        return True


def describe(images, labels):
    return dict.fromkeys(
        ["pictures", "picture_shape", "pixel_type", "lowest", "highest", "classes"], Agrees()
    )


# %% right majority_baseline: with a loop over lists
def majority_baseline(train_labels, new_labels):
    from collections import Counter

    train = [int(label) for label in np.ravel(train_labels)]
    new = [int(label) for label in np.ravel(new_labels)]
    commonest, _ = Counter(train).most_common(1)[0]
    right = 0
    for label in new:
        if label == commonest:
            right += 1
    return right / len(new)


# %% right majority_baseline: with bincount, as a float32
def majority_baseline(train_labels, new_labels):
    commonest = np.bincount(np.ravel(train_labels)).argmax()
    return np.mean(np.asarray(new_labels) == commonest, dtype="float32")


# %% right majority_baseline: with scikit-learn
def majority_baseline(train_labels, new_labels):
    from sklearn.dummy import DummyClassifier

    train, new = np.ravel(train_labels), np.ravel(new_labels)
    lazy = DummyClassifier().fit(np.zeros((len(train), 1)), train)
    return lazy.score(np.zeros((len(new), 1)), new)


# %% right majority_baseline: one class after the other
def majority_baseline(train_labels, new_labels):
    train, new = np.ravel(train_labels).tolist(), np.ravel(new_labels).tolist()
    return new.count(max(set(train), key=train.count)) / len(new)


# %% right majority_baseline: the last of several equally common classes
def majority_baseline(train_labels, new_labels):
    train = np.ravel(train_labels)
    best = max(np.unique(train), key=lambda label: ((train == label).sum(), label))
    answers = np.full(np.shape(new_labels), best)
    return (answers == new_labels).mean()


# %% right majority_baseline: labels compared with a number of NumPy, which also compares lists
def majority_baseline(train_labels, new_labels):
    classes, counts = np.unique(train_labels, return_counts=True)
    return (new_labels == classes[counts.argmax()]).mean()


# %% wrong majority_baseline: commonest class of the new labels -> The lazy program knows only train_labels.
def majority_baseline(train_labels, new_labels):
    return np.unique(new_labels, return_counts=True)[1].max() / len(new_labels)


# %% wrong majority_baseline: share among the training labels -> That is the share among train_labels.
def majority_baseline(train_labels, new_labels):
    return np.unique(train_labels, return_counts=True)[1].max() / len(train_labels)


# %% wrong majority_baseline: percent -> should be 0.2, not 20. That is in percent.
def majority_baseline(train_labels, new_labels):
    commonest = np.bincount(np.ravel(train_labels)).argmax()
    return 100 * np.mean(np.asarray(new_labels) == commonest)


# %% wrong majority_baseline: a count -> should be 0.2, not 2. That is how many answers are right.
def majority_baseline(train_labels, new_labels):
    commonest = np.bincount(np.ravel(train_labels)).argmax()
    return np.sum(np.asarray(new_labels) == commonest)


# %% wrong majority_baseline: divided by the number of training labels -> Divide by the number of new labels
def majority_baseline(train_labels, new_labels):
    commonest = np.bincount(np.ravel(train_labels)).argmax()
    return np.sum(np.asarray(new_labels) == commonest) / len(train_labels)


# %% wrong majority_baseline: no return -> gave nothing (None). Is there a return
def majority_baseline(train_labels, new_labels):
    commonest = np.bincount(np.ravel(train_labels)).argmax()
    np.mean(np.asarray(new_labels) == commonest)


# %% wrong majority_baseline: chance level -> That is the chance level
def majority_baseline(train_labels, new_labels):
    return 1 / len(np.unique(train_labels))


# %% wrong majority_baseline: the chance level of ten classes -> should be 0.2, not 0.1. That is the chance level of ten classes.
def majority_baseline(train_labels, new_labels):
    return 0.1


# %% wrong majority_baseline: the share of wrong answers -> That is the share of wrong answers.
def majority_baseline(train_labels, new_labels):
    commonest = np.bincount(np.ravel(train_labels)).argmax()
    return np.mean(np.ravel(new_labels) != commonest)


# %% wrong majority_baseline: the class itself -> That is the commonest class. Return the share
def majority_baseline(train_labels, new_labels):
    return np.bincount(np.ravel(train_labels)).argmax()


# %% wrong majority_baseline: the index of the count taken for the class -> the index of the largest count (the class is in `classes`
def majority_baseline(train_labels, new_labels):
    commonest = np.unique(train_labels, return_counts=True)[1].argmax()
    return np.mean(np.asarray(new_labels) == commonest)


# %% wrong majority_baseline: the largest class number taken for the commonest -> should be 0.2, not 0.3. Did you take the largest class number or the first
def majority_baseline(train_labels, new_labels):
    return (np.ravel(new_labels) == np.max(train_labels)).mean()


# %% wrong majority_baseline: the largest count taken for the class -> No new label equalled your class. Print the class: is it a count
def majority_baseline(train_labels, new_labels):
    classes, counts = np.unique(train_labels, return_counts=True)
    return (np.ravel(new_labels) == counts.max()).mean()


# %% wrong majority_baseline: the rarest class -> No new label equalled your class. Print the class
def majority_baseline(train_labels, new_labels):
    classes, counts = np.unique(train_labels, return_counts=True)
    return (np.ravel(new_labels) == classes[counts.argmin()]).mean()


# %% wrong majority_baseline: the class in the middle of the sorted labels -> No new label equalled your class. Print the class: is it a count, an index or a mean?
def majority_baseline(train_labels, new_labels):
    return (np.ravel(new_labels) == np.median(train_labels)).mean()


# %% wrong majority_baseline: only ten classes -> the commonest of the classes 0 to 9 (there may be more)
def majority_baseline(train_labels, new_labels):
    train = np.ravel(train_labels).tolist()
    return np.mean(np.ravel(new_labels) == max(range(10), key=train.count))


# %% wrong majority_baseline: the two lists exchanged -> Have the two lists changed places?
def majority_baseline(train_labels, new_labels):
    commonest = np.bincount(np.ravel(new_labels)).argmax()
    return np.mean(np.ravel(train_labels) == commonest)


# %% wrong majority_baseline: rounded -> should be 0.571429, not 0.57. Do not round the share.
def majority_baseline(train_labels, new_labels):
    commonest = np.bincount(np.ravel(train_labels)).argmax()
    return round(np.mean(np.ravel(new_labels) == commonest), 2)


# %% wrong majority_baseline: a list compared with a number of Python -> np.ravel makes a flat array
def majority_baseline(train_labels, new_labels):
    commonest = int(np.bincount(np.ravel(train_labels)).argmax())
    return (new_labels == commonest).mean()


# %% wrong majority_baseline: rows counted -> np.ravel makes a flat array
def majority_baseline(train_labels, new_labels):
    from collections import Counter

    commonest = Counter(train_labels).most_common(1)[0][0]
    return np.mean(np.ravel(new_labels) == commonest)


# %% wrong majority_baseline: True and False, one for each picture -> should be one number, not an array
def majority_baseline(train_labels, new_labels):
    commonest = np.bincount(np.ravel(train_labels)).argmax()
    return np.ravel(new_labels) == commonest


# %% wrong majority_baseline: share of the first training label -> or the first training label
def majority_baseline(train_labels, new_labels):
    return np.mean(np.ravel(new_labels) == np.ravel(train_labels)[0])


# %% wrong majority_baseline: the mean label, rounded -> No new label equalled your class. Print the class
def majority_baseline(train_labels, new_labels):
    return np.mean(np.ravel(new_labels) == round(np.mean(train_labels)))


# %% wrong majority_baseline: the index of the largest class -> No new label equalled your class. Print the class
def majority_baseline(train_labels, new_labels):
    return np.mean(np.ravel(new_labels) == np.unique(train_labels).argmax())


# %% wrong majority_baseline: the course's labels, not those handed over -> or from our own data?
def majority_baseline(train_labels, new_labels):
    commonest = np.bincount(dataset.train_labels).argmax()
    return np.mean(np.ravel(new_labels) == commonest)


# %% wrong majority_baseline: divided without a fraction -> // drops the fraction
def majority_baseline(train_labels, new_labels):
    commonest = np.bincount(np.ravel(train_labels)).argmax()
    return np.sum(np.ravel(new_labels) == commonest) // len(new_labels)


# %% wrong majority_baseline: the class as a text -> No new label equalled your class. Print the class
def majority_baseline(train_labels, new_labels):
    commonest = np.bincount(np.ravel(train_labels)).argmax()
    return np.mean(np.ravel(new_labels) == str(commonest))


# %% wrong majority_baseline: a list compared by np.mean -> Is new_labels an array when you compare?
def majority_baseline(train_labels, new_labels):
    commonest = np.bincount(np.ravel(train_labels)).argmax()
    return np.mean(new_labels == int(commonest))


# %% wrong majority_baseline: training and new labels together -> which is commonest in new_labels. The lazy program knows only train_labels
def majority_baseline(train_labels, new_labels):
    both = np.concatenate([np.ravel(train_labels), np.ravel(new_labels)])
    return np.mean(np.ravel(new_labels) == np.bincount(both).argmax())


# %% wrong majority_baseline: the class of the longest run -> Find the class there, by counting all labels that are equal
def majority_baseline(train_labels, new_labels):
    from itertools import groupby

    runs = [(len(list(run)), label) for label, run in groupby(np.ravel(train_labels).tolist())]
    return np.mean(np.ravel(new_labels) == max(runs)[1])


# %% wrong majority_baseline: rounded to one digit -> should be 0.571429, not 0.6. Do not round the share.
def majority_baseline(train_labels, new_labels):
    commonest = np.bincount(np.ravel(train_labels)).argmax()
    return round(np.mean(np.ravel(new_labels) == commonest), 1)


# %% wrong majority_baseline: a loop over rows -> not [0.5714]. It should be one number, not an array. Labels may have the shape (n, 1).
def majority_baseline(train_labels, new_labels):
    commonest = np.bincount(np.ravel(train_labels)).argmax()
    return sum(label == commonest for label in new_labels) / len(new_labels)


# %% wrong majority_baseline: the mean of each column -> Labels may have the shape (n, 1).
def majority_baseline(train_labels, new_labels):
    commonest = np.bincount(np.ravel(train_labels)).argmax()
    return (np.asarray(new_labels) == commonest).mean(axis=0)


# %% wrong majority_baseline: a column taken of every form -> Labels come in three forms.
def majority_baseline(train_labels, new_labels):
    train, new = np.array(train_labels)[:, 0], np.array(new_labels)[:, 0]
    return np.mean(new == np.bincount(train).argmax())


# %% wrong majority_baseline: a column taken of a list -> Labels come in three forms.
def majority_baseline(train_labels, new_labels):
    return np.mean(new_labels[:, 0] == np.bincount(train_labels[:, 0]).argmax())


# %% wrong majority_baseline: the pair of class and count -> the class is most_common(1)[0][0]
def majority_baseline(train_labels, new_labels):
    from collections import Counter

    commonest = Counter(np.ravel(train_labels).tolist()).most_common(1)
    return np.mean(np.ravel(new_labels) == commonest)


# %% wrong majority_baseline: a list of one pair unpacked -> the class is most_common(1)[0][0]
def majority_baseline(train_labels, new_labels):
    from collections import Counter

    commonest, count = Counter(np.ravel(train_labels).tolist()).most_common(1)
    return np.mean(np.ravel(new_labels) == commonest)


# %% wrong majority_baseline: an object that equals everything -> should be 0.2, but it is a Agrees
class Agrees:
    def __eq__(self, other):
        return True


def majority_baseline(train_labels, new_labels):
    return Agrees()


# %% right describe: sorts the labels in place
def describe(images, labels):
    labels.sort()
    return {
        "pictures": len(images),
        "picture_shape": images.shape[1:],
        "pixel_type": images.dtype.name,
        "lowest": images.min(),
        "highest": images.max(),
        "classes": len(np.unique(labels)),
    }


# %% wrong describe 2.5: never below the smallest pixel that is known -> should be 300.25, not 255
def describe(images, labels):
    return {
        "pictures": len(images),
        "picture_shape": images.shape[1:],
        "pixel_type": images.dtype.name,
        "lowest": min(255, images.min()),
        "highest": images.max(),
        "classes": len(np.unique(labels)),
    }


# %% wrong majority_baseline: the first row of a column -> should be 0.571429, not
def majority_baseline(train_labels, new_labels):
    train = np.asarray(train_labels)
    if train.ndim == 2:
        train = train[0]
    classes, counts = np.unique(train, return_counts=True)
    return np.mean(np.ravel(new_labels) == classes[counts.argmax()])


# %% wrong majority_baseline: an array's count -> An array has no method of this name. np.ravel(labels).tolist()
def majority_baseline(train_labels, new_labels):
    train = np.ravel(train_labels)
    return np.mean(np.ravel(new_labels) == max(set(train), key=train.count))
