"""Make fashion_mnist_sample.npz from the original files of Fashion-MNIST.

    python data/build_sample.py FOLDER

FOLDER holds train-images-idx3-ubyte.gz and the three files beside it, from Debian's package
dataset-fashion-mnist or from github.com/zalandoresearch/fashion-mnist.

The sample is stratified: the first 500 training and 100 test pictures of each class, in the
order of the original files, as 28 x 28 grey pictures (`helpers.data` pads them when it loads
them).
"""

import gzip
import hashlib
import sys
from pathlib import Path

import numpy as np

SAMPLE = Path(__file__).with_name("fashion_mnist_sample.npz")
# SHA-256 of each file's unpacked content: packagers compress the files anew.
SHA256 = {
    "train-images-idx3-ubyte.gz": "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
    "train-labels-idx1-ubyte.gz": "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
    "t10k-images-idx3-ubyte.gz": "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
    "t10k-labels-idx1-ubyte.gz": "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34",
}


def read_idx(path, header):
    """Read the bytes of an IDX file after its header as a flat uint8 array."""
    content = gzip.decompress(path.read_bytes())
    if hashlib.sha256(content).hexdigest() != SHA256[path.name]:
        sys.exit(f"{path} does not hold the original data: its SHA-256 sum differs.")
    return np.frombuffer(content, np.uint8, offset=header)


def sample(folder, prefix, each):
    """Take the first `each` pictures of every class, in the order of the files."""
    labels = read_idx(folder / f"{prefix}-labels-idx1-ubyte.gz", 8)
    images = read_idx(folder / f"{prefix}-images-idx3-ubyte.gz", 16).reshape(-1, 28, 28)
    chosen = np.sort(np.concatenate([np.flatnonzero(labels == c)[:each] for c in range(10)]))
    return images[chosen], labels[chosen]


def main(folder):
    train_images, train_labels = sample(folder, "train", 500)
    test_images, test_labels = sample(folder, "t10k", 100)
    np.savez_compressed(
        SAMPLE,
        train_images=train_images,
        train_labels=train_labels,
        test_images=test_images,
        test_labels=test_labels,
    )
    print(f"{SAMPLE.name}: {SAMPLE.stat().st_size:,} bytes")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
