"""The pictures: a bundled sample of Fashion-MNIST, and CIFAR-10 once it has been fetched.

Both have the same shapes: ten classes, pictures of 32 x 32 pixels in three channels.

`python -m helpers.data cifar10` fetches CIFAR-10 (170 MB);
`python -m helpers.data cifar10 --from FILE` takes a local archive or npz file instead.
"""

import argparse
import hashlib
import io
import json
import os
import pickle
import shutil
import sys
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from . import PROJECT

FASHION_FILE = PROJECT / "data" / "fashion_mnist_sample.npz"
RESULTS_FOLDER = PROJECT / "data" / "results"
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

CIFAR10_URL = "https://www.cs.toronto.edu/~kriz/cifar-10-python.tar.gz"
CIFAR10_SHA256 = "6d958be074577803d12ecdefd02955f39262c83c16fe9348329d7fe0b5c001ce"
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

# Training and test pictures of each size; "full" is all there are.
SIZES = {"small": (500, 200), "lesson": (5000, 1000), "full": None}


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
    class_names: tuple
    train_images: np.ndarray
    train_labels: np.ndarray
    test_images: np.ndarray
    test_labels: np.ndarray

    def __repr__(self):
        height, width = self.train_images.shape[1:3]
        return (
            f"{self.title}: {len(self.train_images):,} training and {len(self.test_images):,} "
            f"test pictures of {height} x {width} pixels, {len(self.class_names)} classes"
        )


def load_dataset(name="auto", size="auto"):
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
    if size not in SIZES:
        raise ValueError(f"size is {size!r}; choose one of {', '.join(SIZES)}.")
    if name == "fashion_mnist":
        dataset = _read_fashion_mnist()
    elif name == "cifar10":
        dataset = read_cifar10()
    else:
        raise ValueError(f"name is {name!r}; choose auto, fashion_mnist or cifar10.")
    if SIZES[size] is not None:
        dataset = _take(dataset, *SIZES[size])
    print(dataset)
    return dataset


def load_image(path, size=(32, 32)):
    """Read a picture file as an array, in colour and resized.

    Parameters
    ----------
    path : path or file object
        A picture file that Pillow can read, such as JPEG or PNG; grey, colour or transparent.
    size : tuple of int
        Height and width of the result in pixels, in the order of a NumPy shape.

    Returns
    -------
    numpy.ndarray
        The picture, shape (height, width, 3), uint8, from 0 to 255: red, green, blue.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    PIL.UnidentifiedImageError
        If the file is not a picture.
    """
    from PIL import Image

    height, width = size
    with Image.open(path) as picture:
        return np.array(picture.convert("RGB").resize((width, height)))


def normalise(images):
    """Scale pixels from 0..255 to 0..1.

    Parameters
    ----------
    images : array_like
        One picture or many, any shape, values from 0 to 255.

    Returns
    -------
    numpy.ndarray
        The same shape, float32, from 0 to 1; the pictures given are left as they are.

    Raises
    ------
    ValueError
        If a value lies outside 0 to 255.
    """
    images = np.asarray(images)
    if images.size and (images.min() < 0 or images.max() > 255):
        raise ValueError(
            f"Pixels go from 0 to 255, but these go from {images.min()} to {images.max()}."
        )
    return images.astype("float32") / 255


def one_hot(labels, classes):
    """Turn class numbers into rows that are 1 at the class and 0 elsewhere.

    Parameters
    ----------
    labels : array_like
        Class of each picture, shape (n,) or (n, 1), integers from 0 to ``classes - 1``.
    classes : int
        How many classes there are, also those that no label names.

    Returns
    -------
    numpy.ndarray
        Shape (n, classes), float32.

    Raises
    ------
    ValueError
        If a label is not a whole number from 0 to ``classes - 1``.
    """
    labels = np.asarray(labels).reshape(-1)
    numbers = labels.astype("int64")
    if not np.array_equal(numbers, labels) or np.any((numbers < 0) | (numbers >= classes)):
        raise ValueError(f"Labels must be whole numbers from 0 to {classes - 1}.")
    return np.eye(classes, dtype="float32")[numbers]


