"""Colours and lines of all figures: told apart also without colours, and with any eyes."""

BLUE, ORANGE, GREEN, GREY = "#1f5fa8", "#b84a00", "#009e73", "#555555"
# One after the other for the curves of a plot.
LINES = ((BLUE, "-"), (ORANGE, "--"), (GREEN, "-."), (GREY, ":"))
# What is marked in a photograph, on dark and on light.
MARK = "#ff9d00"
