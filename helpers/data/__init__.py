"""The pictures: a bundled sample of Fashion-MNIST, and CIFAR-10 once it has been fetched.

Both have the same shapes: ten classes, pictures of 32 x 32 pixels in three channels.

`tensteps data cifar10` fetches CIFAR-10 (170 MB);
`tensteps data cifar10 --from FILE` takes a local archive or npz file instead.
"""

from .cifar10 import fetch_cifar10
from .datasets import (
    DataError,
    Dataset,
    cifar10_file,
    load_dataset,
    load_digits,
    load_validation,
    read_cifar10,
)
from .photographs import write_photo_folder
from .results import load_results, summarize_results

__all__ = [
    "DataError",
    "Dataset",
    "cifar10_file",
    "fetch_cifar10",
    "load_dataset",
    "load_digits",
    "load_results",
    "load_validation",
    "read_cifar10",
    "summarize_results",
    "write_photo_folder",
]
