"""What the exercises' test cells are made of: comparisons, and messages that say what to look at.

`Check` tries a function on examples. What is checked in more steps has a function of its own here,
in the module of its subject.
"""

from .baselines import try_majority_baseline
from .building import (
    CONVOLUTION_ERRORS,
    FORWARD_ERRORS,
    convolution_mistakes,
    forward_mistakes,
    neuron_mistakes,
    output_size_mistakes,
    parameter_mistakes,
)
from .compiling import try_compile_model
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
from .slopes import (
    backpropagate_mistakes,
    cosine_schedule_mistakes,
    cross_entropy_mistakes,
    descend_mistakes,
    mse_mistakes,
    neuron_gradient_mistakes,
    numerical_gradient_mistakes,
    sse_mistakes,
)
from .splits import try_find_leaked, try_prepare_dataset, try_stratified_split
from .tables import accuracy_mistakes, make_table, threshold_mistakes, try_confusion_table
from .training import (
    one_picture_a_class,
    try_fit_by_name,
    try_fit_compare_save,
    try_fit_model,
    try_is_overfitting,
    try_pick_and_evaluate,
    try_search_optimizers,
    try_sweep,
)
from .values import choose_hint, difference, require

__all__ = [
    "CONVOLUTION_ERRORS",
    "FORWARD_ERRORS",
    "Check",
    "Formula",
    "Marks",
    "accuracy_mistakes",
    "backpropagate_mistakes",
    "choose_hint",
    "cosine_schedule_mistakes",
    "cross_entropy_mistakes",
    "descend_mistakes",
    "convolution_mistakes",
    "difference",
    "forward_mistakes",
    "make_table",
    "mse_mistakes",
    "neuron_gradient_mistakes",
    "numerical_gradient_mistakes",
    "neuron_mistakes",
    "one_picture_a_class",
    "output_size_mistakes",
    "parameter_mistakes",
    "print_points",
    "require",
    "sse_mistakes",
    "threshold_mistakes",
    "try_classify_image",
    "try_compile_model",
    "try_confusion_table",
    "try_create_model",
    "try_describe",
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
