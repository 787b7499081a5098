"""The two data sets of the lessons, and the digits that no network of the course has seen."""

import os
import zipfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from .. import COURSE, REPAIR, USER_FOLDER

FASHION_FILE = COURSE / "data" / "fashion_mnist_sample.npz"
FASHION_CLASSES = (
    "T-shirt/top",
    "trouser",
    "pullover",
    "dress",
    "coat",
    "sandal",
    "shirt",
    "sneaker",
    "bag",
    "ankle boot",
)
CIFAR10_CLASSES = (
    "airplane",
    "automobile",
    "bird",
    "cat",
    "deer",
    "dog",
    "frog",
    "horse",
    "ship",
    "truck",
)
# Training and test pictures of each size; the size "full" is all there are.
SIZES = {"small": (500, 200), "lesson": (5000, 1000)}


class DataError(Exception):
    """A data set is missing, cannot be read or cannot be fetched; the message says what to do."""


@dataclass(frozen=True, repr=False)
class Dataset:
    """Labelled pictures, in two sets that share no picture.

    Attributes
    ----------
    name : str
        ``"fashion_mnist"`` or ``"cifar10"``.
    title : str
        The name as a reader would write it.
    class_names : tuple of str
        The ten classes; label ``i`` means ``class_names[i]``.
    train_images, test_images : numpy.ndarray
        Pictures, shape (n, 32, 32, 3), uint8, from 0 (dark) to 255 (bright).
    train_labels, test_labels : numpy.ndarray
        Class of each picture, shape (n,), int64, from 0 to 9.
    """

    name: str
    title: str
    class_names: tuple[str, ...]
    train_images: np.ndarray
    train_labels: np.ndarray
    test_images: np.ndarray
    test_labels: np.ndarray

    def __repr__(self) -> str:
        height, width = self.train_images.shape[1:3]
        return (
            f"{self.title}: {len(self.train_images):,} training and {len(self.test_images):,} "
            f"test pictures of {height} x {width} pixels, {len(self.class_names)} classes"
        )


def load_dataset(name: str = "auto", size: str = "auto") -> Dataset:
    """Load a data set and say in one line which it is.

    Parameters
    ----------
    name : {"auto", "fashion_mnist", "cifar10"}
        ``"auto"`` is what the environment variable ``TENSTEPS_DATASET`` names, else CIFAR-10
        where it has been fetched, else the bundled sample of Fashion-MNIST. While nbgrader
        grades or validates it is always the bundled sample.
    size : {"auto", "small", "lesson", "full"}
        ``"small"`` has 500 training and 200 test pictures, ``"lesson"`` 5,000 and 1,000, each
        with equally many of every class; ``"full"`` is all there are. ``"auto"`` is
        ``"lesson"``, and ``"small"`` while nbgrader grades or validates.

    Returns
    -------
    Dataset

    Raises
    ------
    ValueError
        If `name` or `size` is not one of those above.
    DataError
        If the data set has not been fetched, or its file is damaged.

    Notes
    -----
    Fashion-MNIST: Zalando SE, MIT licence (see ``data/README.md``). CIFAR-10: A. Krizhevsky,
    "Learning Multiple Layers of Features from Tiny Images", 2009.
    """
    graded = "NBGRADER_EXECUTION" in os.environ
    if name == "auto":
        fetched = "cifar10" if cifar10_file().exists() else "fashion_mnist"
        name = "fashion_mnist" if graded else os.environ.get("TENSTEPS_DATASET", fetched)
    if size == "auto":
        size = "small" if graded else "lesson"
    if size not in (*SIZES, "full"):
        raise ValueError(f"size is {size!r}; choose one of {', '.join(SIZES)}, full.")
    if name == "fashion_mnist":
        dataset = _read_fashion_mnist()
    elif name == "cifar10":
        dataset = read_cifar10()
    else:
        raise ValueError(f"name is {name!r}; choose auto, fashion_mnist or cifar10.")
    if size != "full":
        dataset = _take(dataset, *SIZES[size])
    print(dataset)
    return dataset


def load_validation(name: str) -> tuple[np.ndarray, np.ndarray]:
    """Load pictures that neither a reference network nor a learner's own has been trained on.

    `prepare_dataset` sets a fifth of the training pictures aside. Reference networks were trained
    on what it left of all pictures, own ones on what it left of the size ``"lesson"``.

    Parameters
    ----------
    name : {"fashion_mnist", "cifar10"}
        Which data set, such as ``dataset.name``.

    Returns
    -------
    images : numpy.ndarray
        1,000 pictures of Fashion-MNIST or some 9,200 of CIFAR-10, shape (n, 32, 32, 3), uint8.
    labels : numpy.ndarray
        Class of each picture, shape (n,), int64.
    """
    from sklearn.model_selection import train_test_split

    dataset = _read_fashion_mnist() if name == "fashion_mnist" else read_cifar10()
    every = np.arange(len(dataset.train_labels))
    of_lesson = _first(dataset.train_labels, SIZES["lesson"][0], len(dataset.class_names))
    aside = train_test_split(every, test_size=0.2, random_state=42)[1]
    learned = train_test_split(of_lesson, test_size=0.2, random_state=42)[0]
    kept = np.setdiff1d(aside, learned)
    return dataset.train_images[kept], dataset.train_labels[kept]


