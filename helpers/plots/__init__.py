"""Figures of the lessons. Each function draws one and shows it with alt text."""

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
from .pictures import (
    MORE_KERNELS,
    explore_kernels,
    plot_convolution,
    plot_images,
    plot_pixels,
    plot_scores,
    plot_vision_tasks,
)
from .tables import plot_confusion, plot_splits

__all__ = [
    "MORE_KERNELS",
    "explore_kernels",
    "plot_accuracies",
    "plot_activations",
    "plot_architecture",
    "plot_board",
    "plot_confusion",
    "plot_convolution",
    "plot_curves",
    "plot_descents",
    "plot_graph",
    "plot_history",
    "plot_images",
    "plot_landscape",
    "plot_pixels",
    "plot_scores",
    "plot_slopes",
    "plot_splits",
    "plot_vision_tasks",
    "show",
]
