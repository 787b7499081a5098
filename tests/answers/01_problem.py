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


# %% wrong describe 0: prints and returns nothing -> describe should return a dictionary, not None
def describe(images, labels):
    print({"pictures": len(images)})


# %% wrong describe 0: a list -> describe should return a dictionary, not [
def describe(images, labels):
    return [len(images), images.shape[1:]]


# %% wrong describe 2.5: shape of all pictures together -> "picture_shape" of two tiny pictures should be [4, 2, 3], not [2, 4, 2, 3]
def describe(images, labels):
    return {
        "pictures": len(images),
        "picture_shape": images.shape,
        "pixel_type": str(images.dtype),
        "lowest": images.min(),
        "highest": images.max(),
        "classes": len(np.unique(labels)),
    }


# %% wrong describe 0.5: our own data's facts typed in -> "lowest" of two tiny pictures should be -5, not 0
def describe(images, labels):
    return {
        "pictures": 5000,
        "picture_shape": (32, 32, 3),
        "pixel_type": "uint8",
        "lowest": 0,
        "highest": 255,
        "classes": len(set(labels)),
    }


# %% wrong describe 0.5: only one answer so far -> no such key in the dictionary
def describe(images, labels):
    return {"pictures": len(images)}


# %% wrong describe 0: answers that equal everything -> "pictures" of our data should be
class Agrees:
    def __eq__(self, other):
        return True


def describe(images, labels):
    return dict.fromkeys(
        ["pictures", "picture_shape", "pixel_type", "lowest", "highest", "classes"], Agrees()
    )


# %% right majority_baseline: with a loop over lists
def majority_baseline(train_labels, test_labels):
    from collections import Counter

    train = [int(label) for label in np.ravel(train_labels)]
    test = [int(label) for label in np.ravel(test_labels)]
    commonest, _ = Counter(train).most_common(1)[0]
    right = 0
    for label in test:
        if label == commonest:
            right += 1
    return right / len(test)


# %% right majority_baseline: with bincount, as a float32
def majority_baseline(train_labels, test_labels):
    commonest = np.bincount(np.ravel(train_labels)).argmax()
    return np.mean(np.asarray(test_labels) == commonest, dtype="float32")


# %% right majority_baseline: with scikit-learn
def majority_baseline(train_labels, test_labels):
    from sklearn.dummy import DummyClassifier

    train, test = np.ravel(train_labels), np.ravel(test_labels)
    lazy = DummyClassifier().fit(np.zeros((len(train), 1)), train)
    return lazy.score(np.zeros((len(test), 1)), test)


# %% wrong majority_baseline: commonest class of the test labels -> should be 0.25, not 0.75
def majority_baseline(train_labels, test_labels):
    return np.unique(test_labels, return_counts=True)[1].max() / len(test_labels)


# %% wrong majority_baseline: share among the training labels -> should be 0.25, not 0.6
def majority_baseline(train_labels, test_labels):
    return np.unique(train_labels, return_counts=True)[1].max() / len(train_labels)


# %% wrong majority_baseline: percent -> should be 0.25, not 25
def majority_baseline(train_labels, test_labels):
    commonest = np.bincount(np.ravel(train_labels)).argmax()
    return 100 * np.mean(np.asarray(test_labels) == commonest)


# %% wrong majority_baseline: a count -> should be 0.25, not 1
def majority_baseline(train_labels, test_labels):
    commonest = np.bincount(np.ravel(train_labels)).argmax()
    return np.sum(np.asarray(test_labels) == commonest)


# %% wrong majority_baseline: no return -> gave nothing (None). Is there a return
def majority_baseline(train_labels, test_labels):
    commonest = np.bincount(np.ravel(train_labels)).argmax()
    np.mean(np.asarray(test_labels) == commonest)


# %% wrong majority_baseline: chance level -> should be 0.25, not 0.33
def majority_baseline(train_labels, test_labels):
    return 1 / len(np.unique(train_labels))


# %% wrong majority_baseline: the place in the list of classes taken for the class -> should be 0.75, not 0
def majority_baseline(train_labels, test_labels):
    commonest = np.unique(train_labels, return_counts=True)[1].argmax()
    return np.mean(np.asarray(test_labels) == commonest)


# %% wrong majority_baseline: the largest class number taken for the commonest -> should be 0.25, not 0
def majority_baseline(train_labels, test_labels):
    return (np.ravel(test_labels) == np.max(train_labels)).mean()


# %% wrong majority_baseline: an object that equals everything -> should be 0.25, but it is a Agrees
class Agrees:
    def __eq__(self, other):
        return True


def majority_baseline(train_labels, test_labels):
    return Agrees()
