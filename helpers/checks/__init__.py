"""What the exercises' test cells are made of: comparisons, and messages that say what to look at.

`Check` tries a function on examples. What is checked in more steps has a function of its own here,
in the module of its subject.
"""

from .baselines import try_majority_baseline
from .compiling import try_compile_model
from .exercises import (
    BACKPROPAGATE,
    CLASS_COUNTS,
    CLASS_NUMBERS,
    CONVOLVE2D,
    COSINE_SCHEDULE,
    CROSS_ENTROPY,
    DESCEND,
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
    SAME_PADDING,
    SSE,
)
from .folders import try_read_folder
from .functions import Check, Formula
from .guards import without
from .networks import try_create_model, try_network_parts
from .pictures import try_describe, try_load_batch, try_load_image, try_predicted_class
from .points import Marks, print_points
from .predictions import try_classify_image, try_predict_names, try_top_k
from .sharing import (
    try_freeze_convolutions,
    try_history_from_csv,
    try_history_to_csv,
    try_model_card,
    try_refusal,
    try_save_and_compare,
    try_with_preprocessing,
)
from .splits import try_find_leaked, try_prepare_dataset, try_stratified_split
from .tables import accuracy_mistakes, make_table, threshold_mistakes, try_confusion_table
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
    "NORMALISE",
    "ONE_HOT",
    "CLASS_NUMBERS",
    "CLASS_COUNTS",
    "NEURON",
    "FORWARD",
    "CONVOLVE2D",
    "OUTPUT_SIZE",
    "SAME_PADDING",
    "PARAMETER_COUNT",
    "SSE",
    "MSE",
    "CROSS_ENTROPY",
    "DESCEND",
    "NUMERICAL_GRADIENT",
    "NEURON_GRADIENT",
    "BACKPROPAGATE",
    "COSINE_SCHEDULE",
    "NEXT_RATES",
    "Check",
    "Formula",
    "Marks",
    "accuracy_mistakes",
    "best_epoch_mistakes",
    "choose_hint",
    "difference",
    "make_table",
    "one_picture_a_class",
    "print_points",
    "require",
    "threshold_mistakes",
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
    "try_history_from_csv",
    "try_history_to_csv",
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
    "try_search_optimizers",
    "try_stratified_split",
    "try_sweep",
    "try_top_k",
    "try_with_preprocessing",
    "without",
]
