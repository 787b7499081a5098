"""Record what the reference networks answer to pictures that are prepared otherwise than in training.

    python data/record_preparation.py [fashion_mnist] [cifar10]

Writes results/preparation-DATASET.csv, if it is not there: for the first and the third network, and each preparation,
accuracy and mean confidence on the validation pictures. CIFAR-10 has to be fetched before (tensteps
data cifar10).
"""

import datetime
import sys

from helpers import byhand, data, storage
from helpers.data import results

import pandas as pd
from train_models import SEED, versions

# The same as in lesson 7.
PREPARATIONS = {
    "as in training, 0 to 1": lambda pixels: pixels,
    "forgotten, 0 to 255": lambda pixels: pixels * 255,
    "done twice, 0 to 1/255": lambda pixels: pixels / 255,
    "another range, -1 to 1": lambda pixels: pixels * 2 - 1,
    "red and blue exchanged": lambda pixels: pixels[..., ::-1],
}


def record(dataset_name):
    """Measure both networks on all validation pictures; returns a table."""
    dataset = data.load_dataset(dataset_name, "full")
    _, pictures, _, labels = byhand.prepare_dataset(
        dataset.train_images, dataset.train_labels, seed=SEED
    )
    rows = []
    for run in ("intro", "improved"):
        model, _ = storage.load_reference_model(run, dataset_name)
        for preparation, prepare in PREPARATIONS.items():
            answers = model.predict(prepare(pictures), batch_size=128, verbose=0)
            right = answers.argmax(axis=1) == labels.argmax(axis=1)
            rows.append(
                {
                    "dataset": dataset_name,
                    "run": run,
                    "preparation": preparation,
                    "accuracy": round(float(right.mean()), 4),
                    "confidence": round(float(answers.max(axis=1).mean()), 4),
                    "validation_images": len(pictures),
                    "data": dataset.title,
                    "date": datetime.date.today().isoformat(),
                    "versions": " ".join(
                        f"{name} {version}" for name, version in versions().items()
                    ),
                }
            )
    return pd.DataFrame(rows)


if __name__ == "__main__":
    for name in sys.argv[1:] or ("fashion_mnist", "cifar10"):
        file = results.RESULTS_FOLDER / f"preparation-{name}.csv"
        if not file.exists():
            record(name).to_csv(file, index=False, lineterminator="\n")
