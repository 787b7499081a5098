"""The functions that learners write by hand, for the cells and lessons after that.

Each module belongs to the lesson of its name. A test holds each function against the solution of its
exercise.
"""

from .build import convolve2d, create_model_intro, forward, neuron, output_size, parameter_count
from .compile import (
    backpropagate,
    cosine_schedule,
    cross_entropy,
    descend,
    mse,
    neuron_gradient,
    numerical_gradient,
    sse,
)
from .evaluate import (
    accuracy,
    best_threshold,
    confusion_table,
    f1_by_class,
    most_confused_pair,
    recall_by_class,
)
from .fit import best_epoch, create_model_dropout, is_overfitting, steps_per_epoch
from .inputs_outputs import load_batch, load_image, normalise, one_hot, predicted_class
from .predict import (
    classify_image,
    compare_pairwise,
    confidence_and_accuracy,
    confidence_interval,
    predict_names,
    top_k,
)
from .prepare_data import (
    class_counts,
    find_leaked,
    prepare_dataset,
    read_folder,
    stratified_split,
)
from .share import (
    CARD_FIELDS,
    accuracy_with_interval,
    freeze_convolutions,
    history_from_csv,
    history_to_csv,
    model_card,
    with_preprocessing,
)
from .tune import draw_rates, fit_by_name, next_rates, pick_and_evaluate, sweep

__all__ = [
    "CARD_FIELDS",
    "accuracy",
    "accuracy_with_interval",
    "backpropagate",
    "best_epoch",
    "best_threshold",
    "class_counts",
    "classify_image",
    "compare_pairwise",
    "confidence_and_accuracy",
    "confidence_interval",
    "confusion_table",
    "convolve2d",
    "cosine_schedule",
    "create_model_dropout",
    "create_model_intro",
    "cross_entropy",
    "descend",
    "draw_rates",
    "f1_by_class",
    "find_leaked",
    "fit_by_name",
    "forward",
    "freeze_convolutions",
    "history_from_csv",
    "history_to_csv",
    "is_overfitting",
    "load_batch",
    "load_image",
    "model_card",
    "most_confused_pair",
    "mse",
    "neuron",
    "neuron_gradient",
    "next_rates",
    "normalise",
    "numerical_gradient",
    "one_hot",
    "output_size",
    "parameter_count",
    "pick_and_evaluate",
    "predict_names",
    "predicted_class",
    "prepare_dataset",
    "read_folder",
    "recall_by_class",
    "sse",
    "steps_per_epoch",
    "stratified_split",
    "sweep",
    "top_k",
    "with_preprocessing",
]