def predicted_class(probabilities, class_names):
    """Name the class with the largest probability.

    Parameters
    ----------
    probabilities : array_like
        Scores of one picture, shape (classes,), or of many, shape (n, classes).
    class_names : sequence of str
        Name of each class, in the order of the scores.

    Returns
    -------
    str or list of str
        One name for one picture; a list of n names for many, also where n is 1.

    Raises
    ------
    ValueError
        If there are not as many scores a picture as names.
    """
    probabilities = np.asarray(probabilities)
    if probabilities.ndim not in (1, 2) or probabilities.shape[-1] != len(class_names):
        raise ValueError(
            f"Probabilities of shape {probabilities.shape} do not fit {len(class_names)} "
            "class names; (classes,) or (n, classes) was expected."
        )
    best = probabilities.argmax(axis=-1)
    return class_names[best] if best.ndim == 0 else [class_names[place] for place in best]


def prepare_dataset(images, labels, validation_share=0.2, seed=42):
    """Scale pictures, one-hot encode labels, and set a part aside for validation.

    Parameters
    ----------
    images : array_like
        Pictures, shape (n, height, width, channels), values from 0 to 255.
    labels : array_like
        Class of each picture, shape (n,) or (n, 1), integers from 0.
    validation_share : float
        Share of the pictures that is set aside, between 0 and 1.
    seed : int
        Seed of the shuffle, so that everybody gets the same split.

    Returns
    -------
    train_images, validation_images : numpy.ndarray
        Pictures, float32, from 0 to 1.
    train_labels, validation_labels : numpy.ndarray
        One-hot labels, shape (n, classes), float32.

    Raises
    ------
    ValueError
        If there are not as many labels as pictures.
    """
    images = np.asarray(images)
    labels = np.asarray(labels).reshape(-1)
    if len(images) != len(labels):
        raise ValueError(f"There are {len(images)} pictures but {len(labels)} labels.")
    from sklearn.model_selection import train_test_split

    return train_test_split(
        normalise(images),
        one_hot(labels, labels.max() + 1),
        test_size=validation_share,
        random_state=seed,
    )


def class_counts(labels, classes):
    """Count the pictures of each class.

    Parameters
    ----------
    labels : array_like
        Class of each picture, shape (n,) or (n, 1), integers from 0 to ``classes - 1``.
    classes : int
        How many classes there are, also those that no label names.

    Returns
    -------
    numpy.ndarray
        Shape (classes,), int64: how many labels are 0, how many are 1, and so on.

    Raises
    ------
    ValueError
        If a label is not a whole number from 0 to ``classes - 1``.
    """
    return one_hot(labels, classes).sum(axis=0, dtype="int64")


def stratified_split(labels, validation_share=0.2, seed=42):
    """Set a part aside for validation that has the same share of every class.

    Parameters
    ----------
    labels : array_like
        Class of each picture, shape (n,) or (n, 1).
    validation_share : float
        Share of the pictures that is set aside, between 0 and 1.
    seed : int
        Seed of the shuffle, so that everybody gets the same split.

    Returns
    -------
    train, validation : numpy.ndarray
        Places of the pictures in each part, shuffled, int64. Of each class, validation has its
        share to within one picture.

    Raises
    ------
    ValueError
        If a class has only one picture, or a part would have none of some class.
    """
    from sklearn.model_selection import train_test_split

    labels = np.asarray(labels).reshape(-1)
    return tuple(
        train_test_split(
            np.arange(len(labels)), test_size=validation_share, random_state=seed, stratify=labels
        )
    )


def find_leaked(train_images, validation_images):
    """Find the validation pictures that are among the training pictures, too.

    Parameters
    ----------
    train_images, validation_images : array_like
        Pictures, shape (n, ...), all of the same shape and type.

    Returns
    -------
    list of int
        Places in `validation_images`, ascending. Only exact copies are found.
    """
    seen = {image.tobytes() for image in np.asarray(train_images)}
    validation_images = np.asarray(validation_images)
    return [place for place, image in enumerate(validation_images) if image.tobytes() in seen]


