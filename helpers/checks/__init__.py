"""What the exercises' test cells are made of: comparisons, and messages that say what to look at.

`Check` tries a function on examples. What is checked in more steps has a function of its own here,
in the module of its subject.
"""

from .baselines import try_majority_baseline
from .classifiers import classifier_mistakes, try_save_classifier
from .compiling import try_compile_model
from .exercises import (
    ACCURACY,
    BACKPROPAGATE,
    CLASS_COUNTS,
    CLASS_NUMBERS,
    COMPARE_PAIRWISE,
    CONFIDENCE_AND_ACCURACY,
    CONFIDENCE_INTERVAL,
    CONFUSED_PAIR,
    CONVOLVE2D,
    COSINE_SCHEDULE,
    CROSS_ENTROPY,
    DESCEND,
    F1,
    FORWARD,
    MSE,
    NEURON,
    NEURON_GRADIENT,
    NEXT_RATES,
    NORMALISE,
    NUMERICAL_GRADIENT,
    ONE_HOT,
    OUTPUT_SIZE,
    PARAMETER_COUNT,
    RECALL,
    SAME_PADDING,
    SSE,
    THRESHOLD,
)
from .folders import try_read_folder
from .functions import Check, Formula
from .guards import without
from .networks import try_create_model, try_network_parts
from .pictures import try_describe, try_load_batch, try_load_image, try_predicted_class
from .points import Marks, print_points
from .predictions import try_classify_image, try_predict_names, try_top_k
from .sharing import (
    try_accuracy_with_interval,
    try_freeze_convolutions,
    try_history_files,
    try_model_card,
    try_refusal,
    try_save_and_compare,
    try_with_preprocessing,
)
from .splits import try_find_leaked, try_prepare_dataset, try_stratified_split
from .tables import make_table, try_confusion_table
from .training import (
    best_epoch_mistakes,
    one_picture_a_class,
    try_fit_compare_save,
    try_fit_model,
    try_is_overfitting,
)
from .tuning import (
    try_draw_rates,
    try_fit_by_name,
    try_pick_and_evaluate,
    try_search_optimizers,
    try_sweep,
)
from .values import choose_hint, difference, require

__all__ = [
    "ACCURACY",
    "BACKPROPAGATE",
    "CLASS_COUNTS",
    "CLASS_NUMBERS",
    "COMPARE_PAIRWISE",
    "CONFIDENCE_AND_ACCURACY",
    "CONFIDENCE_INTERVAL",
    "CONFUSED_PAIR",
    "CONVOLVE2D",
    "COSINE_SCHEDULE",
    "CROSS_ENTROPY",
    "Check",
    "DESCEND",
    "F1",
    "FORWARD",
    "Formula",
    "MSE",
    "Marks",
    "NEURON",
    "NEURON_GRADIENT",
    "NEXT_RATES",
    "NORMALISE",
    "NUMERICAL_GRADIENT",
    "ONE_HOT",
    "OUTPUT_SIZE",
    "PARAMETER_COUNT",
    "RECALL",
    "SAME_PADDING",
    "SSE",
    "THRESHOLD",
    "best_epoch_mistakes",
    "choose_hint",
    "classifier_mistakes",
    "difference",
    "make_table",
    "one_picture_a_class",
    "print_points",
    "require",
    "try_accuracy_with_interval",
    "try_classify_image",
    "try_compile_model",
    "try_confusion_table",
    "try_create_model",
    "try_describe",
    "try_draw_rates",
    "try_find_leaked",
    "try_fit_by_name",
    "try_fit_compare_save",
    "try_fit_model",
    "try_freeze_convolutions",
    "try_history_files",
    "try_is_overfitting",
    "try_load_batch",
    "try_load_image",
    "try_majority_baseline",
    "try_model_card",
    "try_network_parts",
    "try_pick_and_evaluate",
    "try_predict_names",
    "try_predicted_class",
    "try_prepare_dataset",
    "try_read_folder",
    "try_refusal",
    "try_save_and_compare",
    "try_save_classifier",
    "try_search_optimizers",
    "try_stratified_split",
    "try_sweep",
    "try_top_k",
    "try_with_preprocessing",
    "without",
]
