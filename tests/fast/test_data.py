import hashlib
import http.server
import importlib.util
import io
import os
import pickle
import re
import tarfile
import threading
from pathlib import Path

from helpers import COURSE, byhand, data
from helpers.data import cifar10, datasets
from helpers.data.__main__ import main

import numpy as np
import pytest

FASHION = Path("/usr/share/datasets/fashion-mnist")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An empty folder for fetched data."""
    monkeypatch.setenv("TENSTEPS_DATA", str(tmp_path))
    monkeypatch.delenv("TENSTEPS_DATASET", raising=False)
    return tmp_path


@pytest.fixture(scope="session")
def pictures():
    """All of CIFAR-10, from the folder that CIFAR10_SAMPLE names, in its classes' order."""
    if "CIFAR10_SAMPLE" not in os.environ:
        pytest.skip("CIFAR10_SAMPLE does not name a folder with cifar10-jpeg.tar.gz")
    from PIL import Image

    found = {"train": [], "test": []}
    with tarfile.open(Path(os.environ["CIFAR10_SAMPLE"]) / "cifar10-jpeg.tar.gz") as archive:
        for member in archive:
            if member.isfile():
                split, name, _ = member.name.split("/")
                picture = Image.open(io.BytesIO(archive.extractfile(member).read()))
                label = datasets.CIFAR10_CLASSES.index(name)
                found[split].append((np.asarray(picture.convert("RGB")), label))
    return {
        split: (np.stack([p for p, _ in pairs]), np.array([label for _, label in pairs]))
        for split, pairs in found.items()
    }


@pytest.fixture(scope="session")
def official(pictures, tmp_path_factory):
    """Those pictures as an archive in the layout of the official one: Python 2 pickles."""
    path = tmp_path_factory.mktemp("archive") / "cifar-10-python.tar.gz"
    images, labels = pictures["train"]
    batches = {f"data_batch_{n + 1}": (images[n::5], labels[n::5]) for n in range(5)} | {
        "test_batch": pictures["test"]
    }
    with tarfile.open(path, "w:gz", compresslevel=1) as archive:
        for name, (images, labels) in batches.items():
            rows = images.transpose(0, 3, 1, 2).reshape(len(images), -1)
            content = pickle.dumps({b"data": rows, b"labels": labels.tolist()}, protocol=2)
            member = tarfile.TarInfo(f"cifar-10-batches-py/{name}")
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return path


def test_bundled_sample_has_the_promised_shapes(capsys):
    dataset = data.load_dataset("fashion_mnist")
    assert dataset.train_images.shape == (5000, 32, 32, 3)
    assert dataset.test_images.shape == (1000, 32, 32, 3)
    assert dataset.train_images.dtype == np.uint8
    assert dataset.train_labels.dtype == np.int64
    assert np.array_equal(np.bincount(dataset.train_labels), [500] * 10)
    assert np.array_equal(np.bincount(dataset.test_labels), [100] * 10)
    assert (dataset.train_images.min(), dataset.train_images.max()) == (0, 255)
    assert np.array_equal(dataset.train_images[..., 0], dataset.train_images[..., 2])
    assert not dataset.train_images[:, :2].any(), "the border is black"
    assert "Fashion-MNIST (bundled sample): 5,000 training" in capsys.readouterr().out


def test_small_size_is_balanced_and_part_of_the_whole():
    whole, small = data.load_dataset("fashion_mnist"), data.load_dataset("fashion_mnist", "small")
    assert np.array_equal(np.bincount(small.train_labels), [50] * 10)
    assert np.array_equal(np.bincount(small.test_labels), [20] * 10)
    assert {p.tobytes() for p in small.train_images} <= {p.tobytes() for p in whole.train_images}


