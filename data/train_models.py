"""Train the reference models in data/models, as far as they are not there yet.

    python data/train_models.py [fashion_mnist] [cifar10]

Fashion-MNIST is the bundled sample; CIFAR-10 is all of it, and has to be fetched before
(tensteps data cifar10). Delete a model to train it anew. Beside each .keras file
(weights without optimizer state) a .json file says how it was trained and how well it does.
"""

import datetime
import json
import sys

from helpers import byhand, data, models, storage

import keras
import numpy

SEED = 42
# Of the third network. The sample has a tenth of the pictures: more and smaller steps.
RECIPES = {
    "fashion_mnist": {"epochs": 12, "batch_size": 64},
    "cifar10": {"epochs": 5, "batch_size": 128},
}


def versions():
    """Versions of what the result depends on."""
    backend = keras.backend.backend()
    return {
        "python": sys.version.split()[0],
        "numpy": numpy.__version__,
        "keras": keras.__version__,
        backend: sys.modules[backend].__version__,
    }


def train(name, dataset_name):
    """Train one model, and write it and its record."""
    dataset = data.load_dataset(dataset_name, "full")
    train_images, validation_images, train_labels, validation_labels = byhand.prepare_dataset(
        dataset.train_images, dataset.train_labels, seed=SEED
    )
    keras.utils.set_random_seed(SEED)
    model = models.CREATE[name]()
    validation = validation_images, validation_labels
    if name == "improved":
        recipe = RECIPES[dataset.name]
        history = models.fit_improved(
            model,
            (train_images, train_labels),
            **recipe,
            seed=SEED,
            validation_data=validation,
            verbose=2,
        )
    else:
        recipe = {"epochs": 10, "batch_size": 32}
        model.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"])
        history = model.fit(
            train_images, train_labels, **recipe, validation_data=validation, verbose=2
        )
    classes = model.predict(dataset.test_images / 255, verbose=0).argmax(axis=1)
    bare = models.CREATE[name]()
    bare.set_weights(model.get_weights())
    file = storage.REFERENCE_FOLDER / f"{name}-{dataset.name}.keras"
    file.parent.mkdir(exist_ok=True)
    record = {
        "model": name,
        "parameters": model.count_params(),
        "dataset": dataset.name,
        "dataset_title": dataset.title,
        "training_images": len(train_images),
        "test_images": len(dataset.test_images),
        "test_accuracy": round(float((classes == dataset.test_labels).mean()), 4),
        "seed": SEED,
        **recipe,
        "optimizer": "adam",
        "loss": "categorical_crossentropy",
        "date": datetime.date.today().isoformat(),
        "versions": versions(),
        "history": {key: [round(v, 4) for v in values] for key, values in history.history.items()},
    }
    bare.save(file)
    file.with_suffix(".json").write_text(json.dumps(record, indent=1) + "\n")
    print(f"{file.name}: test accuracy {record['test_accuracy']:.3f}")


def main(dataset_names):
    for dataset_name in dataset_names or ["fashion_mnist", "cifar10"]:
        for name in models.CREATE:
            if not (storage.REFERENCE_FOLDER / f"{name}-{dataset_name}.keras").exists():
                train(name, dataset_name)


if __name__ == "__main__":
    main(sys.argv[1:])
