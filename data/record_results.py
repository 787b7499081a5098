"""Record the training runs in data/results, as far as they are not there yet.

    python data/record_results.py [--dataset fashion_mnist|cifar10] [STUDY ...]

Fashion-MNIST is the bundled sample; CIFAR-10 has to be fetched before (tensteps data cifar10).
"epochs" and "improved" train on all that `prepare_dataset` leaves of it, the others on 4,000
pictures, as many as a lesson has. The test pictures are looked at in "improved" only: what is
chosen by others is chosen on validation pictures. Each run appends one row to STUDY-DATASET.csv
when it ends, so the script can be stopped, and goes on where it was. Delete rows to make them again.
"""

import argparse
import contextlib
import csv
import datetime
import functools
import io
import json
import time

from helpers import byhand, data, hardware, models
from helpers.data import results

import keras
import numpy as np
from keras import layers
from tqdm import tqdm
from train_models import RECIPES, SEED, versions

# The two classes that are told apart in ladder_pair: cat and dog; T-shirt and shirt.
PAIRS = {"cifar10": (3, 5), "fashion_mnist": (0, 6)}


def create_model_ladder(filters, units, classes):
    """Convolutions with pooling, as many as `filters` has numbers, and one hidden dense layer."""
    model = keras.Sequential([keras.Input((32, 32, 3))])
    for number in filters:
        model.add(layers.Conv2D(number, 3, activation="relu"))
        model.add(layers.MaxPooling2D())
    model.add(layers.Flatten())
    model.add(layers.Dense(units, activation="relu"))
    model.add(layers.Dense(classes, activation="softmax"))
    return model


LADDER = {
    "MLP": ((), 64),
    "one convolution": ((16,), 64),
    "two convolutions": ((16, 32), 64),
    "two wider": ((32, 64), 64),
    "two wider, wide dense": ((32, 64), 256),
}


def ladder(classes):
    """The networks of the ladder, from an MLP up; each has its learning rate chosen anew."""
    return [
        {
            "run": name,
            "create": functools.partial(create_model_ladder, filters, units, classes),
            "learning_rate": (0.0003, 0.001, 0.003),
        }
        for name, (filters, units) in LADDER.items()
    ]


def repeat(runs, seeds):
    """The same runs with each of the seeds: all runs with the first one, then with the next."""
    return [settings | {"seed": seed} for seed in range(seeds) for settings in runs]


# What is compared in each study; what a run does not name is as in DEFAULT.
DEFAULT = {"optimizer": "adam", "learning_rate": None, "batch_size": 32, "epochs": 10, "seed": SEED}
STUDIES = {
    "improved": repeat(
        [
            {"run": "dropout", "create": models.CREATE["dropout"]},
            {"run": "improved", "create": models.CREATE["improved"]},
        ],
        seeds=5,
    ),
    "epochs": [{"run": run, "create": models.CREATE[run]} for run in ("intro", "dropout")],
    "ladder_pair": repeat(ladder(classes=2), seeds=5),
    "ladder": repeat([settings | {"epochs": 8} for settings in ladder(classes=10)], seeds=5),
    "dropout": repeat(
        [
            {
                "run": str(rate),
                "create": functools.partial(byhand.create_model_dropout, dropout_rate=rate),
            }
            for rate in (0.15, 0.3, 0.45, 0.6, 0.75)
        ],
        seeds=3,
    ),
    "activation": repeat(
        [
            {"run": name, "create": functools.partial(byhand.create_model_intro, activation=name)}
            for name in ("relu", "sigmoid", "tanh", "selu", "leaky_relu")
        ],
        seeds=3,
    ),
    "optimizer": repeat(
        [
            {"run": name, "create": byhand.create_model_dropout, "optimizer": name}
            for name in ("sgd", "rmsprop", "adam")
        ],
        seeds=3,
    ),
    "rate_batch": repeat(
        [
            {
                "run": f"{rate:g} / {batch_size}",
                "create": byhand.create_model_dropout,
                "learning_rate": rate,
                "batch_size": batch_size,
                "epochs": 3,
            }
            for rate in (0.0003, 0.001, 0.003, 0.01)
            for batch_size in (32, 64, 128)
        ],
        seeds=3,
    ),
}
# The others choose by validation pictures, and are not about how much data there is.
ALL_PICTURES = ("improved", "epochs")


def prepare(study, dataset_name):
    """Title of the data set, and its pictures with one-hot labels: training, validation, test."""
    dataset = data.load_dataset(dataset_name, "full")
    train_x, validation_x, train_y, validation_y = byhand.prepare_dataset(
        dataset.train_images, dataset.train_labels, seed=SEED
    )
    test = byhand.normalise(dataset.test_images), byhand.one_hot(dataset.test_labels, 10)
    if study not in ALL_PICTURES:
        few = 5 if study == "ladder_pair" else 1  # it keeps two classes of ten
        train_x, train_y = train_x[: few * 4000], train_y[: few * 4000]
        validation_x, validation_y = validation_x[: few * 4000], validation_y[: few * 4000]
    parts = [(train_x, train_y), (validation_x, validation_y), test]
    if study == "ladder_pair":
        pair = list(PAIRS[dataset.name])
        rows = [labels[:, pair].sum(axis=1) == 1 for _, labels in parts]
        parts = [(x[row], y[row][:, pair]) for (x, y), row in zip(parts, rows, strict=True)]
    return dataset.title, *parts


