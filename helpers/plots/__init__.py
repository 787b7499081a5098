"""Figures of the lessons. Each function draws one and shows it with alt text."""

from .convolution import (
    MORE_KERNELS,
    explore_kernels,
    plot_channels,
    plot_convolution,
    plot_places,
    plot_pooling,
    plot_receptive_field,
)
from .curves import (
    plot_accuracies,
    plot_activations,
    plot_board,
    plot_curves,
    plot_descents,
    plot_history,
    plot_landscape,
    plot_slopes,
)
from .figure import show
from .graphs import plot_graph
from .networks import plot_architecture
from .pictures import plot_images, plot_pixels, plot_scores, plot_vision_tasks
from .predictions import plot_calibration
from .tables import plot_by_class, plot_confusion, plot_splits
from .training import plot_histories, plot_repeats
from .trends import trend
from .tuning import plot_lottery, plot_search, plot_sweeps

__all__ = [
    "MORE_KERNELS",
    "explore_kernels",
    "plot_accuracies",
    "plot_activations",
    "plot_architecture",
    "plot_board",
    "plot_by_class",
    "plot_calibration",
    "plot_channels",
    "plot_confusion",
    "plot_convolution",
    "plot_curves",
    "plot_descents",
    "plot_graph",
    "plot_histories",
    "plot_history",
    "plot_images",
    "plot_landscape",
    "plot_lottery",
    "plot_pixels",
    "plot_places",
    "plot_pooling",
    "plot_receptive_field",
    "plot_repeats",
    "plot_scores",
    "plot_search",
    "plot_slopes",
    "plot_splits",
    "plot_sweeps",
    "plot_vision_tasks",
    "show",
    "trend",
]