def test_graded_notebooks_get_the_small_bundled_sample(folder, monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    monkeypatch.setenv("TENSTEPS_DATASET", "cifar10")
    dataset = data.load_dataset()
    assert (dataset.name, len(dataset.train_images)) == ("fashion_mnist", 500)


def test_auto_takes_the_bundled_sample_where_nothing_was_fetched(folder):
    assert data.load_dataset().name == "fashion_mnist"


def test_unknown_names_are_refused(folder):
    with pytest.raises(ValueError, match="choose auto, fashion_mnist or cifar10"):
        data.load_dataset("mnist")
    with pytest.raises(ValueError, match="choose one of small, lesson, full"):
        data.load_dataset("fashion_mnist", "huge")
    with pytest.raises(data.DataError, match="Run: tensteps data cifar10"):
        data.load_dataset("cifar10")


def test_damaged_sample_is_named(tmp_path, monkeypatch):
    file = tmp_path / "sample.npz"
    monkeypatch.setattr(datasets, "FASHION_FILE", file)
    with pytest.raises(data.DataError, match="missing"):
        data.load_dataset("fashion_mnist")
    file.write_bytes(COURSE.joinpath("data/fashion_mnist_sample.npz").read_bytes()[:5000])
    with pytest.raises(data.DataError, match="git checkout data"):
        data.load_dataset("fashion_mnist")


def test_sample_is_what_its_script_makes(tmp_path, monkeypatch):
    if not FASHION.exists():
        pytest.skip("Debian's package dataset-fashion-mnist is not installed")
    spec = importlib.util.spec_from_file_location("build", COURSE / "data" / "build_sample.py")
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    monkeypatch.setattr(script, "SAMPLE", tmp_path / "again.npz")
    script.main(FASHION)
    with np.load(tmp_path / "again.npz") as again, np.load(datasets.FASHION_FILE) as bundled:
        for key in bundled.files:
            assert np.array_equal(again[key], bundled[key])


def test_checksums_are_those_of_the_files():
    for line in (COURSE / "data" / "SHA256SUMS").read_text().splitlines():
        expected, name = line.split()
        assert hashlib.sha256((COURSE / "data" / name).read_bytes()).hexdigest() == expected


def test_prepare_dataset():
    labels = np.arange(50) % 5
    images = np.arange(50, dtype="uint8")[:, None, None, None] * np.ones((1, 4, 4, 3), "uint8")
    train_x, validation_x, train_y, validation_y = byhand.prepare_dataset(images, labels[:, None])
    assert train_x.shape == (40, 4, 4, 3)
    assert validation_y.shape == (10, 5)
    assert train_x.dtype == np.float32
    both = np.concatenate([train_x, validation_x])[:, 0, 0, 0] * 255
    assert sorted(both.round().astype(int)) == list(range(50))
    assert np.array_equal(train_y.argmax(1), (train_x[:, 0, 0, 0] * 255).round() % 5)
    with pytest.raises(ValueError, match="50 pictures but 3 labels"):
        byhand.prepare_dataset(images, [1, 2, 3])


def test_no_network_has_learned_from_the_validation_pictures(monkeypatch):
    dataset = data.load_dataset("fashion_mnist", "lesson")
    expected = byhand.prepare_dataset(dataset.train_images, dataset.train_labels)[1]
    images, labels = data.load_validation("fashion_mnist")
    assert len(images) == len(labels) == len(expected) == 1000
    assert len(byhand.find_leaked(expected, byhand.normalise(images))) == 1000

    numbers = np.random.default_rng(1).permutation(20_000)
    pictures = np.stack(np.divmod(numbers, 256), axis=-1).astype("uint8").reshape(-1, 1, 1, 2)
    labels = np.repeat(np.arange(10), 2_000)
    large = data.Dataset("", "", datasets.CIFAR10_CLASSES, pictures, labels, pictures, labels)
    monkeypatch.setattr(datasets, "read_cifar10", lambda: large)
    images, labels = data.load_validation("cifar10")
    assert 3_000 < len(images) < 4_000
    places = [np.flatnonzero((pictures == image).all(axis=(1, 2, 3)))[0] for image in images[::99]]
    assert large.train_labels[places].tolist() == labels[::99].tolist()
    for part in (large, datasets._take(large, 5_000, 1_000)):
        learned = byhand.prepare_dataset(part.train_images, part.train_labels)[0]
        assert byhand.find_leaked(learned, byhand.normalise(images)) == []


def test_official_archive_is_read(folder, official, pictures, monkeypatch, capsys):
    assert main(["cifar10", "--from", str(official)]) == 0
    assert "a copy, not the official files" in capsys.readouterr().out
    dataset = data.load_dataset(size="full")
    images, labels = pictures["train"]
    assert dataset.name == "cifar10"
    assert np.array_equal(dataset.train_images[:10000], images[::5])
    assert np.array_equal(dataset.train_labels[:10000], labels[::5])
    assert np.array_equal(dataset.test_images, pictures["test"][0])
    assert len(data.load_dataset().train_images) == 5000

    monkeypatch.setattr(cifar10, "CIFAR10_SHA256", cifar10._sha256(official))
    data.fetch_cifar10(official)
    assert data.load_dataset().title == "CIFAR-10"


def test_npz_is_read_and_wrong_ones_are_refused(folder, pictures, capsys):
    (train, train_labels), (test, test_labels) = pictures["train"], pictures["test"]
    file = folder / "mine.npz"
    arrays = dict(x_train=train, y_train=train_labels[:, None], x_test=test, y_test=test_labels)
    np.savez(file, **arrays)
    assert main(["cifar10", "--from", str(file)]) == 0
    assert np.array_equal(data.load_dataset("cifar10", "full").train_labels, train_labels)
    stored = data.cifar10_file().read_bytes()

    np.savez(file, **(arrays | {"x_test": test[:5]}))
    assert main(["cifar10", "--from", str(file)]) == 1
    assert "x_test is uint8 of shape (5, 32, 32, 3)" in capsys.readouterr().err
    assert data.cifar10_file().read_bytes() == stored, "what was stored before stays"


@pytest.mark.parametrize("content", [b"", b"not an archive", b"\x1f\x8b\x08\x00cut off"])
def test_corrupt_files_are_refused(folder, content, capsys):
    file = folder / "cifar-10-python.tar.gz"
    file.write_bytes(content)
    assert main(["cifar10", "--from", str(file)]) == 1
    error = capsys.readouterr().err
    assert "not a readable copy of CIFAR-10" in error
    assert not data.cifar10_file().exists()


def test_missing_file_is_named(folder, capsys):
    assert main(["cifar10", "--from", str(folder / "nowhere.npz")]) == 1
    assert "Check the path after --from" in capsys.readouterr().err


def test_a_pickle_that_would_run_code_is_refused(folder, capsys):
    class Evil:
        def __reduce__(self):
            return os.mkdir, (str(folder / "harmed"),)

    content = pickle.dumps(Evil(), protocol=2)
    with tarfile.open(folder / "evil.tar.gz", "w:gz") as archive:
        member = tarfile.TarInfo("cifar-10-batches-py/data_batch_1")
        member.size = len(content)
        archive.addfile(member, io.BytesIO(content))
    assert main(["cifar10", "--from", str(folder / "evil.tar.gz")]) == 1
    assert "it asks for posix.mkdir" in capsys.readouterr().err
    assert not (folder / "harmed").exists()


class Server(http.server.BaseHTTPRequestHandler):
    """Serves `content`; breaks off after `cut` bytes of each answer."""

    content, cut, ranges = b"", None, []

    def do_GET(self):
        start = int(self.headers.get("Range", "bytes=0-")[6:-1])
        type(self).ranges.append(start)
        self.send_response(206 if start else 200)
        self.send_header("Content-Length", str(len(self.content) - start))
        self.end_headers()
        self.wfile.write(self.content[start:][: self.cut])

    def log_message(self, *_):
        pass


@pytest.fixture
def server(monkeypatch):
    """A server on this machine in place of the official one."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{running.server_port}/cifar-10-python.tar.gz"
        monkeypatch.setattr(cifar10, "CIFAR10_URL", url)
        monkeypatch.setattr(Server, "ranges", [])
        yield running
        running.shutdown()


def test_a_broken_download_goes_on_where_it_stopped(folder, official, server, monkeypatch, capsys):
    content = official.read_bytes()
    monkeypatch.setattr(cifar10, "CIFAR10_SHA256", hashlib.sha256(content).hexdigest())
    monkeypatch.setattr(Server, "content", content)
    monkeypatch.setattr(Server, "cut", 1_000_000)
    assert main(["cifar10"]) == 1
    error = capsys.readouterr().err
    assert "goes on where it stopped" in " ".join(error.split())
    monkeypatch.setattr(Server, "cut", None)
    assert main(["cifar10"]) == 0
    assert Server.ranges[0] == 0
    assert Server.ranges[1] > 900_000
    assert data.load_dataset().title == "CIFAR-10"
    assert [p.name for p in data.cifar10_file().parent.iterdir()] == ["cifar10.npz"]
    assert main(["cifar10"]) == 0
    assert "already there" in capsys.readouterr().out


def test_a_wrong_download_is_deleted(folder, server, monkeypatch, capsys):
    monkeypatch.setattr(Server, "content", b"something else")
    assert main(["cifar10"]) == 1
    assert "not the official CIFAR-10 archive" in capsys.readouterr().err
    assert not list(data.cifar10_file().parent.iterdir())


def test_offline_says_what_to_do(folder, monkeypatch, capsys):
    monkeypatch.setattr(cifar10, "CIFAR10_URL", "http://127.0.0.1:9/cifar-10-python.tar.gz")
    assert main(["cifar10"]) == 1
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert "--from FILE" in error


def test_write_photo_folder_writes_three_classes_in_mixed_sizes(tmp_path):
    from PIL import Image

    written = data.write_photo_folder(tmp_path)
    files = {folder.name: sorted(folder.iterdir()) for folder in tmp_path.iterdir()}
    assert {name: len(found) for name, found in files.items()} == {
        "astronaut": 10,
        "cat": 14,
        "coffee": 12,
    }
    assert sorted(written) == sorted(file for found in files.values() for file in found)
    shapes = [Image.open(file).size for file in written]
    assert len(set(shapes)) == 4
    assert max(shapes, key=shapes.count) == (500, 375)


def test_pieces_of_strips_tell_their_strip_and_share_no_pixel(tmp_path, monkeypatch):
    import skimage.data
    from PIL import Image

    # A photograph with one colour in each strip: no piece may hold two.
    photo = np.repeat(np.arange(0, 240, 40, dtype="uint8"), 60)[None, :, None]
    for name in ("astronaut", "chelsea", "coffee"):
        monkeypatch.setattr(skimage.data, name, lambda: np.broadcast_to(photo, (200, 360, 3)))
    written = data.write_photo_folder(tmp_path, strips=6)
    assert len(written) == 3 * 6 * 6
    for file in written:
        strip = re.fullmatch(r"strip(\d)-\d\d.jpg", file.name)[1]
        assert np.ptp(np.array(Image.open(file))) <= 2
        assert abs(np.array(Image.open(file)).mean() - 40 * int(strip)) < 2


def test_results_are_read_with_curves_as_lists():
    runs = data.load_results("improved", "cifar10")
    assert list(runs["run"]) == ["dropout", "improved"] * 5
    assert [len(curve) for curve in runs["accuracy"]] == list(runs["epochs"])
    with pytest.raises(ValueError, match="no results tea-cifar10; there are: .*improved-cifar10"):
        data.load_results("tea", "cifar10")