def fit(settings, rate, train, **options):
    """Build, compile and train a network; returns it and its history."""
    keras.utils.set_random_seed(settings["seed"])
    model = settings["create"]()
    if model.name == "improved":
        recipe = {key: settings[key] for key in ("epochs", "batch_size", "seed")}
        return model, models.fit_improved(model, train, **recipe, verbose=0, **options)
    optimizer = keras.optimizers.get(settings["optimizer"])
    if rate:
        optimizer.learning_rate = rate
    model.compile(optimizer=optimizer, loss="categorical_crossentropy", metrics=["accuracy"])
    keys = ("epochs", "batch_size")
    return model, model.fit(*train, **{key: settings[key] for key in keys}, verbose=0, **options)


@functools.cache
def choose_rate(study, dataset_name, name):
    """The learning rate that is best after two epochs with 8,000 pictures or fewer, for all seeds."""
    _, train, validation, _ = prepare(study, dataset_name)
    settings = next(settings for settings in STUDIES[study] if settings["run"] == name)
    few, short = tuple(part[:8000] for part in train), DEFAULT | settings | {"epochs": 2}
    losses = {
        rate: fit(short, rate, few)[0].evaluate(*validation, verbose=0)[0]
        for rate in settings["learning_rate"]
    }
    return min(losses, key=losses.get)


def run(study, dataset_name, settings):
    """Train one network of a study; returns its row."""
    title, train, validation, test = prepare(study, dataset_name)
    settings = DEFAULT | settings
    if settings["run"] == "improved":
        settings |= RECIPES[dataset_name]
    rate = settings["learning_rate"]
    if isinstance(rate, tuple):
        rate = choose_rate(study, dataset_name, settings["run"])
    keep_best = keras.callbacks.EarlyStopping(
        patience=settings["epochs"], restore_best_weights=True
    )
    # Where time is compared, there is nothing but training in it.
    options = {"validation_data": validation, "callbacks": [keep_best]}
    start, computed = time.perf_counter(), time.process_time()
    model, history = fit(settings, rate, train, **({} if study == "improved" else options))
    seconds, cpu_seconds = time.perf_counter() - start, time.process_time() - computed
    row = {
        "study": study,
        "dataset": dataset_name,
        "run": settings["run"],
        "parameters": model.count_params(),
        "optimizer": type(model.optimizer).__name__,
        "learning_rate": rate or ("schedule" if model.name == "improved" else "default"),
        **{key: settings[key] for key in ("batch_size", "epochs", "seed")},
        "seconds": round(seconds, 1),
        "cpu_seconds": round(cpu_seconds, 1),
    }
    for name in ("loss", "accuracy", "val_loss", "val_accuracy"):
        row[name] = json.dumps([round(value, 4) for value in history.history.get(name, [])])
    which, (images, truth) = ("test", test) if study == "improved" else ("validation", validation)
    probabilities = model.predict(images, verbose=0)
    row[f"{which}_accuracy"] = round(float((probabilities.argmax(1) == truth.argmax(1)).mean()), 4)
    if study == "ladder_pair":
        score, second = probabilities[:, 1], truth[:, 1]
        # A network that always answers the same has no correlation.
        row["correlation"] = round(float(np.corrcoef(score, second)[0, 1]), 4)
        row["mse"] = round(float(np.mean((score - second) ** 2)), 4)
    return row | {
        "training_images": len(train[0]),
        f"{which}_images": len(truth),
        "data": title,
        "date": datetime.date.today().isoformat(),
        "machine": hardware.describe_processor(),
        "versions": " ".join(f"{name} {version}" for name, version in versions().items()),
    }


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("studies", nargs="*", metavar="STUDY", help=f"of {', '.join(STUDIES)}")
    parser.add_argument("--dataset", choices=list(PAIRS), help="only this data set")
    options = parser.parse_args(arguments)
    if unknown := set(options.studies) - set(STUDIES):
        parser.error(f"no such study: {', '.join(unknown)}; there are: {', '.join(STUDIES)}")
    datasets = [options.dataset] if options.dataset else list(PAIRS)
    missing = []
    for study, runs in STUDIES.items():
        for dataset in datasets if not options.studies or study in options.studies else ():
            file = results.RESULTS_FOLDER / f"{study}-{dataset}.csv"
            rows = list(csv.DictReader(file.open())) if file.exists() else []
            done = {(row["run"], int(row["seed"])) for row in rows}
            for settings in runs:
                if (settings["run"], settings.get("seed", SEED)) not in done:
                    missing.append((study, dataset, settings, file))
    results.RESULTS_FOLDER.mkdir(exist_ok=True)
    for study, dataset, settings, file in (progress := tqdm(missing, unit="run")):
        progress.set_description(f"{study} {dataset} {settings['run']}")
        with contextlib.redirect_stdout(io.StringIO()):  # load_dataset says each time what it is
            row = run(study, dataset, settings)
        new = not file.exists()
        with open(file, "a", newline="") as table:
            writer = csv.DictWriter(table, row, lineterminator="\n")
            if new:
                writer.writeheader()
            writer.writerow(row)
        accuracy = row.get("test_accuracy") or row["validation_accuracy"]
        progress.write(f"{study} {dataset} {row['run']}: {accuracy:.3f}")


if __name__ == "__main__":
    main()