def load_results(study, dataset):
    """Read what was measured when the course was made, by ``data/record_results.py``.

    Parameters
    ----------
    study : str
        What was compared: ``"epochs"``, ``"dropout"``, ``"optimizer"``, ``"rate_batch"``,
        ``"activation"``, ``"ladder"``, ``"ladder_pair"`` or ``"improved"``.
    dataset : str
        Name of the data set: ``"fashion_mnist"`` (the bundled sample) or ``"cifar10"`` (all of it).

    Returns
    -------
    pandas.DataFrame
        One row a training run, in the order in which they were made. ``run`` is the run's name;
        ``loss``, ``accuracy``, ``val_loss`` and ``val_accuracy`` are lists with one number an
        epoch; ``seconds`` is how long training took, ``test_accuracy`` the result on the test
        pictures (0 to 1).

    Raises
    ------
    ValueError
        If there is no such study.
    """
    import pandas as pd

    file = RESULTS_FOLDER / f"{study}-{dataset}.csv"
    if not file.exists():
        known = ", ".join(sorted(path.stem for path in RESULTS_FOLDER.glob("*.csv")))
        raise ValueError(f"There are no results {file.stem}; there are: {known}.")
    curves = ["loss", "accuracy", "val_loss", "val_accuracy"]
    return pd.read_csv(file, dtype={"run": str}, converters=dict.fromkeys(curves, json.loads))


def last_accuracies(study, here=None):
    """Compare the validation accuracies of a study after its last epoch.

    Parameters
    ----------
    study : str
        One that was measured with validation pictures, see `load_results`.
    here : dict, optional
        Own accuracies (0 to 1) by run, put beside the recorded ones.

    Returns
    -------
    pandas.DataFrame
        One row a run, one column a data set, rounded to three digits.
    """
    import pandas as pd

    columns = {}
    for name in ("fashion_mnist", "cifar10"):
        columns[name] = load_results(study, name).set_index("run")["val_accuracy"].str[-1]
    if here is not None:
        columns["here"] = pd.Series({str(run): score for run, score in here.items()})
    return pd.DataFrame(columns).round(3)


def write_photo_folder(folder):
    """Write 36 colour pictures of mixed sizes, in one folder for each of three classes.

    They are pieces of three photographs that come with scikit-image: an astronaut (NASA, public
    domain), a cat (Stefan van der Walt, CC0) and a cup of coffee (Rachel Michetti, CC0).

    Parameters
    ----------
    folder : path
        An existing folder. JPEG files ``astronaut/00.jpg``, ... are written into it.

    Returns
    -------
    list of pathlib.Path
        The files.
    """
    import skimage.data
    from PIL import Image

    photos = {
        "astronaut": (skimage.data.astronaut, 10),
        "cat": (skimage.data.chelsea, 14),
        "coffee": (skimage.data.coffee, 12),
    }
    sizes = [(500, 375), (500, 333), (375, 500), (400, 300)]  # width and height, as in Pillow
    random = np.random.default_rng(42)
    files = []
    for name, (read, count) in photos.items():
        (Path(folder) / name).mkdir()
        photo = Image.fromarray(read())
        for number in range(count):
            width, height = sizes[random.choice(4, p=[0.6, 0.2, 0.1, 0.1])]
            scale = random.uniform(0.7, 1) * min(photo.width / width, photo.height / height)
            left = random.uniform(0, photo.width - scale * width)
            top = random.uniform(0, photo.height - scale * height)
            box = (left, top, left + scale * width, top + scale * height)
            files.append(Path(folder) / name / f"{number:02}.jpg")
            photo.resize((width, height), box=box).save(files[-1], quality=90)
    return files


def load_validation(name):
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


def load_digits():
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


