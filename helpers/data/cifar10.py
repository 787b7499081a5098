"""Fetches CIFAR-10: downloads its archive, or reads a copy, checks it, and stores it."""

import hashlib
import io
import os
import pickle
import shutil
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import numpy as np

from .datasets import DataError, cifar10_file

CIFAR10_URL = "https://www.cs.toronto.edu/~kriz/cifar-10-python.tar.gz"
CIFAR10_SHA256 = "6d958be074577803d12ecdefd02955f39262c83c16fe9348329d7fe0b5c001ce"


def fetch_cifar10(source: str | os.PathLike[str] | None = None) -> Path:
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
        The stored file, see `cifar10_file`.

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
    arrays: dict[str, Any] = _read_archive(archive)
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


def _download(url: str, sha256: str, folder: Path) -> Path:
    """Download a file through pooch, going on where an earlier try broke off."""
    import pooch
    import requests

    folder.mkdir(parents=True, exist_ok=True)
    part = folder / (url.rsplit("/", 1)[1] + ".part")

    def resume(url: str, output_file: str, _: object) -> None:
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


def _sha256(path: Path) -> str:
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class _ArraysOnly(pickle.Unpickler):
    """Reads pickled NumPy arrays and nothing else: a pickle could otherwise run any code."""

    allowed = {"_reconstruct", "ndarray", "dtype", "encode"}

    def find_class(self, module: str, name: str) -> Any:
        if module.split(".")[0] in {"numpy", "_codecs"} and name in self.allowed:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"it asks for {module}.{name}")


def _read_archive(path: Path) -> dict[str, np.ndarray]:
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


def _not_cifar10(path: Path, why: str | Exception) -> DataError:
    return DataError(
        f"{Path(path).name} is not a readable copy of CIFAR-10: {why}. Give the official "
        "cifar-10-python.tar.gz, or an npz with x_train, y_train, x_test and y_test."
    )


def _read_npz(path: Path) -> dict[str, np.ndarray]:
    with np.load(path) as file:
        return {key: file[key] for key in ("x_train", "y_train", "x_test", "y_test")}


def _read_tar(path: Path) -> dict[str, np.ndarray]:
    batches = {}
    with tarfile.open(path) as archive:
        for member in archive:
            name = Path(member.name).name
            file = archive.extractfile(member) if member.isfile() else None
            if file is not None and name.startswith(("data_batch_", "test_batch")):
                content = io.BytesIO(file.read())
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
