"""The command `tensteps data`, which is also `python -m helpers.data`."""

import argparse
import sys
from collections.abc import Sequence

from . import DataError, cifar10_file, fetch_cifar10, read_cifar10


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``tensteps data``.

    Parameters
    ----------
    arguments : sequence of str, optional
        A data set and options; those of the command line by default.

    Returns
    -------
    int
        The exit status.
    """
    parser = argparse.ArgumentParser(
        prog="tensteps data",
        description="Fetch CIFAR-10, which the lessons use from then on.",
    )
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