def load_digits() -> tuple[np.ndarray, np.ndarray]:
    """Load handwritten digits, a task that no network of the course was trained on.

    They come with scikit-learn (E. Alpaydin and C. Kaynak, "Optical Recognition of Handwritten
    Digits", 1998), as grey pictures of 8 x 8 pixels, and are enlarged here.

    Returns
    -------
    images : numpy.ndarray
        Shape (1797, 32, 32, 3), float32, from 0 to 1; the three channels are equal.
    labels : numpy.ndarray
        Shape (1797,), int64: the digit, from 0 to 9.
    """
    from PIL import Image
    from sklearn import datasets

    digits = datasets.load_digits()
    small = (digits.images / 16).astype("float32")
    grey = [Image.fromarray(image).resize((32, 32), Image.Resampling.BILINEAR) for image in small]
    return np.repeat(np.array(grey)[..., None], 3, axis=3), digits.target.astype("int64")


def cifar10_file() -> Path:
    """Tell where CIFAR-10 is stored once it has been fetched.

    Returns
    -------
    pathlib.Path
        A file below the folder that the environment variable ``TENSTEPS_DATA`` names, else below
        ``data`` in `helpers.USER_FOLDER`.
    """
    return Path(os.environ.get("TENSTEPS_DATA", USER_FOLDER / "data")) / "cifar10" / "cifar10.npz"


def _first(labels: np.ndarray, count: int, classes: int) -> np.ndarray:
    """Places of the first so many pictures, equally many of each class, ascending."""
    each = count // classes
    return np.sort(np.concatenate([np.flatnonzero(labels == c)[:each] for c in range(classes)]))


def _take(dataset: Dataset, train: int, test: int) -> Dataset:
    """Keep the first so many pictures of a data set, equally many of each class."""
    classes = len(dataset.class_names)
    of_train = _first(dataset.train_labels, train, classes)
    of_test = _first(dataset.test_labels, test, classes)
    return Dataset(
        dataset.name,
        dataset.title,
        dataset.class_names,
        dataset.train_images[of_train],
        dataset.train_labels[of_train],
        dataset.test_images[of_test],
        dataset.test_labels[of_test],
    )


def _read_fashion_mnist() -> Dataset:
    try:
        with np.load(FASHION_FILE) as file:
            arrays = {key: file[key] for key in file.files}
    except FileNotFoundError:
        raise DataError(f"The bundled pictures are missing: {FASHION_FILE}. {REPAIR}") from None
    except (OSError, ValueError, zipfile.BadZipFile) as error:
        raise DataError(
            f"The bundled pictures are damaged ({error}): {FASHION_FILE}. {REPAIR}"
        ) from error

    def pad(images: np.ndarray) -> np.ndarray:
        """Put 28 x 28 grey pictures into the middle of 32 x 32 ones with three equal channels."""
        return np.repeat(np.pad(images, ((0, 0), (2, 2), (2, 2)))[..., None], 3, axis=3)

    return Dataset(
        "fashion_mnist",
        "Fashion-MNIST (bundled sample)",
        FASHION_CLASSES,
        pad(arrays["train_images"]),
        arrays["train_labels"].astype("int64"),
        pad(arrays["test_images"]),
        arrays["test_labels"].astype("int64"),
    )


def read_cifar10() -> Dataset:
    """Read all of CIFAR-10.

    Returns
    -------
    Dataset
        50,000 training and 10,000 test pictures.

    Raises
    ------
    DataError
        If it has not been fetched, or its file is damaged.
    """
    file = cifar10_file()
    if not file.exists():
        raise DataError(
            "CIFAR-10 has not been fetched yet. Run: tensteps data cifar10 "
            '(170 MB), or use the bundled pictures: load_dataset("fashion_mnist").'
        )
    try:
        with np.load(file) as stored:
            official = bool(stored["official"])
            arrays = {key: stored[key] for key in stored.files if key != "official"}
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise DataError(
            f"The stored CIFAR-10 is damaged ({error}). Delete the file {file} and fetch it "
            "again: tensteps data cifar10"
        ) from error
    return Dataset(
        "cifar10",
        "CIFAR-10" if official else "CIFAR-10 (a copy, not the official files)",
        CIFAR10_CLASSES,
        arrays["x_train"],
        arrays["y_train"].reshape(-1).astype("int64"),
        arrays["x_test"],
        arrays["y_test"].reshape(-1).astype("int64"),
    )