def fetch_cifar10(source=None):
    """Fetch CIFAR-10 and store it where `load_dataset` finds it.

    Parameters
    ----------
    source : path, optional
        A local file to take instead of downloading: the official archive
        (``cifar-10-python.tar.gz``), or an npz file with ``x_train``, ``y_train``, ``x_test``
        and ``y_test``. What does not have the official checksum is stored as a copy.

    Returns
    -------
    pathlib.Path
        The stored file, in the folder ``TENSTEPS_DATA`` or else the project's ``data``.

    Raises
    ------
    DataError
        If the download fails (what has come is kept, and the next call goes on from there),
        or if the file is damaged or holds something else. Nothing stored before is changed.
    """
    if source is None:
        archive = _download(CIFAR10_URL, CIFAR10_SHA256, cifar10_file().parent)
    else:
        archive = Path(source)
        if not archive.is_file():
            raise DataError(f"There is no file {archive}. Check the path after --from.")
    arrays = _read_archive(archive)
    official = _sha256(archive) == CIFAR10_SHA256
    target = cifar10_file()
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_suffix(".part")
    with open(part, "wb") as file:
        np.savez(file, official=np.array(official), **arrays)
    os.replace(part, target)
    if source is None:
        archive.unlink()
    return target


def cifar10_file():
    """Path where CIFAR-10 is stored once it has been fetched."""
    return Path(os.environ.get("TENSTEPS_DATA", PROJECT / "data")) / "cifar10" / "cifar10.npz"


def _first(labels, count, classes):
    """Places of the first so many pictures, equally many of each class, ascending."""
    each = count // classes
    return np.sort(np.concatenate([np.flatnonzero(labels == c)[:each] for c in range(classes)]))


def _take(dataset, train, test):
    """Keep the first so many pictures of a data set, equally many of each class."""
    classes = len(dataset.class_names)
    train = _first(dataset.train_labels, train, classes)
    test = _first(dataset.test_labels, test, classes)
    return Dataset(
        dataset.name,
        dataset.title,
        dataset.class_names,
        dataset.train_images[train],
        dataset.train_labels[train],
        dataset.test_images[test],
        dataset.test_labels[test],
    )


def _read_fashion_mnist():
    try:
        with np.load(FASHION_FILE) as file:
            arrays = {key: file[key] for key in file.files}
    except FileNotFoundError:
        raise DataError(
            f"The bundled pictures are missing: {FASHION_FILE}. Install the project from its "
            "own folder, in place: pip install -e ."
        ) from None
    except (OSError, ValueError, zipfile.BadZipFile) as error:
        raise DataError(
            f"The bundled pictures are damaged ({error}): {FASHION_FILE}. Get the file again, "
            "with: git checkout data/fashion_mnist_sample.npz"
        ) from error

    def pad(images):
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


def read_cifar10():
    """Read all of CIFAR-10, as a `Dataset`; raises `DataError` where it is not there or damaged."""
    file = cifar10_file()
    if not file.exists():
        raise DataError(
            "CIFAR-10 has not been fetched yet. Run: python -m helpers.data cifar10 "
            '(170 MB), or use the bundled pictures: load_dataset("fashion_mnist").'
        )
    try:
        with np.load(file) as stored:
            official = bool(stored["official"])
            arrays = {key: stored[key] for key in stored.files if key != "official"}
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise DataError(
            f"The stored CIFAR-10 is damaged ({error}). Delete {file.name} in the folder "
            "data/cifar10 and fetch it again: python -m helpers.data cifar10"
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


def _download(url, sha256, folder):
    """Download a file through pooch, going on where an earlier try broke off."""
    import pooch
    import requests

    folder.mkdir(parents=True, exist_ok=True)
    part = folder / (url.rsplit("/", 1)[1] + ".part")

    def resume(url, output_file, _):
        from tqdm import tqdm

        done = part.stat().st_size if part.exists() else 0
        headers = {"Range": f"bytes={done}-"} if done else {}
        with requests.get(url, headers=headers, stream=True, timeout=(10, 30)) as response:
            if response.status_code != 416:  # 416: nothing is left to send
                response.raise_for_status()
                if response.status_code != 206:  # the server sends all of it again
                    done = 0
                total = done + int(response.headers.get("Content-Length", 0))
                with (
                    open(part, "ab" if done else "wb") as file,
                    tqdm(total=total, initial=done, unit="B", unit_scale=True) as bar,
                ):
                    for chunk in response.iter_content(1 << 16):
                        file.write(chunk)
                        bar.update(len(chunk))
        if _sha256(part) != sha256:
            part.unlink()
            raise DataError(
                "What came is not the official CIFAR-10 archive (its SHA-256 differs), so it was "
                "deleted. Run the command again."
            )
        shutil.move(part, output_file)

    pooch.get_logger().setLevel("ERROR")
    try:
        return Path(pooch.retrieve(url, f"sha256:{sha256}", path=folder, downloader=resume))
    except requests.RequestException as error:
        raise DataError(
            f"CIFAR-10 could not be fetched from {url.split('/')[2]} "
            f"({type(error).__name__}). Check the network and run the command again (it goes on "
            "where it stopped), give a local file with --from FILE, or go on with the bundled "
            "pictures, which need no network."
        ) from error


def _sha256(path):
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class _ArraysOnly(pickle.Unpickler):
    """Reads pickled NumPy arrays and nothing else: a pickle could otherwise run any code."""

    allowed = {"_reconstruct", "ndarray", "dtype", "encode"}

    def find_class(self, module, name):
        if module.split(".")[0] in {"numpy", "_codecs"} and name in self.allowed:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"it asks for {module}.{name}")


def _read_archive(path):
    """Read the arrays of CIFAR-10 from the official archive or an npz file, and check them."""
    try:
        arrays = _read_npz(path) if zipfile.is_zipfile(path) else _read_tar(path)
    except (OSError, EOFError, ValueError, KeyError) as error:
        raise _not_cifar10(path, error) from error
    except (tarfile.TarError, pickle.UnpicklingError, zipfile.BadZipFile) as error:
        raise _not_cifar10(path, error) from error
    for split, count in (("train", 50_000), ("test", 10_000)):
        images, labels = arrays[f"x_{split}"], arrays[f"y_{split}"].reshape(-1)
        if images.shape != (count, 32, 32, 3) or images.dtype != np.uint8:
            raise _not_cifar10(path, f"x_{split} is {images.dtype} of shape {images.shape}")
        if not np.array_equal(np.bincount(labels, minlength=10), np.full(10, count // 10)):
            raise _not_cifar10(path, f"y_{split} does not name ten classes equally often")
    return arrays


def _not_cifar10(path, why):
    return DataError(
        f"{Path(path).name} is not a readable copy of CIFAR-10: {why}. Give the official "
        "cifar-10-python.tar.gz, or an npz with x_train, y_train, x_test and y_test."
    )


def _read_npz(path):
    with np.load(path) as file:
        return {key: file[key] for key in ("x_train", "y_train", "x_test", "y_test")}


def _read_tar(path):
    batches = {}
    with tarfile.open(path) as archive:
        for member in archive:
            name = Path(member.name).name
            if member.isfile() and name.startswith(("data_batch_", "test_batch")):
                content = io.BytesIO(archive.extractfile(member).read())
                batches[name] = _ArraysOnly(content, encoding="bytes").load()
    train = [f"data_batch_{number}" for number in range(1, 6)]
    arrays = {}
    for split, names in (("train", train), ("test", ["test_batch"])):
        # A row is all red values, then all green, then all blue.
        rows = np.concatenate([batches[name][b"data"] for name in names])
        arrays[f"x_{split}"] = rows.reshape(-1, 3, 32, 32).transpose(0, 2, 3, 1)
        labels = np.concatenate([batches[name][b"labels"] for name in names])
        arrays[f"y_{split}"] = labels.astype("uint8")[:, None]
    return arrays


def main(arguments=None):
    """Run ``python -m helpers.data``; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m helpers.data", description=__doc__)
    parser.add_argument("dataset", choices=["cifar10"])
    parser.add_argument("--from", dest="source", metavar="FILE", help="take this file instead")
    options = parser.parse_args(arguments)
    if options.source is None and cifar10_file().exists():
        print(f"CIFAR-10 is already there: {cifar10_file()}")
        return 0
    try:
        target = fetch_cifar10(options.source)
    except DataError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped. The same command goes on from here.", file=sys.stderr)
        return 130
    print(f"{read_cifar10().title} is stored in {target}; the lessons use it from now on.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
